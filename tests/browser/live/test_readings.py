"""What the page computes itself while it reads is what lstm_core computes, to the last bit of a float32."""

from pathlib import Path

import numpy as np
import pytest

from lstm_core import Edit, load_run
from lstm_core.networks.network import Network
from tests.support.twin import Case

ASSETS = Path(__file__).resolve().parents[3] / "assets"
RUNS = sorted(path for path in (ASSETS / "runs").iterdir() if path.name.startswith("france"))
STACKS = sorted(ASSETS.glob("layers/stack*.safetensors"))
SENTENCE = "i grew up in {} . my brother visited italy last summer . i speak fluent"


def both(network: Network) -> np.ndarray:
    """The ids (T, 2) of the sentence with France and with Spain."""
    return np.concatenate([network.encode(SENTENCE.format(country)) for country in ("france", "spain")], axis=1)


@pytest.mark.parametrize("path", RUNS, ids=lambda path: path.name)
def test_every_number_of_a_shipped_run_is_the_cores(twin, path):
    network = load_run(path).network
    twin.add(path.name, network)
    ids = both(network)
    twin.differences([Case(path.name, ids[:, :1]), Case(path.name, ids)]).check()


@pytest.mark.parametrize("path", STACKS, ids=lambda path: path.stem)
def test_every_number_of_a_stack_is_the_cores(twin, path):
    network = Network.load(path)
    twin.add(path.name, network)
    ids = np.random.default_rng(0).integers(0, len(network.vocabulary), (13, 2))
    top = len(network.layers) - 1
    edits = [Edit("c", scale=0.5, steps=3), Edit("h", value=1.0, steps=slice(5, 7), units=(0, 4), layer=top)]
    twin.differences([Case(path.name, ids), Case(path.name, ids, edits)]).check()


def test_edits_change_what_they_change_in_the_core(twin):
    network = load_run(ASSETS / "runs" / "france-lstm-0").network
    twin.add("lstm", network)
    ids = both(network)
    other = network.run(ids[:, 1:], keep="nodes")
    each = [
        Edit("f", value=1.0, steps=(4, 6), units=(3, -1)),
        Edit("f", value=np.linspace(0, 1, 5), steps=-2, units=slice(0, 5), sequences=1),
        Edit("c", scale=-2.0, units=7),
        Edit("c_prev", value=0.0, steps=9, sequences=0),
        Edit("c_prev", source=other, steps=-1),
        Edit("h", source=other, steps=(3, 8), source_steps=(4, 2), units=(1, 2, 3)),
        Edit("g", source=other, source_steps=4, steps=slice(5, 9)),
    ]
    cases = [Case("lstm", ids, [edit]) for edit in each]
    cases += [
        Case("lstm", ids, each),
        Case("lstm", ids, each[::-1]),
        Case("lstm", ids, each[3:4], before=each[3:4], start=9),
    ]
    twin.differences(cases).check()


def test_maps_with_a_value_for_each_pixel_are_the_cores(twin):
    network = load_run(ASSETS / "runs" / "bouncing-conv_lstm-0").network
    twin.add("maps", network)
    pictures = np.random.default_rng(0).random((3, 2, 1, 5, 7))
    twin.differences([Case("maps", pictures), Case("maps", pictures, [Edit("c", value=1.0, steps=1, units=3)])]).check()
