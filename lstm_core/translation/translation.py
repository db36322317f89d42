"""What a translator computes, kept by name: what was read, every written step, and where the decoder looked."""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np

from lstm_core.cell import Cell
from lstm_core.nearest import nearest
from lstm_core.networks.layers import softmax
from lstm_core.running.trace import Trace
from lstm_core.translation.attention import Attention
from lstm_core.translation.self_attention import SelfAttention


class AnyTranslator(Protocol):
    """What a translation has to know of who made it."""

    target: tuple[str, ...]

    @property
    def cell(self) -> Cell: ...

    @property
    def looks(self) -> bool: ...


class Decoded(NamedTuple):
    """One written step: every node's value, the x it read, where it looked, the state it left, and what is read out.

    `out` (B, H) is h, or Luong's h̃; `cache` and `mixed` are for the way back.
    """

    values: list[np.ndarray]
    x: np.ndarray
    attention: Attention | None
    cache: tuple | None
    state: dict[str, np.ndarray]
    out: np.ndarray
    mixed: tuple | None


@dataclass(frozen=True, eq=False)
class Encoded:
    """What was read: values (S, B, H), mask (S, B), everything by name, and the keys that queries are compared with."""

    values: np.ndarray
    mask: np.ndarray
    named: Trace | SelfAttention | None
    cache: tuple | None
    keys: np.ndarray | None
    keys_cache: tuple | None


@dataclass(frozen=True, eq=False)
class Translation:
    """What a translator computed: source (S, B), lengths (B,), `read` (T, B) by the decoder, logits (T, B, V)."""

    translator: AnyTranslator
    source: np.ndarray
    lengths: np.ndarray
    encoded: Encoded
    read: np.ndarray
    steps: tuple[Decoded, ...]
    logits: np.ndarray

    def __getitem__(self, name: str) -> np.ndarray:
        """A value of the decoder's cell by its name, (T, B, H)."""
        names = self.translator.cell.graph.names
        if name not in names:
            raise KeyError(f"the decoder has no value {name!r}; {nearest(str(name), names)}")
        return np.stack([step.values[names[name]] for step in self.steps])

    @cached_property
    def attention(self) -> Attention | None:
        """scores and weights (T, B, S), context (T, B, H); None where nothing is looked at."""
        if not self.translator.looks:
            return None
        return Attention(*(np.concatenate(parts) for parts in zip(*(s.attention for s in self.steps), strict=True)))

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
