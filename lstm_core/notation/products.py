"""What factors side by side mean: a matrix times a value, or values unit by unit; refused where both can be meant."""

from abc import ABC, abstractmethod

from lstm_core.nearest import shortened
from lstm_core.notation.parameters import Parameters
from lstm_core.notation.said import ATOM, PRODUCT, SUM, Said, joined
from lstm_core.notation.slips import Change
from lstm_core.notation.values import Values
from lstm_core.notation.written.tree import Chain, Name, Part, Sign, Stack

SMALL = ("w", "p", "u", "v")
BIASES = ("b", "B", "bias", "beta")
OPEN = "it is open what the matrix multiplies here: put parentheses, as in W (r ⊙ h) or (W r) ⊙ h"


class Products(ABC):
    """Says chains of factors; whoever inherits says every other part."""

    def __init__(self, text: str, values: Values):
        self.text, self.values, self.parameters = text, values, Parameters()
        self.changes: list[Change] = []
        self.target = ""

    @abstractmethod
    def part(self, part: Part) -> Said:
        """Any part of a chain."""

    def chain(self, chain: Chain) -> Said:
        """A product of all factors."""
        factors, signs = chain.factors, chain.signs
        behind = len(factors) == 2 and self.is_matrix(factors[1]) and not self.is_matrix(factors[0])
        if behind and _multiplies(signs[0]):
            self.changes.append(Change(chain.start, chain.end, "", "a matrix stands left of what it multiplies"))
            return self._times(factors[1], factors[0], right=True)
        product: list[Said] = []
        text, k = "", 0
        while k < len(factors):
            by = "/" if k and signs[k - 1].text == "/" else "*"
            if k:
                self._written(signs[k - 1], by)
            if self.is_matrix(factors[k]) and k < len(signs) and _multiplies(signs[k]):
                said = self._matrices(chain, k)
                k = len(factors)
            elif self.is_matrix(factors[k]) or self._is_small(factors[k]):
                said = self._per_unit(chain, k)
            else:
                said = self.part(factors[k])
            text += f" {by} {said.within(ATOM)}" if product else said.within(ATOM)
            product.append(said)
            k += 1
        return product[0] if len(product) == 1 else joined(text, PRODUCT, product)

    def learned(self, name: Part, kind: str, source: str = "", size: str = "H", row: tuple = ()) -> Said:
        """A parameter; its name is not known until all are."""
        if not isinstance(name, Name):
            name.refuse("a matrix that is learned must stand here, such as W_f")
        place = self.parameters.use(name, kind, source, size, self.target, row)
        self.changes.append(Change(name.start, name.end, place))
        return Said(place, ATOM, "H")

    def is_matrix(self, part: Part) -> bool:
        """Whether a part can only be a matrix that is learned."""
        if not isinstance(part, Name) or self.values.knows(part):
            return False
        framework = part.whole.startswith(("kernel", "recurrent_kernel", "weight"))
        return framework or (len(part.base) == 1 and part.base.isupper() and part.base not in (*BIASES, "X", "H"))

    def _is_small(self, part: Part) -> bool:
        return isinstance(part, Name) and not self.values.knows(part) and part.base in SMALL

    def _matrices(self, chain: Chain, first: int) -> Said:
        """A matrix, or several, times the one value that follows."""
        last = first
        while self.is_matrix(chain.factors[last]):
            if last == len(chain.signs) or not _multiplies(chain.signs[last]):
                chain.refuse("no value stands right of this matrix")
            self._written(chain.signs[last], "@")
            last += 1
        if last < len(chain.signs):
            chain.refuse(OPEN)
        if self._is_small(chain.factors[last]):
            chain.refuse(OPEN)
        said = self._times(chain.factors[last - 1], chain.factors[last])
        for k in range(last - 2, first - 1, -1):
            said = self._by_matrix(chain.factors[k], said, (False, False, ()))
        return said

    def _times(self, matrix: Part, value: Part, right: bool = False) -> Said:
        """matrix @ value; with values one above the other, a product with each."""
        turned = isinstance(matrix, Name) and matrix.turned
        if not isinstance(value, Stack):
            return self._by_matrix(matrix, self.part(value), (turned, right, ()))
        self.changes.append(Change(value.start, value.end, "", "[a, b] is one product with each value in it"))
        said = [self.part(part) for part in value.parts]
        row = turned, right, tuple(part.size for part in said)
        terms = [self._by_matrix(matrix, part, (*row, k)) for k, part in enumerate(said)]
        return joined(" + ".join(term.text for term in terms), SUM, terms)

    def _by_matrix(self, matrix: Part, said: Said, row: tuple) -> Said:
        if said.size == "1":
            matrix.refuse("a matrix multiplies values, found a plain number")
        learned = self.learned(matrix, "matrix", said.source, said.size, row)
        return Said(f"{learned.text} @ {said.within(ATOM)}", PRODUCT, "H", said.names)

    def _per_unit(self, chain: Chain, k: int) -> Said:
        """One learned value per unit, as in a peephole."""
        name = chain.factors[k]
        assert isinstance(name, Name)
        for sign in chain.signs[max(k - 1, 0) : k + 1]:
            plain_times = name.base in SMALL and self.text[sign.start : sign.end].strip() == "*"
            if sign.text != "⊙" and not plain_times:
                shown = shortened(name.whole, 12)
                name.refuse(f"{shown} may be a matrix or one value per unit; write W_f h, or w_f ⊙ h")
        beside = chain.factors[k + 1] if k + 1 < len(chain.factors) else chain.factors[k - 1]
        known = isinstance(beside, Name) and self.values.knows(beside)
        source = self.values.plain_of(beside) if known and isinstance(beside, Name) else ""
        return self.learned(name, "unit", source)

    def _written(self, sign: Sign, instead: str) -> None:
        self.changes.append(Change(sign.start, sign.end, instead))


def _multiplies(sign: Sign) -> bool:
    """Whether a matrix may multiply across this sign; ⊙ and / go unit by unit."""
    return sign.text in ("", "*", "@")
