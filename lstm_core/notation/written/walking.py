"""A walk along the tokens of a row: what stands here, what follows, and a sentence where something else must stand."""

from collections.abc import Sequence

from lstm_core.notation.written.tokens import Token
from lstm_core.notation.written.tree import Unread


class Walk:
    """`at` is where the walk is."""

    def __init__(self, tokens: Sequence[Token]):
        self.tokens, self.at = list(tokens), 0

    @property
    def now(self) -> Token | None:
        return self.after(0)

    def after(self, ahead: int) -> Token | None:
        """The token some steps ahead, None behind the last."""
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else None

    def peek(self, ahead: int) -> str:
        """Its text, "" behind the last."""
        token = self.after(ahead)
        return token.text if token else ""

    def kind(self, ahead: int) -> str:
        """Its kind, "" behind the last."""
        token = self.after(ahead)
        return token.kind if token else ""

    @property
    def end(self) -> int:
        """Where the token before this one ends."""
        return self.tokens[self.at - 1].end

    def here(self, *texts: str) -> bool:
        """Whether one of these signs stands here."""
        return self.kind(0) == "sign" and self.peek(0) in texts

    def takes(self, *texts: str) -> Token | None:
        """The sign that stands here, if it is one of these; the walk goes on behind it."""
        token = self.now
        if not self.here(*texts):
            return None
        self.at += 1
        return token

    def must(self, text: str) -> Token:
        """The sign that must stand here."""
        if found := self.takes(text):
            return found
        at = self.now or self.tokens[-1]
        missing = f"a {text} is missing at the end of the line"
        raise Unread(at.start, at.end, f"found {at.text!r} where {text} must stand" if self.now else missing)
