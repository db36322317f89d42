"""Names on a page of equations: which may be defined, and which one a person meant by a name that nobody knows."""

import difflib
import math
import re
from collections.abc import Collection, Mapping, Sequence

from lstm_core.equations.graph import FUNCTIONS
from lstm_core.nearest import MAX_NAME, listed, shortened

PARAMETERS = ("W_", "w_", "b_")  # how the name of a parameter begins: matrix, one value per unit, bias


def check_constants(constants: Mapping[str, float], defined: Collection[str]) -> None:
    """ValueError for a constant that is not a finite number under a name of its own."""
    for name, value in constants.items():
        if not re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII) or name in (*defined, *FUNCTIONS, "x"):
            raise ValueError(f"a constant has a name of its own, got {name!r}")
        if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
            raise ValueError(f"constant {name} is a finite number, got {value!r}")


def undefinable(name: str, taken: Collection[str], constants: Collection[str]) -> str:
    """Why no equation can define this name, "" where one can; `taken` are those defined before."""
    if not re.fullmatch(r"[A-Za-z]\w*", name, re.ASCII):
        return "a name is letters, digits and _, and begins with a letter"
    if len(name) > MAX_NAME:
        return f"a name has at most {MAX_NAME} characters"
    if name in taken:
        return "each name is defined once"
    if name in FUNCTIONS or name == "x" or name in constants:
        return "this name is taken"
    if name.endswith("_prev"):
        return "the value of the step before is read as <name>_prev, never defined"
    if name.startswith(PARAMETERS):
        return "W_, w_ and b_ begin the names of parameters, which are learned, never defined"
    return ""


def unknown(
    name: str, all_names: Sequence[str], defined: Sequence[str], others: Sequence[str]
) -> tuple[str, str | None]:
    """What to say of a name that nobody knows, and the one that was probably meant.

    `all_names` are those of the whole page, `defined` those of the lines above, `others` constants and parameters.
    """
    if name in all_names:
        message = f"{name} is read before its equation; move the equation up, or read {name}_prev, the step before"
        return message, f"{name}_prev"
    if name.lower() in ("nan", "inf", "infinity"):
        return f"found {name!r}; a number is written with digits, and is finite", None
    if name.endswith("_prev"):
        return f"no line defines {shortened(name[:-5])} yet, so there is no {shortened(name)} to read", None
    known = ["x", *defined, *(f"{n}_prev" for n in all_names), *others]
    stem, _, past = name.partition("_")
    near = [f"{stem}_prev"] if past in ("old", "last", "before") and stem in all_names else []
    if past.startswith("t") and stem in (*all_names, "x"):
        return f"unknown name {shortened(name)!r}; this step is {stem}, the one before {stem}_prev", None
    near = near or difflib.get_close_matches(name, known, 1, 0.6)
    if near:
        return f"unknown name {shortened(name)!r}; did you mean {near[0]}?", near[0]
    begin = "parameters begin with W_, w_ or b_"
    return f"unknown name {shortened(name)!r}; known here: {listed(known)}; {begin}", None
