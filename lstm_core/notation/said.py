"""A part of an equation as the language says it."""

from collections.abc import Sequence
from dataclasses import dataclass

SUM, PRODUCT, ATOM = 1, 2, 3


@dataclass(frozen=True)
class Said:
    """An expression of the language: how tightly it binds, its size ("1", "D" or "H"), the values in it."""

    text: str
    binds: int
    size: str
    names: tuple[str, ...] = ()

    def within(self, binds: int) -> str:
        """The text, in parentheses where it binds less tightly."""
        return self.text if self.binds >= binds else f"({self.text})"

    @property
    def source(self) -> str:
        """The letter of what a matrix multiplies: x, h where it is among the values, else the last of them."""
        plain = [name.removesuffix("_prev") for name in self.names]
        if self.size == "D":
            return "x"
        return "h" if "h" in plain else (plain[-1].split("_")[0] if plain else "")


def joined(text: str, binds: int, parts: Sequence[Said]) -> Said:
    """A text that is made of parts."""
    size = next((size for size in "DH" if any(part.size == size for part in parts)), "1")
    return Said(text, binds, size, tuple(name for part in parts for name in part.names))
