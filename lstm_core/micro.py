"""One step of a cell taken apart: the order in which its nodes are computed, a few at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from lstm_core import micro_words, wording
from lstm_core.language import SQUASHES
from lstm_core.mathematics import Tree, latex_of
from lstm_core.source import is_plain_number

ORDER = ("concatenate", "sum", "squash", "other", "keep", "write", "add", "show")


@dataclass(frozen=True)
class MicroStep:
    """A few nodes of one step, computed together, with their words, their formula and their line of source.

    The sentence has places for numbers: {n:12} the value of node 12, {p:9} node 9 as a percentage, {word}, {unit}.
    """

    kind: str  # one of ORDER
    title: str
    sentence: str
    name: str  # the name that this leads to
    nodes: tuple[int, ...]  # computed here; the last is the result
    reads: tuple[int, ...]  # computed earlier, or given
    formula: Tree
    source: str
    values: Mapping[int, np.ndarray] = field(default_factory=dict)  # of nodes and reads, in a step that was run

    @property
    def latex(self) -> str:
        return latex_of(self.formula[2])

    def with_values(self, values: Sequence[np.ndarray]) -> "MicroStep":
        """The same with the value of every node it computes or reads: (B, H); x is (B, D), a bias (H,)."""
        return replace(self, values={k: values[k] for k in (*self.nodes, *self.reads)})


@dataclass
class Draft:
    """Which nodes a micro-step computes, before it has words; `root` is the last of them."""

    kind: str
    name: str
    nodes: tuple[int, ...]
    reads: tuple[int, ...] = ()
    variable: str = ""  # what its result is called in the source

    @property
    def root(self) -> int:
        return self.nodes[-1]


def micro_plan(cell) -> tuple[MicroStep, ...]:
    """The micro-steps of one step in order: concatenate; sums and squashes; keep, write and add; the rest."""
    drafts = _ordered(_Drafts(cell).drafts)
    _name_results(cell, drafts)
    known = {d.root: d.variable for d in drafts if d.kind != "concatenate" and not _is_leaf(cell, d.root)}
    steps = []
    for draft in drafts:
        before = {k: name for k, name in known.items() if k not in draft.nodes}
        title, sentence = micro_words.words(cell, draft)
        steps.append(
            MicroStep(
                kind=draft.kind,
                title=title,
                sentence=sentence,
                name=draft.name,
                nodes=draft.nodes,
                reads=draft.reads,
                formula=micro_words.formula(cell, draft, drafts),
                source=_source(cell, draft, before),
            )
        )
    return tuple(steps)


class _Drafts:
    """Walks the equations in order and cuts them where a value deserves a sentence of its own."""

    def __init__(self, cell):
        self.graph, self.nodes = cell.graph, cell.graph.nodes
        self.drafts: list[Draft] = []
        self.done: set[int] = set()
        self.parts: dict[int, str] = {}  # nodes that are what a state keeps or what is added to it
        for carry in cell.carry.values():
            self.parts |= {k: "keep" for _, k in carry.kept} | {k: "write" for _, k in carry.added}
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
        for inner in self._standing_alone(k):
            self._reach(inner, name)
        if node.op in SQUASHES:
            inside = node.args[0]
            if self.nodes[inside].args and not self.nodes[inside].name and inside not in self.done:
                self._draft("sum", inside, name)
            return self._draft("squash", k, name)
        if k in self.states:
            kept = [j for _, j in self.states[k].kept if self.nodes[j].op == "prev"]
            self.drafts += [Draft("keep", name, (j,)) for j in kept]
        kind = "add" if k in self.states and k not in self.parts else self.parts.get(k, "other")
        self._draft("show" if kind == "other" and name == "h" and node.name == "h" else kind, k, name)

    def _standing_alone(self, k: int) -> Iterator[int]:
        """Inside node k: squashes, what a state keeps or adds, and what a matrix multiplies."""
        for a in self.nodes[k].args:
            node = self.nodes[a]
            if not node.args or a in self.done:
                continue
            if node.op in SQUASHES or a in self.parts or (self.nodes[k].op in ("@", "conv")):
                yield a
            else:
                yield from self._standing_alone(a)

    def _draft(self, kind: str, root: int, name: str) -> None:
        nodes = tuple(self._undone(root))
        inside = set(nodes)
        reads = dict.fromkeys(a for k in nodes for a in self.nodes[k].args if a not in inside)
        shown = [a for a in reads if self.nodes[a].op != "number" and not self._is_matrix(a)]
        self.drafts.append(Draft(kind, name, nodes, tuple(shown)))
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
    """All sums that can be computed, then all squashes, … ; what is kept waits for what is written."""
    maker = {k: d for d in drafts if d.kind != "concatenate" for k in d.nodes}
    levels: dict[int, int] = {}

    def needs(draft: Draft) -> list[Draft]:
        return [maker[k] for k in draft.reads if k in maker and maker[k] is not draft]

    for draft in drafts:  # a draft needs only earlier ones
        levels[id(draft)] = max((levels[id(d)] for d in needs(draft)), default=0) + (draft.kind != "concatenate")
    writes: dict[str, int] = {}
    for draft in drafts:
        if draft.kind == "write":
            writes[draft.name] = max(levels[id(draft)], writes.get(draft.name, 0))

    def place(draft: Draft) -> tuple[int, int]:
        level = max(levels[id(draft)], writes.get(draft.name, 0)) if draft.kind == "keep" else levels[id(draft)]
        return level, ORDER.index(draft.kind)

    waiting, ordered, ready = sorted(drafts, key=place), [], set()
    while waiting:
        draft = next(d for d in waiting if all(id(n) in ready for n in needs(d)))
        waiting.remove(draft)
        ordered.append(draft)
        ready.add(id(draft))
    return ordered


def _name_results(cell, drafts: list[Draft]) -> None:
    """A variable for each result: its own name, or a word for what it is."""
    taken = {*cell.names, *cell.parameters, *cell.constants, "x", *(f"{state}_prev" for state in cell.states)}
    words = {"keep": "kept", "write": "written", "squash": "squashed", "other": "part", "add": "part", "show": "part"}
    for draft in drafts:
        node = cell.graph.nodes[draft.root]
        if node.name and node.args:
            draft.variable = node.name
            continue
        if draft.kind == "concatenate":
            base = "_and_".join(cell.graph.nodes[k].name for k in draft.nodes)
        else:
            base = f"a_{draft.name}" if draft.kind == "sum" else words[draft.kind]
        number = next(n for n in range(1, 999) if (base if n == 1 else f"{base}_{n}") not in taken)
        draft.variable = base if number == 1 else f"{base}_{number}"
        taken.add(draft.variable)


def _source(cell, draft: Draft, known: Mapping[int, str]) -> str:
    """The line of Python that computes it for one sequence: x (D,), values (H,)."""
    nodes = cell.graph.nodes
    if draft.kind == "concatenate":
        inside = ", ".join(wording.expression(nodes, k, {}) for k in draft.nodes)
        return f"{draft.variable} = np.concatenate([{inside}])"
    line = wording.expression(nodes, draft.root, known)
    return f"{draft.variable} = " + (f"np.full(units, {line})" if is_plain_number(nodes, draft.root) else line)


def _is_leaf(cell, k: int) -> bool:
    return not cell.graph.nodes[k].args
