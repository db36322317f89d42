"""Archives of NumPy: plain, compressed, with the words beside the weights."""

import io

import numpy as np

from tests.support.state_dicts import state_dict


def written(arrays: dict[str, np.ndarray], compressed: bool = False) -> bytes:
    file = io.BytesIO()
    (np.savez_compressed if compressed else np.savez)(file, **arrays)
    return file.getvalue()


SAMPLES = {
    "lstm.npz": written(state_dict() | {"vocab": np.array(["a", "b", "c"])}),
    "gru.npz": written(state_dict("gru", both=True), compressed=True),
}
