"""What stands below, above and behind a letter: which step it means, and what belongs to the name."""

import re
from typing import NamedTuple

from lstm_core.nearest import shortened
from lstm_core.notation.written.signs import BEFORE
from lstm_core.notation.written.tree import Unread

OTHER_STEP = re.compile(r"t[-+]\d+|tm\d+|tp1|[a-su-z][-+]1")


class Mark(NamedTuple):
    """A step (0, -1) or part of the name."""

    step: int | None
    below: tuple[str, ...]


def mark_of(text: str, start: int, end: int) -> Mark:
    """What "t-1", "t", "f", "h,f", "(t)" or "<t>" says beside a letter."""
    inside = text.strip()
    while len(inside) > 2 and inside[0] + inside[-1] in ("()", "<>", "[]"):
        inside = inside[1:-1].strip()
    step: int | None = None
    below: list[str] = []
    for piece in re.split(r"[,_]+", inside.replace("t_1", "t-1")):
        if piece in BEFORE or piece == "t":
            if step is not None:
                raise Unread(start, end, "a step is said twice here")
            step = 0 if piece == "t" else -1
        elif OTHER_STEP.fullmatch(piece):
            said = shortened(piece, 16)
            raise Unread(start, end, f"found the step {said!r}; a cell reads this step, t, and the one before, t-1")
        elif re.fullmatch(r"[A-Za-z0-9]+", piece):
            below.append(piece)
        elif piece:
            raise Unread(start, end, f"found {shortened(piece, 24)!r} beside a letter, which names no value of a cell")
    return Mark(step, tuple(below))


def transposes(text: str) -> bool:
    return text.strip() in ("T", "top")
