"""The tokens of one row read into an equation; whatever can be read in two ways is refused."""

from lstm_core.equations.limits import MAX_DEPTH, TOO_DEEP
from lstm_core.notation.written.calls import CallReader
from lstm_core.notation.written.tree import Bracket, Chain, Equation, Number, Part, Sign, Stack, Sum, Unread

ENDS = ")]},;=|>"


class Reader(CallReader):
    """Reads one row."""

    def equation(self) -> Equation:
        """name = expression."""
        first, last = self.tokens[0], self.tokens[-1]
        if first.kind not in ("word", "accent") and first.text != "{":
            raise Unread(first.start, last.end, "this line defines nothing; an equation is name = expression")
        name = self.name()
        if not self.takes("="):
            raise Unread(first.start, last.end, "this line defines nothing; an equation is name = expression")
        if self.now is None:
            raise Unread(first.start, last.end, "nothing stands right of =")
        expression = self.sum()
        if self.now:
            what = "a second =" if self.now.text == "=" else repr(self.now.text)
            raise Unread(self.now.start, self.now.end, f"found {what}, which does not belong here")
        return Equation(first.start, last.end, name, expression)

    def sum(self) -> Part:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            at = self.now or self.tokens[-1]
            raise Unread(at.start, at.end, TOO_DEEP)
        terms: list[tuple[str, Part]] = []
        sign = self.takes("+", "-")
        while True:
            terms.append((sign.text if sign else "+", self.chain()))
            sign = self.takes("+", "-")
            if not sign:
                break
        self.depth -= 1
        if len(terms) == 1 and terms[0][0] == "+":
            return terms[0][1]
        return Sum(terms[0][1].start, terms[-1][1].end, tuple(terms))

    def chain(self) -> Part:
        factors, between = [self.factor()], []
        while self.now and not (self.now.kind == "sign" and self.now.text in ENDS + "+-"):
            sign = self.takes("*", "⊙", "@", "/", ".")
            before = factors[-1]
            if sign:
                between.append(Sign(sign.start, sign.end, "*" if sign.text == "." else sign.text))
                factors.append(self._negative() if self.here("-") else self.factor())
            else:
                factors.append(self.factor())
                between.append(Sign(before.end, max(factors[-1].start, before.end), ""))
                self._is_no_number_of_the_equation(factors[-1])
        if len(factors) == 1:
            return factors[0]
        return Chain(factors[0].start, factors[-1].end, tuple(factors), tuple(between))

    def _negative(self) -> Part:
        minus = self.takes("-")
        assert minus
        inside = self.factor()
        return Bracket(minus.start, inside.end, Sum(minus.start, inside.end, (("-", inside),)))

    def _is_no_number_of_the_equation(self, part: Part) -> None:
        if isinstance(part, Bracket) and isinstance(part.inside, Number) and not self.now:
            part.refuse(
                f"found ({part.inside.text}): if it is the number of the equation, delete it; if a factor, use *"
            )

    def factor(self) -> Part:
        token = self.now
        if token is None:
            last = self.tokens[-1]
            raise Unread(
                last.start, last.end, f"nothing stands right of {last.text!r}; give it a value, or take it away"
            )
        if token.kind == "number":
            self.at += 1
            if self.here(".") and self.tokens[self.at].start == token.end:  # 1. is 1
                self.at += 1
            return Number(token.start, self.end, token.text)
        if token.kind == "fraction":
            self.at += 1
            above, below = self._group(), self._group()
            return Bracket(
                token.start,
                below.end,
                Chain(above.start, below.end, (above, below), (Sign(token.start, token.end, "/"),)),
            )
        if token.text in ("(", "[") and token.kind == "sign":
            return self._bracket()
        if token.kind == "word" and (found := self.call(token)):
            return found
        if token.text == "{" and token.kind == "sign" and not self.is_a_name_in_braces():
            return self._group()
        if token.kind in ("word", "accent") or token.text == "{":
            return self.value()
        raise Unread(token.start, token.end, f"found {token.text!r}, which does not belong here")

    def _group(self) -> Part:
        """{ expression }."""
        start = self.must("{")
        inside = self.sum()
        return Bracket(start.start, self.must("}").end, inside)

    def _bracket(self) -> Part:
        """( expression ), [ expression ], or values one above the other."""
        opened = self.takes("(", "[")
        assert opened
        parts = self.listed()
        closed = self.must(")" if opened.text == "(" else "]")
        if len(parts) > 1:
            return Stack(opened.start, closed.end, tuple(parts))
        return Bracket(opened.start, closed.end, parts[0])
