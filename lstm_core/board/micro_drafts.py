"""One step of a cell cut into drafts of micro-steps: which nodes are computed together, and in which order."""

from collections.abc import Iterator
from dataclasses import dataclass

from lstm_core.equations.graph import CURVES
from lstm_core.equations.page import AnyCell

ORDER = ("concatenate", "sum", "squash", "other", "keep", "write", "add", "show")


@dataclass
class Draft:
    """Which nodes a micro-step computes, before it has words; `root` is the last of them."""

    kind: str
    name: str
    nodes: tuple[int, ...]
    reads: tuple[int, ...] = ()
    state: str = ""  # the state that it keeps a part of or adds a part to
    variable: str = ""  # what its result is called in the source

    @property
    def root(self) -> int:
        return self.nodes[-1]


def drafts_in_order(cell: AnyCell) -> list[Draft]:
    """All sums that can be computed, then all squashes, …; what is kept waits for what is written."""
    return _ordered(_Drafts(cell).drafts)


class _Drafts:
    """Walks the equations in order and cuts them where a value deserves a sentence of its own."""

    def __init__(self, cell: AnyCell):
        self.graph, self.nodes = cell.graph, cell.graph.nodes
        self.drafts: list[Draft] = []
        self.done: set[int] = set()
        self.parts: dict[int, tuple[str, str]] = {}  # what a state keeps and what is added to it, and to which
        for state, carry in cell.carry.items():
            self.parts |= {k: ("keep", state) for _, k in carry.kept} | {k: ("write", state) for _, k in carry.added}
        uses = [a for node in self.nodes for a in node.args]
        self.shared = {k for k, node in enumerate(self.nodes) if node.args and not node.name and uses.count(k) > 1}
        self.states = {carry.root: carry for carry in cell.carry.values()}
        self._concatenate()
        for name, root in self.graph.names.items():
            self._reach(root, name)

    def _concatenate(self) -> None:
        """What the matrices multiply: x first, then what the step before left."""
        multiplied = {node.args[1] for node in self.nodes if node.op in ("@", "conv")}
        leaves = [k for k in sorted(multiplied) if not self.nodes[k].args]
        leaves.sort(key=lambda k: self.nodes[k].op != "x")
        if leaves:
            self.drafts.append(Draft("concatenate", self.nodes[leaves[-1]].name, tuple(leaves)))

    def _reach(self, k: int, name: str) -> None:
        """A draft that ends in node k, after drafts for the values inside it that stand alone."""
        node = self.nodes[k]
        if k in self.done or not node.args:
            return
        start, inside = k, node.args[0]
        adds_up = node.op in CURVES and self.nodes[inside].op not in CURVES and not self.nodes[inside].name
        if adds_up and self.nodes[inside].args and inside not in self.done:
            start = inside
        for inner in self._standing_alone(start):
            self._reach(inner, name)
        if start == inside:
            self._draft("sum", inside, name)
        if node.op in CURVES:
            return self._draft("squash", k, name)
        if k in self.states:
            kept = [j for _, j in self.states[k].kept if self.nodes[j].op == "prev"]
            self.drafts += [Draft("keep", name, (j,), state=name) for j in kept]
        kind, state = self.parts.get(k, ("add" if k in self.states else "show" if node.name == "h" else "other", ""))
        self._draft(kind, k, name if node.name else state or name, state)

    def _standing_alone(self, k: int) -> Iterator[int]:
        """Inside node k: curves, quotients and the larger of two, what a state keeps or adds, what is used twice, and
        what a matrix multiplies."""
        for a in self.nodes[k].args:
            node = self.nodes[a]
            if not node.args or a in self.done:
                continue
            alone = node.op in (*CURVES, "/", "max") or a in self.parts or a in self.shared
            if alone or self.nodes[k].op in ("@", "conv"):
                yield a
            else:
                yield from self._standing_alone(a)

    def _draft(self, kind: str, root: int, name: str, state: str = "") -> None:
        nodes = tuple(self._undone(root))
        inside = set(nodes)
        reads = dict.fromkeys(a for k in nodes for a in self.nodes[k].args if a not in inside)
        shown = [a for a in reads if self.nodes[a].op != "number" and not self._is_matrix(a)]
        self.drafts.append(Draft(kind, name, nodes, tuple(shown), state))
        self.done |= inside

    def _undone(self, k: int) -> list[int]:
        """The operations that node k still needs, itself last."""
        if k in self.done or not self.nodes[k].args:
            return []
        inner = [j for a in self.nodes[k].args for j in self._undone(a)]
        return [*dict.fromkeys(inner), k]

    def _is_matrix(self, k: int) -> bool:
        node = self.nodes[k]
        return node.op == "parameter" and len(self.graph.parameters[node.name]) > 1


def _ordered(drafts: list[Draft]) -> list[Draft]:
    # A memory that is kept whole is there before the step: what reads it need not wait for the sentence on keeping it.
    given = [d for d in drafts if d.kind == "concatenate" or (d.kind == "keep" and not d.reads)]
    maker = {k: d for d in drafts if d not in given for k in d.nodes}
    levels: dict[int, int] = {}

    def needs(draft: Draft) -> list[Draft]:
        return [maker[k] for k in draft.reads if k in maker and maker[k] is not draft]

    for draft in drafts:  # a draft needs only earlier ones
        levels[id(draft)] = max((levels[id(d)] for d in needs(draft)), default=0) + (draft.kind != "concatenate")
    writes: dict[str, int] = {}
    for draft in drafts:
        if draft.kind == "write":
            writes[draft.state] = max(levels[id(draft)], writes.get(draft.state, 0))

    def place(draft: Draft) -> tuple[int, int]:
        level = max(levels[id(draft)], writes.get(draft.state, 0)) if draft.kind == "keep" else levels[id(draft)]
        return level, ORDER.index(draft.kind)

    waiting, ordered, ready = sorted(drafts, key=place), [], set()
    while waiting:
        draft = next(d for d in waiting if all(id(n) in ready for n in needs(d)))
        waiting.remove(draft)
        ordered.append(draft)
        ready.add(id(draft))
    return ordered
