"""What a line of lecture notation is made of, each part with the place where it was written."""

from dataclasses import dataclass
from typing import NoReturn


class Unread(Exception):
    """What cannot be read, or can be read in two ways; `start` and `end` are offsets in the page."""

    def __init__(self, start: int, end: int, message: str):
        super().__init__(message)
        self.start, self.end, self.message = start, max(end, start + 1), message


@dataclass(frozen=True)
class Part:
    """Something written from `start` to `end`."""

    start: int
    end: int

    def refuse(self, message: str) -> NoReturn:
        raise Unread(self.start, self.end, message)


@dataclass(frozen=True)
class Number(Part):
    text: str


@dataclass(frozen=True)
class Name(Part):
    """`base` with what stands below it, a time apart: W with ("f",), c_tilde with (); `step` is 0, -1 or unsaid."""

    base: str
    below: tuple[str, ...] = ()
    step: int | None = None
    primes: int = 0
    turned: bool = False  # transposed

    @property
    def whole(self) -> str:
        return "_".join((self.base, *self.below))


@dataclass(frozen=True)
class Call(Part):
    function: str
    written: Part  # the function's name alone
    arguments: tuple[Part, ...]


@dataclass(frozen=True)
class Layer(Part):
    """Linear(x): a matrix and a bias of its own, as in torch.nn.Linear."""

    name: Name
    value: Part


@dataclass(frozen=True)
class Stack(Part):
    """[h_{t-1}, x_t]: values one above the other."""

    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Bracket(Part):
    inside: Part


@dataclass(frozen=True)
class Sum(Part):
    """Signed terms."""

    terms: tuple[tuple[str, Part], ...]


@dataclass(frozen=True)
class Sign(Part):
    """Between two factors: "" side by side, "*" one of the signs that can mean both products, "⊙", "@" or "/"."""

    text: str


@dataclass(frozen=True)
class Chain(Part):
    """Factors with a sign between each two."""

    factors: tuple[Part, ...]
    signs: tuple[Sign, ...]


@dataclass(frozen=True)
class Equation(Part):
    """name = expression, as written."""

    name: Name
    expression: Part
