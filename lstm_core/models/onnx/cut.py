"""The part of a person's own graph that computes some recurrent layers, cut out as a model that runs by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.layouts.record import Recurrent
from lstm_core.models.errors import ModelFileError
from lstm_core.models.onnx.folding import Constants
from lstm_core.models.onnx.graph import Node, read_model
from lstm_core.models.onnx.layers import Place, places, recurrent
from lstm_core.models.onnx.models import FLOAT, constant, model
from lstm_core.models.onnx.tensors import Tensor
from lstm_core.models.onnx.wire import Wire, written

STATES = {5: "h", 6: "c"}
LENGTHS = 4


@dataclass(frozen=True, eq=False)
class Cut:
    """`content` runs by itself: given x (T, 1, I) under the name `x`, it gives each layer's Y (T, D, 1, H) by `names`.

    `begins` are further inputs, where the graph around it would have computed the state to begin with.
    """

    content: bytes
    x: str
    begins: dict[str, np.ndarray]
    names: tuple[str, ...]


def cut(files: Mapping[str, bytes], layers: Sequence[str]) -> Cut:
    """The part of a file's graph from what the first of these layers reads to what the last one gives, all by name.

    ModelFileError where the graph does not hold them, does not compute them in float32, or where what stands between
    them needs more of the graph.
    """
    name, *others = files
    beside = {other: files[other] for other in others}
    read = read_model(files[name])
    chain = _chain(places(read.graph, beside), layers)
    seen, x = chain[0][0].constants, chain[0][0].node.input(0)
    begins: dict[str, np.ndarray] = {}
    nodes: dict[int, bytes] = {}
    needed, names = [], []
    for k, (place, layer) in enumerate(chain):
        inputs, outputs = list(place.node.inputs), list(place.node.outputs) or [""]
        outputs[0] = outputs[0] or f"layer {k}"
        if len(inputs) > LENGTHS:
            inputs[LENGTHS] = ""
        for at, state in STATES.items():
            if at < len(inputs) and inputs[at] and not _of_one_sequence(place.constants.value(inputs[at])):
                inputs[at] = f"begins {k} {state}"
                none = np.zeros((layer.directions, layer.hidden_size))
                begins[inputs[at]] = layer.initial.get(state, none)[:, None].astype(np.float32)
        nodes[id(place.node)] = _renamed(place.node, inputs, outputs)
        needed += inputs
        names.append(outputs[0])
    constants = _followed(needed, seen, {x, *begins}, nodes)
    kinds = {x: FLOAT} | dict.fromkeys(begins, FLOAT)
    written_out = [_inside(tensor, beside) for tensor in constants.values()]
    content = model(_ordered(seen, nodes), written_out, kinds, names, read.ir_version, read.opsets)
    return Cut(content, x, begins, tuple(names))


def _chain(found: Sequence[Place], layers: Sequence[str]) -> list[tuple[Place, Recurrent]]:
    """The places of these layers, all in one graph, and what they hold."""
    chain: list[tuple[Place, Recurrent]] = []
    for name in layers:
        place = next((place for place in found if place.name == name), None)
        layer = recurrent(place) if place is not None else ""
        if place is None or isinstance(layer, str) or (chain and place.constants is not chain[0][0].constants):
            raise ModelFileError(f"{name} is no layer of this graph")
        weights = place.constants.value(place.node.input(1))
        if weights is None or weights.dtype != np.float32:
            raise ModelFileError(f"{name} is not computed in float32")
        chain.append((place, layer))
    return chain


def _of_one_sequence(state: np.ndarray | None) -> bool:
    return state is not None and state.ndim == 3 and state.shape[1] == 1


def _renamed(node: Node, inputs: Iterable[str], outputs: Iterable[str]) -> bytes:
    """A node as it stands in the file, with other inputs and outputs."""
    kept = [written(number, value) for number, value in Wire().fields(node.message) if number not in (1, 2)]
    return b"".join([*(written(1, name) for name in inputs), *(written(2, name) for name in outputs), *kept])


def _followed(names: Iterable[str], seen: Constants, stops: set[str], nodes: dict[int, bytes]) -> dict[str, Tensor]:
    """The constants from which these names are computed; the nodes that compute them are put into `nodes`."""
    constants: dict[str, Tensor] = {}
    done: set[tuple[str, int]] = set()
    waiting: list[tuple[str, Constants]] = [(name, seen) for name in names]
    while waiting:
        name, at = waiting.pop()
        if not name or name in stops or (name, id(at)) in done:
            continue
        done.add((name, id(at)))
        node = at.made.get(name)
        if name in at.graph.constants:
            constants[name] = at.graph.constants[name]
        elif node is not None and not node.graphs:
            if id(node) not in nodes:
                nodes[id(node)] = bytes(node.message)
                waiting += [(given, at) for given in node.inputs]
        elif at.around is not None and node is None and name not in at.graph.inputs:
            waiting.append((name, at.around))
        else:
            raise ModelFileError(f"these layers need {name!r:.60}, which the rest of the graph computes")
    return constants


def _ordered(seen: Constants, nodes: Mapping[int, bytes]) -> list[bytes]:
    """The nodes in an order in which they can run: those of the graphs around it first."""
    scopes = [seen]
    while (around := scopes[-1].around) is not None:
        scopes.append(around)
    return [nodes[id(node)] for scope in reversed(scopes) for node in scope.graph.nodes if id(node) in nodes]


def _inside(tensor: Tensor, beside: Mapping[str, bytes]) -> bytes | memoryview:
    """A tensor with its numbers inside the file."""
    return tensor.message if tensor.elsewhere is None else constant(tensor.name, tensor.array(beside))
