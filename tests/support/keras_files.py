"""Files as Keras writes them, written with h5py alone."""

import io
import json
import zipfile
from collections.abc import Callable

import h5py
import numpy as np

DENSE = {"units": 2, "activation": "linear", "use_bias": True}


def layer(kind: str, name: str, units: int = 4, **settings: object) -> dict:
    usual = {"units": units, "activation": "tanh", "recurrent_activation": "sigmoid", "return_sequences": True}
    return {"class_name": kind, "config": {"name": name, **usual, **settings}}


def config(*layers: dict) -> dict:
    return {"class_name": "Sequential", "config": {"name": "model", "layers": list(layers)}}


def parts(kind: str, inputs: int, units: int, seed: int = 0) -> list[np.ndarray]:
    """Kernel, recurrent kernel, bias."""
    columns = {"LSTM": 4, "GRU": 3, "SimpleRNN": 1}[kind] * units
    shapes = [(inputs, columns), (units, columns), (2, columns) if kind == "GRU" else (columns,)]
    rng = np.random.default_rng(seed)
    return [(0.5 * rng.normal(size=shape)).astype("f4") for shape in shapes]


def hdf5(write: Callable[[h5py.File], object]) -> bytes:
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        write(file)
    return content.getvalue()


def counted(weights: dict[str, list[np.ndarray]]) -> bytes:
    """The weights of a .keras file: {"lstm/cell": arrays}."""

    def write(file: h5py.File) -> None:
        file.create_group("vars").attrs["name"] = "model"
        for place, arrays in weights.items():
            group = file.create_group(f"layers/{place}/vars")
            group.attrs["name"] = place.split("/")[0]
            for k, array in enumerate(arrays):
                group[str(k)] = array

    return hdf5(write)


def named(about: dict, weights: dict[str, list[np.ndarray]], version: str = "3.15.1") -> bytes:
    """A whole .h5 file: {"lstm/lstm/lstm_cell": arrays}."""

    def write(file: h5py.File) -> None:
        file.attrs["model_config"], file.attrs["keras_version"] = json.dumps(about), version
        for place, arrays in weights.items():
            for leaf, array in zip(("kernel", "recurrent_kernel", "bias"), arrays, strict=False):
                file[f"model_weights/{place}/{leaf}"] = array

    return hdf5(write)


def archive(about: dict | bytes, weights: bytes, more: dict[str, bytes] | None = None, packed: bool = False) -> bytes:
    content = io.BytesIO()
    said = about if isinstance(about, bytes) else json.dumps(about).encode()
    members = {"metadata.json": b'{"keras_version": "3.15.1"}', "config.json": said, "model.weights.h5": weights}
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        for name, member in (members | (more or {})).items():
            file.writestr(name, member)
    return content.getvalue()


LSTM = config(layer("LSTM", "lstm"))
