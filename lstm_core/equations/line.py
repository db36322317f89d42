"""One line of a page of equations: its text, its parts as the grammar sees them, and how an error says where it is."""

import ast
from typing import NoReturn

from lstm_core.equations.limits import ALLOWED, TOO_DEEP
from lstm_core.equations.mistakes import EquationError, Slip, slip, stranger
from lstm_core.nearest import shortened


class Line:
    """`number` on the page, the `name` that it defines, the `expression` that says what it is."""

    def __init__(self, number: int, indent: int, name: str, text: str, expression: ast.expr):
        self.number, self.indent, self.name, self.text, self.expression = number, indent, name, text, expression

    @classmethod
    def read(cls, number: int, line: str) -> "Line":
        """The text is parsed, never compiled; EquationError where it is no assignment to a name."""
        text = line.split("#")[0]
        if found := stranger(text):
            raise EquationError(number, found.offset + 1, found.message, found.length, found.instead)
        indent, text = len(text) - len(text.lstrip()), text.strip()
        column = 1
        try:
            match ast.parse(text).body:
                case [ast.Assign(targets=[ast.Name(id=name)], value=value)]:
                    return cls(number, indent, name, text, value)
        except SyntaxError as error:
            column = min(error.offset or 1, len(text))
            if "nested" in str(error.msg):
                raise EquationError(number, indent + 1, TOO_DEEP) from None
        except (RecursionError, MemoryError, ValueError):
            raise EquationError(number, indent + 1, TOO_DEEP) from None
        found = slip(text) or Slip(column - 1, f"found {shortened(text)!r}; {ALLOWED}")
        raise EquationError(number, indent + found.offset + 1, found.message, found.length, found.instead)

    def refuse_name(self, message: str) -> NoReturn:
        """An error about the name on the left."""
        raise EquationError(self.number, self.indent + 1, message, len(self.name))

    def refuse(self, at: ast.expr, message: str, instead: str | None = None) -> NoReturn:
        """An error about a part of the expression, and what to write instead of it."""
        length = (at.end_col_offset or 0) - at.col_offset
        raise EquationError(self.number, self.indent + at.col_offset + 1, message, length, instead)

    def whole(self, part: ast.expr) -> str:
        """A part of the expression as typed (unparsing could recurse as deep as a person types)."""
        return self.text[part.col_offset : part.end_col_offset]

    def source(self, part: ast.expr) -> str:
        """The same, short enough for a sentence."""
        return shortened(self.whole(part))
