"""Nodes written as mathematics, with no more brackets and signs than a person would write."""

from collections.abc import Collection, Mapping, Sequence

from lstm_core.board.mathml import Marks, Tree, bracketed, mi, mn, mo, row, symbol
from lstm_core.equations import as_text
from lstm_core.equations.graph import Node

SUM, PRODUCT, ATOM = 1, 2, 3  # how tightly a written node binds


def value(nodes: Sequence[Node], k: int, marked: Collection[int] = (), step: int = 0) -> Tree:
    """Node k as an expression of names at step t + `step`; the elements that stand for nodes in `marked` say so."""
    return Writer(nodes, marked, step).write(k, top=True)[0]


def name_of(nodes: Sequence[Node], k: int) -> str:
    """The name whose colour a node takes: its own, or that of the value it is a product with."""
    node = nodes[k]
    if node.name or not node.args:
        return node.name
    return name_of(nodes, node.args[-1])


class Writer:
    """Writes nodes of one step; subclasses add the nodes of the derivative."""

    def __init__(
        self,
        nodes: Sequence[Node],
        marked: Collection[int] = (),
        step: int = 0,
        symbols: Mapping[int, Tree] | None = None,
    ):
        self.nodes, self.marked, self.step, self.symbols = nodes, frozenset(marked), step, symbols or {}

    def write(self, k: int, top: bool = False) -> tuple[Tree, int]:
        """(the tree, how tightly it binds); a named node is its symbol unless it is on top."""
        node = self.nodes[k]
        if k in self.symbols:
            return self.symbols[k], ATOM
        marks: Marks | None = {"data-node": k, "data-name": name_of(self.nodes, k)} if k in self.marked else None
        if node.op == "number":
            return (symbol(node.name, None, marks) if node.name else mn(as_text.number(node.value))), ATOM
        if node.op == "parameter":
            return symbol(node.name, None, marks), ATOM
        if node.op == "prev":
            return symbol(node.name, self.step - 1, marks), ATOM
        if node.op == "x" or (node.name and not top and node.op not in ("slope", "arriving", "through")):
            return symbol(node.name, self.step, marks), ATOM
        if not marks or top:
            return self._operation(node)
        inside, binds = Writer(self.nodes, (), self.step)._operation(node)
        return row(*_flat(inside), **_python(marks)), binds

    def signed(self, k: int) -> tuple[int, Tree, int]:
        """(1 or -1, the tree, how tightly it binds): minus signs come out of products and meet."""
        node = self.nodes[k]
        if k in self.symbols or k in self.marked or node.name or node.op not in ("neg", "*", "/"):
            return 1, *self.write(k)
        return self._signed_operation(node)

    def _signed_operation(self, node: Node) -> tuple[int, Tree, int]:
        parts = [self.signed(a) for a in node.args]
        trees = [tree if binds >= PRODUCT else bracketed(tree) for _, tree, binds in parts]
        if node.op == "neg":
            return -parts[0][0], trees[0], max(parts[0][2], PRODUCT)
        if node.op == "/":
            return parts[0][0] * parts[1][0], ["mfrac", None, parts[0][1], parts[1][1]], ATOM
        by = "·" if any(self._scalar(a) for a in node.args) else "⊙"
        return parts[0][0] * parts[1][0], row(*_flat(trees[0]), mo(by), *_flat(trees[1])), PRODUCT

    def _operation(self, node: Node) -> tuple[Tree, int]:
        match node.op:
            case "copy":
                return self.write(node.args[0])
            case "neg" | "*" | "/":
                sign, tree, binds = self._signed_operation(node)
                return (tree, binds) if sign > 0 else (row(mo("−"), *_flat(tree)), SUM)
            case "+" | "-":
                return self._sum(node), SUM
            case "@":
                return row(self.write(node.args[0])[0], self.within(node.args[1], ATOM)), PRODUCT
            case "conv":
                return row(self.write(node.args[0])[0], mo("∗"), self.within(node.args[1], ATOM)), PRODUCT
            case function:
                inside = [tree for a in node.args for tree in (mo(","), self.write(a)[0])][1:]
                return row(FUNCTION[function], mo("\u2061"), bracketed(*inside)), ATOM

    def _sum(self, node: Node) -> Tree:
        """a + b, a - b; the sign that leads the right side joins the sign between them."""
        left, (sign, right, binds) = self.write(node.args[0])[0], self.signed(node.args[1])
        sign = -sign if node.op == "-" else sign
        if binds == SUM and (sign < 0 or (right[1] and right[2] == mo("−"))):
            right, binds = bracketed(right), ATOM
        more = _flat(right) if binds == SUM else [right]
        between = [] if binds == SUM and more[0] == mo("−") else [mo("+" if sign > 0 else "−")]
        return row(*_flat(left), *between, *more)

    def _scalar(self, k: int) -> bool:
        node = self.nodes[k]
        return node.op == "number" or (bool(node.args) and not node.name and all(map(self._scalar, node.args)))

    def within(self, k: int, wanted: int) -> Tree:
        tree, binds = self.write(k)
        return tree if binds >= wanted else bracketed(tree)


def _flat(tree: Tree) -> list[Tree]:
    """The parts of a plain row, so that rows in rows do not pile up; anything else stays whole."""
    return tree[2:] if tree[:2] == ["mrow", None] and tree[2] != mo("(") else [tree]


def _python(marks: Marks) -> dict[str, int | str]:
    return {key.replace("-", "_"): value for key, value in marks.items()}


FUNCTION = {
    "sigmoid": mi("σ"),
    "tanh": mi("tanh"),
    "relu": mi("ReLU"),
    "exp": mi("exp"),
    "log": mi("log"),
    "max": mi("max"),
}
