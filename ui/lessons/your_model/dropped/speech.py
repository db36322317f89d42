"""A sound as a speech detector hears it: 16 kHz, one channel, cut into the pieces that it reads."""

import io
import wave

import numpy as np

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
