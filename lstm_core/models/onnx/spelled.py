"""Recurrent layers of any format spelled out as an ONNX graph in float32, for ONNX Runtime to run."""

from collections.abc import Sequence

import numpy as np

from lstm_core.layouts.activations import ONNX, squashes
from lstm_core.layouts.record import Recurrent
from lstm_core.models.onnx.models import FLOAT, Value, constant, model, node

X = "x"


def spelled(layers: Sequence[Recurrent]) -> tuple[bytes, tuple[str, ...]]:
    """(a model that reads x (T, 1, I), the name of each layer's Y (T, D, 1, O)); ValueError if ONNX has no such layer.

    A projection is multiplied into the weights of the next step, and once more behind the layer: so a layer of ONNX,
    which has none, computes it all the same.
    """
    nodes: list[bytes] = []
    constants = [constant("flat", np.array([0, 0, -1], np.int64))]
    reads, outputs = X, []
    for k, layer in enumerate(layers):
        R, given = layer.R, {}
        if layer.projection is not None:
            if layer.initial:
                raise ValueError(f"{layer.name}: with a projection it begins at 0 alone")
            R = layer.R @ layer.projection
        named = {"W": layer.W, "R": R, "B": layer.B, "h": layer.initial.get("h"), "c": layer.initial.get("c"),
                 "P": layer.P}  # fmt: skip
        for part, array in named.items():
            if array is not None:
                given[part] = f"{k}.{part}"
                constants.append(constant(given[part], _shaped(part, array)))
        Y = f"{k}.Y"
        inputs = [reads, *(given.get(part, "") for part in ("W", "R", "B")), "", *(given.get(p, "") for p in "hcP")]
        inputs = inputs if layer.kind == "LSTM" else inputs[:6]
        nodes.append(node(layer.kind, layer.name, inputs, [Y], _attributes(layer)))
        if layer.projection is not None:
            constants.append(constant(f"{k}.projection", _shaped("", layer.projection.transpose(0, 2, 1))))
            nodes.append(node("MatMul", "", [Y, f"{k}.projection"], [f"{k}.out"], {}))
            Y = f"{k}.out"
        outputs.append(Y)
        reads = f"{k}.rows"
        nodes.append(node("Transpose", "", [Y], [f"{k}.turned"], {"perm": [0, 2, 1, 3]}))
        nodes.append(node("Reshape", "", [f"{k}.turned", "flat"], [reads], {}))
    return model(nodes, constants, {X: FLOAT}, outputs), tuple(outputs)


def _shaped(part: str, array: np.ndarray) -> np.ndarray:
    """As the operator has it: a state with an axis for its one sequence."""
    return (array[:, None] if part in ("h", "c") else array).astype(np.float32)


def _attributes(layer: Recurrent) -> dict[str, Value]:
    found: dict[str, Value] = {"hidden_size": layer.hidden_size, "direction": layer.direction}
    used = [squash for direction in range(layer.directions) for squash in squashes(layer, direction)]
    names = ["Affine" if squash.name == "Linear" else squash.name for squash in used]
    for name in names:
        if name not in ONNX:
            raise ValueError(f"ONNX Runtime has no layer that squashes by {name}")
    alphas = [1.0 if squash.name == "Linear" else squash.alpha for squash in used]
    betas = [0.0 if squash.name == "Linear" else squash.beta for squash in used]
    numbers = {"activation_alpha": alphas, "activation_beta": betas}
    listed = {name: [float(value) for value in given if value is not None] for name, given in numbers.items()}
    found |= {name: given for name, given in listed.items() if given}
    found["activations"] = names
    found |= {"clip": float(layer.options["clip"])} if layer.options.get("clip") else {}
    for option, kind in (("input_forget", "LSTM"), ("linear_before_reset", "GRU")):
        if layer.kind == kind and layer.options.get(option):
            found[option] = 1
    return found
