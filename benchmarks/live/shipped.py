"""Every network that ships, with what it is asked to read, and with edits."""

from pathlib import Path

import numpy as np

from benchmarks.live.comparison import Case
from benchmarks.live.edits import some_edits
from lstm_core import Network
from ui.shipped import stories

ASSETS = Path(__file__).resolve().parents[2] / "assets"
_LAST = [sorted(run.glob("*.safetensors"))[-1] for at in ("runs", "big") for run in sorted((ASSETS / at).iterdir())]
_FILES = {path.parent.name: path for path in _LAST} | {
    path.stem: path for path in sorted(ASSETS.glob("layers/*.safetensors"))
}
SHIPPED = {name: path for name, path in _FILES.items() if "-both-" not in name}  # those that read one way
# The sLSTM divides by a sum of exponentials: an arbitrary edit brings it beyond all numbers, or so near 0 that the
# core's own last digits are not sure. It is compared without edits.
EDITABLE = [name for name in SHIPPED if "slstm" not in name]
FILLERS = (0, 3, 8)
EDITED = 4


def network(name: str) -> Network:
    return Network.load(SHIPPED[name])


def texts(network: Network) -> list[np.ndarray]:
    """What it reads, three times two sequences (T, 2, …): stories of two countries, else words or numbers at random."""
    rng = np.random.default_rng(0)
    if network.cell.spatial:
        return [rng.random((steps, 2, network.input_size, 5, 7)) for steps in (1, 4, 3)]
    if "grew" in network.vocabulary:
        told = [[stories.story(country, fillers) for country in ("france", "spain")] for fillers in FILLERS]
        return [np.concatenate([network.encode(words) for words in pair], axis=1) for pair in told]
    if network.vocabulary:
        return [rng.integers(0, len(network.vocabulary), (steps, 2)) for steps in (5, 20, 40)]
    return [rng.random((steps, 2, network.input_size)) for steps in (5, 20, 40)]


def unedited(name: str, network: Network) -> list[Case]:
    """Two texts one sequence at a time, the longest two side by side."""
    first, second, both = texts(network)
    return [Case(name, first[:, 1:]), Case(name, second[:, :1]), Case(name, both)]


def edited(name: str, network: Network) -> list[Case]:
    """One text with several edits; then a hand that drags a value: a second edit at steps where the first one was,
    and only they are computed again."""
    rng = np.random.default_rng(len(name))
    text = texts(network)[1]
    other = network.astype(np.float64).run(text[:, 1:])
    cases = [Case(name, text, some_edits(rng, network, other, text.shape[:2])) for _ in range(EDITED)]
    first = len(text) // 2
    dragged = [some_edits(rng, network, other, text.shape[:2], first) for _ in range(2)]
    return [*cases, Case(name, text, dragged[0], before=dragged[1], start=first)]
