"""Numbers over many powers of ten: how they are written, the axes that they stand on."""

from collections.abc import Sequence

import numpy as np

from figures.axes import axis

LOG_10 = np.log(10)
COUNTS = (100, 300, 1000, 3000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def size(log: float) -> str:
    """A positive number, given its natural logarithm, as a person writes it; only what is exactly 0 is "0"."""
    if log == -np.inf:
        return "0"
    if np.log(0.001) <= log < np.log(10_000):
        return f"{np.exp(log):.2g}" if log < np.log(100) else f"{np.exp(log):,.0f}"
    power = int(np.floor(log / LOG_10 + 1e-9))
    written = f"{np.exp(log - power * LOG_10):.1f}"
    if written == "10.0":  # 9.96, rounded
        power, written = power + 1, "1.0"
    return f"{written}·10{str(power).translate(RAISED)}"


def decades(logs: Sequence[np.ndarray], title: str, dark: bool) -> tuple[dict, object]:
    """(axis of powers of ten, natural logarithms -> heights on it); what is exactly 0 lies on a line of its own."""
    found = np.concatenate([np.ravel(log) for log in logs])
    finite = found[np.isfinite(found)] / LOG_10
    low, high = (float(finite.min()), float(finite.max())) if finite.size else (-1.0, 0.0)
    step = next(s for s in (1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 10**6) if (high - low) / s <= 7)
    ticks = np.arange(np.floor(low / step), np.ceil(high / step) + 1) * step
    margin = 0.04 * max(1.0, high - low)
    if high - low < 2:  # too few powers of ten to read a height by
        powers = np.arange(np.floor(low), np.ceil(high) + 1)
        ticks = np.sort(np.concatenate([powers + np.log10(k) for k in (1, 2, 5)]))
    labels = [_tick(tick) for tick in ticks]
    vals, bottom = ticks.tolist(), low - margin
    if (found == -np.inf).any():
        bottom = float(np.floor(low / step) * step - step)
        vals, labels = [bottom, *vals], ["0", *labels]
        bottom -= margin
    scale = axis(title, dark) | {"tickvals": vals, "ticktext": labels, "range": [bottom, high + margin]}
    floor = vals[0]
    return scale, lambda log: np.where(np.isfinite(log), np.asarray(log) / LOG_10, floor).tolist()


def counts(low: int, high: int) -> list[int]:
    """The round numbers from `low` to `high`, as ticks."""
    return [count for count in COUNTS if low <= count <= high]


def counted(ticks: Sequence[int]) -> dict:
    """What makes an axis logarithmic, its ticks written in full."""
    return {"type": "log", "tickvals": list(ticks), "ticktext": [f"{tick:,}" for tick in ticks]}


def _tick(tens: float) -> str:
    whole = abs(tens - round(tens)) < 1e-9 and abs(tens) > 2
    return f"10<sup>{tens:.0f}</sup>".replace("-", "−") if whole else f"{10**tens:.3g}"
