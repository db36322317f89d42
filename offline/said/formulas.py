"""Formulas in LaTeX, as far as the texts of the pages use it, as MathML in data."""

import re
from collections.abc import Iterator
from typing import Any

Formula = list  # [tag, attributes or None, child, …]
PART = re.compile(r"\s*(?:(\\[a-zA-Z]+|\\.)|(\d+(?:\.\d+)?)|(\S))")
LETTERS = dict(sigma="σ", theta="θ", lambda_="λ", rho="ρ", alpha="α", beta="β", epsilon="ε", ell="ℓ", nabla="∇")
SIGNS = dict(sim="∼", le="≤", ge="≥", ast="∗", cdot="·", odot="⊙", times="×", partial="∂", sum="∑", prod="∏", top="⊤")
SIGNS |= dict(lVert="‖", rVert="‖", infty="∞", approx="≈", to="→")
WORDS = {"ln", "log", "exp", "max", "min", "tanh"}
SPACES = {"\\,", "\\;", "\\ ", "\\!"}
CURLED = {"L": "ℒ"}
OVER = {"tilde": "~", "hat": "^", "bar": "¯"}


def formula(latex: str) -> Formula:
    """The formula as [tag, attributes, child, …]; ValueError for a command that is not known here."""
    parts = _Parts(latex)
    row = ["math", None, *parts.row()]
    if parts.next is not None:
        raise ValueError(f"the formula {latex} ends too late: “{parts.next}” is left")
    return row


class _Parts:
    """Commands, numbers and letters, read from left to right."""

    def __init__(self, latex: str):
        self.latex = latex
        self._left: Iterator[str] = (found[0].strip() for found in PART.finditer(latex))
        self.next: str | None = next(self._left, None)

    def take(self) -> str:
        taken, self.next = self.next, next(self._left, None)
        if taken is None:
            raise ValueError(f"the formula {self.latex} ends too early")
        return taken

    def row(self) -> list[Formula]:
        found = []
        while self.next not in (None, "}"):
            found.append(self.with_scripts())
        return found

    def with_scripts(self) -> Formula:
        base, scripts = self.one(), {}
        while self.next in ("_", "^"):
            sign = self.take()
            scripts[sign] = self.one()
        if not scripts:
            return base
        tag = {"_": "msub", "^": "msup"}[next(iter(scripts))] if len(scripts) == 1 else "msubsup"
        return [tag, None, base, *(scripts[sign] for sign in ("_", "^") if sign in scripts)]

    def one(self) -> Formula:
        part = self.take()
        if part == "{":
            inside = ["mrow", None, *self.row()]
            self.take()
            return inside[2] if len(inside) == 3 else inside
        if part in SPACES:
            return ["mspace", {"width": "0.17em"}]
        if part.startswith("\\"):
            return self.command(part[1:])
        if part[0].isdigit():
            return ["mn", None, part]
        return ["mi", None, part] if part.isalpha() else ["mo", None, "−" if part == "-" else part]

    def command(self, name: str) -> Any:
        if name in OVER:
            return ["mover", None, self.one(), ["mo", {"stretchy": "false"}, OVER[name]]]
        if name == "frac":
            return ["mfrac", None, self.one(), self.one()]
        if name == "mathcal":
            return ["mi", None, CURLED[self.one()[2]]]
        if name in WORDS:
            return ["mi", None, name]
        if (letter := LETTERS.get(name) or LETTERS.get(f"{name}_")) is not None:
            return ["mi", None, letter]
        if name in SIGNS:
            return ["mo", None, SIGNS[name]]
        raise ValueError(f"the formula {self.latex} has “\\{name}”, which is not known here")
