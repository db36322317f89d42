"""Expressions read into one graph of nodes: what each part is, how large, and whether it may stand where it does."""

import ast
import math
from collections.abc import Mapping, Sequence

from lstm_core.equations.graph import DEFINED, Growing, takes
from lstm_core.equations.limits import MAX_DEPTH, TOO_DEEP
from lstm_core.equations.line import Line
from lstm_core.equations.meant import meant_by_times, no_matrix, refuse
from lstm_core.equations.mistakes import EquationError
from lstm_core.equations.names import unknown
from lstm_core.nearest import MAX_NAME, shortened

SIGNS: dict[type, str] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}


class Expressions(Growing):
    """The graph so far, and its parameters' shapes; `names` are those defined so far, `all_names` the whole page's."""

    def __init__(self, all_names: Sequence[str], constants: Mapping[str, float]):
        super().__init__()
        self.all_names, self.constants = all_names, constants
        self.names: dict[str, int] = {}
        self.parameters: dict[str, tuple[str, ...]] = {}
        self.arguments: dict[str, int] = {}  # of the function of DEFINED that is being written out

    def read(self, line: Line) -> tuple[int, tuple[str, ...]]:
        """(the node of the line's whole expression, the names, x and _prev names that it reads, in order)."""
        self.line, self.line_number, self.reads = line, line.number, dict[str, None]()
        return self._node(line.expression, 1), tuple(self.reads)

    def _node(self, expression: ast.expr, depth: int) -> int:
        if depth > MAX_DEPTH:
            self.line.refuse(expression, TOO_DEEP)
        match expression:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                return self._number(expression, value)
            case ast.Name(id=name):
                return self._leaf(expression, name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inside = self._value(operand, depth)
                return self._add("neg", inside, size=self.sizes[inside])
            case ast.BinOp(op=ast.MatMult()):
                return self._product(expression, depth)
            case ast.BinOp(op=ast.Add() | ast.Sub() | ast.Mult() | ast.Div() as op):
                return self._elementwise(expression, SIGNS[type(op)], depth)
            case ast.Call(func=ast.Name(id="conv"), args=[kernel, value], keywords=[]):
                return self._weighted("conv", kernel, value, depth)
            case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if len(arguments) == takes(name):
                return self._function(expression, name, arguments, depth)
        refuse(expression, self.line, self.all_names)

    def _function(self, at: ast.expr, function: str, arguments: Sequence[ast.expr], depth: int) -> int:
        """A curve or a max, or a function of DEFINED written out."""
        inside = [self._value(argument, depth) for argument in arguments]
        size = self._joined(at, inside)
        if size == "1":
            self.line.refuse(arguments[0], f"{function} of a plain number; write the number itself")
        if function not in DEFINED:
            return self._add(function, *inside, size=size)
        outside, self.arguments = self.arguments, dict(zip("ab", inside, strict=False))
        try:
            return self._node(ast.parse(DEFINED[function], mode="eval").body, depth + 1)
        except EquationError as error:
            self.line.refuse(at, error.reason)
        finally:
            self.arguments = outside

    def _value(self, expression: ast.expr, depth: int) -> int:
        """A node that is a value, not a bare matrix."""
        node = self._node(expression, depth + 1)
        if self.sizes[node] == "W":
            name = self.nodes[node].name
            message = f"{name} is a matrix: it stands left of @ (or first in conv), as {name} @ value"
            self.line.refuse(expression, message)
        return node

    def _number(self, expression: ast.expr, value: float, name: str = "") -> int:
        try:
            value = float(value)
        except OverflowError:
            value = math.inf
        if not math.isfinite(value):
            self.line.refuse(expression, "found a number too large for float64")
        return self._add("number", name=name, value=value, size="1")

    def _leaf(self, at: ast.expr, name: str) -> int:
        if name in self.arguments:
            return self.arguments[name]
        if name in self.names or name == "x":
            self.reads[name] = None
        if name in self.names:
            return self.names[name]
        if name == "x":
            return self._add("x", name="x", size="D")
        if name in self.constants:
            return self._number(at, self.constants[name], name)
        if name.endswith("_prev") and name[:-5] in self.all_names:
            self.reads[name] = None
            return self._add("prev", name=name[:-5])
        if name.startswith(("W_", "w_", "b_")) and len(name) > MAX_NAME:
            self.line.refuse(at, f"found {shortened(name, MAX_NAME)!r}; a name has at most {MAX_NAME} characters")
        if name.startswith("W_") and len(name) > 2:
            return self._add("parameter", name=name, size="W")
        if name.startswith(("w_", "b_")) and len(name) > 2:
            self._use(at, name, ("H",))
            return self._add("parameter", name=name)
        self.line.refuse(at, *unknown(name, self.all_names, tuple(self.names), (*self.constants, *self.parameters)))

    def _product(self, at: ast.BinOp, depth: int) -> int:
        if not isinstance(at.left, ast.Name):
            self.line.refuse(at, *no_matrix(at, self.line))
        return self._weighted("@", at.left, at.right, depth)

    def _weighted(self, op: str, left: ast.expr, right: ast.expr, depth: int) -> int:
        """W @ value or conv(W, value): the only places where a matrix may stand."""
        if not (isinstance(left, ast.Name) and left.id.startswith("W_") and len(left.id) > 2):
            self.line.refuse(left, f"{op} needs a parameter W_… on its left, found {self.line.source(left)!r}")
        matrix, value, source = self._leaf(left, left.id), self._value(right, depth), self.line.source(right)
        size = self.sizes[value]
        if size == "1":
            self.line.refuse(right, f"{left.id} multiplies a value per unit or per input, found a plain number")
        if (left.id.startswith("W_x") and size != "D") or (left.id.startswith("W_h") and size == "D"):
            reads = "the input x" if left.id.startswith("W_x") else "a value of the cell"
            self.line.refuse(left, f"{left.id} says that it reads {reads}, but it multiplies {source!r}")
        self._use(left, left.id, ("H", size, *(("k", "k") if op == "conv" else ())))
        return self._add(op, matrix, value)

    def _elementwise(self, at: ast.BinOp, op: str, depth: int) -> int:
        if op in "*/" and (meant := meant_by_times(at, op, self.line)):
            self.line.refuse(at, *meant)
        a, b = self._value(at.left, depth), self._value(at.right, depth)
        if op == "/" and self.sizes[b] == "1" and self.number(b) == 0:
            self.line.refuse(at.right, "nothing can be divided by 0")
        return self._add(op, a, b, size=self._joined(at, (a, b)))

    def _joined(self, at: ast.expr, values: Sequence[int]) -> str:
        """The size of what values are joined to, one by one."""
        sizes = {self.sizes[k] for k in values} - {"1"}
        if len(sizes) == 2:
            what = "joins a value per input (D) with a value per unit (H); use W_x… @ x"
            self.line.refuse(at, f"{self.line.source(at)!r} {what}")
        return sizes.pop() if sizes else "1"

    def _use(self, at: ast.expr, name: str, shape: tuple[str, ...]) -> None:
        known = self.parameters.setdefault(name, shape)
        if known != shape:
            two = f"({', '.join(known)}) and ({', '.join(shape)})"
            self.line.refuse(at, f"{name} is used with two shapes: {two}")
