"""Numbers of the core beside those of the page, and how far they may lie apart."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core import Edit

SMALL, NEAR_ZERO = 1e-3, 1e-11  # above the first equal as float32, bit by bit; below it at most the second apart
AT_AN_EDGE, MOST_AT_EDGES = 1e-13, 1


@dataclass(frozen=True, eq=False)
class Case:
    """One reading: a network by its name, ids (T, B) or numbers (T, B, D), edits, and the readings before it."""

    network: str
    inputs: np.ndarray
    edits: Sequence[Edit] = ()
    state: Sequence[dict[str, np.ndarray]] | None = None
    before: Sequence[Edit] = ()  # a reading of the same inputs with these edits comes first …
    start: int = 0  # … and then only the steps from here on are computed

    def __repr__(self) -> str:
        edits = [f"{edit.name} of {edit.layer} at {edit.steps}, {edit.sequences}, {edit.units}" for edit in self.edits]
        return f"{self.network} {self.inputs.shape[:2]} from {self.start} with edits {edits or 'none'}"


@dataclass(frozen=True, eq=False)
class Comparison:
    """The core's numbers, the page's, and which array of which case they belong to."""

    expected: np.ndarray
    found: np.ndarray
    parts: list[tuple[Case, int]]

    def __post_init__(self) -> None:
        assert self.found.shape == self.expected.shape, f"{len(self.found)} numbers came, {len(self.expected)} should"

    @property
    def largest(self) -> float:
        """The largest difference: of a number above 1 as a share of it."""
        return float((np.abs(self.found - self.expected) / np.maximum(np.abs(self.expected), 1)).max())

    @property
    def edges(self) -> int:
        """How many numbers above 1e-3 are another float32, because the edge of rounding lies between two doubles."""
        unequal = self.found.astype(np.float32) != self.expected.astype(np.float32)
        return int((unequal & (np.abs(self.expected) > SMALL)).sum())

    def check(self) -> None:
        """Above 1e-3 equal once they are float32, bit by bit; below it at most 1e-11 apart.

        Where the edge at which doubles are rounded lies between two of them, which a difference in the sixteenth digit
        can bring about once in some ten million numbers, they are at most 1e-13 of themselves apart.
        """
        above = np.abs(self.expected) > SMALL
        apart = np.abs(self.found - self.expected)
        unequal = self.found.astype(np.float32) != self.expected.astype(np.float32)
        far = unequal & ~(apart <= AT_AN_EDGE * np.abs(self.expected))
        self._none_of(np.where(above, far, ~(apart <= NEAR_ZERO)))
        assert self.edges <= MOST_AT_EDGES, f"{self.edges} of {len(self.found)} numbers are another float32"

    def check_relative(self, most: float = 1e-12) -> None:
        """The difference of each array at most this share of its largest number."""
        ends = np.cumsum([size for _, size in self.parts])
        largest = np.maximum.reduceat(np.abs(self.expected), [0, *ends[:-1]])
        scale = np.repeat(np.where(largest > 0, largest, 1), [size for _, size in self.parts])
        self._none_of(~(np.abs(self.found - self.expected) <= most * scale))

    def _none_of(self, wrong: np.ndarray) -> None:
        if wrong.any():
            first = int(wrong.argmax())
            case, _ = self.parts[int(np.searchsorted(np.cumsum([n for _, n in self.parts]), first, side="right"))]
            said = f"{self.found[first]!r} is not {self.expected[first]!r}, and {wrong.sum()} numbers are wrong"
            raise AssertionError(f"{case}: {said} of {len(wrong)}")
