"""The text of a page cut into words, numbers and signs, whatever alphabet or layout they come in."""

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from lstm_core.nearest import shortened
from lstm_core.notation.written import signs
from lstm_core.notation.written.tree import Unread

KNOWN = "+-*/@=()[]{},;_^'.:<>|"


class Token(NamedTuple):
    """`kind` is word, number, sign, below, above, accent (before its letter) or mark (behind it)."""

    kind: str
    text: str
    start: int
    end: int


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The tokens from `start` to `end`; layout is left out."""
    return list(_Cutter(text, start, end))


def ends_of_group(text: str, at: int, end: int) -> int:
    """Behind the } that closes the { at `at`; `end` where none does."""
    depth = 0
    for k in range(at, end):
        depth += {"{": 1, "}": -1}.get(text[k], 0)
        if depth == 0:
            return k + 1
    return end


class _Cutter:
    def __init__(self, text: str, start: int, end: int):
        self.text, self.at, self.end = text, start, end

    def __iter__(self) -> Iterator[Token]:
        while self.at < self.end:
            if token := self._next():
                yield token

    def _token(self, kind: str, text: str, end: int) -> Token:
        start, self.at = self.at, end
        return Token(kind, text, start, end)

    def _next(self) -> Token | None:
        text, at = self.text, self.at
        sign = text[at]
        if sign.isspace() or sign in "&$~" or sign in signs.INVISIBLE:
            self.at += 1
            return None
        if sign == "\\":
            return self._command()
        if found := signs.WORD.match(text, at, self.end):
            return self._word(found[0], found.end())
        if found := signs.DIGITS.match(text, at, self.end):
            return self._token("number", found[0], found.end())
        for table, kind in ((signs.BELOW, "below"), (signs.ABOVE, "above")):
            if sign in table:
                stop = next((k for k in range(at, self.end) if text[k] not in table), self.end)
                return self._token(kind, "".join(table[s] for s in text[at:stop]), stop)
        if text[at : at + 2] == ":=":
            return self._token("sign", "=", at + 2)
        if sign in signs.PLAIN:
            return self._plain(signs.PLAIN[sign], at + 1)
        if sign in KNOWN:
            return self._token("sign", sign, at + 1)
        return self._letter(sign)

    def _plain(self, plain: str, end: int) -> Token:
        return self._token("word" if plain == "T" else "sign", plain, end)

    def _word(self, word: str, end: int) -> Token | None:
        whole = signs.IDENTIFIER.match(self.text, self.at, self.end)
        if whole and whole[0] in signs.LONG_WORDS:
            return self._token("word", whole[0], whole.end())
        if (
            word in signs.PREFIXES
            and self.text[end : end + 1] == "."
            and signs.WORD.match(self.text, end + 1, self.end)
        ):
            self.at = end + 1
            return None
        return self._token("word", word, end)

    def _letter(self, sign: str) -> Token:
        """A letter of another alphabet or of another font, or one with an accent."""
        if sign in signs.ACCENTS:
            return self._token("mark", signs.ACCENTS[sign], self.at + 1)
        if sign in signs.GREEK or sign in signs.LOOK_ALIKE:
            return self._token("word", signs.GREEK.get(sign) or signs.LOOK_ALIKE[sign], self.at + 1)
        plain = unicodedata.normalize("NFKD", sign)
        if plain in signs.GREEK:
            return self._token("word", signs.GREEK[plain], self.at + 1)
        if plain[0].isascii() and plain[0].isalpha() and len(plain) == 1:
            return self._token("word", plain, self.at + 1)
        if plain[0].isascii() and plain[0].isalpha() and len(plain) == 2 and plain[1] in signs.ACCENTS:
            return self._token("word", f"{plain[0]}_{signs.ACCENTS[plain[1]]}", self.at + 1)
        called = unicodedata.name(sign, f"U+{ord(sign):04X}").lower()
        shown = f"{sign!r} ({called})" if sign.isprintable() else f"an invisible character ({called})"
        if sign in "⊗⊕":
            raise Unread(
                self.at, self.at + 1, f"found {sign!r}, which books use for several things; write ⊙, + or [a, b]"
            )
        raise Unread(self.at, self.at + 1, f"found {shown}, which no equation of a cell has")

    def _command(self) -> Token | None:
        text, at = self.text, self.at
        found = signs.COMMAND.match(text, at, self.end)
        command, stop = (found[0], found.end()) if found else ("\\", at + 1)
        if command in signs.SPACES:
            self.at = stop
            return None
        if command in signs.DROPPED_WITH_GROUP:
            self.at = stop
            while self.at < self.end and text[self.at] == "{":  # \begin{array}{ll} has two
                self.at = ends_of_group(text, self.at, self.end)
            return None
        if command in signs.FONTS:
            return self._font(stop)
        if command in signs.PLAIN:
            return self._plain(signs.PLAIN[command], stop)
        if command in signs.GREEK_COMMANDS:
            return self._token("word", signs.GREEK_COMMANDS[command], stop)
        if command in signs.ACCENT_COMMANDS:
            return self._token("accent", signs.ACCENT_COMMANDS[command], stop)
        if command in (r"\frac", r"\dfrac", r"\tfrac"):
            return self._token("fraction", command, stop)
        if command in (r"\tanh", r"\exp", r"\log", r"\max", r"\min", r"\ln"):
            return self._token("word", command[1:], stop)
        raise Unread(at, stop, f"found {shortened(command, 24)!r}; the equations of a cell do without it")

    def _font(self, stop: int) -> Token | None:
        """\\mathrm{ReLU} is one word; around anything longer the font is left out."""
        group = ends_of_group(self.text, stop, self.end) if self.text[stop : stop + 1] == "{" else stop
        inside = self.text[stop + 1 : group - 1].strip()
        if group > stop and signs.WORD.fullmatch(inside):
            return self._token("word", inside, group)
        self.at = stop
        return None
