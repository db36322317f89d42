"""Three ways to write: never looking back, looking before each step of the cell (Bahdanau), or after it (Luong).

Each decoder has its step beside the way back through it: the vector (B, E) of the character before and the state
{"h": (B, H), …} go in, and what `step_backward` needs of the step comes with it.
"""

from functools import cached_property

import numpy as np

from lstm_core.translation.attention import Attention, look, look_backward, merged
from lstm_core.translation.decoding import Decoded, Decoder, State, StepGradients
from lstm_core.translation.scores import KINDS, keys, keys_backward, outer

NO_ATTENTION = "none"


class Blind(Decoder):
    """Begins where the encoder ended, and sees nothing else of what was read."""

    def start(self) -> State:
        return {name: self.encoded.end(name) for name in self.carried}

    def start_backward(self, d_state: State, shared: dict) -> tuple[dict, dict]:
        d_named = {name: np.zeros_like(self.encoded.values) for name in self.carried}
        for name, array in d_state.items():
            d_named[name][self.encoded.last] += array
        return {}, d_named

    def step(self, vector: np.ndarray, state: State) -> Decoded:
        values, state = self.cell_step(vector, state)
        return Decoded(values, state, state["h"], None, ())

    def step_backward(self, d_out: np.ndarray, d_state: State, step: Decoded) -> StepGradients:
        return self.cell_step_backward(d_out, d_state, step.values)


class Looking(Decoder):
    """Begins at zero, and may look back at all that was read: the part that the two ways to do it share."""

    @cached_property
    def keys(self) -> tuple[np.ndarray, tuple]:
        """(what queries are compared with, for its way back), computed once for all steps."""
        return keys(self.kind, self.looking, self.encoded.values)

    def start(self) -> State:
        return dict.fromkeys(self.carried, np.zeros(self.encoded.values.shape[1:], self.encoded.values.dtype))

    def start_backward(self, d_state: State, shared: dict) -> tuple[dict, dict]:
        d_weights, d_values = keys_backward(shared["keys"], self.keys[1])
        d_looking = {f"attention.{name}": d for name, d in d_weights.items()}
        return d_looking, {"h": shared["values"] + d_values}

    def look(self, query: np.ndarray) -> tuple[Attention, tuple]:
        """Where one query (B, H) looks: T = 1."""
        return look(self.kind, self.looking, query[None], self.keys[0], self.encoded.values, self.encoded.mask)

    def look_backward(self, d_context: np.ndarray, cache: tuple) -> tuple[np.ndarray, dict]:
        """(d_query (B, H), the gradients of what all steps share), from d_context (1, B, H)."""
        d_weights, d_query, d_keys, d_values = look_backward(d_context, cache)
        d_looking = {f"attention.{name}": d for name, d in d_weights.items()}
        return d_query[0], d_looking | {"keys": d_keys, "values": d_values}


class LooksBefore(Looking):
    """Asks with the output of the step before; its cell's x is [vector; context] (Bahdanau, Cho & Bengio 2015)."""

    def step(self, vector: np.ndarray, state: State) -> Decoded:
        found, cache = self.look(state["h"])
        values, state = self.cell_step(np.concatenate([vector, found.context[0]], axis=1), state)
        return Decoded(values, state, state["h"], found, cache)

    def step_backward(self, d_out: np.ndarray, d_state: State, step: Decoded) -> StepGradients:
        d_x, d_state, shared = self.cell_step_backward(d_out, d_state, step.values)
        size = d_x.shape[1] - self.encoded.values.shape[2]
        d_query, looked = self.look_backward(d_x[None, :, size:], step.cache)
        return StepGradients(d_x[:, :size], d_state | {"h": d_state["h"] + d_query}, merged(shared, looked))


class LooksAfter(Looking):
    """Asks with this step's output; h̃ = tanh(W_ch [context; h]) is read out (Luong, Pham & Manning 2015, without their
    input feeding)."""

    def step(self, vector: np.ndarray, state: State) -> Decoded:
        values, state = self.cell_step(vector, state)
        found, cache = self.look(state["h"])
        out, mixed = attentional(self.looking["W_ch"], found.context, state["h"][None])
        return Decoded(values, state, out[0], found, (cache, mixed))

    def step_backward(self, d_out: np.ndarray, d_state: State, step: Decoded) -> StepGradients:
        cache, mixed = step.cache
        d_W, d_context, d_h = attentional_backward(d_out[None], mixed)
        d_query, looked = self.look_backward(d_context, cache)
        d_vector, d_state, shared = self.cell_step_backward(d_h[0] + d_query, d_state, step.values)
        return StepGradients(d_vector, d_state, merged({"attention.W_ch": d_W}, looked, shared))


def attentional(W_ch: np.ndarray, context: np.ndarray, h: np.ndarray) -> tuple[np.ndarray, tuple]:
    """Luong's output h̃ = tanh(W_ch [context; h]): W_ch (H, H' + H), context (T, B, H'), h (T, B, H) -> (T, B, H)."""
    both = np.concatenate([context, h], axis=2)
    out = np.tanh(both @ W_ch.T)
    return out, (W_ch, both, out, context.shape[2])


def attentional_backward(d_out: np.ndarray, cache: tuple) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(d_W_ch, d_context, d_h)."""
    W_ch, both, out, size = cache
    d_sum = d_out * (1 - out * out)
    d_both = d_sum @ W_ch
    return outer(d_sum, both), d_both[..., :size], d_both[..., size:]


DECODERS = {NO_ATTENTION: Blind} | {kind: LooksBefore if kind == "additive" else LooksAfter for kind in KINDS}
