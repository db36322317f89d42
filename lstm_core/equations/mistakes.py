"""What a person probably meant with a line that is not in the language: where it goes wrong, and what to write."""

import ast
import keyword
import re
import unicodedata
from collections.abc import Callable
from typing import NamedTuple

# Signs of books and word processors, and letters of other alphabets that cannot be told from ours by eye.
SIGNS = {
    "−": "-",
    "–": "-",
    "—": "-",
    "×": "*",
    "·": "*",
    "⋅": "*",
    "∙": "*",
    "⊙": "*",
    "∘": "*",
    "∗": "*",
    "σ": "sigmoid",
}
LETTERS = dict(zip("аеорсхуіјѕһԁкАВЕНІКМОРСТХοανικρτυχ", "aeopcxyijshdkABEHIKMOPCTXoavikptux", strict=True))
POWERS = (ast.Pow, ast.BitXor)
MEANINGLESS = "'\"`;?&|~!%<>"
NUMBER = re.compile(r"(?<![\w.])(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?")


class EquationError(ValueError):
    """A line that is not in the language; the text says where, what was found and what is allowed.

    `reason` is the text without the place; `instead`, where there is one right thing to write, replaces `length`
    characters from the place on.
    """

    def __init__(self, line: int, column: int, message: str, length: int = 1, instead: str | None = None):
        super().__init__(f"line {line}, column {column}: {message}")
        self.line, self.column, self.reason = line, column, message
        self.length, self.instead = length, instead


class Slip(NamedTuple):
    """What is wrong from an offset on, for `length` characters, and what to write there instead, where that is sure."""

    offset: int
    message: str
    length: int = 1
    instead: str | None = None


def stranger(text: str) -> Slip | None:
    """The first sign that no equation has: a look-alike, one from a book, something invisible; or a bad number."""
    for offset, sign in enumerate(text):
        if sign in "\\{}$":
            return Slip(offset, f"found {sign!r}; names are typed plainly, as in W_xf @ x + W_hf @ h_prev")
        if sign in MEANINGLESS:
            return Slip(offset, f"found {sign!r}; an equation is name = expression of names, numbers, + - * / @ ( )")
        if " " <= sign <= "~" or sign == "\t":
            continue
        called = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
        if unicodedata.category(sign)[0] in "CZ":
            space = " " if unicodedata.category(sign) == "Zs" else ""
            return Slip(offset, f"found an invisible character ({called}); delete it", 1, space)
        plain = SIGNS.get(sign) or LETTERS.get(sign) or unicodedata.normalize("NFKD", sign)
        plain = "".join(part for part in plain if not unicodedata.combining(part))
        if plain.isascii() and plain.strip():
            return Slip(offset, f"found {sign!r} ({called}); write {plain!r}, the plain one", 1, plain)
        return Slip(offset, f"found {sign!r} ({called}); a name is letters, digits and _ of the plain alphabet")
    for number in NUMBER.finditer(text):
        if rest := re.compile(r"[\w.]+").match(text, number.end()):
            meant = f"{number[0]} * {rest[0]}"
            message = (
                f"found {number[0] + rest[0][:20]!r}; no name begins with a digit: write {meant[:40]} if that is meant"
            )
            return Slip(number.start(), message, rest.end() - number.start(), meant)
    return None


def slip(text: str) -> Slip | None:
    """Why a line of plain characters is no equation at all, if that can be said in other words than the grammar's."""
    left, equals, right = text.partition("=")
    if not equals:
        return Slip(0, "this line defines nothing; an equation is name = expression", len(text))
    if not right.strip():
        return Slip(
            len(left), "nothing stands right of =; an equation is name = expression, such as h = tanh(W_xh @ x)"
        )
    if right.startswith("=") or left[-1:] in ("+", "-", "*", "@", ":", "/"):
        start = len(left) if right.startswith("=") else len(left) - 1
        return Slip(
            start, f"found {text[start : start + 2]!r}; an equation is name = expression, with one plain =", 2, "="
        )
    return _parenthesis(text) or _missing_sign(text, len(left) + 1) or _word_of_python(text)


def _parenthesis(text: str) -> Slip | None:
    opened = []
    for offset, sign in enumerate(text):
        if sign == "(":
            opened.append(offset)
        elif sign == ")":
            if not opened:
                return Slip(offset, "this ) closes nothing; take it away, or open a parenthesis before it")
            opened.pop()
    return Slip(opened[-1], "this ( is never closed; a ) is missing") if opened else None


def _missing_sign(text: str, start: int) -> Slip | None:
    if found := re.compile(r"(\w+|\))\s+(\w+)").search(text, start):
        meant = f"{found[1]} {'@' if found[1].startswith('W_') else '*'} {found[2]}"
        message = f"no sign stands between {found[1]!r} and {found[2]!r}; write {meant} if that is meant"
        return Slip(found.start(), message, len(found[0]), meant)
    if found := re.compile(r"[-+*/@]\s*(?=$|\)|[*/@])").search(text, start):
        return Slip(found.start(), f"nothing stands right of {found[0].strip()}; give it a value, or take it away")
    if found := re.compile(r"\(\s*[*/@]").search(text, start) or re.compile(r"\s*[*/@]").match(text, start):
        return Slip(found.end() - 1, f"nothing stands left of {found[0][-1]}; give it a value, or take it away")
    return None


def _word_of_python(text: str) -> Slip | None:
    for found in re.finditer(r"[A-Za-z_]\w*", text):
        if keyword.iskeyword(found[0]):
            return Slip(found.start(), f"{found[0]!r} is a word of the grammar; choose another name", len(found[0]))
    return None


def not_allowed(expression: ast.expr, source: Callable[[ast.expr], str]) -> tuple[str, str | None]:
    """Why an expression is not in the language and what to write instead; `source` gives the text of a part of it."""
    match expression:
        case ast.BinOp(left=left, op=op) if isinstance(op, POWERS):
            twice = f"{_bracketed(left, source)} * {_bracketed(left, source)}"
            return f"there is no power; write {twice}", twice
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return "a sum needs no + in front; take it away", source(operand)
        case ast.Subscript(value=ast.Name(id=name), slice=chosen):
            before = f"{name}_prev" if source(chosen).replace(" ", "") == "t-1" else None
            return f"a step is not chosen in brackets; the value of the step before is {name}_prev", before
        case ast.Attribute(attr=name) | ast.Call(func=ast.Attribute(attr=name)):
            return f"nothing is read with a dot; write {name[:24]} without what stands before it", None
    return "", None


def _bracketed(part: ast.expr, source: Callable[[ast.expr], str]) -> str:
    simple = isinstance(part, ast.Name | ast.Constant | ast.Call)
    return source(part) if simple else f"({source(part)})"
