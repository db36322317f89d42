"""The entries of the glossary: a term, its sentence, its signs in three notations, the lesson in which one sees it."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from lstm_core import CELLS
from lstm_core.board.latex import latex_of
from lstm_core.board.mathml import symbol
from lstm_core.board.meanings import meanings
from lstm_core.board.notations import PAGE, PYTORCH, TEXTBOOK, renamed
from ui.glossary import TERMS
from ui.lessons.glossary.signs import SIGNS, VALUES


class Entry(NamedTuple):
    """A term with its sentence; its sign here, in PyTorch's documentation and in textbooks as LaTeX, "" for none."""

    term: str
    says: str
    here: str
    pytorch: str
    textbook: str
    code: str  # what it is called in PyTorch
    lesson: str


@cache
def entries() -> tuple[Entry, ...]:
    """The values of the cells, then the terms of the field in the order of the alphabet."""
    terms = [
        Entry(term, TERMS[term], sign.here, sign.here, sign.textbook, sign.pytorch, sign.lesson)
        for term, sign in sorted(SIGNS.items(), key=lambda pair: pair[0].lower())
    ]
    return (*(_of_value(*which) for which in VALUES), *terms)


def found(asked: str) -> list[Entry]:
    """The entries in whose term or sentence what is asked for stands; those whose term it is come first."""
    wanted = asked.strip().lower()
    having = [entry for entry in entries() if wanted in f"{entry.term} {entry.says} {entry.code}".lower()]
    return sorted(having, key=lambda entry: wanted not in entry.term.lower())


@cache
def written(entry: Entry) -> str:
    """The signs of an entry as one line of Markdown, "" where it has none."""
    pytorch = [f"${entry.pytorch}$" if entry.pytorch else "", f"`{entry.code}`" if entry.code else ""]
    parts = {
        "here": f"${entry.here}$" if entry.here else "",
        "PyTorch": ", weights ".join(filter(None, pytorch)) if entry.code.startswith("weight") else _last(pytorch),
        "textbooks": f"${entry.textbook}$" if entry.textbook else "",
    }
    return " · ".join(f"{where} {sign}" for where, sign in parts.items() if sign)


def _last(parts: Sequence[str]) -> str:
    return next((part for part in reversed(parts) if part), "")


def _of_value(key: str, name: str) -> Entry:
    cell, meaning = CELLS[key], meanings(CELLS[key])[name]
    lesson, code = VALUES[key, name]
    signs = (latex_of(symbol(renamed(cell, notation)[name], 0)) for notation in (PAGE, PYTORCH, TEXTBOOK))
    says = f"{meaning.does[0].upper()}{meaning.does[1:]}."
    return Entry(f"{meaning.noun} of the {cell.title}", says, *signs, code, lesson)
