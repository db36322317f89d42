"""A function with what it takes, under any of the names that it has in books and frameworks."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import replace

from lstm_core.notation.written import signs
from lstm_core.notation.written.naming import NameReader
from lstm_core.notation.written.tokens import Token
from lstm_core.notation.written.tree import Bracket, Call, Chain, Layer, Name, Number, Part, Sign, Stack, Sum, Unread

ENDS = ")]},;=|>"


class CallReader(NameReader, ABC):
    """`functions` are those of the language, `valued` the letters that lines of the page define."""

    def __init__(self, tokens: Sequence[Token], functions: Sequence[str], valued: frozenset[str], style: str):
        super().__init__(tokens, style)
        self.functions, self.valued, self.depth = functions, valued, 0

    @abstractmethod
    def sum(self) -> Part:
        """What is added up, up to an end."""

    @abstractmethod
    def factor(self) -> Part:
        """One factor of a product."""

    def value(self) -> Name:
        """A name; Wf and bf of a programme are W_f and b_f where no line defines them."""
        name = self.name()
        run_together = signs.RUN_TOGETHER.fullmatch(name.base)
        of_capital = len(name.base) == 2 and name.base[0] in "WUVRb" and name.base[1] in self.valued  # WC
        if not (run_together or of_capital) or name.below or name.base in self.valued:
            return name
        return replace(name, base=name.base[0], below=(name.base[1:],))

    def listed(self) -> list[Part]:
        parts = [self.sum()]
        while self.takes(",", ";", "|"):
            self.takes("|")
            if self.now and self.now.text in ("dim", "axis") and self.peek(1) == "=":
                self.at += 2
                self.takes("-")
                self.factor()
            else:
                parts.append(self.sum())
        return parts

    def call(self, token: Token) -> Part | None:
        """A function with what it takes; None where the word is a name."""
        word = token.text
        if word in signs.LAYERS and word not in self.valued:
            return self._layer()
        if word in signs.OF_THE_READOUT:
            raise Unread(token.start, token.end, f"{word} belongs to the readout, not to the cell; delete this line")
        named = word if word in self.functions else signs.FUNCTIONS.get(word, "")
        known = named or word in signs.STACKED or word in signs.PRODUCTS
        named_so = self.peek(1) == "_" and f"{word}_{self.peek(2)}" in self.valued  # log_i
        if not known or word in self.valued or named_so:
            if word in ("phi", "g", "f", "act", "psi") and word not in self.valued and self.peek(1) == "(":
                raise Unread(token.start, token.end, f"{word} may be any squash; write sigmoid, tanh or relu")
            return None
        if self.peek(1) in ("_", "^") or self.kind(1) in ("below", "above"):
            shown = "σ" if word == "sigma" else word
            raise Unread(
                token.start,
                token.end,
                f"{shown} with a letter beside it may be any squash; write sigmoid, tanh or relu",
            )
        self.at += 1
        written = Part(token.start, token.end)
        if self.here("("):
            opened = self.must("(")
            arguments, end = self.listed(), self.must(")").end
            return self._applied(Part(opened.start, end), named or word, written, arguments, end)
        alone = self.factor()
        if self.now and not (self.now.kind == "sign" and self.now.text in ENDS + "+-"):
            raise Unread(token.start, alone.end, f"it is open how far {word} reaches; put what it takes in parentheses")
        return self._applied(alone, named or word, written, [alone], alone.end)

    def _layer(self) -> Part | None:
        """linear(x, W, b), Linear(x), or linear_z(x), which is a layer of its own."""
        start, name = self.at, self.name()
        if not self.here("("):
            self.at = start
            return None
        opened, (value, *learned), end = self.must("("), self.listed(), self.must(")").end
        if not learned:
            return Layer(name.start, end, replace(name, base="", step=None), value)
        product = Chain(learned[0].start, value.end, (learned[0], value), (Sign(opened.start, opened.end, "@"),))
        return Bracket(name.start, end, Sum(name.start, end, (("+", product), *(("+", bias) for bias in learned[1:]))))

    def _applied(self, at: Part, function: str, written: Part, arguments: list[Part], end: int) -> Part:
        if function in signs.STACKED:
            first, *others = arguments
            along = not others or (len(others) == 1 and isinstance(others[0], Number | Sum))  # the axis is no value
            inner = first.parts if isinstance(first, Stack) and along else tuple(arguments)
            return Stack(written.start, end, inner)
        if function in signs.PRODUCTS:
            if len(arguments) != 2:
                written.refuse(f"{function} takes a matrix and a value")
            return Bracket(
                written.start,
                end,
                Chain(arguments[0].start, arguments[1].end, tuple(arguments), (Sign(written.start, written.end, "@"),)),
            )
        return Call(written.start, end, function, written, tuple(arguments))
