"""Which value a written name means: x, a name that a line defines, of this step or of the one before, or none."""

import keyword
from collections.abc import Collection, Sequence

from lstm_core.equations.graph import FUNCTIONS
from lstm_core.nearest import shortened
from lstm_core.notation.written.tree import Equation, Name

TWO_WAYS = "this page marks new values with ', and steps with t; write h_t and h_{t-1} throughout"
INPUTS = ("x", "X", "input", "inputs")


class Values:
    """The values of a page: `plain` gives each written name the one by which the language knows it."""

    def __init__(self, equations: Sequence[Equation], constants: Collection[str]):
        self.constants = constants
        self.primed = {equation.name.whole for equation in equations if equation.name.primes}
        self.defined: dict[str, str] = {}  # as written, without its step -> plain
        written = [equation.name.whole for equation in equations]
        for equation in equations:
            self._define(equation.name, written)
        self.order = [self.defined[name] for name in written]

    def _define(self, name: Name, written: Sequence[str]) -> None:
        if name.step == -1:
            name.refuse("a line defines the value of this step; the one before is only read")
        if name.whole in self.defined:
            name.refuse(f"{shortened(name.whole)} is defined twice; each name is defined once")
        if any(piece.isdigit() for piece in name.below):
            name.refuse("a line holds for every step; delete it if it gives the start, which is 0 here")
        if self.primed and name.step is not None:
            name.refuse(TWO_WAYS)
        base, small = name.base, name.base[:1].lower() + name.base[1:]
        letter = base.split("_")[0]
        fold = len(letter) == 1 and letter.isupper() and "_".join((small, *name.below)) not in written
        plain = "_".join((small if fold else base, *name.below))
        if keyword.iskeyword(plain) or plain in FUNCTIONS or plain == "x":
            name.refuse(f"{shortened(plain)} cannot name a value here; choose another name")
        if plain in self.defined.values():
            name.refuse(f"two names would both be written {shortened(plain)}; give one of them another name")
        self.defined[name.whole] = plain

    def knows(self, name: Name) -> bool:
        """Whether the name is x, a constant or a value, and no parameter."""
        return name.whole in (*INPUTS, *self.constants) or self._written(name) is not None

    def plain(self, name: Name, equation: Equation) -> tuple[str, str]:
        """(the plain name, its size "1", "D" or "H") where it is read in an equation."""
        if name.turned:
            name.refuse("a value is not transposed here; write it without")
        if name.whole in self.constants:
            return name.whole, "1"
        written = self._written(name)
        if name.whole in INPUTS and written is None:
            if name.step == -1:
                name.refuse("a cell reads x of this step only; name a value that keeps it")
            return "x", "D"
        assert written is not None
        plain, step = self.defined[written], name.step
        if self.primed:
            if step is not None:
                name.refuse(TWO_WAYS)
            step = -1 if written in self.primed and not name.primes else 0 if name.primes else None
        if name.primes and written not in self.primed:
            name.refuse("no line defines this name with a '; write h_t and h_{t-1}")
        if step == -1:
            return f"{plain}_prev", "H"
        here = self.order.index(self.defined[equation.name.whole])
        if self.order.index(plain) >= here and step is None:
            shown = shortened(name.base)
            name.refuse(
                f"{shown} is read before its equation; write {shown}_prev for the step before, or move the line"
            )
        return plain, "H"

    def _written(self, name: Name) -> str | None:
        if name.whole in self.defined:
            return name.whole
        other = "_".join((name.base.swapcase() if len(name.base) == 1 else name.base, *name.below))
        if len(name.base) == 1 and other in self.defined and name.step is not None:
            return other
        return None

    def plain_of(self, name: Name) -> str:
        """The letter by which a value is known in the names of what multiplies it."""
        written = self._written(name)
        return self.defined[written].split("_")[0] if written else "x" if name.whole in INPUTS else ""


def in_order(reads: Sequence[Collection[str]], defines: Sequence[str]) -> list[int] | None:
    """The lines so that each reads only lines above it, otherwise as they stood; None where that cannot be."""
    left, done, order = list(range(len(defines))), set[str](), list[int]()
    while left:
        ready = [k for k in left if all(name in done or name not in defines for name in reads[k])]
        if not ready:
            return None
        left.remove(ready[0])
        done.add(defines[ready[0]])
        order.append(ready[0])
    return order
