"""A cell as one text: its equations, and lines that name numbers, give start values, say what is never trained.

constant leak = 0.3        a named number
start b_f = 1              a start value: a number, or a rule of initialisation.py
fixed W_xh, W_hh           never trained
"""

import math
import re
from collections.abc import Collection

import numpy as np

from lstm_core.cell import Cell
from lstm_core.equations.graph import FUNCTIONS
from lstm_core.equations.initialisation import RULES
from lstm_core.equations.language import parse
from lstm_core.equations.limits import MAX_CHARACTERS
from lstm_core.equations.mistakes import EquationError
from lstm_core.equations.page import Start
from lstm_core.nearest import MAX_NAME, nearest, shortened
from lstm_core.own_data.given import text_of

OWN = "yours"  # what a config calls a cell that nobody registered
LARGEST = 1e6  # a named number and a start value stay within this
LARGEST_KERNEL = 9  # the side k of a kernel
NAME = re.compile(r"[A-Za-z]\w*", re.ASCII)
DECLARED = re.compile(r"\s*(constant|start|fixed)\s+(?![=\s])(.*)")
FORMS = {
    "constant": "constant name = number",
    "start": "start parameter = number or rule",
    "fixed": "fixed parameter, parameter",
}

Place = tuple[int, int]  # (line, column), as typed


def cell_of_page(text: str, title: str = "Yours") -> Cell:
    """The cell that a person typed; nothing of the text is executed. `EquationError`, with the place as typed."""
    if len(text) > MAX_CHARACTERS:
        parse(text)
    lines = re.split(r"\r\n|\r|\n", text)
    page = _Declarations()
    for number, line in enumerate(lines, 1):
        if found := DECLARED.match(line.split("#")[0]):
            page.declare(number, found[1], found[2].rstrip(), found.start(2) + 1)
            lines[number - 1] = ""
    equations = "\n".join(lines)
    for name, place in page.named.items():
        if any(re.match(rf"\s*{name}\s*=", line) for line in lines):
            raise EquationError(*place, f"cannot name a number {name!r}: an equation defines this name", len(name))
    graph = parse(equations, page.constants)
    if not graph.parameters:
        message = "the cell has no parameter, so there is nothing to learn; use one, as in W_xh @ x or b_h"
        raise EquationError(1, 1, message)
    for place, name, _ in (*page.starts, *page.fixed):
        if name not in graph.parameters:
            raise EquationError(
                *place, f"no equation has a parameter {name}; {nearest(name, graph.parameters)}", len(name)
            )
    start, fixed = {name: value for _, name, value in page.starts}, {name for _, name, _ in page.fixed}
    cell = Cell(title, equations, start=start, constants=page.constants, fixed=fixed)
    page.check(cell)
    return cell


def cell_of_file(given: str) -> Cell:
    """The cell of a file of equations; what has an = in it is taken for the equations themselves."""
    return cell_of_page(given if "=" in given else text_of(given, "file of equations", most=4 * MAX_CHARACTERS)[0])


def page_of_cell(cell: Cell) -> str:
    """The text that `cell_of_page` reads as this cell."""
    lines = [f"constant {name} = {value:.12g}" for name, value in cell.constants.items()]
    lines += [
        f"start {name} = {value if isinstance(value, str) else f'{value:.12g}'}" for name, value in cell.start.items()
    ]
    lines += [f"fixed {', '.join(name for name in cell.parameters if name in cell.fixed)}"] if cell.fixed else []
    return "\n".join([cell.text, *lines])


class _Declarations:
    """What the lines beside the equations say, each with its place."""

    def __init__(self) -> None:
        self.constants: dict[str, float] = {}
        self.named: dict[str, Place] = {}  # where each constant is named
        self.starts: list[tuple[Place, str, Start]] = []
        self.fixed: list[tuple[Place, str, None]] = []
        self.kernel = (1, 1)

    def declare(self, line: int, kind: str, rest: str, column: int) -> None:
        if kind == "fixed":
            for found in re.finditer(r"[^,\s]+", rest):
                place = line, column + found.start()
                self._named(place, kind, found[0])
                self.fixed.append((place, found[0], None))
            return
        name, equals, value = (part.strip() for part in rest.partition("="))
        place, at = (line, column), (line, column + rest.find(value, rest.find("=") + 1))
        self._named(place, kind, name)
        if not equals or not value:
            raise EquationError(*place, f"found {shortened(rest)!r}; write {FORMS[kind]}", max(1, len(rest)))
        if kind == "constant":
            if name in self.constants or name in (*FUNCTIONS, "x") or name.startswith(("W_", "w_", "b_")):
                raise EquationError(*place, f"cannot name a number {name!r}: this name is taken", len(name))
            self.constants[name], self.named[name] = _number(at, value), place
            self.kernel = at if name == "k" else self.kernel
        else:
            self.starts.append((place, name, value if value in RULES else _number(at, value, RULES)))

    def _named(self, place: Place, kind: str, name: str) -> None:
        if not NAME.fullmatch(name) or len(name) > MAX_NAME:
            message = f"found {shortened(name)!r}; write {FORMS[kind]}, with names of at most {MAX_NAME} characters"
            raise EquationError(*place, message, max(1, len(name)))

    def check(self, cell: Cell) -> None:
        """Rules that do not fit the shape of their parameter, a kernel that has no side."""
        k = cell.constants.get("k", 3)
        if cell.spatial and k not in range(1, LARGEST_KERNEL + 1):
            raise EquationError(*self.kernel, f"the side k of a kernel is a whole number from 1 to {LARGEST_KERNEL}")
        for place, name, value in self.starts:
            if isinstance(value, str):
                _fits(place, name, value, cell.shapes(2, 3)[name])


def _fits(place: Place, name: str, rule: str, shape: tuple[int, ...]) -> None:
    try:
        fits = RULES[rule](np.random.default_rng(0), shape).shape == shape
    except (ValueError, TypeError, np.linalg.LinAlgError):
        fits = False
    if not fits:
        raise EquationError(*place, f"{name} cannot start by the rule {rule}, which makes square matrices", len(name))


def _number(place: Place, text: str, rules: Collection[str] = ()) -> float:
    try:
        value = float(text) if text.isascii() and "_" not in text else math.nan
    except ValueError:
        value = math.nan
    if not abs(value) <= LARGEST:
        or_rule = f", or one of {', '.join(rules)}" if rules else ""
        message = f"found {shortened(text, 24)!r}; a value is a number up to {LARGEST:,.0f}{or_rule}"
        raise EquationError(*place, message, len(text))
    return value
