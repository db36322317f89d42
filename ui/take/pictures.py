"""Small still pictures for paper and slides, as SVG: rows over words, lines, bars; every text in them is escaped."""

from collections.abc import Mapping, Sequence
from html import escape

import numpy as np

from figures.theme import DIVERGING, mix

INK, FAINT = "#1d2128", "#c9ccd3"
STROKES = (("#c4661a", "2 4"), ("#3c8d4e", "8 4"), ("#5b6be0", ""), ("#8a5928", "1 3"), ("#a532de", "10 3 2 3"))
WIDE = 900


def rows_over_words(words: Sequence[str], rows: Mapping[str, np.ndarray], says: str) -> str:
    """A row of coloured squares for each name, a column for each word: blue below zero, red above."""
    left, top, tall, lean = 90, 92, 26, 50
    wide = (WIDE - left - lean) / len(words)
    limit = max(float(np.abs(row).max()) for row in rows.values()) or 1.0
    parts = []
    for k, word in enumerate(words):
        x = left + (k + 0.6) * wide
        parts.append(_text(x, top - 8, word, f' transform="rotate(-50 {x:.1f} {top - 8})"'))
    for j, (name, row) in enumerate(rows.items()):
        y = top + j * tall
        parts.append(_text(left - 8, y + 18, name, ' text-anchor="end"'))
        parts += [
            f'<rect x="{left + k * wide:.1f}" y="{y}" width="{wide - 1:.1f}" height="{tall - 1}" '
            f'fill="{_signed(float(value) / limit)}"/>'
            for k, value in enumerate(row)
        ]
    return _drawing(top + len(rows) * tall + 8, says, parts)


def lines(
    x: Sequence[float], series: Mapping[str, Sequence[float]], across: str, up: str, says: str, tall: int = 340
) -> str:
    """A line for each name over the same places; what is not finite is left out."""
    left, right, top, bottom = 70, WIDE - 170, 34, tall - 52
    everything = [value for row in series.values() for value in row if np.isfinite(value)]
    low, high = min(everything), max(everything)
    span = (high - low) or 1.0

    def at(place: float, value: float) -> str:
        over = left + (place - x[0]) / ((x[-1] - x[0]) or 1) * (right - left)
        return f"{over:.1f},{bottom - (value - low) / span * (bottom - top):.1f}"

    parts = [f'<path d="M{left} {top}V{bottom}H{right}" fill="none" stroke="{FAINT}"/>']
    parts += [_text(left - 8, y, f"{value:.3g}", ' text-anchor="end"') for y, value in ((bottom, low), (top + 5, high))]
    parts += [_text(left, bottom + 20, f"{x[0]:g}"), _text(right, bottom + 20, f"{x[-1]:g}", ' text-anchor="end"')]
    parts += [_text((left + right) / 2, bottom + 40, across, ' text-anchor="middle"'), _text(left - 60, top - 14, up)]
    for k, (name, row) in enumerate(series.items()):
        points = [(place, value) for place, value in zip(x, row, strict=True) if np.isfinite(value)]
        stroke, dash = STROKES[k % len(STROKES)]
        path = " ".join(at(*point) for point in points)
        parts.append(
            f'<polyline points="{path}" fill="none" stroke="{stroke}" stroke-width="3" stroke-dasharray="{dash}"/>'
        )
        y = bottom - (points[-1][1] - low) / span * (bottom - top)
        parts.append(_text(right + 10, y + 5, name, f' style="fill:{stroke};font-weight:600"'))
    return _drawing(tall, says, parts)


def bars(values: Mapping[str, float], says: str, most: float = 1.0, form: str = "{:.2f}") -> str:
    """A bar for each name, from 0 to the right, or to the left where it is below 0, with its number."""
    left, tall = 190, 34
    zero = left + (WIDE - left - 110) * (0.5 if min(values.values()) < 0 else 0)
    unit = (WIDE - 110 - zero) / most
    parts = [f'<path d="M{zero:.0f} 4V{4 + tall * len(values)}" stroke="{FAINT}"/>']
    for k, (name, value) in enumerate(values.items()):
        y, long = 8 + k * tall, abs(value) * unit
        start = zero if value >= 0 else zero - long
        parts.append(_text(left - 12, y + 19, name, ' text-anchor="end"'))
        parts.append(f'<rect x="{start:.1f}" y="{y}" width="{max(long, 1):.1f}" height="{tall - 10}" fill="#5b7083"/>')
        end, side = (start + long + 8, "start") if value >= 0 else (start - 8, "end")
        parts.append(_text(end, y + 19, form.format(value), f' text-anchor="{side}"'))
    return _drawing(16 + tall * len(values), says, parts)


def _signed(share: float) -> str:
    stops = DIVERGING["light"]
    place = (min(1.0, max(-1.0, share)) + 1) / 2 * (len(stops) - 1)
    low = min(int(place), len(stops) - 2)
    return mix(stops[low], stops[low + 1], place - low)


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}"{more}>{escape(text.replace("-", "−") if text[1:2].isdigit() else text)}</text>'
    )


def _drawing(tall: float, says: str, parts: Sequence[str]) -> str:
    said = escape(says, quote=True)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {tall:.0f}" role="img" aria-label="{said}"'
    return f'{head} font-size="15" fill="{INK}">{"".join(parts)}</svg>'
