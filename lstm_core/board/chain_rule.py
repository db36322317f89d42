"""The chain rule of one step, written as mathematics: the derivative nodes of `derive.py`, read as formulas."""

from lstm_core.board.formulas import ATOM, PRODUCT, SUM, Writer
from lstm_core.board.mathml import Tree, added, bracketed, equal, mi, mn, mo, raised, row, symbol, where
from lstm_core.equations.graph import Node
from lstm_core.equations.page import AnyCell

ZERO: Tree = mn("0")


def mathml_derivative(cell: AnyCell, name: str) -> Tree:
    """The total derivative of the loss by a name, a parameter or x: "f", "W_hf", "x"; ValueError for any other name.

    What a state receives from the step after is written out, at time t + 1; ℓ_t is the loss read from h_t.
    """
    derivative, parameters = cell.derivative, cell.parameters
    if name in derivative.names:
        right = Chain(cell).write(derivative.names[name], top=True)[0]
        return equal(_by(symbol(name, 0), {"data-node": derivative.names[name], "data-name": name}), right)
    if name in parameters:
        sign, right, binds = Chain(cell).signed(derivative.parameters[name])
        inside = bracketed(right) if binds == SUM else right
        total = [["munder", None, mo("∑"), mi("t")], inside]
        return equal(_by(symbol(name)), row(*total) if sign > 0 else row(mo("−"), *total))
    if name == "x" and derivative.x is not None:
        return equal(_by(symbol("x", 0)), Chain(cell).write(derivative.x)[0])
    has = ", ".join((*derivative.names, *parameters, *(["x"] if derivative.x is not None else [])))
    raise ValueError(f"{cell.title} has no derivative by {name!r}; there are {has}")


def _by(of: Tree, marks: dict[str, int | str] | None = None, loss: Tree | None = None) -> Tree:
    """∂L/∂(of)."""
    return ["mfrac", marks, row(mo("∂"), loss or mi("L")), row(mo("∂"), of)]


class Chain(Writer):
    """Also writes what only derivatives have; a name's total is ∂L/∂name wherever it is read."""

    def __init__(self, cell: AnyCell, step: int = 0):
        super().__init__(cell.derivative.nodes, (), step)
        self.cell = cell

    def write(self, k: int, top: bool = False) -> tuple[Tree, int]:
        node = self.nodes[k]
        match node.op:
            case "through":
                of = symbol(node.name, self.step)
                return _by(of, {"data-node": node.args[0], "data-name": node.name}), ATOM
            case "arriving":
                return self._arriving(node.name)
            case "slope":
                return self._slope(node)
            case "first" | "second":
                a, b = (self.write(argument)[0] for argument in node.args)
                return where(a, "≥" if node.op == "first" else "<", b), ATOM
            case "turned" | "conv_turned" | "outer" | "conv_outer":
                return self._whole(k)
            case "total":
                return self.write(node.args[0])
            case "+":
                return self._both(k, node, top)
        return super().write(k, top)

    def signed(self, k: int) -> tuple[int, Tree, int]:
        """A minus sign comes out of a product with a matrix as well."""
        match self.nodes[k]:
            case Node(op="turned" | "conv_turned" as op, args=(matrix, d)):
                sign, tree = self._bare(d)
                between = [mo("∗")] if op == "conv_turned" else []
                return sign, row(raised(self.write(matrix)[0]), *between, tree), PRODUCT
            case Node(op="outer", args=(d, of)):
                sign, tree = self._bare(d)
                return sign, row(tree, raised(self.symbol_of(of))), PRODUCT
            case Node(op="conv_outer", args=(d, of, _)):
                sign, tree = self._bare(d)
                return sign, row(tree, mo("⋆"), self._bare(of)[1]), PRODUCT
            case Node(op="total", args=(d,)):
                return self.signed(d)
            case Node(op="through" | "arriving" | "slope"):
                return 1, *self.write(k)
        return super().signed(k)

    def _whole(self, k: int) -> tuple[Tree, int]:
        sign, tree, binds = self.signed(k)
        return (tree, binds) if sign > 0 else (row(mo("−"), *tree[2:]), SUM)

    def _bare(self, k: int) -> tuple[int, Tree]:
        """(sign, tree) of a node that stands beside a matrix."""
        sign, tree, binds = self.signed(k)
        return sign, tree if binds == ATOM else bracketed(tree)

    def symbol_of(self, k: int) -> Tree:
        """A symbol, or anything else in brackets."""
        tree = self.write(k)[0]
        return tree if tree[0] == "msub" else bracketed(tree)

    def _both(self, k: int, node: Node, top: bool) -> tuple[Tree, int]:
        """A sum without the parts that are nothing."""
        if k < len(self.cell.graph.nodes):
            return super().write(k, top)
        parts = [self.write(a) for a in node.args]
        something = [part for part in parts if part[0] != ZERO]
        if len(something) < 2:
            return something[0] if something else (ZERO, ATOM)
        (left, _), (right, _) = something
        return added(left, right), SUM

    def _arriving(self, name: str) -> tuple[Tree, int]:
        """What a name receives from the loss, if it is the output, and from the step after, if that reads it."""
        parts: list[tuple[Tree, int]] = []
        if name == "h":
            loss = ["msub", None, mi("ℓ"), ["mi", None, "t"]] if self.step == 0 else mi("ℓ")
            parts.append((_by(symbol("h", self.step), None, loss), ATOM))
        if name in self.cell.derivative.prevs:
            parts.append(Chain(self.cell, self.step + 1).write(self.cell.derivative.prevs[name]))
        if not parts:
            return ZERO, ATOM
        if len(parts) == 1:
            return parts[0]
        return added(parts[0][0], parts[1][0]), SUM

    def _slope(self, node: Node) -> tuple[Tree, int]:
        """σ' = y (1 − y), tanh' = 1 − y², exp' = y, log' = 1 / x, ReLU' = 1 where y > 0, of the output y."""
        y = self.write(node.args[0])[0]
        if node.name == "exp":
            return self.write(node.args[0])
        if node.name == "log":
            return ["mfrac", None, mn("1"), self.write(self.nodes[node.args[0]].args[0])[0]], ATOM
        if node.name == "sigmoid":
            return row(y, mo("⊙"), bracketed(row(mn("1"), mo("−"), y))), PRODUCT
        if node.name == "tanh":
            return row(mn("1"), mo("−"), raised(y, mn("2"))), SUM
        return where(y, ">", mn("0")), ATOM
