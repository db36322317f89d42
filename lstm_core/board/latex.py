"""LaTeX of a formula that is given as a MathML tree."""

from collections.abc import Sequence

from lstm_core.board.mathml import ACCENTS, GREEK, Tree

COMMANDS = {
    **{letter: f"\\{name}" for name, letter in GREEK.items()},
    **{"−": "-", "⊙": r"\odot", "·": r"\cdot", "∗": r"\ast", "⊤": r"\top", "∂": r"\partial", "∑": r"\sum"},
    **{
        "exp": r"\exp",
        "log": r"\log",
        "max": r"\max",
        "≥": r"\ge",
        "tanh": r"\tanh",
        "ℓ": r"\ell",
        "\u2061": "",
        "𝟙": r"\mathbb{1}",
    },
}
FUNCTIONS = (r"\exp", r"\log", r"\max", r"\tanh", r"\sigma", r"\mathrm{ReLU}")


def latex_of(tree: Tree) -> str:
    """The LaTeX of a MathML tree."""
    tag, _, *children = tree
    if tag in ("mi", "mn", "mo", "mtext"):
        text = children[0]
        if text in COMMANDS:
            return COMMANDS[text]
        if tag == "mtext":
            return rf"\text{{{text}}}"
        return rf"\mathrm{{{text}}}" if tag == "mi" and len(text) > 1 else text
    parts = [latex_of(child) for child in children]
    match tag:
        case "msub" | "munder":
            return f"{parts[0]}_{_group(parts[1])}"
        case "mover":
            accent = next(name for name, sign in ACCENTS.items() if sign == children[1][2])
            return rf"\{accent}{{{parts[0]}}}"
        case "msup":
            return f"{parts[0]}^{_group(parts[1])}"
        case "msubsup":
            return f"{parts[0]}_{_group(parts[1])}^{_group(parts[2])}"
        case "mfrac":
            return rf"\frac{{{parts[0]}}}{{{parts[1]}}}"
    return _spaced(children, parts)


def _group(latex: str) -> str:
    latex = latex.replace(" ", "") if "\\" not in latex else latex
    return latex if len(latex) == 1 else f"{{{latex}}}"


def _spaced(children: Sequence[Tree], parts: Sequence[str]) -> str:
    """Parts side by side: spaces around operators and between factors, none inside brackets and subscripts."""
    text = ""
    for child, part in zip(children, parts, strict=True):
        if not part:
            continue
        applied = part[0] == "(" and text.endswith(FUNCTIONS)
        tight = child[0] in ("mi", "mn") and len(child[2]) == 1 and text[-1:].isalnum() and "\\" not in text
        binary = child[0] == "mo" and child[2] in "=+−⊙·∗>≥<" and text
        if binary:
            text = text.rstrip() + f" {part} "
        elif tight or child[0] == "mo" or applied or not text or text[-1] in "([ ":
            text += part
        else:
            text += " " + part
    return text
