"""An encoder reads a text, a decoder writes another one, and may look back at what was read, a character at a time.

With additive scores the decoder is a cell whose x is [embedding of the character before; context], and asks with the
output of the step *before* (Bahdanau, Cho & Bengio 2015). With the others it asks with the output of *this* step, and
what is read out is h̃ = tanh(W_ch [context; h]) (Luong, Pham & Manning 2015, without their input feeding). Letters: S
steps are read, T are written, E: size of a character's vector.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from lstm_core.cell import Cell
from lstm_core.files import load_arrays, save_arrays
from lstm_core.nearest import nearest
from lstm_core.networks.layers import embedding, readout
from lstm_core.plain.evaluate import step_values
from lstm_core.registry import CELLS
from lstm_core.running.trace import run
from lstm_core.translation import attention, self_attention
from lstm_core.translation.translation import Decoded, Encoded, Translation

NO_ATTENTION = "none"  # then the decoder starts from the encoder's last state, and sees nothing else
SELF = "self"  # one self-attention layer in place of the encoder's cell


@dataclass(frozen=True, eq=False)
class Translator:
    """`encoder` is a cell's key or "self", `decoder` a cell's key, `attention` a kind of `attention.py` or "none".

    `parameters` {"source", "encoder.W_xi", …, "attention.w_a", …, "target", "decoder.W_xi", …, "readout.W", …}.
    `source` and `target` name the characters read and written; the first target starts a text, the second ends it.
    """

    encoder: str
    decoder: str
    attention: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    parameters: dict[str, np.ndarray]

    def __post_init__(self):
        for role, key, more in (("encoder", self.encoder, (SELF,)), ("decoder", self.decoder, ())):
            if key not in (*CELLS, *more):
                raise ValueError(f"there is no {role} {key!r}; {nearest(key, (*CELLS, *more))}")
        if self.attention not in (*attention.KINDS, NO_ATTENTION):
            raise ValueError(f"attention is {', '.join(attention.KINDS)} or {NO_ATTENTION}, got {self.attention!r}")
        if self.attention == NO_ATTENTION and self.encoder != self.decoder:
            raise ValueError("without attention the encoder's last state starts the decoder: both are the same cell")

    @classmethod
    def new(
        cls,
        source: tuple[str, ...],
        target: tuple[str, ...],
        rng: np.random.Generator,
        hidden_size: int = 64,
        embedding_size: int = 16,
        attention_kind: str = "additive",
        encoder: str = "lstm",
        decoder: str = "lstm",
        dtype: type = np.float64,
    ) -> "Translator":
        """Fresh weights; a self-attention encoder reads vectors as long as its values, H."""
        H, E = hidden_size, embedding_size
        read = H if encoder == SELF else E
        parts = {"source": rng.normal(size=(len(source), read)), "target": rng.normal(size=(len(target), E))}
        inside = {
            "encoder": self_attention.new_weights(H, 2 * H, rng)
            if encoder == SELF
            else CELLS[encoder].new_weights(read, H, rng)
        }
        looks = attention_kind != NO_ATTENTION
        late = looks and attention_kind != "additive"
        inside["attention"] = attention.new_weights(attention_kind, H, H, H, rng) if looks else {}
        inside["decoder"] = CELLS[decoder].new_weights(E + H * (looks and not late), H, rng)
        if late:
            inside["attention"]["W_ch"] = rng.uniform(-1, 1, (H, 2 * H)) / np.sqrt(2 * H)
        W = rng.uniform(-1, 1, (len(target), H)) / np.sqrt(H)
        inside["readout"] = {"W": W, "b": np.zeros(len(target))}
        parts |= {f"{part}.{name}": array for part, named in inside.items() for name, array in named.items()}
        parts = {name: array.astype(dtype) for name, array in parts.items()}
        return cls(encoder, decoder, attention_kind, tuple(source), tuple(target), parts)

    def part(self, name: str) -> dict[str, np.ndarray]:
        """The weights of "encoder", "attention", "decoder" or "readout", by their own names."""
        return {key[len(name) + 1 :]: a for key, a in self.parameters.items() if key.startswith(f"{name}.")}

    @property
    def cell(self) -> Cell:
        """The decoder's cell."""
        return CELLS[self.decoder]

    @property
    def looks(self) -> bool:
        """Whether the decoder attends."""
        return self.attention != NO_ATTENTION

    @property
    def late(self) -> bool:
        """Whether it does so after its step, with the output of now (Luong), not before (Bahdanau)."""
        return self.looks and self.attention != "additive"

    @property
    def dtype(self) -> np.dtype:
        return self.parameters["readout.W"].dtype

    def encode(self, source: np.ndarray, lengths: np.ndarray) -> Encoded:
        """Read source (S, B), of which `lengths` (B,) steps count."""
        mask = np.arange(len(source))[:, None] < lengths
        vectors = embedding(self.parameters["source"], source)[0]
        if self.encoder == SELF:
            placed = vectors + self_attention.positions(len(source), vectors.shape[2]).astype(self.dtype)[:, None]
            named, cache = self_attention.encoder_layer(self.part("encoder"), placed, mask)
            values = named.out
        else:
            named, cache = run(CELLS[self.encoder], self.part("encoder"), vectors), None
            values = named["h"]
        return self.remember(np.ascontiguousarray(values), mask, named, cache)

    def remember(self, values: np.ndarray, mask: np.ndarray, named=None, cache=None) -> Encoded:
        """What a decoder can look at: values (S, B, H), with what is compared with its queries made ready."""
        keys = attention.keys(self.attention, self.part("attention"), values) if self.looks else (None, None)
        return Encoded(values, mask, named, cache, *keys)

    def start(self, encoded: Encoded) -> dict[str, np.ndarray]:
        """The decoder's first state: empty if it may look back, otherwise what the encoder was left with."""
        zeros = np.zeros(encoded.values.shape[1:], self.dtype)
        names = dict.fromkeys(("h", *self.cell.states))
        if self.looks:
            return dict.fromkeys(names, zeros)
        last = encoded.mask.sum(axis=0) - 1
        return {name: encoded.named[name][last, np.arange(len(last))] for name in names}

    def step(self, encoded: Encoded, vector: np.ndarray, state: Mapping[str, np.ndarray], weights: dict) -> Decoded:
        """Look and one step of the cell, or the other way round: vector (B, E), state (B, H), weights by part."""
        names, of = self.cell.graph.names, weights["attention"]
        found = cache = mixed = None
        if self.looks and not self.late:
            found, cache = attention.look(
                self.attention, of, state["h"][None], encoded.keys, encoded.values, encoded.mask
            )
            vector = np.concatenate([vector, found.context[0]], axis=1)
        values = step_values(self.cell.graph, weights["decoder"], vector, state)
        state = {name: values[names[name]] for name in dict.fromkeys(("h", *self.cell.states))}
        out = state["h"]
        if self.late:
            found, cache = attention.look(self.attention, of, out[None], encoded.keys, encoded.values, encoded.mask)
            out, mixed = attention.attentional(of["W_ch"], found.context, out[None])
            out = out[0]
        return Decoded(values, vector, found, cache, state, out, mixed)

    def run(
        self, source: np.ndarray, lengths: np.ndarray, given: np.ndarray | None = None, steps: int = 12
    ) -> Translation:
        """Write after the characters `given` (T, B) (teacher forcing), or each after what it wrote itself (greedy).

        Greedy writing stops where every text has ended, at the latest after `steps`.
        """
        encoded = self.encode(source, lengths)
        return self.write(encoded, source, lengths, given, steps)

    def write(self, encoded: Encoded, source, lengths, given=None, steps: int = 12) -> Translation:
        """The decoder's half of `run`."""
        weights, state, done = {part: self.part(part) for part in ("decoder", "attention")}, self.start(encoded), []
        W, b = self.parameters["readout.W"], self.parameters["readout.b"]
        before, read, logits = np.zeros(source.shape[1], int), [], []
        ended = np.zeros(source.shape[1], bool)
        for t in range(steps if given is None else len(given)):
            read.append(before if given is None else given[t])
            done.append(self.step(encoded, self.parameters["target"][read[-1]], state, weights))
            state = done[-1].state
            logits.append(readout(W, b, done[-1].out)[0])
            before = logits[-1].argmax(axis=1)
            ended |= before == 1
            if given is None and ended.all():
                break
        return Translation(self, source, lengths, encoded, np.stack(read), tuple(done), np.stack(logits))

    def astype(self, dtype: type) -> "Translator":
        """A copy in float32 or float64."""
        arrays = {name: array.astype(dtype) for name, array in self.parameters.items()}
        return Translator(self.encoder, self.decoder, self.attention, self.source, self.target, arrays)

    def save(self, path: str | os.PathLike) -> None:
        """Write the translator as one safetensors file, whole or not at all."""
        about = {"encoder": self.encoder, "decoder": self.decoder, "attention": self.attention}
        save_arrays(path, "translator", self.parameters, about | {"source": self.source, "target": self.target})

    @classmethod
    def load(cls, path: str | os.PathLike) -> "Translator":
        """Read what `save` wrote; FileNotFoundError or ValueError, in a sentence, for anything else."""
        arrays, about = load_arrays(path, "translator")
        who = Path(path).name
        try:
            marks = [tuple(about[name]) for name in ("source", "target")]
            made = cls(*(str(about[name]) for name in ("encoder", "decoder", "attention")), *marks, arrays)
            H = arrays["readout.W"].shape[1]
            like = cls.new(
                *marks,
                np.random.default_rng(0),
                H,
                arrays["target"].shape[1],
                made.attention,
                made.encoder,
                made.decoder,
            )
        except (KeyError, TypeError, IndexError) as error:
            raise ValueError(f"{who} does not describe a translator ({error})") from None
        shapes = [{name: array.shape for name, array in found.parameters.items()} for found in (made, like)]
        if shapes[0] != shapes[1]:
            wrong = next(name for name in shapes[0] | shapes[1] if shapes[0].get(name) != shapes[1].get(name))
            raise ValueError(f"{who}: {wrong[:40]} has shape {shapes[1].get(wrong)}, got {shapes[0].get(wrong)}")
        return made
