"""What stands before and after the layers of an ONNX graph that names its words: word vectors and a readout."""

from collections.abc import Iterator, Mapping

import numpy as np

from lstm_core.models.onnx.graph import Graph, Node
from lstm_core.models.onnx.wire import Wire, part, text

HANDS_ON = ("Transpose", "Reshape", "Squeeze", "Identity")  # between the last layer and what reads it
RECURRENT = ("LSTM", "GRU", "RNN")
EMBEDDING, READOUT, BIAS = "embedding.weight", "readout.weight", "readout.bias"


def told(content: bytes) -> dict[str, str]:
    """The texts that its author wrote beside a model, by name."""
    wire, found = Wire(), {}
    for number, value in wire.fields(memoryview(content)):
        if number == 14:
            pair = {k: text(v) for k, v in wire.fields(part(value))}
            found[pair.get(1, "")] = pair.get(2, "")
    return found


def ends(graph: Graph, beside: Mapping[str, bytes]) -> dict[str, np.ndarray]:
    """{EMBEDDING: (V, E), READOUT: (K, units), BIAS: (K,)}, those that are clear in the graph."""
    made = {name: node for node in graph.nodes for name in node.outputs}

    def constant(name: str, rank: int) -> np.ndarray | None:
        found = graph.constants.get(name)
        fits = found is not None and len(found.shape) == rank and found.dtype.kind == "f"
        return found.array(beside) if found is not None and fits else None

    found: dict[str, np.ndarray] = {}
    for node in graph.nodes:
        before = made.get(node.input(0)) if node.op in RECURRENT else None
        table = constant(before.input(0), 2) if before is not None and before.op == "Gather" else None
        if table is not None:
            found[EMBEDDING] = table
        if node.op == "Add" and (product := made.get(node.input(0))) is not None and product.op == "MatMul":
            turned = made.get(product.input(1))
            name = turned.input(0) if turned is not None and turned.op == "Transpose" else ""
            W, bias = constant(name, 2), constant(node.input(1), 1)
            if W is not None and bias is not None and any(n.op in RECURRENT for n in _behind(product, made)):
                found |= {READOUT: W, BIAS: bias}
    return found


def _behind(node: Node, made: Mapping[str, Node]) -> Iterator[Node]:
    """Where a node's first input comes from, past what only turns or reshapes it."""
    for _ in range(len(made)):
        before = made.get(node.input(0))
        if before is None:
            return
        yield before
        if before.op not in HANDS_ON:
            return
        node = before
