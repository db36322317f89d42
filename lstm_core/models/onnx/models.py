"""Models written as ONNX bytes: the few messages that a graph of recurrent layers needs."""

from collections.abc import Iterable, Mapping

import numpy as np

from lstm_core.models.onnx.wire import written

FLOAT, INT64 = 1, 7
KINDS = {np.dtype(np.float32): FLOAT, np.dtype(np.float64): 11, np.dtype(np.float16): 10, np.dtype(np.int64): INT64}
IR_VERSION, OPSET = 8, 17
Value = int | float | str | list


def model(
    nodes: Iterable[bytes],
    constants: Iterable[bytes | memoryview],
    inputs: Mapping[str, int],
    outputs: Iterable[str],
    ir_version: int = IR_VERSION,
    opsets: Iterable[bytes | memoryview] = (written(2, OPSET),),
) -> bytes:
    """A whole model; `inputs` are {name: kind of its numbers}."""
    graph = [written(1, node) for node in nodes] + [written(2, "layers")]
    graph += [written(5, constant) for constant in constants]
    graph += [written(11, _value(name, kind)) for name, kind in inputs.items()]
    graph += [written(12, written(1, name)) for name in outputs]
    operators = [written(8, opset) for opset in opsets]
    return b"".join([written(1, ir_version), *operators, written(7, b"".join(graph))])


def node(op: str, name: str, inputs: Iterable[str], outputs: Iterable[str], attributes: Mapping[str, Value]) -> bytes:
    """One operation of the default domain."""
    parts = [written(1, given) for given in inputs] + [written(2, given) for given in outputs]
    parts += [written(3, name), written(4, op)]
    return b"".join(parts + [written(5, _attribute(name, value)) for name, value in attributes.items()])


def constant(name: str, array: np.ndarray) -> bytes:
    """A tensor of the graph."""
    parts = [written(1, size) for size in array.shape] + [written(2, KINDS[array.dtype]), written(8, name)]
    return b"".join([*parts, written(9, np.ascontiguousarray(array).tobytes())])


def _value(name: str, kind: int) -> bytes:
    return written(1, name) + written(2, written(1, written(1, kind)))


def _attribute(name: str, value: Value) -> bytes:
    number, kind = {int: (3, 2), float: (2, 1), str: (4, 3)}.get(type(value), (0, 0))
    if isinstance(value, list):
        number, kind = {int: (8, 7), float: (7, 6), str: (9, 8)}[type(value[0])]
    values = value if isinstance(value, list) else [value]
    return b"".join([written(1, name), *(written(number, one) for one in values), written(20, kind)])
