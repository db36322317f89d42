"""A page in the notation of lectures rewritten in the language; never with another meaning: what is open is refused."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lstm_core.equations.graph import FUNCTIONS
from lstm_core.equations.limits import MAX_CHARACTERS, MAX_LINES
from lstm_core.equations.mistakes import EquationError
from lstm_core.notation.parameters import filled
from lstm_core.notation.saying import Sayer
from lstm_core.notation.slips import Change, Slip, place_of, slips_of
from lstm_core.notation.values import Values, in_order
from lstm_core.notation.written.apart import steps_apart, without_numbers
from lstm_core.notation.written.reading import Reader
from lstm_core.notation.written.rows import DECLARED, Row, rows_of
from lstm_core.notation.written.tokens import Token
from lstm_core.notation.written.tree import Equation, Unread

BRACED = re.compile(r"\{\s*\(?\s*t\s*[-−–]\s*1|[ₜ][₋]₁|[(\[<]\s*t\s*[-−]\s*1")


@dataclass(frozen=True)
class Rewriting:
    """`text` is the page in the language, None where it is refused, and then `refusals` say why.

    `rows` holds for each line of `text` what was written for it.
    """

    text: str | None
    slips: tuple[Slip, ...]
    refusals: tuple[EquationError, ...] = ()
    rows: tuple[str, ...] = ()


def rewrite(text: str) -> Rewriting:
    """Read a page in any notation of lectures, books and documentation that is known."""
    if len(text) > MAX_CHARACTERS:
        return Rewriting(None, ())
    return _Page(text).rewriting()


def _begins(tokens: Sequence[Token]) -> str:
    """The letter that a row defines; log_i where it is also the name of a function."""
    word = tokens[0].text.split("_")[0]
    below = word in FUNCTIONS and len(tokens) > 2 and tokens[1].text == "_"
    return f"{word}_{tokens[2].text}" if below else word


class _Page:
    def __init__(self, text: str):
        self.text = text
        self.refused: list[Unread] = []
        self.rows = rows_of(text, self.refused)[: 2 * MAX_LINES]
        self.numbers = without_numbers(self.rows)
        steps_apart(self.rows, self.refused)
        self.constants = [
            found[2].partition("=")[0].strip()
            for row in self.rows
            if row.kept and (found := DECLARED.match(text[row.start : row.end])) and found[1] == "constant"
        ]
        self.read: list[tuple[Row, Equation]] = []
        valued = frozenset(_begins(row.tokens) for row in self.rows if row.tokens)
        style = "braced" if BRACED.search(text) else ""
        for row in self.rows:
            if row.tokens:
                try:
                    self.read.append((row, Reader(row.tokens, FUNCTIONS, valued, style).equation()))
                except Unread as unread:
                    self.refused.append(unread)

    def rewriting(self) -> Rewriting:
        """The page rewritten, or what stands against it."""
        said: dict[int, tuple[str, set[str]]] = {}
        changes: list[Change] = []
        names: list[str] = []
        values, later = None, list[Unread]()
        try:
            values = Values([equation for _, equation in self.read], self.constants)
            sayer = Sayer(self.text, values)
            for row, equation in self.read:
                try:
                    said[id(row)] = sayer.say(equation), sayer.reads
                except Unread as unread:
                    later.append(unread)
            names = sayer.parameters.name_all((*values.order, *self.constants))
            changes = [Change(at.start, at.end, "", "the number of the equation") for at in self.numbers]
            changes += [*sayer.changes, *(gap for row, _ in self.read for gap in self._left_out(row))]
        except Unread as unread:
            later.append(unread)
        self.refused = self.refused or later  # what a line that was not read defines is unknown to the others
        slips = slips_of(self.text, changes, names)
        if self.refused or values is None:
            return Rewriting(
                None, slips, tuple(self._error(one) for one in sorted(self.refused, key=lambda u: u.start))
            )
        order = in_order([reads for _, reads in said.values()], values.order)
        if order is None:
            whole = Unread(
                0, len(self.text), "two lines wait for each other; one must read the step before, as in h_{t-1}"
            )
            return Rewriting(None, slips, (self._error(whole),))
        lines = [filled(line, names) for line, _ in said.values()]
        renamed = sayer.parameters.written()
        return self._put_together(slips, lines, order, renamed)

    def _put_together(
        self, slips: tuple[Slip, ...], lines: list[str], order: list[int], renamed: dict[str, list[str]]
    ) -> Rewriting:
        """Rows that stay, and equations in the order in which they can be computed."""
        equations = [row for row, _ in self.read]
        written, rows, turn = [], [], iter(order)
        for row in self.rows:
            if row.kept:
                kept = self.text[row.start : row.end].rstrip()
                for name, plain in renamed.items():
                    kept = re.sub(rf"(?<![\w]){re.escape(name)}(?!\w)", plain[0], kept) if len(plain) == 1 else kept
                written.append(f"{kept}  {row.note}".strip() if kept.strip() else row.note)
                rows.append(f"{self.text[row.start : row.end].rstrip()}  {row.note}".strip())
                continue
            k = next(turn)
            here = equations[k]
            source = self.text[here.start : here.end].strip()
            changed = any(here.start <= slip.start < here.end for slip in slips)
            written.append((lines[k] if changed else source) + (f"  {here.note}" if here.note else ""))
            rows.append(source)
        moved = [k for n, k in enumerate(order) if n != k][:1]
        above = [Change(equations[k].start, equations[k].end, "", "stands above what reads it") for k in moved]
        return Rewriting("\n".join(written), (*slips, *slips_of(self.text, above, [])), (), tuple(rows))

    def _left_out(self, row: Row) -> Iterator[Change]:
        """What stands between the tokens of a row and says nothing: torch., \\left, &."""
        at = row.start
        for token in row.tokens:
            between = self.text[at : token.start]
            if inside := between.strip(" \t"):
                start = at + between.index(inside)
                yield Change(start, start + len(inside), "", "left out")
            at = token.end
            if token.kind == "sign" and token.text in "=+-()[],":
                yield Change(token.start, token.end, token.text)

    def _error(self, unread: Unread) -> EquationError:
        line, column = place_of(self.text, unread.start)
        return EquationError(line, column, unread.message, unread.end - unread.start)
