"""Training a translator: its loss, all its gradients, and the loop that hands back its progress."""

import time
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from lstm_core.learning.optim import Adam, clip_factor, cosine, norm
from lstm_core.networks.layers import cross_entropy, cross_entropy_backward, embedding_backward, readout_backward
from lstm_core.plain.evaluate import step_gradients
from lstm_core.running.backward import backward
from lstm_core.translation import attention
from lstm_core.translation.dates import Pairs
from lstm_core.translation.self_attention import encoder_layer_backward
from lstm_core.translation.translation import Decoded, Translation
from lstm_core.translation.translator import SELF, Translator


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
    translator = done.translator
    out = np.stack([step.out for step in done.steps])
    d_W, d_b, d_out = readout_backward(d_logits, (translator.parameters["readout.W"], out))
    d_decoder, d_attention, d_vectors, d_encoded, d_start = decoder_backward(done, d_out)
    d_encoder, d_read = encoder_backward(done, d_encoded, d_start)
    named = {"source": embedding_backward(d_read, (translator.parameters["source"], done.source))}
    named["target"] = embedding_backward(d_vectors, (translator.parameters["target"], done.read))
    parts = {"encoder": d_encoder, "attention": d_attention, "decoder": d_decoder, "readout": {"W": d_W, "b": d_b}}
    named |= {f"{part}.{name}": d for part, found in parts.items() for name, d in found.items()}
    return {name: named[name] for name in translator.parameters}


def decoder_backward(done: Translation, d_out: np.ndarray) -> tuple[dict, dict, np.ndarray, np.ndarray, dict]:
    """Through the written steps, last to first, from d_out (T, B, H), the gradient of what is read out.

    Returns the gradients of the decoder's and the attention's weights, of the vectors read (T, B, E), of the encoder's
    values (S, B, H), and of the state before the first step {"h", "c", …}.
    """
    translator, cell = done.translator, done.translator.cell
    derivative, size = cell.derivative, translator.parameters["target"].shape[1]
    d_decoder = {name: np.zeros_like(array) for name, array in translator.part("decoder").items()}
    looked: list[dict] = []
    d_vectors = np.zeros((*done.read.shape, size), translator.dtype)
    d_values = np.zeros_like(done.encoded.values)
    d_keys = np.zeros_like(done.encoded.keys) if translator.looks else None
    zero = np.zeros(d_out.shape[1:], translator.dtype)
    carried = dict.fromkeys(dict.fromkeys(("h", *cell.states)), zero)

    def looked_back(d_context: np.ndarray, step: Decoded) -> np.ndarray:
        """The gradient of the query (B, H); the others are added up."""
        d_weights, d_query, d_key, d_value = attention.look_backward(d_context, step.cache)
        looked.append(d_weights)
        np.add(d_keys, d_key, out=d_keys)
        np.add(d_values, d_value, out=d_values)
        return d_query[0]

    for t in reversed(range(len(done.steps))):
        step, d_h = done.steps[t], d_out[t]
        if translator.late:
            d_W, d_context, d_now = attention.attentional_backward(d_h[None], step.mixed)
            looked.append({"W_ch": d_W})
            d_h = d_now[0] + looked_back(d_context, step)
        arriving = {name: carried.get(name, zero) for name in cell.names}
        arriving["h"] = arriving["h"] + d_h
        found = step_gradients(derivative.nodes, step.values, arriving)
        for name, k in derivative.parameters.items():
            d_decoder[name] += found[k]
        carried = {name: found[derivative.prevs[name]] if name in derivative.prevs else zero for name in carried}
        d_x = found[derivative.x]
        d_vectors[t] = d_x[:, :size]
        if translator.looks and not translator.late:
            carried["h"] = carried["h"] + looked_back(d_x[None, :, size:], step)
    d_attention: dict[str, np.ndarray] = {}
    if translator.looks:
        d_weights, d_more = attention.keys_backward(d_keys, done.encoded.keys_cache)
        d_attention, d_values = attention.merged(*looked, d_weights), d_values + d_more
    return d_decoder, d_attention, d_vectors, d_values, carried


def encoder_backward(done: Translation, d_values: np.ndarray, d_start: dict) -> tuple[dict, np.ndarray]:
    """(gradients of the encoder's weights, of the vectors it read (S, B, E))."""
    translator, encoded = done.translator, done.encoded
    if translator.encoder == SELF:
        return encoder_layer_backward(d_values, encoded.cache)
    d = {"h": d_values}
    if not translator.looks:
        last = encoded.mask.sum(axis=0) - 1
        for name, array in d_start.items():
            d[name] = d[name].copy() if name in d else np.zeros_like(d_values)
            d[name][last, np.arange(len(last))] += array
    back = backward(encoded.named, d)
    return back.weights, back.x
