"""The language of cells: a page of equations, read into a graph of nodes with symbolic shapes."""

import ast
import difflib
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from lstm_core import slips
from lstm_core.nearest import MAX_NAME, listed, shortened

SQUASHES = ("sigmoid", "tanh", "relu")
FUNCTIONS = (*SQUASHES, "conv")
MAX_LINES, MAX_CHARACTERS, MAX_NODES, MAX_DEPTH = 40, 2000, 200, 30

ALLOWED = "an equation is name = expression, with + - * @, parentheses, numbers, sigmoid, tanh, relu and conv"

TOO_DEEP = f"nested too deep; at most {MAX_DEPTH} levels are allowed"


class EquationError(ValueError):
    """A line that is not in the language; the text says where, what was found and what is allowed.

    `reason` is the text without the place; `instead`, where there is one right thing to write, replaces `length`
    characters from the place on.
    """

    def __init__(self, line: int, column: int, message: str, length: int = 1, instead: str | None = None):
        super().__init__(f"line {line}, column {column}: {message}")
        self.line, self.column, self.reason = line, column, message
        self.length, self.instead = length, instead


@dataclass(frozen=True)
class Node:
    """One operation of the graph.

    `op` is a leaf (x, prev, parameter, number), + - * neg @ conv copy, or the name of a squash; `args` are indices of
    earlier nodes; `name` belongs to leaves and to the roots of equations; `value` to numbers.
    """

    op: str
    args: tuple[int, ...] = ()
    name: str = ""
    value: float | None = None


@dataclass(frozen=True)
class Graph:
    """What the equations say: nodes in an order in which they can be computed, and what they are called."""

    nodes: tuple[Node, ...]
    names: Mapping[str, int]  # defined name -> its node; no two names share a node
    lines: Mapping[str, str]  # defined name -> the text of its equation
    reads: Mapping[str, tuple[str, ...]]  # defined name -> x, names and _prev names it reads, in order
    parameters: Mapping[str, tuple[str, ...]]  # ("H", "D"), ("H", "H"), ("H",) or ("H", "D", "k", "k")
    states: tuple[str, ...]  # the names whose _prev is read


def parse(text: str, constants: Mapping[str, float] | None = None) -> Graph:
    """Read equations, one a line, into a graph; `EquationError` (a ValueError) for anything outside the language."""
    if not isinstance(text, str):
        raise TypeError(f"equations are a str, got {type(text).__name__}")
    if len(text) > MAX_CHARACTERS:
        raise EquationError(1, 1, f"the page is too long: at most {MAX_CHARACTERS} characters are allowed")
    numbered = enumerate(re.split(r"\r\n|\r|\n", text), 1)
    lines = [(number, line) for number, line in numbered if line.split("#")[0].strip()]
    if not lines:
        raise EquationError(1, 1, "found no equation; " + ALLOWED)
    if len(lines) > MAX_LINES:
        raise EquationError(lines[MAX_LINES][0], 1, f"found {len(lines)} equations, at most {MAX_LINES} are allowed")
    page = [_assignment(number, line) for number, line in lines]
    reader = _Reader(page, dict(constants or {}))
    for equation in page:
        reader.define(*equation)
    return reader.graph()


def _assignment(number: int, line: str) -> tuple[int, int, str, str, ast.expr]:
    """(line, indent, name, text, expression) of one line; the text is parsed, never compiled."""
    text = line.split("#")[0]
    if found := slips.stranger(text):
        raise EquationError(number, found.offset + 1, found.message, found.length, found.instead)
    indent, text = len(text) - len(text.lstrip()), text.strip()
    column = 1
    try:
        match ast.parse(text).body:
            case [ast.Assign(targets=[ast.Name(id=name)], value=value)]:
                return number, indent, name, text, value
    except SyntaxError as error:
        column = min(error.offset or 1, len(text))
        if "nested" in str(error.msg):
            raise EquationError(number, indent + 1, TOO_DEEP) from None
    except (RecursionError, MemoryError, ValueError):
        raise EquationError(number, indent + 1, TOO_DEEP) from None
    found = slips.slip(text) or slips.Slip(column - 1, f"found {shortened(text)!r}; {ALLOWED}")
    raise EquationError(number, indent + found.offset + 1, found.message, found.length, found.instead)


