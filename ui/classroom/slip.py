"""Reads the slips of a tour: short codes that say what was done on it, written by static/thread/slip.js."""

from collections.abc import Sequence
from itertools import accumulate, pairwise

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKED = 4
MISREAD = str.maketrans("OIL", "011", "- \t")


def done(code: str, said: str, counts: Sequence[int]) -> list[list[bool]]:
    """What was done of the `counts[k]` things of each stop k of the tour `said`; ValueError says what is wrong."""
    signs = code.upper().translate(MISREAD)
    total = sum(counts)
    length = -(-total // 5) + CHECKED
    if len(signs) != length or not set(signs) <= set(SIGNS):
        raise ValueError(f"“{code[:40]}” is no slip of this tour: it has {length} letters and digits")
    told, checked = signs[:-CHECKED], signs[-CHECKED:]
    if checked != check(f"{said}|{told}"):
        raise ValueError(f"“{code[:40]}” has a slip of the pen, or it belongs to another tour")
    bits = [bool(SIGNS.index(sign) >> place & 1) for sign in told for place in (4, 3, 2, 1, 0)]
    return [bits[begin:end] for begin, end in pairwise(accumulate(counts, initial=0))]


def check(text: str) -> str:
    """The Fowler-Noll-Vo hash (FNV-1a, 32 bits) of a text, its upper 20 bits as four signs."""
    value = 0x811C9DC5
    for byte in text.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return "".join(SIGNS[value >> shift & 31] for shift in (27, 22, 17, 12))
