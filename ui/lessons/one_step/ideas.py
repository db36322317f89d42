"""What a learner may take the next value of a state for: each misconception as other values of some nodes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from lstm_core.cell import Cell
from lstm_core.equations.graph import SQUASHES


class Change(NamedTuple):
    """What a node is worth instead: `times` the value of node `of`, `plus` a number."""

    node: int
    of: int
    times: float = 1.0
    plus: float = 0.0


class Idea(NamedTuple):
    """What is thought to be otherwise, and why that is not so."""

    changes: tuple[Change, ...]
    says: str


def ideas(cell: Cell, label: Mapping[str, str]) -> dict[str, list[Idea]]:
    """{state or h: what goes wrong in thinking of it, the most telling first}; `label` says what a name is called."""
    asked = (name for name in cell.names if name in cell.states or name == "h")
    return {name: list((_of_carried if name in cell.carry else _of_shown)(cell, name, label)) for name in asked}


def _inverted(k: int) -> Change:
    return Change(k, k, -1.0, 1.0)


def _open(k: int) -> Change:
    return Change(k, k, 0.0, 1.0)


def _absent(k: int) -> Change:
    return Change(k, k, 0.0)


def _of_carried(cell: Cell, name: str, label: Mapping[str, str]) -> Iterator[Idea]:
    """What goes wrong in thinking about a state that is kept and written, the most telling first."""
    nodes, carry, root = cell.graph.nodes, cell.carry[name], cell.graph.names[name]
    before = next(k for k, node in enumerate(nodes) if node.op == "prev" and node.name == name)
    keepers = [k for k in carry.names if nodes[k].op == "sigmoid"]
    for k in keepers:
        gate = nodes[k].name
        rises = sum(coefficient for product, coefficient in carry.factor.items() if k in product) > 0
        means, taken = ("keep", "forget") if rises else ("replace", "keep")
        yield Idea(
            (_inverted(k),),
            f"That takes {gate} = 1 for “{taken}”. It means “{means}”: {gate} = {'1' if rises else '0'} keeps all.",
        )
    for _, k in carry.kept:
        says = f"That adds without forgetting. First, only {_spoken(carry.text)} of what was there is kept."
        yield Idea((Change(k, before),), says)
    for k in _gates(nodes, [k for _, k in carry.added]):
        if k not in keepers:
            yield Idea(
                (_open(k),),
                f"That writes all that is new. The {label[nodes[k].name]} lets in only its share.",
            )
    for _, k in carry.kept:
        yield Idea((Change(root, k),), "That is only what was kept. What is new is added to it.")
        yield Idea((_absent(k),), "That is only what is new. What was kept is added to it.")
    yield Idea((Change(root, before),), f"That is the {label[name]} of before, as if this step did nothing.")


def _of_shown(cell: Cell, name: str, label: Mapping[str, str]) -> Iterator[Idea]:
    """What goes wrong in thinking about a value that is computed anew at each step."""
    nodes, root = cell.graph.nodes, cell.graph.names[name]
    for state in cell.states:
        if state != name and state in cell.graph.reads[name]:
            says = f"That is {state} itself. {name} is not the same: it is what the cell shows of {state}."
            yield Idea((Change(root, cell.graph.names[state]),), says)
    for k in _inside(nodes, root):
        if nodes[k].op in SQUASHES and (k == root or not nodes[k].name):
            yield Idea(
                (Change(k, nodes[k].args[0]),),
                f"That forgot the {nodes[k].op}: the value is squashed before it is shown.",
            )
    for k in _gates(nodes, [root]):
        yield Idea(
            (_open(k),),
            f"That shows everything. The {label[nodes[k].name]} lets through only its share.",
        )
    past = [k for k, node in enumerate(nodes) if node.op == "prev" and node.name == name]
    if past:
        says = f"That left out the past: the {label[name]} of before takes part in the sum."
        yield Idea(tuple(_absent(k) for k in past), says)
        yield Idea((Change(root, past[0]),), f"That is the {label[name]} of before; this step computes it anew.")


def _spoken(text: str) -> str:
    return text.replace(" - ", " − ").replace(" * ", " · ")


def _gates(nodes: Sequence, roots: Sequence[int]) -> list[int]:
    """The sigmoids that these nodes are products with."""
    found = []
    for k in roots:
        if nodes[k].op == "sigmoid":
            found.append(k)
        elif nodes[k].op in ("*", "copy"):
            found += _gates(nodes, nodes[k].args)
    return found


def _inside(nodes: Sequence, root: int) -> list[int]:
    """The nodes of an equation, the root first; names end it."""
    inside = [root]
    for k in nodes[root].args:
        inside += [] if nodes[k].name else _inside(nodes, k)
    return inside
