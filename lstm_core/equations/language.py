"""The language of cells: a page of equations, read into a graph of nodes with symbolic shapes."""

import re
from collections.abc import Mapping

from lstm_core.equations.graph import Graph
from lstm_core.equations.limits import ALLOWED, MAX_CHARACTERS, MAX_LINES
from lstm_core.equations.line import Line
from lstm_core.equations.mistakes import EquationError
from lstm_core.equations.reader import Reader


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
    page = [Line.read(number, line) for number, line in lines]
    reader = Reader(page, dict(constants or {}))
    for line in page:
        reader.define(line)
    return reader.graph()
