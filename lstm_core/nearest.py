"""Spelling in a sentence of refusal: the nearest known name, and long texts made short."""

import difflib
from collections.abc import Collection, Sequence

MAX_NAME = 24  # characters of a name: longer ones are neither allowed in equations nor shown whole
MAX_KNOWN = 12  # names that an error lists


def nearest(name: str, known: Collection[str]) -> str:
    """', did you mean …?' or the list of what there is: the end of every 'unknown …' sentence."""
    near = difflib.get_close_matches(name, list(known), 1, 0.5)
    return f"did you mean {near[0]!r}?" if near else f"there are {', '.join(known)}"


def shortened(text: str, length: int = 48) -> str:
    """The text, or its beginning and '…'."""
    return text if len(text) <= length else text[: length - 1] + "…"


def listed(names: Sequence[str]) -> str:
    """The first names and '…': what an error can show of a long page."""
    return ", ".join(shortened(name, MAX_NAME) for name in names[:MAX_KNOWN]) + ", …" * (len(names) > MAX_KNOWN)
