"""What differs between two cells: their equations term by term, their parameters, and how they answer one input."""

import math
import zlib
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

import numpy as np

from lstm_core.board.mathml import Tree
from lstm_core.board.show import mathml
from lstm_core.cell import Cell
from lstm_core.equations.initialisation import started
from lstm_core.running.trace import run

WHOLE = ("mi", "mn", "mo", "mtext", "msub", "msup", "msubsup", "mover")  # what is compared as one sign
DIFFERS = {"class": "differs"}


class Row(NamedTuple):
    """The equations of one name in two cells, as MathML whose differing signs are marked; None where there is none."""

    name: str
    first: Tree | None
    second: Tree | None
    differs: bool


def rows(a: Cell, b: Cell) -> list[Row]:
    """A row for every name of either cell, in the order of the first, those of the second after what stands before."""
    names = list(a.names)
    for k, name in enumerate(b.names):
        if name not in names:
            before = [names.index(other) for other in b.names[:k] if other in names]
            names.insert(max(before, default=-1) + 1, name)
    return [_row(a, b, name) for name in names]


def _row(a: Cell, b: Cell, name: str) -> Row:
    first, second = (mathml(cell, name) if name in cell.names else None for cell in (a, b))
    if first is None or second is None:
        return Row(name, first and _all_marked(first), second and _all_marked(second), True)
    one, other = (list(map(_plain, _signs(tree))) for tree in (first, second))
    lost: set[int] = set()
    gained: set[int] = set()
    for what, i, j, k, m in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if what != "equal":
            lost.update(range(i, j))
            gained.update(range(k, m))
    return Row(name, _marked(first, lost), _marked(second, gained), bool(lost or gained))


def _signs(tree: Tree) -> Iterator[Tree]:
    """The signs of a formula from left to right."""
    if tree[0] in WHOLE:
        yield tree
    else:
        for child in tree[2:]:
            yield from _signs(child)


def _plain(tree: Tree) -> str:
    """A sign as text, without its marks: equal signs read the same in two cells."""
    return f"{tree[0]}({', '.join(_plain(c) if isinstance(c, list) else c for c in tree[2:])})"


def _marked(tree: Tree, places: set[int]) -> Tree:
    """The same formula with the signs at these places marked."""
    count = iter(range(10**6))

    def copied(part: Tree) -> Tree:
        if part[0] in WHOLE:
            return [part[0], {**(part[1] or {}), **DIFFERS} if next(count) in places else part[1], *part[2:]]
        return [part[0], part[1], *map(copied, part[2:])]

    return copied(tree)


def _all_marked(tree: Tree) -> Tree:
    return _marked(tree, set(range(len(list(_signs(tree))))))


def parameters(cell: Cell, D: int, H: int) -> int:
    """How many numbers a cell has."""
    return sum(map(math.prod, cell.shapes(D, H).values()))


def in_letters(cell: Cell) -> str:
    """The same with letters: "4HD + 4H² + 4H"."""
    shapes = [tuple("k²" if letter == "k" else letter for letter in shape[:3]) for shape in cell.parameters.values()]
    terms = []
    for kind, text in {("H", "D"): "HD", ("H", "H"): "H²", ("H", "D", "k²"): "HDk²", ("H", "H", "k²"): "H²k²"}.items():
        count = shapes.count(kind)
        terms += [f"{count if count > 1 else ''}{text}"] if count else []
    per_unit = shapes.count(("H",))
    return " + ".join([*terms, *([f"{per_unit if per_unit > 1 else ''}H"] if per_unit else [])])


def answer(cell: Cell, pulses: np.ndarray, hidden_size: int, seed: int) -> dict[str, np.ndarray]:
    """{"state": its first carried state (or h), "h": its output}, each (T, H), to an input of one number, (T,).

    Weights of the same name and shape are the same in every cell, drawn from the seed and the name. A cell with a value
    per pixel gets the number as one lit pixel of 5 x 5, and answers with each channel's mean.
    """
    maps = (5, 5) if cell.spatial else ()
    weights = {}
    for name, shape in cell.shapes(1, hidden_size).items():
        rng = np.random.default_rng([seed, zlib.crc32(name.encode())])
        drawn = rng.normal(size=shape) / np.sqrt(np.prod(shape[1:])) if len(shape) > 1 else np.zeros(shape)
        weights[name] = started(cell.start, name, drawn, rng).astype(np.float64)
    pixel = np.zeros(maps)
    pixel[tuple(side // 2 for side in maps)] = 1
    x = np.multiply.outer(pulses, pixel)[:, None, None]
    trace = run(cell, weights, x)
    over = tuple(range(3, 3 + len(maps)))
    state = next(iter(cell.carry), "h")
    return {kind: trace[name].mean(axis=over)[:, 0] for kind, name in (("state", state), ("h", "h"))}
