"""An equation of lecture notation said in the language, with every sign, name and product that is written otherwise."""

from dataclasses import replace
from typing import NoReturn

from lstm_core.nearest import shortened
from lstm_core.notation.products import BIASES, Products
from lstm_core.notation.said import ATOM, PRODUCT, SUM, Said, joined
from lstm_core.notation.slips import Change
from lstm_core.notation.values import Values
from lstm_core.notation.written.tree import Bracket, Call, Chain, Equation, Layer, Name, Number, Part, Stack, Sum


class Sayer(Products):
    """Says the equations of one page, one after the other."""

    def __init__(self, text: str, values: Values):
        super().__init__(text, values)
        self.layered: set[tuple[str, ...]] = set()
        self.reads: set[str] = set()  # the names of this step that the latest equation reads

    def say(self, equation: Equation) -> str:
        """The equation in the language; parameters have places instead of names."""
        self.equation, self.reads = equation, set()
        self.target = self.values.defined[equation.name.whole]
        self._named(equation.name, self.target)
        return f"{self.target} = {self.part(equation.expression).text}"

    def part(self, part: Part) -> Said:
        """Any part of an expression."""
        match part:
            case Number():
                return Said(part.text, ATOM, "1")
            case Bracket():
                return self.part(part.inside)
            case Name():
                return self._name(part)
            case Sum():
                return self._sum(part)
            case Chain():
                return self.chain(part)
            case Call():
                return self._call(part)
            case Layer():
                return self._layer(part)
            case Stack():
                part.refuse("a matrix must stand beside values in brackets, as in W_f [h_{t-1}, x_t]")
        raise TypeError(part)

    def _named(self, name: Part, plain: str) -> None:
        self.changes.append(Change(name.start, name.end, plain))

    def _name(self, name: Name) -> Said:
        if self.values.knows(name):
            plain, size = self.values.plain(name, self.equation)
            self._named(name, plain)
            if plain in self.values.order:
                self.reads.add(plain)
            return Said(plain, ATOM, size, (plain,) if size != "1" else ())
        if name.base in BIASES or name.whole.startswith(("input_bias", "recurrent_bias")):
            return self.learned(name, "bias")
        if name.base == "w" and name.below:
            return self.learned(name, "unit")
        if self.is_matrix(name):
            name.refuse(f"{shortened(name.whole)} is a matrix, and no value stands beside it")
        self._unknown(name)

    def _unknown(self, name: Name) -> NoReturn:
        shown = shortened(name.whole, 24)
        if name.step == -1:
            name.refuse(f"no line defines {shown}, so there is none of the step before to read")
        name.refuse(f"unknown name {shown!r}: no line defines it, and what is learned begins with W, U, V or b")

    def _sum(self, part: Sum) -> Said:
        said = [(sign, self.part(term)) for sign, term in part.terms]
        text = ""
        for k, (sign, term) in enumerate(said):
            if k:
                text += f" {sign} {term.within(PRODUCT)}"
            else:
                text = f"-{term.within(ATOM)}" if sign == "-" else term.within(SUM)
        return joined(text, SUM, [term for _, term in said])

    def _layer(self, part: Layer) -> Said:
        """A matrix times the value, and a bias; Linear_d, which only says its size, is another one in every line."""
        below = part.name.below
        own = (self.target,) if not below or below[0][0] in "dnDN" else below
        if own in self.layered:
            part.refuse("two layers of this name; write a matrix and a bias for each, such as W_z x_t + b_z")
        self.layered.add(own)
        matrix, bias = (replace(part.name, base=base, below=own) for base in "Wb")
        why = "a matrix and a bias, as torch.nn.Linear has them"
        self.changes.append(Change(part.start, part.end, "", why))
        terms = [self._times(matrix, part.value), self.learned(bias, "bias")]
        return joined(" + ".join(term.text for term in terms), SUM, terms)

    def _call(self, part: Call) -> Said:
        self._named(part.written, part.function)
        if part.function == "conv" and len(part.arguments) == 2:
            value = self.part(part.arguments[1])
            kernel = self.learned(part.arguments[0], "matrix", value.source, value.size)
            return Said(f"conv({kernel.text}, {value.text})", ATOM, "H", value.names)
        said = [self.part(argument) for argument in part.arguments]
        return joined(f"{part.function}({', '.join(argument.text for argument in said)})", ATOM, said)
