"""Which tasks a page draws itself, as NumPy draws them, and what it has to know of each; see static/trainer/draws."""

from collections.abc import Callable
from typing import Any

from lstm_core.learning.sources import Source
from lstm_core.live import ziggurat
from lstm_core.tasks import Task, adding97, copy, copy_short, latch, reber, temporal_order, temporal_order_6b

MARKS = {
    (0.0, False): 0,
    (1.0, True): 1,
    (1.0, False): 2,
}  # (weight, whether it is asked) of a step, as the page writes it
WORD = 1 << 32
NEVER = 1e-15  # the share of strings that a page need not have room for


def _order(windows: tuple[tuple[int, int], ...]) -> dict[str, Any]:
    words = {"letters": temporal_order.X, "first": temporal_order.X}
    return words | {"windows": windows, "begins": temporal_order.START, "asks": temporal_order.TRIGGER, "task": "order"}


def _copy(symbols: int) -> dict[str, Any]:
    return {"task": "copy", "symbols": symbols, "letters": copy.LETTERS, "now": copy.NOW}


DRAWN: dict[str, Callable[[], dict[str, Any]]] = {
    "adding": lambda: {"task": "adding"},
    "adding97": lambda: {"task": "adding97", "early": adding97.EARLY},
    "copy": lambda: _copy(copy.SYMBOLS),
    "copy_short": lambda: _copy(copy_short.SYMBOLS),
    "latch": lambda: {"task": "latch", "noise": latch.NOISE, "edges": ziggurat.edges()},
    "reber": lambda: {"task": "reber", "step": reber.STEP.tolist(), "start": reber.START, "end": reber.END},
    "temporal_order": lambda: _order(temporal_order.WINDOWS),
    "temporal_order_6b": lambda: _order(temporal_order_6b.WINDOWS),
}


def even_order() -> dict[str, Any]:
    """Temporal order whose sequences all end together, as lstm_core.clinic.order draws them."""
    return DRAWN["temporal_order"]() | {"even": True}


# Where `Task.length` is only the usual one: a length that no sequence exceeds.
LONGEST = {"reber": lambda lag: reber.usual(lag, NEVER) + 2}


def described(key: str, task: Task, source: Source) -> dict[str, Any]:
    """A source as the page takes it: the words of its seed, the lowest and the highest level, the block."""
    ((_, level),) = source.levels.items()
    low, high = level if isinstance(level, tuple) else (level, level)
    seed = [word for number in source.seed for word in words_of(number)]
    drawn = {"seed": seed, "level": [low, high], "block": source.block, "anew": source.anew}
    length = LONGEST.get(key, task.length)
    assert length is not None
    longest = length(high)
    return {"sequences": source.count, "longest": longest, "drawn": drawn}


def words_of(number: int) -> list[int]:
    """A number of a seed in words of 32 bits, the lowest first."""
    return [number % WORD, *(words_of(number // WORD) if number >= WORD else [])]
