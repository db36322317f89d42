"""A name that came with somebody's file, as it may be printed: short, on one line, and never a path."""

import unicodedata

LONGEST = 60
HIDDEN = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}  # kinds of characters that draw nothing, or turn what stands beside them


def plain_name(name: str, otherwise: str = "the file") -> str:
    """The last part of a path, without what cannot be seen."""
    return shown(name.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]) or otherwise


def shown(text: str) -> str:
    """Somebody's words on one line, cut where they are long."""
    seen = "".join(" " if unicodedata.category(letter) in HIDDEN else letter for letter in text[: 4 * LONGEST])
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
