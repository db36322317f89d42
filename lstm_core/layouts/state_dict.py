"""A network's arrays under the names that torch.nn gives them, gates in its order."""

import numpy as np

from lstm_core.layouts.orders import reordered
from lstm_core.layouts.record import Recurrent
from lstm_core.layouts.whole import Whole

TANH_OR_RELU = (["Tanh"], ["Relu"])


def holds(layer: Recurrent) -> bool:
    """Whether torch.nn has this layer."""
    if layer.kind == "RNN":
        return layer.options.get("activations", ["Tanh"])[:1] in TANH_OR_RELU
    return layer.P is None and layer.options == ({"linear_before_reset": 1} if layer.kind == "GRU" else {})


def state_dict(whole: Whole) -> dict[str, np.ndarray]:
    """{"embedding.weight", "lstm.weight_ih_l0", …, "readout.weight", "readout.bias"}."""
    arrays = {} if whole.embedding is None else {"embedding.weight": whole.embedding}
    for (name, k), layer in zip(places(whole), whole.layers, strict=True):
        for way, end in zip(range(layer.directions), ("", "_reverse"), strict=False):
            biases = np.split(layer.B[way], 2)
            parts = {"weight_ih": layer.W[way], "weight_hh": layer.R[way], "bias_ih": biases[0], "bias_hh": biases[1]}
            for part, stacked in parts.items():
                arrays[f"{name}.{part}_l{k}{end}"] = reordered(stacked, layer.kind, "onnx", "torch")
    return arrays | {"readout.weight": whole.readout_W, "readout.bias": whole.readout_b}


def places(whole: Whole) -> list[tuple[str, int]]:
    """(name of the module, its layer) of every layer: one module where they are alike, as torch stacks them."""
    alike = {(layer.kind, layer.hidden_size, str(layer.options)) for layer in whole.layers}
    kinds = [layer.kind.lower() for layer in whole.layers]
    if len(alike) == 1:
        return [(kind, k) for k, kind in enumerate(kinds)]
    return [(f"{kind}{k}", 0) for k, kind in enumerate(kinds)]


def arguments(whole: Whole) -> dict[str, dict[str, int | bool | str]]:
    """{name of the module: how torch.nn makes it}, with its "kind" beside the arguments."""
    made: dict[str, dict[str, int | bool | str]] = {}
    for (name, k), layer in zip(places(whole), whole.layers, strict=True):
        sizes = {"input_size": layer.input_size, "hidden_size": layer.hidden_size}
        made.setdefault(name, {"kind": layer.kind, **sizes})
        made[name] |= {"num_layers": k + 1, "bidirectional": layer.directions == 2, "batch_first": False}
        if layer.kind == "RNN":
            made[name]["nonlinearity"] = layer.options.get("activations", ["Tanh"])[0].lower()
    return made
