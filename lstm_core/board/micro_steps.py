"""One step of a cell taken apart: micro-steps with their words, their formula and their line of source."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from lstm_core.board import mathml, micro_words
from lstm_core.board.formulas import Writer
from lstm_core.board.latex import latex_of
from lstm_core.board.mathml import Marks, Tree
from lstm_core.board.micro_drafts import Draft, drafts_in_order
from lstm_core.board.source import is_plain_number
from lstm_core.equations import as_text
from lstm_core.equations.page import AnyCell

LEFT = {"keep": "kept", "write": "written", "squash": "squashed"}


@dataclass(frozen=True)
class MicroStep:
    """A few nodes of one step, computed together, with their words, their formula and their line of source.

    The sentence has places for numbers: {n:12} the value of node 12, {p:9} node 9 as a percentage, {word}, {unit}.
    """

    kind: str  # one of drafts.ORDER
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


def micro_plan(cell: AnyCell) -> tuple[MicroStep, ...]:
    """The micro-steps of one step in order: concatenate; sums and squashes; keep, write and add; the rest."""
    drafts = drafts_in_order(cell)
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
                formula=_formula(cell, draft, drafts),
                source=_source(cell, draft, before),
            )
        )
    return tuple(steps)


def _formula(cell: AnyCell, draft: Draft, drafts: list[Draft]) -> Tree:
    """result = expression, as MathML; what was computed before is marked as one value."""
    nodes = cell.graph.nodes
    if draft.kind == "concatenate":
        trees = [Writer(nodes, draft.nodes).write(k)[0] for k in draft.nodes]
        inside = [part for tree in trees for part in (mathml.mo(","), tree)][1:]
        return ["math", None, mathml.row(mathml.mo("["), *inside, mathml.mo("]"))]
    sums = {d.root: d for d in drafts if d.kind == "sum"}
    products = {k for k in draft.nodes if nodes[k].op in ("@", "conv")}
    marked = products | set(draft.reads)
    symbols = {k: _left(cell, sums[k]) for k in draft.reads if k in sums}
    right = Writer(nodes, marked - {draft.root}, symbols=symbols).write(draft.root, top=True)[0]
    if not nodes[draft.root].args:
        right = Writer(nodes, draft.nodes).write(draft.root)[0]
    return mathml.equal(_left(cell, draft), right)


def _left(cell: AnyCell, draft: Draft) -> Tree:
    marks: Marks = {"data-node": draft.root, "data-name": draft.name}
    if cell.graph.nodes[draft.root].name and cell.graph.nodes[draft.root].args:
        return mathml.symbol(draft.name, 0, marks)
    if draft.kind == "sum":
        return mathml.symbol(draft.variable, None, marks)
    return ["mtext", marks, LEFT.get(draft.kind, "part")]


def _name_results(cell: AnyCell, drafts: list[Draft]) -> None:
    """A variable for each result: its own name, or a word for what it is."""
    taken = {*cell.names, *cell.parameters, *cell.constants, "x", *(f"{state}_prev" for state in cell.states)}
    words = {"keep": "kept", "write": "written", "squash": "squashed", "other": "part", "add": "part", "show": "part"}
    for draft in drafts:
        node = cell.graph.nodes[draft.root]
        if node.name and node.args:
            draft.variable = node.name
            continue
        if draft.kind == "concatenate":
            base = "_and_".join(cell.graph.nodes[k].name for k in draft.nodes) if len(draft.nodes) > 1 else "read"
        else:
            base = f"a_{draft.name}" if draft.kind == "sum" else words[draft.kind]
        number = next(n for n in range(1, 999) if (base if n == 1 else f"{base}_{n}") not in taken)
        draft.variable = base if number == 1 else f"{base}_{number}"
        taken.add(draft.variable)


def _source(cell: AnyCell, draft: Draft, known: Mapping[int, str]) -> str:
    """The line of Python that computes it for one sequence: x (D,), values (H,)."""
    nodes = cell.graph.nodes
    if draft.kind == "concatenate":
        inside = [as_text.expression(nodes, k, {}) for k in draft.nodes]
        return f"{draft.variable} = " + (f"np.concatenate([{', '.join(inside)}])" if len(inside) > 1 else inside[0])
    line = as_text.expression(nodes, draft.root, known)
    return f"{draft.variable} = " + (f"np.full(units, {line})" if is_plain_number(nodes, draft.root) else line)


def _is_leaf(cell: AnyCell, k: int) -> bool:
    return not cell.graph.nodes[k].args
