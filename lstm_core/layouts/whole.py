"""A whole network as other frameworks hold it: recurrent layers, word vectors before them, a readout after them."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_core.layouts.record import Recurrent


@dataclass(frozen=True, eq=False)
class Whole:
    """Everything in float32. V words, E numbers each, or D numbers a step; K answers."""

    layers: tuple[Recurrent, ...]
    embedding: np.ndarray | None  # (V, E); None where numbers are read
    readout_W: np.ndarray  # (K, H or 2H)
    readout_b: np.ndarray  # (K,)
    choice: bool  # whether the answers are probabilities once they are squashed, or numbers as they are
    vocabulary: tuple[str, ...]
    answers: tuple[str, ...]

    @property
    def input_size(self) -> int:
        """D, or E where words are read."""
        return self.layers[0].input_size

    @property
    def told(self) -> dict[str, str]:
        """The names of words and answers, for the place that a format has for text: JSON lists."""
        lists = {"vocabulary": self.vocabulary, "answers": self.answers}
        return {name: json.dumps(words, ensure_ascii=False) for name, words in lists.items() if words}


@dataclass(frozen=True)
class Written:
    """One format: its title, how its files end, which layers it has, and its writer."""

    title: str  # "PyTorch"
    endings: tuple[str, ...]
    holds: Callable[[Recurrent], bool]
    write: Callable[[Whole], bytes]
