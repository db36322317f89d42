"""What a translator is given, and what it computes from it, kept by name: every written step, and where it looked."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np

from lstm_core.nearest import nearest
from lstm_core.networks.layers import softmax
from lstm_core.translation.attention import Attention
from lstm_core.translation.decoding import Decoded, Decoder
from lstm_core.translation.encoders import Encoded


class Pairs(NamedTuple):
    """Texts beside what they are to become: source (S, B) ids, lengths (B,); target (T, B), given (T, B) a step later.

    `target` ends with the end's mark, `given` begins with the start's.
    """

    source: np.ndarray
    lengths: np.ndarray
    given: np.ndarray
    target: np.ndarray


class AnyTranslator(Protocol):
    """What a translation has to know of who made it."""

    @property
    def target(self) -> tuple[str, ...]: ...

    @property
    def parameters(self) -> dict[str, np.ndarray]: ...


@dataclass(frozen=True, eq=False)
class Translation:
    """What a translator computed: source (S, B), lengths (B,), `read` (T, B) by the decoder, logits (T, B, V)."""

    translator: AnyTranslator
    source: np.ndarray
    lengths: np.ndarray
    decoder: Decoder
    read: np.ndarray
    steps: tuple[Decoded, ...]
    logits: np.ndarray

    def __getitem__(self, name: str) -> np.ndarray:
        """A value of the decoder's cell by its name, (T, B, H)."""
        names = self.decoder.cell.graph.names
        if name not in names:
            raise KeyError(f"the decoder has no value {name!r}; {nearest(str(name), names)}")
        return np.stack([step.values[names[name]] for step in self.steps])

    @property
    def encoded(self) -> Encoded:
        """What was read."""
        return self.decoder.encoded

    @cached_property
    def attention(self) -> Attention | None:
        """scores and weights (T, B, S), context (T, B, H); None where nothing is looked at."""
        looks = [step.attention for step in self.steps if step.attention is not None]
        return Attention(*(np.concatenate(parts) for parts in zip(*looks, strict=True))) if looks else None

    @property
    def probs(self) -> np.ndarray:
        """The probability of each next character, (T, B, V)."""
        return softmax(self.logits)

    @property
    def written(self) -> np.ndarray:
        """The likeliest character at every step, (T, B) ids."""
        return self.logits.argmax(axis=2)

    def texts(self) -> list[str]:
        """What was written, up to its end."""
        marks = self.translator.target
        return ["".join(marks[k] for k in column).split(marks[1])[0] for column in self.written.T]
