"""A name with all its marks, as it is written: which letter, what stands below and above it, which step it means."""

from collections.abc import Sequence

from lstm_core.notation.written.marks import Mark, mark_of, transposes
from lstm_core.notation.written.tokens import Token
from lstm_core.notation.written.tree import Name, Unread
from lstm_core.notation.written.walking import Walk

MATRICES = ("W", "U", "V", "R", "kernel", "weight")
IN_TWO_WAYS = "may be the value of the step before, or this one less 1; write {0}_{{t-1}}, or ({0}_t) - 1"


class NameReader(Walk):
    """`name` reads one name. `style` says how the page writes the step before: "braced" or ""."""

    def __init__(self, tokens: Sequence[Token], style: str):
        super().__init__(tokens)
        self.style = style

    def is_a_name_in_braces(self) -> bool:
        """{c}_t, {\\tilde c}_t."""
        k = 1
        while self.kind(k) == "accent":
            k += 1
        if self.peek(k) == "{":
            return self.kind(k + 1) == "word" and self.peek(k + 2) == "}" and self.peek(k + 3) == "}"
        return self.kind(k) == "word" and self.peek(k + 1) == "}"

    def name(self) -> Name:
        """The name that begins here."""
        first = self.now
        assert first
        base = self._base()
        step: int | None = None
        below: list[str] = []
        primes, turned, end = 0, False, self.end
        base, *more = base.split("_")
        if base in ("prev", "previous"):
            step, base = -1, ""
        accents = [piece for piece in more if piece in ("tilde", "hat", "bar", "dot")]
        base = "_".join([base, *accents])
        while (token := self.now) and (found := self._mark(token, end, first)):
            mark, what = found
            if what == "prime":
                primes += 1
            elif what == "turned":
                turned = True
            elif mark:
                if mark.step is not None and step is not None:
                    raise Unread(first.start, token.end, "a step is said twice here")
                step = mark.step if mark.step is not None else step
                below += mark.below
            end = self.end
        if not base:
            base, below = (below[0], below[1:]) if below else ("prev", [])
        if primes and step is not None:  # f′ₜ beside fₜ is a value of its own
            base, primes = base + "_prime" * primes, 0
        return Name(first.start, end, base, tuple(below), step, primes, turned)

    def _base(self) -> str:
        """The letter or word, with accents as words: c_tilde."""
        token = self.now
        if token and token.kind == "accent":
            self.at += 1
            return f"{self._base()}_{token.text}"
        if self.takes("{"):
            inside = self._base()
            self.must("}")
            return inside
        if not token or token.kind != "word":
            at = token or self.tokens[-1]
            raise Unread(at.start, at.end, f"found {at.text!r} where a name must stand")
        self.at += 1
        word = token.text
        while (mark := self.now) and mark.kind == "mark":
            self.at += 1
            word = f"{word}_{mark.text}"
        return word

    def _mark(self, token: Token, end: int, first: Token) -> tuple[Mark | None, str] | None:
        """What follows the letter and belongs to it, None where nothing does."""
        if token.kind in ("below", "above"):
            self.at += 1
            if token.kind == "above" and transposes(token.text):
                return None, "turned"
            return self._raised(token, mark_of(token.text, token.start, token.end), token.kind == "above"), ""
        if token.kind != "sign":
            return None
        if token.text == "'":
            self.at += 1
            return None, "prime"
        if token.text in "([" and token.start == end and first.text not in MATRICES:
            stop = 5 if self.peek(2) in ("-", "+") else 3
            inside = "".join(self.peek(k) for k in range(1, stop - 1))
            if inside in ("t", "t-1") and self.peek(stop - 1) in (")", "]"):
                self.at += stop
                return mark_of(inside, token.start, token.end), ""
        if token.text not in ("_", "^"):
            return None
        self.at += 1
        text, stop = self._beside(token)
        if token.text == "^" and (transposes(text) or text == "'"):
            return None, "prime" if text == "'" else "turned"
        if token.text == "_" and text.split("_")[-1] == "t":
            text = self._unbraced(text, first, stop)
        return self._raised(token, mark_of(text, token.start, self.end), token.text == "^"), ""

    def _raised(self, token: Token, mark: Mark, raised: bool) -> Mark:
        if raised and mark.below and any(piece.isdigit() for piece in mark.below):
            raise Unread(token.start, token.end, "there is no power here; write a product such as c * c")
        return mark

    def _beside(self, token: Token) -> tuple[str, int]:
        """(the text of what is lowered or raised, where it ends)."""
        following = self.now
        if following and following.kind == "sign" and following.text in "{(<":
            closing, depth, text = {"{": "}", "(": ")", "<": ">"}[following.text], 0, ""
            while here := self.now:
                self.at += 1
                depth += (here.text == following.text) - (here.text == closing)
                if depth == 0:
                    return text, here.end
                if here is not following and here.text not in "{}":
                    text += here.text
            raise Unread(following.start, following.end, f"this {following.text} is never closed")
        if following and following.kind in ("word", "number"):
            self.at += 1
            text = following.text
            while self.here("_") and self.kind(1) in ("word", "number") and self.tokens[self.at].start == self.end:
                text += "_" + self.peek(1)
                self.at += 2
            return text, self.end
        raise Unread(token.start, token.end, f"nothing stands behind {token.text}")

    def _unbraced(self, text: str, first: Token, stop: int) -> str:
        """c_t-1 without braces is the step before; c_t - 1, and c_t-1 beside c_{t-1}, may be either."""
        minus, one, more = self.now, self.after(1), self.after(2)
        if not (minus and one and minus.text == "-" and one.kind == "number" and one.text == "1"):
            return text
        tight = (
            minus.start == stop
            and one.start == minus.end
            and not (more and more.start == one.end and more.kind != "sign")
        )
        if not tight or self.style == "braced":
            shown = first.text
            raise Unread(first.start, one.end, f"{shown}_t - 1 {IN_TWO_WAYS.format(shown)}")
        self.at += 2
        return text.removesuffix("t") + "t-1"
