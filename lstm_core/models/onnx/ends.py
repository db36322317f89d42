"""What stands before and after the layers of an ONNX graph, where it is clear: a table of words, a readout."""

from collections.abc import Iterator, Sequence

import numpy as np

from lstm_core.models.onnx.graph import OWN_DOMAINS, Node
from lstm_core.models.onnx.layers import Place
from lstm_core.models.onnx.wiring import ARRANGES, between

TAKES_A_STEP = ("Gather", "Slice")  # such as the last one: a readout that reads it reads any other as well
Named = dict[str, np.ndarray]


def embedding(place: Place) -> tuple[str, Named]:
    """(the name of the table whose rows this layer reads, it under this name); "" where it reads something else."""
    last = next(reversed(between(place)), None)
    if last is None or last.op != "Gather" or last.domain not in OWN_DOMAINS or last.whole("axis"):
        return "", {}
    table = place.constants.value(last.input(0))
    name = last.input(0)
    return (name, {name: table}) if table is not None and table.ndim == 2 and table.dtype.kind == "f" else ("", {})


def readout(place: Place) -> tuple[str, Named]:
    """("out.weight", it (K, units) and "out.bias" (K,)) of what multiplies all that a layer gives; "" if none does."""
    if not place.node.outputs or not place.node.outputs[0]:
        return "", {}
    for node in _readers(place, place.node.outputs[0], 0):
        weights = place.constants.value(node.input(1))
        if weights is None or weights.ndim != 2 or weights.dtype.kind != "f":
            continue
        added = [node] if node.op == "Gemm" else [one for one in _consumers(place, node.outputs[0]) if one.op == "Add"]
        offered = [name for one in added for name in (one.inputs[2:3] if one.op == "Gemm" else one.inputs)]
        named = {name: place.constants.value(name) for name in offered}
        bias_name, bias = next(((name, b) for name, b in named.items() if b is not None and b.ndim == 1), ("", None))
        W = weights if node.op == "Gemm" and node.whole("transB") else weights.T
        base = (bias_name or node.input(1)).removesuffix(".bias").removesuffix(".weight")
        zeros = np.zeros(len(W), W.dtype)
        return f"{base}.weight", {f"{base}.weight": W, f"{base}.bias": zeros if bias is None else bias}
    return "", {}


def _readers(place: Place, name: str, steps: int) -> Iterator[Node]:
    """The products that read this value, past what only arranges it."""
    for node in _consumers(place, name):
        if node.op == "MatMul" or (node.op == "Gemm" and not node.whole("transA")):
            yield node
        elif node.op in (*ARRANGES, *TAKES_A_STEP) and node.input(0) == name and steps < 8:
            yield from _readers(place, node.outputs[0], steps + 1)


def _consumers(place: Place, name: str) -> Sequence[Node]:
    return [node for node in place.constants.graph.nodes if name in node.inputs and node.domain in OWN_DOMAINS]
