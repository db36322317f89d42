"""Files of safetensors, written by hand: one of float32 with words, one of bfloat16."""

import json

import numpy as np

from tests.support.state_dicts import state_dict


def written(arrays: dict[str, np.ndarray], about: dict | None = None, kinds: dict[str, str] | None = None) -> bytes:
    """The format: eight bytes for the length of a JSON description, then all values in a row."""
    header: dict = {"__metadata__": about} if about else {}
    body = b""
    for name, values in arrays.items():
        kind = (kinds or {}).get(name) or {"f4": "F32", "f8": "F64", "f2": "F16", "i8": "I64"}[values.dtype.str[1:]]
        span = [len(body), len(body) + values.nbytes]
        header[name] = {"dtype": kind, "shape": list(values.shape), "data_offsets": span}
        body += values.tobytes()
    said = json.dumps(header).encode()
    return len(said).to_bytes(8, "little") + said + body


def brief(arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The upper halves of float32: bfloat16."""
    return {name: (values.astype("<f4").view("<u4") >> 16).astype("<u2") for name, values in arrays.items()}


HALVES = brief(state_dict("gru", 2, 3))
SAMPLES = {
    "lstm.safetensors": written(state_dict(layers=2, both=True), {"vocab": json.dumps(["a", "b", "c"])}),
    "gru.safetensors": written(HALVES, kinds=dict.fromkeys(HALVES, "BF16")),
}
