"""ONNX: a graph of operators that ONNX Runtime and many others run, with words in and probabilities out."""

import numpy as np

from lstm_core.layouts.protobuf import Value, message
from lstm_core.layouts.record import Recurrent
from lstm_core.layouts.whole import Whole, Written

IR_VERSION, OPSET = 8, 17
TYPES = {"float32": 1, "int64": 7}


def write(whole: Whole) -> bytes:
    """The model: `ids` (T, B) or `x` (T, B, D) in; `logits` (T, B, K) out, and `probs` where it chooses."""
    graph = Graph()
    if whole.embedding is None:
        given, h = _told("x", "float32", "T", "B", whole.input_size), "x"
    else:
        given, h = _told("ids", "int64", "T", "B"), "vectors"
        graph.node("Gather", [graph.array("embedding.weight", whole.embedding), "ids"], [h])
    for layer in whole.layers:
        h = _layer(graph, layer, h)
    W = graph.array("readout.weight", whole.readout_W)
    graph.node("Transpose", [W], ["readout.turned"], perm=[1, 0])
    graph.node("MatMul", [h, "readout.turned"], ["readout.product"])
    graph.node("Add", ["readout.product", graph.array("readout.bias", whole.readout_b)], ["logits"])
    answers = len(whole.readout_b)
    found = [_told("logits", "float32", "T", "B", answers)]
    if whole.choice:
        graph.node("Softmax", ["logits"], ["probs"], axis=-1)
        found.append(_told("probs", "float32", "T", "B", answers))
    body = message((1, graph.nodes), (2, "network"), (5, graph.arrays), (11, given), (12, found))
    told = [message((1, name), (2, text)) for name, text in whole.told.items()]
    return message((1, IR_VERSION), (2, "lstm-film"), (7, body), (8, message((1, ""), (2, OPSET))), (14, told))


class Graph:
    """Nodes and arrays, in the order in which they are added."""

    def __init__(self) -> None:
        self.nodes: list[bytes] = []
        self.arrays: list[bytes] = []

    def array(self, name: str, array: np.ndarray) -> str:
        """Keep an array, and give back its name."""
        kind, content = TYPES[array.dtype.name], np.ascontiguousarray(array).tobytes()
        self.arrays.append(message((1, list(array.shape)), (2, kind), (8, name), (9, content)))
        return name

    def node(self, operator: str, inputs: list[str], outputs: list[str], **options: object) -> None:
        attributes = [_attribute(name, value) for name, value in options.items()]
        self.nodes.append(
            message((1, inputs), (2, outputs), (3, f"{operator}.{len(self.nodes)}"), (4, operator), (5, attributes))
        )


def _layer(graph: Graph, layer: Recurrent, x: str) -> str:
    """A recurrent node that reads x; the name of its output (T, B, D·H)."""
    name = layer.name
    arrays = [graph.array(f"{name}.{part}", getattr(layer, part)) for part in ("W", "R", "B")]
    peepholes = ["", "", "", graph.array(f"{name}.P", layer.P)] if layer.P is not None else []
    options = {"hidden_size": layer.hidden_size, "direction": layer.direction, **layer.options}
    graph.node(layer.kind, [x, *arrays, *peepholes], [f"{name}.Y"], **options)  # Y: (T, D, B, H)
    width = layer.directions * layer.hidden_size
    graph.node("Transpose", [f"{name}.Y"], [f"{name}.turned"], perm=[0, 2, 1, 3])
    shape = graph.array(f"{name}.shape", np.array([0, 0, width], np.int64))  # 0: as it was
    graph.node("Reshape", [f"{name}.turned", shape], [f"{name}.h"])
    return f"{name}.h"


def _attribute(name: str, value: object) -> bytes:
    """An attribute, by the type of its value: a number, a text, or a list of one of these."""
    first = value[0] if isinstance(value, list) else value
    place, kind = {float: (2, 1), int: (3, 2), str: (4, 3)}[type(first)]
    if isinstance(value, list):
        place, kind = place + 5, kind + 5
    written: Value | list[Value] = value  # type: ignore[assignment]  # one of those above
    return message((1, name), (place, written), (20, kind))


def _told(name: str, kind: str, *sizes: str | int) -> bytes:
    """What goes in or comes out: its name, the type of its numbers, its sizes (a letter is any size)."""
    dimensions = [message((2 if isinstance(size, str) else 1, size)) for size in sizes]
    tensor = message((1, TYPES[kind]), (2, message((1, dimensions))))
    return message((1, name), (2, message((1, tensor))))


WRITTEN = Written("ONNX", (".onnx",), lambda layer: True, write)
