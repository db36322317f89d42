"""Training a translator: its loss, all its gradients, and the loop that hands back its progress."""

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from lstm_core.learning.optim import Adam, clip_factor, cosine, norm
from lstm_core.networks.layers import cross_entropy, cross_entropy_backward, embedding_backward, readout_backward
from lstm_core.translation.attention import merged
from lstm_core.translation.encoders import encode_backward
from lstm_core.translation.translation import Pairs, Translation
from lstm_core.translation.translator import Translator


class Progress(NamedTuple):
    """One step: loss in nats a character, share of texts wholly right, length of the gradient, seconds so far."""

    step: int
    loss: float
    right: float
    norm: float
    seconds: float


def fit(
    translator: Translator, draw: Callable[[int], Pairs], steps: int, rate: float = 4e-3, clip: float = 1.0
) -> Iterator[Progress]:
    """Train in place with Adam, the rate falling along a cosine; `draw(step)` is the batch of a step, from 1 on.

    Raises FloatingPointError where the loss is no longer finite.
    """
    adam, seconds = Adam(translator.parameters), 0.0
    for step in range(1, steps + 1):
        start = time.perf_counter()
        batch = draw(step)
        loss, gradients, done = loss_and_gradients(translator, batch)
        length = norm(gradients)
        if not np.isfinite(loss + length):
            raise FloatingPointError(f"the loss is {loss}, its gradient {length:.3g} long at step {step}; lower rate")
        adam.step(translator.parameters, gradients, cosine(rate, step - 1, steps), clip_factor(length, clip))
        seconds += time.perf_counter() - start
        yield Progress(step, loss, float(np.mean((done.written == batch.target).all(axis=0))), length, seconds)


def loss_and_gradients(translator: Translator, batch: Pairs) -> tuple[float, dict[str, np.ndarray], Translation]:
    """The mean surprise of a character in nats, its gradient by every parameter, and what was computed on the way."""
    done = translator.run(batch.source, batch.lengths, batch.given)
    T, B, V = done.logits.shape
    loss, cache = cross_entropy(done.logits.reshape(-1, V), batch.target.ravel(), np.ones(T * B, translator.dtype))
    d_logits = cross_entropy_backward(1.0, cache).reshape(T, B, V)
    return loss, gradients_of(done, d_logits), done


def gradients_of(done: Translation, d_logits: np.ndarray) -> dict[str, np.ndarray]:
    """The gradient of every parameter, given dL/d(logits) (T, B, V)."""
    parameters, out = done.translator.parameters, np.stack([step.out for step in done.steps])
    d_W, d_b, d_out = readout_backward(d_logits, (parameters["readout.W"], out))
    named, d_vectors, d_encoded = decoder_backward(done, d_out)
    d_encoder, d_read = encode_backward(d_encoded, done.encoded)
    named |= {f"encoder.{name}": d for name, d in d_encoder.items()} | {"readout.W": d_W, "readout.b": d_b}
    named["source"] = embedding_backward(d_read, (parameters["source"], done.source))
    named["target"] = embedding_backward(d_vectors, (parameters["target"], done.read))
    return {name: named[name] for name in parameters}


def decoder_backward(
    done: Translation, d_out: np.ndarray
) -> tuple[dict[str, np.ndarray], np.ndarray, dict[str, np.ndarray]]:
    """Through the written steps, last to first, from d_out (T, B, H), the gradient of what is read out.

    Returns the gradients of the decoder's and the attention's weights, of the vectors read (T, B, E), and of the
    encoder's values and states by name, (S, B, H).
    """
    d_vectors: list[np.ndarray] = []
    d_state: dict[str, np.ndarray] = {}
    shared: dict[str, np.ndarray] = {}
    for t in reversed(range(len(done.steps))):
        d_vector, d_state, more = done.decoder.step_backward(d_out[t], d_state, done.steps[t])
        d_vectors.append(d_vector)
        shared = merged(shared, more)
    d_looking, d_encoded = done.decoder.start_backward(d_state, shared)
    return merged(shared, d_looking), np.stack(d_vectors[::-1]), d_encoded
