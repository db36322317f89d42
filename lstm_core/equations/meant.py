"""What a person meant by an expression that the language reads in another way, or not at all."""

import ast
import difflib
from collections.abc import Collection
from typing import NoReturn

from lstm_core.equations.graph import FUNCTIONS, OF_TWO
from lstm_core.equations.limits import ALLOWED
from lstm_core.equations.line import Line
from lstm_core.equations.mistakes import not_allowed
from lstm_core.nearest import MAX_NAME, shortened

OTHERWISE = {  # functions that the language writes with its own
    "ln": "log({0})",
    "logsigmoid": "log_sigmoid({0})",
    "mish": "({0}) * tanh(softplus({0}))",
    "swish": "silu({0})",
}


def no_matrix(at: ast.BinOp, line: Line) -> tuple[str, str | None]:
    """Of (something) @ value: what stands left of @, and what to write where a * W_b @ c was typed."""
    left, hint, instead = at.left, "", None
    if isinstance(left, ast.BinOp) and isinstance(left.right, ast.Name) and left.right.id.startswith("W_"):
        sign = line.whole(left)[: -len(left.right.id)].rstrip()[-1]
        instead = f"{line.whole(left.left)} {sign} ({left.right.id} @ {line.whole(at.right)})"
        hint = f"; @ and * bind from the left: write {shortened(instead, 96)}"
    return f"left of @ stands a parameter W_…, found {line.source(left)!r}{hint}", instead


def meant_by_times(at: ast.BinOp, sign: str, line: Line) -> tuple[str, str | None] | None:
    """Of a * b or a / b: None where it is clear; the sentence, and what to write, for W_a @ b * c and for W_a * b."""
    left = at.left
    unparenthesised = left.col_offset == at.col_offset
    if isinstance(left, ast.BinOp) and isinstance(left.op, ast.MatMult) and unparenthesised:
        product = f"{line.source(left.left)} @ ({line.source(left.right)} {sign} {line.source(at.right)})"
        other = f"({line.source(left)}) {sign} {line.source(at.right)}"
        return f"@ and {sign} bind from the left: write {product}, or {other}", None
    if sign == "*" and isinstance(left, ast.Name) and left.id.startswith("W_"):
        meant = f"{left.id} @ {line.whole(at.right)}"
        return f"{left.id} is a matrix: write {shortened(meant, 96)}", meant
    return None


def refuse(expression: ast.expr, line: Line, all_names: Collection[str]) -> NoReturn:
    """The sentence for an expression that the language does not have."""
    match expression:
        case ast.Constant(value=bool() as value):
            line.refuse(expression, f"found {value}; {ALLOWED}")
        case ast.Call(func=ast.Name(id=function)) if function in FUNCTIONS:
            takes = "W_…, value" if function == "conv" else "two values" if function in OF_TWO else "one value"
            line.refuse(expression, f"{function} takes {takes}, found {line.source(expression)!r}")
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            inside = ", ".join(line.source(argument) for argument in expression.args)
            if meant := _call(name, inside, all_names):
                line.refuse(expression, *meant)
            if name.lower() in OTHERWISE and len(expression.args) == 1:
                written = OTHERWISE[name.lower()].format(inside)
                line.refuse(expression, f"{name} is written {written} here", None if "…" in written else written)
            message = f"found {line.source(expression.func)!r}; the functions are {', '.join(FUNCTIONS)}"
            line.refuse(expression.func, message, _function_like(name))
    reason, instead = not_allowed(expression, line.whole)
    line.refuse(expression, f"found {line.source(expression)!r}; {shortened(reason, 160) or ALLOWED}", instead)


def _call(name: str, inside: str, values: Collection[str]) -> tuple[str, str | None] | None:
    """What f(x) was meant to say where f is no function but a matrix or a value: the sentence, and what to write."""
    sign = "@" if name.startswith("W_") else "*" if name in (*values, "x") or name.endswith("_prev") else ""
    if not sign:
        return None
    what, meant = "matrix" if sign == "@" else "value", f"{name} {sign} ({inside})"
    return f"{name} is a {what}, not a function; write {meant}", meant if "…" not in meant else None


def _function_like(name: str) -> str | None:
    """The function that was probably meant, None where none is near."""
    near = difflib.get_close_matches(name.lower()[:MAX_NAME], FUNCTIONS, 1, 0.75)
    return near[0] if near else None
