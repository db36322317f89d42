"""A sound as the LSTM of a speech detector gets it: through the detector's own front end, run by ONNX Runtime."""

import io
import wave
from collections.abc import Mapping

import numpy as np

from lstm_core.models.onnx.graph import Model, read_model
from lstm_core.models.onnx.layers import places
from lstm_core.models.onnx.runtime import probe

GIVEN = {"input", "h", "c"}  # what such a graph asks for: pieces of sound, the state before
RATE, PIECE, BEFORE = 16_000, 512, 64  # samples a second; of a step; of the step before, which it hears again
MOST_SECONDS = 160


def samples(content: bytes, who: str) -> np.ndarray:
    """The samples of a WAV file from -1 to 1; ValueError, in a sentence, for any other sound."""
    try:
        with wave.open(io.BytesIO(content)) as sound:
            rate, channels, width, count = (
                sound.getframerate(),
                sound.getnchannels(),
                sound.getsampwidth(),
                sound.getnframes(),
            )
            if (rate, channels, width) != (RATE, 1, 2):
                kind = f"{rate:,} samples a second, {channels} channels and {8 * width} bits"
                raise ValueError(f"{who} has {kind}; the detector hears {RATE:,} a second, one channel, 16 bits")
            if not PIECE <= count <= RATE * MOST_SECONDS:
                raise ValueError(f"{who} lasts {count / RATE:.1f} seconds; 0.1 to {MOST_SECONDS} are heard")
            found = sound.readframes(count)
    except (wave.Error, EOFError, RuntimeError):
        raise ValueError(f"{who} is no WAV file of plain samples") from None
    return np.frombuffer(found[: len(found) // 2 * 2], "<i2") / 32768


def pieces(heard: np.ndarray) -> np.ndarray:
    """(T, 576): each piece after the end of the one before it; what is left over at the end is not heard."""
    steps = len(heard) // PIECE
    padded = np.concatenate([np.zeros(BEFORE), heard[: steps * PIECE]])
    return np.stack([padded[k * PIECE : (k + 1) * PIECE + BEFORE] for k in range(steps)]).astype(np.float32)


def hears(files: Mapping[str, bytes]) -> bool:
    """Whether a model reads sound: a graph that asks for pieces of it, with one layer whose input it makes of them."""
    return _model(files) is not None


def heard(content: bytes, who: str, files: Mapping[str, bytes], units: int) -> np.ndarray:
    """What the layer is given for a WAV file (T, 1, I); ValueError, in a sentence, where that cannot be had."""
    sound, before = pieces(samples(content, who)), np.zeros((1, 1, units), np.float32)
    model = _model(files)
    if model is None:
        raise ValueError(f"{who} is a sound, and this model reads none")
    name = places(model.graph, {})[0].node.input(0)
    found = probe(files, {"input": sound, "h": before, "c": before}).get(name)
    if found is None or found.ndim != 3 or len(found) != len(sound):
        raise ValueError(f"{who} is not heard: the front end of this model cuts sound in another way")
    return found


def _model(files: Mapping[str, bytes]) -> Model | None:
    name = next(iter(files), "")
    if not name.lower().endswith(".onnx"):
        return None
    try:
        model = read_model(files[name])
        return model if set(model.graph.inputs) == GIVEN and len(places(model.graph, {})) == 1 else None
    except ValueError:
        return None