class _Reader:
    """Adds equation after equation to one graph; equal unnamed sub-expressions become one node."""

    def __init__(self, page: list[tuple], constants: dict[str, float]):
        self.page, self.constants = page, constants
        self.all_names = [name for _, _, name, _, _ in page]
        self.nodes: list[Node] = []
        self.sizes: list[str] = []  # "1", "D" or "H"; "W" for a matrix
        self.index: dict[Node, int] = {}
        self.names: dict[str, int] = {}
        self.lines: dict[str, str] = {}
        self.reads: dict[str, tuple[str, ...]] = {}
        self.parameters: dict[str, tuple[str, ...]] = {}
        for name, value in constants.items():
            if not re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) or name in (*self.all_names, *FUNCTIONS, "x"):
                raise ValueError(f"a constant has a name of its own, got {name!r}")
            if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
                raise ValueError(f"constant {name} is a finite number, got {value!r}")

    def define(self, line: int, indent: int, name: str, text: str, expression: ast.expr) -> None:
        self.line, self.indent, self.text, self.read = line, indent, text, []
        self._check_new_name(name, indent + 1)
        before = len(self.nodes)
        root = self._node(expression, 1)
        node, size = self.nodes[root], self.sizes[root]
        if size in ("D", "W"):
            what = "a matrix" if size == "W" else "as long as the input (D)"
            message = f"{name} is {what}; every defined name has one value per unit (H)"
            raise EquationError(line, indent + 1, message, len(name))
        # A name owns its node, so that an edit of the name changes what reads the name and nothing else.
        if root < before or not node.args or size == "1":
            root = self._append(Node("copy", (root,), name), "H")
        else:
            self.index.pop(node)
            self.nodes[root] = Node(node.op, node.args, name)
        self.names[name], self.lines[name] = root, text
        self.reads[name] = tuple(dict.fromkeys(self.read))

    def graph(self) -> Graph:
        if "h" not in self.names:
            line = self.page[-1][0]
            defined = listed(list(self.names))
            raise EquationError(line, 1, f"no equation defines h, the output, yet; defined here: {defined}")
        read = {node.name for node in self.nodes if node.op == "prev"}
        states = tuple(name for name in self.names if name in read)
        spatial = [name for name, shape in self.parameters.items() if len(shape) == 4]
        flat = [name for name, shape in self.parameters.items() if len(shape) == 2]
        if spatial and flat:
            raise EquationError(
                self.page[-1][0], 1, f"{flat[0]} multiplies with @ and {spatial[0]} with conv; use conv throughout"
            )
        return Graph(tuple(self.nodes), self.names, self.lines, self.reads, self.parameters, states)

    def _check_new_name(self, name: str, column: int) -> None:
        problem = ""
        if not re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII):
            problem = "a name is letters, digits and _, and begins with a letter"
        elif len(name) > MAX_NAME:
            problem = f"a name has at most {MAX_NAME} characters"
        elif name in self.names:
            problem = "each name is defined once"
        elif name in FUNCTIONS or name == "x" or name in self.constants:
            problem = "this name is taken"
        elif name.endswith("_prev"):
            problem = "the value of the step before is read as <name>_prev, never defined"
        elif name.startswith(("W_", "w_", "b_")):
            problem = "W_, w_ and b_ begin the names of parameters, which are learned, never defined"
        if problem:
            raise EquationError(self.line, column, f"cannot define {shortened(name)!r}: {problem}", len(name))

    def _fail(self, at: ast.expr, message: str, instead: str | None = None) -> None:
        length = at.end_col_offset - at.col_offset
        raise EquationError(self.line, self.indent + at.col_offset + 1, message, length, instead)

    def _source(self, expression: ast.expr) -> str:
        """The expression as typed (unparsing could recurse as deep as a person types)."""
        return shortened(self._whole(expression))

    def _whole(self, expression: ast.expr) -> str:
        return self.text[expression.col_offset : expression.end_col_offset]

    def _append(self, node: Node, size: str) -> int:
        if len(self.nodes) >= MAX_NODES:
            raise EquationError(self.line, 1, f"the cell has more than {MAX_NODES} operations, the most allowed")
        self.nodes.append(node)
        self.sizes.append(size)
        return len(self.nodes) - 1

    def _add(self, op: str, *args: int, name: str = "", value: float | None = None, size: str = "H") -> int:
        node = Node(op, args, name, value)
        if node not in self.index:
            self.index[node] = self._append(node, size)
        return self.index[node]

    def _node(self, expression: ast.expr, depth: int) -> int:
        if depth > MAX_DEPTH:
            self._fail(expression, TOO_DEEP)
        match expression:
            case ast.Constant(value=bool()):
                self._fail(expression, f"found {expression.value}; {ALLOWED}")
            case ast.Constant(value=int() | float() as value):
                return self._number(expression, value)
            case ast.Name(id=name):
                return self._leaf(expression, name)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inside = self._value(operand, depth)
                return self._add("neg", inside, size=self.sizes[inside])
            case ast.BinOp(left=left, op=ast.MatMult(), right=right):
                return self._product(expression, left, right, depth)
            case ast.BinOp(left=left, op=ast.Add() | ast.Sub() | ast.Mult() as op, right=right):
                return self._elementwise(expression, {ast.Add: "+", ast.Sub: "-", ast.Mult: "*"}[type(op)], depth)
            case ast.Call(func=ast.Name(id="conv"), args=[kernel, value], keywords=[]):
                return self._weighted("conv", expression, kernel, value, depth)
            case ast.Call(func=ast.Name(id=function), args=[argument], keywords=[]) if function in SQUASHES:
                inside = self._value(argument, depth)
                if self.sizes[inside] == "1":
                    self._fail(argument, f"{function} of a plain number; write the number itself")
                return self._add(function, inside, size=self.sizes[inside])
            case ast.Call(func=ast.Name(id=function)):
                if function in FUNCTIONS:
                    takes = "W_…, value" if function == "conv" else "one value"
                    self._fail(expression, f"{function} takes {takes}, found {self._source(expression)!r}")
                self._no_function(expression, function)
        if isinstance(expression, ast.Call) and isinstance(expression.func, ast.Attribute):
            self._no_function(expression, expression.func.attr)
        reason, instead = slips.not_allowed(expression, self._whole)
        self._fail(expression, f"found {self._source(expression)!r}; {shortened(reason, 160) or ALLOWED}", instead)

    def _no_function(self, call: ast.Call, name: str) -> None:
        inside = ", ".join(self._source(argument) for argument in call.args)
        sign = "@" if name.startswith("W_") else "*" if name in (*self.all_names, "x") or name.endswith("_prev") else ""
        if sign:
            what = "matrix" if sign == "@" else "value"
            meant = f"{name} {sign} ({inside})"
            self._fail(call, f"{name} is a {what}, not a function; write {meant}", meant if "…" not in meant else None)
        near = difflib.get_close_matches(name.lower()[:MAX_NAME], FUNCTIONS, 1, 0.5)
        message = f"found {self._source(call.func)!r}; the functions are {', '.join(FUNCTIONS)}"
        self._fail(call.func, message, near[0] if near else None)

    def _value(self, expression: ast.expr, depth: int) -> int:
        """A node that is a value, not a bare matrix."""
        node = self._node(expression, depth + 1)
        if self.sizes[node] == "W":
            name = self.nodes[node].name
            self._fail(expression, f"{name} is a matrix: it stands left of @ (or first in conv), as {name} @ value")
        return node

    def _number(self, expression: ast.expr, value: float, name: str = "") -> int:
        try:
            value = float(value)
        except OverflowError:
            value = math.inf
        if not math.isfinite(value):
            self._fail(expression, "found a number too large for float64")
        return self._add("number", name=name, value=value, size="1")

    def _leaf(self, at: ast.Name, name: str) -> int:
        if name in self.names or name == "x":
            self.read.append(name)
        if name in self.names:
            return self.names[name]
        if name == "x":
            return self._add("x", name="x", size="D")
        if name in self.constants:
            return self._number(at, self.constants[name], name)
        if name.endswith("_prev") and name[:-5] in self.all_names:
            self.read.append(name)
            return self._add("prev", name=name[:-5])
        if name.startswith(("W_", "w_", "b_")) and len(name) > MAX_NAME:
            self._fail(at, f"found {shortened(name, MAX_NAME)!r}; a name has at most {MAX_NAME} characters")
        if name.startswith("W_") and len(name) > 2:
            return self._add("parameter", name=name, size="W")
        if name.startswith(("w_", "b_")) and len(name) > 2:
            self._use(at, name, ("H",))
            return self._add("parameter", name=name)
        self._fail(at, *self._unknown(name))

    def _unknown(self, name: str) -> tuple[str, str | None]:
        """What to say of a name that nobody knows, and the one that was probably meant."""
        if name in self.all_names:
            message = f"{name} is read before its equation; move the equation up, or read {name}_prev, the step before"
            return message, f"{name}_prev"
        if name.lower() in ("nan", "inf", "infinity"):
            return f"found {name!r}; a number is written with digits, and is finite", None
        if name.endswith("_prev"):
            return f"no line defines {shortened(name[:-5])} yet, so there is no {shortened(name)} to read", None
        known = ["x", *self.names, *(f"{n}_prev" for n in self.all_names), *self.constants, *self.parameters]
        stem, _, past = name.partition("_")
        near = [f"{stem}_prev"] if past in ("old", "last", "before", "tm1", "t_1") and stem in self.all_names else []
        if past == "t" and stem in (*self.all_names, "x"):
            near = [stem if stem in known else f"{stem}_prev"]
        near = near or difflib.get_close_matches(name, known, 1, 0.5)
        if near:
            return f"unknown name {shortened(name)!r}; did you mean {near[0]}?", near[0]
        begin = "parameters begin with W_, w_ or b_"
        return f"unknown name {shortened(name)!r}; known here: {listed(known)}; {begin}", None

    def _product(self, at: ast.BinOp, left: ast.expr, right: ast.expr, depth: int) -> int:
        if not isinstance(left, ast.Name):
            hint, instead = "", None
            if isinstance(left, ast.BinOp) and isinstance(left.right, ast.Name) and left.right.id.startswith("W_"):
                sign = self._whole(left)[: -len(left.right.id)].rstrip()[-1]
                instead = f"{self._whole(left.left)} {sign} ({left.right.id} @ {self._whole(right)})"
                hint = f"; @ and * bind from the left: write {shortened(instead, 96)}"
            self._fail(at, f"left of @ stands a parameter W_…, found {self._source(left)!r}{hint}", instead)
        return self._weighted("@", at, left, right, depth)

    def _weighted(self, op: str, at: ast.expr, left: ast.expr, right: ast.expr, depth: int) -> int:
        """W @ value or conv(W, value): the only places where a matrix may stand."""
        if not (isinstance(left, ast.Name) and left.id.startswith("W_") and len(left.id) > 2):
            self._fail(left, f"{op} wants a parameter W_… on its left, found {self._source(left)!r}")
        matrix, value = self._leaf(left, left.id), self._value(right, depth)
        size = self.sizes[value]
        if size == "1":
            self._fail(right, f"{left.id} multiplies a value with one entry per unit or input, found a plain number")
        if (left.id.startswith("W_x") and size != "D") or (left.id.startswith("W_h") and size == "D"):
            reads = "the input x" if left.id.startswith("W_x") else "a value of the cell"
            self._fail(left, f"{left.id} says that it reads {reads}, but it multiplies {self._source(right)!r}")
        self._use(left, left.id, ("H", size, *(("k", "k") if op == "conv" else ())))
        return self._add(op, matrix, value)

    def _elementwise(self, at: ast.BinOp, op: str, depth: int) -> int:
        left = at.left
        unclear = op == "*" and isinstance(left, ast.BinOp) and isinstance(left.op, ast.MatMult)
        if unclear and left.col_offset == at.col_offset:  # no parenthesis before the product
            product = f"{self._source(left.left)} @ ({self._source(left.right)} * {self._source(at.right)})"
            other = f"({self._source(left)}) * {self._source(at.right)}"
            self._fail(at, f"@ and * bind from the left: write {product}, or {other}")
        if op == "*" and isinstance(left, ast.Name) and left.id.startswith("W_"):
            meant = f"{left.id} @ {self._whole(at.right)}"
            self._fail(at, f"{left.id} is a matrix: write {shortened(meant, 96)}", meant)
        a, b = self._value(left, depth), self._value(at.right, depth)
        sizes = {self.sizes[a], self.sizes[b]} - {"1"}
        if len(sizes) == 2:
            self._fail(at, f"{self._source(at)!r} joins a value per input (D) with a value per unit (H); use W_x… @ x")
        return self._add(op, a, b, size=sizes.pop() if sizes else "1")

    def _use(self, at: ast.expr, name: str, shape: tuple[str, ...]) -> None:
        known = self.parameters.setdefault(name, shape)
        if known != shape:
            self._fail(at, f"{name} is used with two shapes: ({', '.join(known)}) and ({', '.join(shape)})")
