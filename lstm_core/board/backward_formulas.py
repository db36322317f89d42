"""What a micro-step hands back, written as mathematics: d f = d c ⊙ c_prev, where d f is short for ∂L/∂f."""

from collections.abc import Sequence

from lstm_core.board.chain_rule import Chain
from lstm_core.board.formulas import SUM
from lstm_core.board.mathml import Marks, Tree, bracketed, mi, mn, mo, raised, row, symbol
from lstm_core.board.micro_steps import MicroStep
from lstm_core.equations.graph import Node
from lstm_core.equations.page import AnyCell


class Way(Chain):
    """Writes shares; what stands for a value carries its node, so that a number can be put in its place."""

    def __init__(self, cell: AnyCell, nodes: Sequence[Node], plan: Sequence[MicroStep]):
        super().__init__(cell)
        self.nodes = tuple(nodes)
        self.lefts = {step.nodes[-1]: step.formula[2][2] for step in plan}
        self.symbols = {k: left for k, left in self.lefts.items() if not cell.graph.nodes[k].name}
        self.marked = frozenset(k for k, node in enumerate(cell.graph.nodes) if self._has_value(node))

    def share(self, step: MicroStep, to: int, local: int, share: int, by: int | None, more: bool) -> Tree:
        """d to = d result ⊙ local; += where `more` is handed to it elsewhere."""
        root = step.nodes[-1]
        marks: Marks = {"data-node": share, "data-name": self.nodes[to].name or step.name} if by is None else {}
        arrived = [self.d(root, {"data-node": self.cell.derivative.totals[root], "data-name": step.name})]
        if local == -2:
            arrived = [mo("−"), *arrived]
        elif local >= 0:
            tree, binds = self.write(local)
            arrived += [mo("⊙"), bracketed(tree) if binds == SUM else tree]
        right = row(*arrived) if by is None else self._product(by, to, arrived)
        return ["math", None, row(self.d(to, marks), mo("+=" if more else "="), right)]

    def _product(self, by: int, to: int, arrived: list[Tree]) -> Tree:
        """Of a matrix: what arrived times the vector; of the vector: the matrix, turned, times what arrived."""
        matrix, vector = self.nodes[by].args
        core = arrived[0] if len(arrived) == 1 else bracketed(row(*arrived))
        around = self.nodes[by].op == "conv"
        if to == matrix:
            of = Chain(self.cell).symbol_of(vector)
            return row(core, *([mo("⋆"), of] if around else [raised(of)]))
        return row(raised(symbol(self.nodes[matrix].name)), *([mo("∗")] if around else []), core)

    def d(self, k: int, marks: Marks) -> Tree:
        """The derivative by a node of the graph."""
        node = self.nodes[k]
        of = self.lefts[k] if node.args else symbol(node.name, {"prev": -1, "x": 0}.get(node.op))
        return ["mrow", dict(marks) or None, mi("d"), [of[0], None, *of[2:]]]

    def _has_value(self, node: Node) -> bool:
        """Whether one unit has one number of it."""
        return node.op not in ("x", "number") and len(self.cell.parameters.get(node.name, "H")) == 1

    def _slope(self, node: Node) -> tuple[Tree, int]:
        if node.name != "tanh":
            return super()._slope(node)
        return row(mn("1"), mo("−"), ["msup", None, self.write(node.args[0])[0], mn("2")]), SUM
