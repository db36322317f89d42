"""Random recurrent layers as ONNX files, written by the onnx package, with numbers in every slot."""

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, numpy_helper
from onnx.helper import make_graph, make_model, make_node, make_opsetid, make_tensor_value_info

GATES = {"LSTM": 4, "GRU": 3, "RNN": 1}
SIZES = {"I": 3, "H": 5}


def weights(kind: str, directions: int, rng: np.random.Generator, scale: float = 0.6, inputs: int = 3) -> dict:
    """{"W", "R", "B", "P", "h", "c"}: nothing is 0."""
    rows, H = GATES[kind] * SIZES["H"], SIZES["H"]
    shapes = {"W": (rows, inputs), "R": (rows, H), "B": (2 * rows,), "P": (3 * H,), "h": (1, H), "c": (1, H)}
    return {name: (scale * rng.normal(size=(directions, *shape))).astype("f4") for name, shape in shapes.items()}


def layer(kind: str, arrays: dict, x: str = "x", name: str = "layer", lengths: str = "", slots: str = "WRB", **said):
    """(node, {name: constant}) of one layer; `slots` are the inputs that it has."""
    place = {"W": 1, "R": 2, "B": 3, "h": 5, "c": 6, "P": 7}
    inputs = [x, *[""] * 7]
    inputs[4] = lengths
    for slot in slots:
        inputs[place[slot]] = f"{name}.{slot}"
    while not inputs[-1]:
        inputs.pop()
    outputs = [f"{name}.Y", f"{name}.Y_h", *([f"{name}.Y_c"] if kind == "LSTM" else [])]
    node = make_node(kind, inputs, outputs, name, hidden_size=arrays["R"].shape[-1], **said)
    return node, {f"{name}.{slot}": arrays[slot] for slot in slots}


def file(nodes, constants: dict, outputs=("layer.Y",), inputs=None, opset: int = 21) -> onnx.ModelProto:
    given = inputs or {"x": ["T", "B", SIZES["I"]]}
    values = [make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in given.items()]
    asked = [onnx.ValueInfoProto(name=name) for name in outputs]
    tensors = [numpy_helper.from_array(array, name) for name, array in constants.items()]
    graph = make_graph(list(nodes), "graph", values, asked, tensors)
    return make_model(graph, opset_imports=[make_opsetid("", opset)], ir_version=10)


def runtime(content: bytes, feeds: dict) -> list[np.ndarray]:
    """What ONNX Runtime gives, here and now: the oracle."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level, options.intra_op_num_threads = 4, 1
    session = onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])
    return session.run(None, feeds)


def rows(Y: np.ndarray) -> np.ndarray:
    """Y (T, D, B, H) as (T, B, D·H)."""
    return Y.transpose(0, 2, 1, 3).reshape(Y.shape[0], Y.shape[2], -1)
