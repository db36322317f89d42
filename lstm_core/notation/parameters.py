"""What is learned on a page: each matrix, each value per unit and each bias, and what the language calls it."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lstm_core.nearest import MAX_NAME, shortened
from lstm_core.notation.written.signs import KERAS
from lstm_core.notation.written.tree import Name

LEGAL = re.compile(r"[Wwb]_[A-Za-z0-9_]+", re.ASCII)
FRAMEWORKS = {"kernel": "x", "recurrent_kernel": "h", "input_bias": "x", "recurrent_bias": "h"}
PLACE = "\x00{}\x00"  # stands for the k-th parameter until all names are known


@dataclass
class Parameter:
    """One thing that is learned, as it was first met."""

    kind: str  # matrix, unit or bias
    written: str
    base: str
    below: tuple[str, ...]
    source: str  # the value that it multiplies: x, h, c; "" for a bias
    size: str  # of that value
    target: str  # the name whose line this is
    block: int | None  # which part of a stack it multiplies
    shape: tuple
    plain: str = ""


class Parameters:
    """`use` each where it is met; `name_all` at the end."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, int | None], Parameter] = {}
        self.lines: dict[str, set[str]] = {}  # of names without anything below: the lines that hold them

    def use(self, name: Name, kind: str, source: str, size: str, target: str, row: tuple = ()) -> str:
        """A place for its name. `row` says how it is used: (transposed, from the right, sizes of the stack, block)."""
        if name.step is not None or name.primes:
            name.refuse(f"{shortened(name.whole)} is learned, so it is the same at every step; write it without t")
        block = row[3] if len(row) > 3 else None
        whole, shape = name.whole, (kind, *row[:3])
        for (other, _), known in self.found.items():
            if other == whole and known.shape != shape:
                name.refuse(f"{shortened(whole)} is used here in another way than before; give the two different names")
        if not name.below:
            self.lines.setdefault(whole, set()).add(target)
            if len(self.lines[whole]) > 1:
                name.refuse(
                    f"{shortened(whole)} stands in several lines; say below it which is which, as in {name.base}_f"
                )
        key = (whole, block)
        if key not in self.found:
            base, below = _framework(name)
            self.found[key] = Parameter(kind, whole, base, below, source, size, target, block, shape)
        return PLACE.format(list(self.found).index(key))

    def name_all(self, taken: Collection[str]) -> list[str]:
        """The plain name of every parameter, in the order in which they were met."""
        names = set(taken)
        for parameter in self.found.values():
            if _stays(parameter) and parameter.written not in names:
                parameter.plain = parameter.written
                names.add(parameter.plain)
        for parameter in self.found.values():
            if not parameter.plain:
                parameter.plain = next(name for name in _candidates(parameter) if name not in names)
                names.add(parameter.plain)
        return [parameter.plain for parameter in self.found.values()]

    def written(self) -> dict[str, list[str]]:
        """{as written: plain names}."""
        found: dict[str, list[str]] = {}
        for parameter in self.found.values():
            found.setdefault(parameter.written, []).append(parameter.plain)
        return found


def filled(text: str, names: Sequence[str]) -> str:
    """The text with each place taken by its name."""
    return re.sub("\x00(\\d+)\x00", lambda found: names[int(found[1])], text)


def _framework(name: Name) -> tuple[str, tuple[str, ...]]:
    """Keras's recurrent_kernel_f and bias_f as W and b with what stands below."""
    pieces = (name.base, *name.below)
    for count in (2, 1):
        word = "_".join(pieces[:count])
        if word in KERAS:
            return word, pieces[count:]
    return name.base, name.below


def _stays(parameter: Parameter) -> bool:
    """Whether the name as written is one of the language, for what it multiplies."""
    name = parameter.written
    begins = {"matrix": "W_", "unit": "w_", "bias": "b_"}[parameter.kind]
    telling = parameter.kind != "matrix" or (len(name) > 3 and "tilde" not in name and parameter.block is None)
    return name.startswith(begins) and telling and _allowed(name, parameter)


def _allowed(name: str, parameter: Parameter) -> bool:
    fits = not (
        parameter.kind == "matrix"
        and ((name.startswith("W_x") and parameter.size != "D") or (name.startswith("W_h") and parameter.size == "D"))
    )
    return bool(LEGAL.fullmatch(name)) and len(name) <= MAX_NAME and fits


def _candidates(parameter: Parameter) -> Iterator[str]:
    """Names from the plainest on: W_xf, W_x_f, W_xf2, …"""
    begin = {"matrix": "W_", "unit": "w_", "bias": "b_"}[parameter.kind]
    below, source = "".join(parameter.below), parameter.source
    if parameter.base in FRAMEWORKS:
        source = FRAMEWORKS[parameter.base] if parameter.kind == "matrix" else source
        below = FRAMEWORKS[parameter.base] * (parameter.kind == "bias") + below
    if len(parameter.below) == 1 and len(below) == 2 and source in below and source:
        below = below.replace(source, "", 1)  # W_hx @ x is W_xh
    target = below or parameter.target
    for short in (target.split("_")[0], target.replace("_", ""), target):
        for name in (f"{begin}{source}{short}", f"{begin}{source[:1]}{short}"):
            if _allowed(name, parameter):
                yield name
    letter = source[:1] if parameter.kind != "bias" else ""
    yield from (f"{begin}{letter}{target[:8]}{k}" for k in range(2, 999))
