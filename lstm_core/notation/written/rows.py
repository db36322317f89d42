"""A page cut into rows, one for each equation, however its lines were broken."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lstm_core.notation.written.tokens import Token, tokens_of
from lstm_core.notation.written.tree import Unread

DECLARED = re.compile(r"\s*(constant|start|fixed)\s+(?![=\s])(.*)")
BROKEN = re.compile(r"\\\\\*?(?:[ \t]*\[[^\]\n]{0,16}\])?")  # the end of a line in LaTeX
OPENED, CLOSED = "([{", ")]}"
BETWEEN = "+-*⊙@/=,"


@dataclass
class Row:
    """What stands from `start` to `end`: the tokens of an equation, or (`kept`) a line that stays as it is."""

    start: int
    end: int
    tokens: list[Token] = field(default_factory=list)
    note: str = ""
    kept: bool = False

    @property
    def depth(self) -> int:
        """How many brackets are still open at its end."""
        return sum((t.text in OPENED) - (t.text in CLOSED) for t in self.tokens if t.kind == "sign")


def rows_of(text: str, refused: list[Unread]) -> list[Row]:
    """The rows of a page; what cannot be cut into tokens joins `refused`, and its row is left out."""
    rows: list[Row] = []
    for start, end, note in _segments(text):
        row = Row(start, end, note=note)
        if DECLARED.match(text, start, end) and "\\" not in text[start:end]:
            rows.append(Row(start, end, note=note, kept=True))
            continue
        try:
            row.tokens = tokens_of(text, start, end)
        except Unread as unread:
            refused.append(unread)
            continue
        if not row.tokens:
            if note:
                rows.append(Row(start, end, note=note, kept=True))
        elif rows and not rows[-1].kept and _goes_on(rows[-1], row):
            rows[-1].end, rows[-1].note = end, rows[-1].note or note
            rows[-1].tokens += row.tokens
        else:
            rows.append(row)
    return [piece for row in rows for piece in ([row] if row.kept else _several(row))]


def _segments(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, note) of each piece between two ends of a line."""
    latex, at = "\\" in text, 0
    for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", text):
        written, note = line.rstrip("\r\n"), ""
        hash_at = written.find("#")
        if hash_at >= 0:
            written, note = written[:hash_at], written[hash_at:].strip()
        if latex and (found := re.search(r"(?<!\\)%", written)):
            written = written[: found.start()]
        ends = [*BROKEN.finditer(written)]
        starts = [0, *(found.end() for found in ends)]
        stops = [*(found.start() for found in ends), len(written)]
        for k, (start, stop) in enumerate(zip(starts, stops, strict=True)):
            last = k + 1 == len(starts)
            if written[start:stop].strip() or (last and note):
                yield at + start, at + stop, note if last else ""
        at += len(line)


def _goes_on(row: Row, following: Row) -> bool:
    """Whether the next piece belongs to the same equation."""
    if row.depth > 0:
        return True
    first, last = following.tokens[0], row.tokens[-1]
    if _equals(following.tokens):
        return False
    return (first.kind == "sign" and first.text in BETWEEN) or (last.kind == "sign" and last.text in BETWEEN[:-1] + "=")


def _equals(tokens: list[Token]) -> list[int]:
    """Where = stands outside brackets."""
    depth, found = 0, []
    for k, token in enumerate(tokens):
        if token.kind == "sign":
            depth += (token.text in OPENED) - (token.text in CLOSED)
            if token.text == "=" and depth == 0:
                found.append(k)
    return found


def _several(row: Row) -> list[Row]:
    """Equations in one line, separated by commas or semicolons; what ends a sentence is dropped."""
    pieces: list[list[Token]] = [[]]
    depth = 0
    for token in row.tokens:
        depth += (token.kind == "sign") * ((token.text in OPENED) - (token.text in CLOSED))
        if token.kind == "sign" and token.text in ",;" and depth == 0:
            pieces.append([])
        else:
            pieces[-1].append(token)
    pieces = [piece for piece in pieces if piece]
    if pieces and pieces[-1][-1].kind == "sign" and pieces[-1][-1].text == "." and len(pieces[-1]) > 1:
        pieces[-1].pop()
    if len(pieces) > 1 and not all(_equals(piece) for piece in pieces):
        return [row]
    rows = [Row(piece[0].start, piece[-1].end, piece) for piece in pieces] or [row]
    rows[-1].note = row.note
    return rows
