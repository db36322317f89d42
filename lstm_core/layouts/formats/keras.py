"""Keras 3: a model of layers one above the other, as `keras.models.load_model` reads it."""

import importlib
import io
import json
from typing import Any

import numpy as np

from lstm_core.layouts.archive import archive
from lstm_core.layouts.orders import reordered
from lstm_core.layouts.record import Recurrent
from lstm_core.layouts.whole import Whole, Written

VERSION = "3.0.0"  # the oldest that reads such a file
CLASSES = {"LSTM": "LSTM", "GRU": "GRU", "RNN": "SimpleRNN"}
SNAKE = {"Embedding": "embedding", "LSTM": "lstm", "GRU": "gru", "SimpleRNN": "simple_rnn", "Dense": "dense"}
ACTIVATIONS = {"Tanh": "tanh", "Relu": "relu"}


def holds(layer: Recurrent) -> bool:
    """Whether Keras has this layer."""
    if layer.kind == "RNN":
        return layer.options.get("activations", ["Tanh"])[0] in ACTIVATIONS
    return layer.P is None and set(layer.options) <= ({"linear_before_reset"} if layer.kind == "GRU" else set())


def write(whole: Whole) -> bytes:
    """The file; it reads sequences first (B, T) and answers with logits (B, T, K)."""
    words = whole.embedding is not None
    shape = [None, None] if words else [None, None, whole.input_size]
    layers = [_told("InputLayer", "input", batch_shape=shape, dtype="int32" if words else "float32")]
    arrays: dict[str, list[np.ndarray]] = {}
    if whole.embedding is not None:
        V, E = whole.embedding.shape
        layers.append(_told("Embedding", "embedding", input_dim=V, output_dim=E))
        arrays["embedding/vars"] = [whole.embedding]
    counts: dict[str, int] = {}
    for layer in whole.layers:
        told, folder = _recurrent(layer)
        layers.append(told)
        count = counts[folder] = counts.get(folder, -1) + 1
        place = f"{folder}_{count}" if count else folder
        halves = ("forward_layer/", "backward_layer/") if layer.directions == 2 else ("",)
        arrays |= {f"{place}/{half}cell/vars": _kernels(layer, way) for way, half in enumerate(halves)}
    layers.append(_told("Dense", "readout", units=len(whole.readout_b), activation="linear", use_bias=True))
    arrays["dense/vars"] = [whole.readout_W.T, whole.readout_b]
    model: dict[str, Any] = {"module": "keras", "class_name": "Sequential", "registered_name": None}
    model |= {"config": {"name": "network", "trainable": True, "layers": layers, "build_input_shape": shape}}
    about = {"keras_version": VERSION, "date_saved": "", **whole.told}
    texts = {"metadata.json": json.dumps(about), "config.json": json.dumps(model)}
    files = {name: text.encode() for name, text in texts.items()}
    return archive(files | {"model.weights.h5": _weights(arrays)})


def _told(kind: str, name: str, **config: object) -> dict[str, Any]:
    """A layer as config.json tells it."""
    told = {"module": "keras.layers", "class_name": kind, "registered_name": None}
    return told | {"config": {"name": name, **({} if "dtype" in config else {"dtype": "float32"}), **config}}


def _recurrent(layer: Recurrent) -> tuple[dict[str, Any], str]:
    """A recurrent layer as config.json tells it, and the name of its folder among the weights."""
    kind = CLASSES[layer.kind]
    more: dict[str, object] = {"units": layer.hidden_size, "return_sequences": True, "use_bias": True}
    more |= {"activation": ACTIVATIONS[layer.options.get("activations", ["Tanh"])[0]]}
    more |= {} if layer.kind == "RNN" else {"recurrent_activation": "sigmoid"}
    more |= {"reset_after": bool(layer.options.get("linear_before_reset"))} if layer.kind == "GRU" else {}
    if layer.directions == 1:
        return _told(kind, layer.name, **more), SNAKE[kind]
    halves = {"layer": ("forward", False), "backward_layer": ("backward", True)}
    inside = {key: _told(kind, f"{way}_{layer.name}", go_backwards=turned, **more)
              for key, (way, turned) in halves.items()}  # fmt: skip
    return _told("Bidirectional", layer.name, merge_mode="concat", **inside), "bidirectional"


def _kernels(layer: Recurrent, way: int) -> list[np.ndarray]:
    """Kernel (I, G·H), recurrent kernel (H, G·H), bias: two rows where the state's stands inside the reset."""
    W, R = (reordered(each[way], layer.kind, "onnx", "keras").T for each in (layer.W, layer.R))
    biases = [reordered(each, layer.kind, "onnx", "keras") for each in np.split(layer.B[way], 2)]
    return [W, R, np.stack(biases) if layer.options.get("linear_before_reset") else biases[0] + biases[1]]


def _weights(arrays: dict[str, list[np.ndarray]]) -> bytes:
    """The arrays as HDF5, each list as 0, 1, … in its folder."""
    try:
        h5py = importlib.import_module("h5py")
    except ImportError:
        raise ValueError("files of Keras are written with h5py: python -m pip install h5py") from None
    out = io.BytesIO()
    with h5py.File(out, "w") as file:
        file.create_group("vars")
        for folder, listed in arrays.items():
            for k, array in enumerate(listed):
                file[f"layers/{folder}/{k}"] = np.ascontiguousarray(array)
    return out.getvalue()


WRITTEN = Written("Keras", (".keras",), holds, write)
