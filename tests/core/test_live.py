"""A network packed for the page: what is in the message, how large it is, and what is refused."""

import json

import numpy as np
import pytest

from lstm_core import CELLS, Network
from lstm_core.live.packed import packed
from lstm_core.live.program import program
from tests.support.typed_cells import SPATIAL, cells

VOCABULARY = ("a", "b", "ü")


def a_network(cell: str = "lstm", layers: int = 1, **options) -> Network:
    return Network.new(CELLS[cell], VOCABULARY, 4, 3, np.random.default_rng(0), layers=layers, **options)


def opened(message: bytes) -> tuple[dict, np.ndarray]:
    length = int.from_bytes(message[:4], "little")
    assert (4 + length) % 8 == 0
    header = json.loads(message[4 : 4 + length])
    return header, np.frombuffer(message, np.dtype(header["dtype"]).newbyteorder("<"), offset=4 + length)


@pytest.mark.parametrize("cell", [*cells().values(), *SPATIAL.values()], ids=lambda cell: cell.title)
def test_a_program_is_json_and_names_the_nodes_of_its_cell(cell):
    said = json.loads(json.dumps(program(cell), allow_nan=False))
    graph, derivative = cell.graph, cell.derivative
    assert said["forward"] == len(graph.nodes)
    assert [(op, tuple(args), name, value) for op, args, name, value in said["nodes"]] == [
        (node.op, node.args, node.name, node.value) for node in derivative.nodes
    ]
    assert set(said["carry"]) == set(cell.carry)
    assert (said["kernel"] is None) is not cell.spatial


@pytest.mark.parametrize(("dtype", "travels_as"), [(np.float32, "float32"), (np.float64, "float64")])
def test_weights_travel_without_loss(dtype, travels_as):
    network = a_network(layers=2, dtype=dtype)
    header, numbers = opened(packed(network))
    assert header["dtype"] == travels_as
    assert len(header["programs"]) == 1
    places = {
        "embedding": header["embedding"],
        "readout.W": header["readout"]["W"],
        "readout.b": header["readout"]["b"],
    }
    for k, layer in enumerate(header["layers"]):
        places |= {f"layers.{k}.{name}": place for name, place in layer["weights"].items()}
    assert set(places) == set(network.parameters)
    for name, array in network.parameters.items():
        offset, shape = places[name]["offset"], places[name]["shape"]
        assert (numbers[offset : offset + array.size].reshape(shape) == array).all()
    assert header["vocabulary"] == list(VOCABULARY)


def test_a_message_is_its_weights_and_a_header_of_a_few_kilobytes():
    network = a_network(dtype=np.float32)
    weights = sum(array.nbytes for array in network.parameters.values())
    assert weights < len(packed(network)) < weights + 12_000


def test_what_cannot_travel_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="reads both ways"):
        packed(a_network(bidirectional=True))
    diverged = a_network()
    diverged.parameters["readout.b"][1] = np.nan
    with pytest.raises(ValueError, match=r"readout\.b has NaN"):
        packed(diverged)


def test_checkpoints_travel_as_one_message_in_the_shortest_float_that_loses_nothing():
    networks = [Network.new(CELLS["lstm"], VOCABULARY, 4, 3, np.random.default_rng(seed)) for seed in range(3)]
    for network in networks[:2]:
        for array in network.parameters.values():
            array[...] = array.astype(np.float16)
    header, numbers = opened(packed(*networks[:2]))
    assert (header["dtype"], header["networks"]) == ("float16", 2)
    each = np.concatenate([array.ravel() for network in networks[:2] for array in network.parameters.values()])
    assert (numbers == each).all()
    assert opened(packed(*networks))[0]["dtype"] == "float64"
    assert "networks" not in opened(packed(networks[0]))[0]
    with pytest.raises(ValueError, match="same cells and sizes"):
        packed(networks[0], a_network(layers=2))
