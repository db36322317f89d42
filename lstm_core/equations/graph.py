"""What equations become: nodes in an order in which they can be computed, and what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass

SQUASHES = ("sigmoid", "tanh", "relu")
FUNCTIONS = (*SQUASHES, "conv")


@dataclass(frozen=True)
class Node:
    """One operation of the graph.

    `op` is a leaf (x, prev, parameter, number), + - * neg @ conv copy, or the name of a squash; `args` are indices of
    earlier nodes; `name` belongs to leaves and to the roots of equations; `value` to numbers, and is 0 elsewhere.
    """

    op: str
    args: tuple[int, ...] = ()
    name: str = ""
    value: float = 0.0


@dataclass(frozen=True)
class Graph:
    """What the equations say: nodes in an order in which they can be computed, and what they are called."""

    nodes: tuple[Node, ...]
    names: Mapping[str, int]  # defined name -> its node; no two names share a node
    lines: Mapping[str, str]  # defined name -> the text of its equation
    reads: Mapping[str, tuple[str, ...]]  # defined name -> x, names and _prev names it reads, in order
    parameters: Mapping[str, tuple[str, ...]]  # ("H", "D"), ("H", "H"), ("H",) or ("H", "D", "k", "k")
    states: tuple[str, ...]  # the names whose _prev is read
