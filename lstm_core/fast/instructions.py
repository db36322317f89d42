"""Elementwise equations as prepared NumPy calls: which function, on which buffers, one after another."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.equations.graph import Node


class Place(NamedTuple):
    """Where a value lies: an array whose first axis is the `step` of the run, the step within a `block`, or neither."""

    array: np.ndarray
    by: str = ""

    def at(self, step: int | slice, local: int | slice) -> np.ndarray:
        """The value at one step (H, B), or at the steps of a block (n, H, B)."""
        return self.array[step] if self.by == "step" else self.array[local] if self.by == "block" else self.array


Instruction = tuple  # (function, operand places …, place of the result)
Call = tuple[Callable, tuple]  # an instruction bound to the arrays of one step or block


def bound(code: Sequence[Instruction], step: int | slice, local: int | slice = 0) -> list[Call]:
    """The calls of one step or block; a place that is used several times is one view."""
    views = {id(place): place.at(step, local) for _, *places in code for place in places}
    return [(function, tuple(views[id(place)] for place in places)) for function, *places in code]


def sum_of_products(
    terms: Sequence[tuple[Place, Place | None]], out: Place, spare: Place, empty: bool
) -> list[Instruction]:
    """a * b for each (a, b), or a for (a, None), added to `out`, which is `empty` or already holds a term."""
    code: list[Instruction] = []
    for a, b in terms:
        if b is not None:
            code.append((np.multiply, a, b, out if empty else spare))
            code += [] if empty else [(np.add, out, spare, out)]
            empty = False
    plain = [a for a, b in terms if b is None]
    if empty:
        first, *plain = plain
        code.append((np.add, first, plain.pop(), out) if plain else (np.positive, first, out))
    return code + [(np.add, out, a, out) for a in plain]


class Writer:
    """Writes instructions that compute nodes; what has a home is read there, the rest is computed on the way."""

    def __init__(
        self, nodes: Sequence[Node], home: dict[int, Place], new_scratch: Callable[[], Place], dtype: DTypeLike
    ):
        self.nodes, self.home, self.new_scratch = nodes, home, new_scratch
        self.one, self.zero = Place(np.array(1, dtype)), Place(np.array(0, dtype))
        self.code: list[Instruction] = []
        self.uses: Counter[int] = Counter()
        self.scratch: list[Place] = []  # reused as soon as its value has been read
        self.busy = 0

    def expect(self, roots: Iterable[int]) -> None:
        """Count how often each node will be asked for, so that what is asked for twice is computed once."""
        todo, seen = list(roots), set()
        while todo:
            k = todo.pop()
            if k in seen:
                continue
            seen.add(k)
            for a in self.nodes[k].args:
                self.uses[a] += 1
                if a not in self.home:
                    todo.append(a)

    def write(self, k: int, out: Place) -> None:
        """Compute node k into `out`. Its first operand without a home is computed in `out` itself."""
        operands, before = [], self.busy
        args = self.nodes[k].args
        spare = None if any(self.home.get(a) is out for a in args) else out
        for a in args:
            if a not in self.home:
                shared = self.uses[a] > 1
                if shared:
                    place = self.new_scratch()
                elif spare is not None:
                    place, spare = spare, None
                else:
                    place = self._next_scratch()
                self.write(a, place)
                if shared:
                    self.home[a] = place
                operands.append(place)
            else:
                operands.append(self.home[a])
        self.busy = before
        self.apply(self.nodes[k], operands, out)

    def _next_scratch(self) -> Place:
        if self.busy == len(self.scratch):
            self.scratch.append(self.new_scratch())
        self.busy += 1
        return self.scratch[self.busy - 1]

    def apply(self, node: Node, operands: Sequence[Place], out: Place) -> None:
        """The instructions of one operation, operands to out (which may be one of them)."""
        self.code += (
            SLOPES[node.name](*operands, out, self) if node.op == "slope" else RULES[node.op](*operands, out, self)
        )


def _closing(u: Place, out: Place, writer: Writer) -> list[Instruction]:
    """1 / (1 + exp(u)). Through tanh it would lose every digit of a closed gate."""
    return [(np.exp, u, out), (np.add, out, writer.one, out), (np.reciprocal, out, out)]


def _relu(z: np.ndarray, out: np.ndarray) -> None:
    np.maximum(z, 0, out=out)


def _larger(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
    np.maximum(a, b, out=out)


RULES: dict[str, Callable[..., list[Instruction]]] = {
    "+": lambda a, b, out, _: [(np.add, a, b, out)],
    "-": lambda a, b, out, _: [(np.subtract, a, b, out)],
    "*": lambda a, b, out, _: [(np.multiply, a, b, out)],
    "/": lambda a, b, out, _: [(np.divide, a, b, out)],
    "max": lambda a, b, out, _: [(_larger, a, b, out)],
    "first": lambda a, b, out, _: [(np.greater_equal, a, b, out)],
    "second": lambda a, b, out, _: [(np.less, a, b, out)],
    "neg": lambda a, out, _: [(np.negative, a, out)],
    "copy": lambda a, out, _: [(np.positive, a, out)],
    "tanh": lambda a, out, _: [(np.tanh, a, out)],
    "relu": lambda a, out, _: [(_relu, a, out)],
    "exp": lambda a, out, _: [(np.exp, a, out)],
    "log": lambda a, out, _: [(np.log, a, out)],
    "closing": _closing,
    "sigmoid": lambda a, out, writer: [(np.negative, a, out), *_closing(out, out, writer)],
}
SLOPES: dict[str, Callable[..., list[Instruction]]] = {  # from the value y of the squash
    "sigmoid": lambda y, out, writer: [(np.subtract, writer.one, y, out), (np.multiply, out, y, out)],
    "closing": lambda y, out, writer: [(np.subtract, y, writer.one, out), (np.multiply, out, y, out)],
    "tanh": lambda y, out, writer: [(np.multiply, y, y, out), (np.subtract, writer.one, out, out)],
    "relu": lambda y, out, writer: [(np.greater, y, writer.zero, out)],
    "log": lambda y, out, _: [(np.negative, y, out), (np.exp, out, out)],
}
