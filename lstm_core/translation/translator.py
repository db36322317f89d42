"""An encoder reads a text, a decoder writes another one, and may look back at what was read, a character at a time.

Letters of this room: S steps are read, T are written, E: size of a character's vector.
"""

from dataclasses import dataclass

import numpy as np

from lstm_core.nearest import nearest
from lstm_core.networks.layers import embedding, readout
from lstm_core.registry import CELLS
from lstm_core.translation.decoders import DECODERS, NO_ATTENTION
from lstm_core.translation.decoding import Decoder
from lstm_core.translation.encoders import SELF, Encoded, encode
from lstm_core.translation.scores import KINDS
from lstm_core.translation.translation import Translation

END = 1  # the id of the target that ends a text; 0 starts one


@dataclass(frozen=True, eq=False)
class Translator:
    """`encoder` is a cell's key or "self", `decoder` a cell's key, `attention` a kind of `scores.py` or "none".

    `parameters` {"source", "encoder.W_xi", …, "attention.w_a", …, "target", "decoder.W_xi", …, "readout.W", …}.
    `source` and `target` name the characters read and written; the first target starts a text, the second ends it.
    """

    encoder: str
    decoder: str
    attention: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    parameters: dict[str, np.ndarray]

    def __post_init__(self) -> None:
        for role, key, more in (("encoder", self.encoder, (SELF,)), ("decoder", self.decoder, ())):
            if key not in (*CELLS, *more):
                raise ValueError(f"there is no {role} {key!r}; {nearest(key, (*CELLS, *more))}")
        if self.attention not in DECODERS:
            raise ValueError(f"attention is {', '.join(KINDS)} or {NO_ATTENTION}, got {self.attention!r}")
        if self.attention == NO_ATTENTION and self.encoder != self.decoder:
            raise ValueError("without attention the encoder's last state starts the decoder: both are the same cell")

    @property
    def looks(self) -> bool:
        """Whether the decoder attends."""
        return self.attention != NO_ATTENTION

    @property
    def dtype(self) -> np.dtype:
        return self.parameters["readout.W"].dtype

    def part(self, name: str) -> dict[str, np.ndarray]:
        """The weights of "encoder", "attention", "decoder" or "readout", by their own names."""
        return {key[len(name) + 1 :]: a for key, a in self.parameters.items() if key.startswith(f"{name}.")}

    def encode(self, source: np.ndarray, lengths: np.ndarray) -> Encoded:
        """Read source (S, B), of which `lengths` (B,) steps count."""
        mask = np.arange(len(source))[:, None] < lengths
        return encode(self.encoder, self.part("encoder"), embedding(self.parameters["source"], source)[0], mask)

    def about(self, encoded: Encoded) -> Decoder:
        """The decoder that writes about what was read."""
        made = DECODERS[self.attention]
        return made(CELLS[self.decoder], self.attention, self.part("decoder"), self.part("attention"), encoded)

    def run(
        self, source: np.ndarray, lengths: np.ndarray, given: np.ndarray | None = None, steps: int = 12
    ) -> Translation:
        """Write after the characters `given` (T, B) (teacher forcing), or each after what it wrote itself (greedy).

        Greedy writing stops where every text has ended, at the latest after `steps`.
        """
        decoder = self.about(self.encode(source, lengths))
        W, b = self.parameters["readout.W"], self.parameters["readout.b"]
        state, before, ended = decoder.start(), np.zeros(source.shape[1], int), np.zeros(source.shape[1], bool)
        read, done, logits = [], [], []
        for t in range(steps if given is None else len(given)):
            read.append(before if given is None else given[t])
            done.append(decoder.step(self.parameters["target"][read[-1]], state))
            state = done[-1].state
            logits.append(readout(W, b, done[-1].out)[0])
            before = logits[-1].argmax(axis=1)
            ended |= before == END
            if given is None and ended.all():
                break
        return Translation(self, source, lengths, decoder, np.stack(read), tuple(done), np.stack(logits))
