"""MathML as nested lists [tag, attributes, ...children]: its elements, and a name as a symbol."""

from collections.abc import Mapping

Marks = Mapping[str, int | str]  # attributes of an element
Tree = list  # [tag, attributes or None, ...children]; the children of mi, mn, mo and mtext are strings

GREEK = {
    **{"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η", "theta": "θ"},
    **{"kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ", "tau": "τ"},
    **{"phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω"},
}

ACCENTS = {"tilde": "~", "hat": "^", "bar": "¯"}  # c_tilde is c with a tilde


def mi(text: str) -> Tree:
    return ["mi", None, text]


def mo(text: str) -> Tree:
    return ["mo", None, text]


def mn(text: str) -> Tree:
    return ["mn", None, text]


def row(*children: Tree, **attributes: int | str) -> Tree:
    """Children side by side; `data_node=3` becomes the attribute data-node."""
    marks = {key.replace("_", "-"): value for key, value in attributes.items()}
    return ["mrow", marks or None, *children]


def equal(left: Tree, right: Tree) -> Tree:
    """left = right, as a whole formula."""
    return ["math", None, row(left, mo("="), right)]


def bracketed(*trees: Tree) -> Tree:
    return row(mo("("), *trees, mo(")"))


def moment(step: int) -> Tree:
    """t, t - 1, t + 1."""
    if step == 0:
        return mi("t")
    return row(mi("t"), mo("−" if step < 0 else "+"), mn(str(abs(step))))


def symbol(name: str, step: int | None = None, marks: Marks | None = None) -> Tree:
    """A name as a symbol: W_xf, f at step t + `step`, or (without a step) a constant or a parameter."""
    base, _, rest = name.partition("_")
    if not rest and base.rstrip("0123456789") and base != base.rstrip("0123456789"):
        base, rest = base.rstrip("0123456789"), base[len(base.rstrip("0123456789")) :]
    accent, _, others = rest.partition("_")
    rest = others if accent in ACCENTS else rest
    below = [part for piece in rest.split("_") if piece for part in (mo(","), *_letters(piece))][1:]
    if step is not None:
        below += [mo(","), moment(step)] if below else [moment(step)]
    letter = mi(GREEK.get(base, base))
    if accent in ACCENTS:
        letter = ["mover", None, letter, mo(ACCENTS[accent])]
    if not below:
        return [*letter[:1], dict(marks) if marks else None, *letter[2:]]
    return ["msub", dict(marks) if marks else None, letter, below[0] if len(below) == 1 else row(*below)]


def _letters(piece: str) -> list[Tree]:
    return [mn(piece)] if piece.isdigit() else [mi(letter) for letter in piece]


def where(left: Tree, sign: str, right: Tree) -> Tree:
    """1 where it is so, 0 elsewhere."""
    return row(mi("𝟙"), mo("["), left, mo(sign), right, mo("]"))


def added(left: Tree, right: Tree) -> Tree:
    """left + right, with the sign of a right side that begins with a minus."""
    flat = left[2:] if left[:2] == ["mrow", None] else [left]
    if right[:2] == ["mrow", None] and right[2] == mo("−"):
        return row(*flat, *right[2:])
    more = right[2:] if right[:2] == ["mrow", None] and any(part == mo("+") for part in right[2:]) else [right]
    return row(*flat, mo("+"), *more)


def raised(tree: Tree, power: Tree | None = None) -> Tree:
    """tree², or transposed."""
    power = power or mo("⊤")
    if tree[0] == "msub":
        return ["msubsup", tree[1], tree[2], tree[3], power]
    if tree[0] == "mrow" and tree[2][0] == "mi" and len(tree[2][2]) > 1 and len(tree) > 4:  # tanh² (c)
        return row(["msup", None, tree[2], power], *tree[3:])
    return ["msup", None, tree, power]
