"""Files as a reader drops them on the page Your model: models, words, tables, and some that are none."""

import io
import json
import struct
from typing import Any

import numpy as np
from safetensors.numpy import save

KIND = "application/octet-stream"


def state_dict(units: int = 6, inputs: int = 3, layers: int = 1, seed: int = 0, kind: str = "LSTM", both: bool = False):
    """The arrays of a recurrent module of PyTorch under the names it gives them, random in every slot."""
    rng = np.random.default_rng(seed)
    gates = {"LSTM": 4, "GRU": 3, "RNN": 1}[kind]
    found: dict[str, np.ndarray] = {}
    for layer in range(layers):
        reads = inputs if layer == 0 else units * (1 + both)
        for way in ("", "_reverse")[: 1 + both]:
            shapes = {"weight_ih": (gates * units, reads), "weight_hh": (gates * units, units)}
            shapes |= {"bias_ih": (gates * units,), "bias_hh": (gates * units,)}
            for name, shape in shapes.items():
                found[f"rnn.{name}_l{layer}{way}"] = rng.normal(size=shape).astype(np.float32) * 0.5
    return found


def safetensors(arrays: dict[str, np.ndarray], **told: Any) -> bytes:
    return save(arrays, {name: json.dumps(value) for name, value in told.items()} or None)


def dropped(*files: tuple[str, bytes]) -> list[tuple[str, bytes, str]]:
    """As AppTest takes them."""
    return [(name, content, KIND) for name, content in files]


def expected(arrays: dict[str, np.ndarray], x: np.ndarray) -> np.ndarray:
    """h of every step (T, H) of a one-layer LSTM of PyTorch, written out: i, f, g, o stacked in this order."""
    W, R = arrays["rnn.weight_ih_l0"].astype(float), arrays["rnn.weight_hh_l0"].astype(float)
    b = arrays["rnn.bias_ih_l0"].astype(float) + arrays["rnn.bias_hh_l0"]
    h = c = np.zeros(R.shape[1])
    found = []
    for row in x:
        i, f, g, o = np.split(W @ row + R @ h + b, 4)
        i, f, o = (1 / (1 + np.exp(-one)) for one in (i, f, o))
        c = f * c + i * np.tanh(g)
        h = o * np.tanh(c)
        found.append(h)
    return np.array(found)


def csv(steps: int = 30, columns: int = 3, seed: int = 1) -> bytes:
    rows = np.random.default_rng(seed).normal(size=(steps, columns)).round(3)
    lines = [",".join(f"c{k}" for k in range(columns)), *(",".join(map(str, row)) for row in rows.tolist())]
    return "\n".join(lines).encode()


def npz(**arrays: np.ndarray) -> bytes:
    kept = io.BytesIO()
    np.savez(kept, **arrays)
    return kept.getvalue()


def wav(seconds: float, rate: int = 16_000, channels: int = 1) -> bytes:
    count = int(seconds * rate)
    body = (np.sin(np.arange(count * channels) / 9) * 9000).astype("<i2").tobytes()
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, rate, 2 * rate * channels, 2 * channels, 16)
    return b"RIFF" + struct.pack("<I", 36 + len(body)) + b"WAVE" + form + b"data" + struct.pack("<I", len(body)) + body
