"""The colours of the names of a cell, the same on every page, and the scales of the heat maps."""

from collections.abc import Iterable

from lstm_core.browser.colours import FREE as FREE
from lstm_core.browser.colours import INK as INK
from lstm_core.browser.colours import KNOWN as KNOWN
from lstm_core.browser.colours import Colour as Colour
from lstm_core.browser.colours import colours as colours

BACKGROUND = {"light": "#ffffff", "dark": "#15171c"}
CENTRE = {"light": "#f7f7f7", "dark": "#1b212b"}

# Signed values, symmetric about zero: blue, nothing, red.
DIVERGING = {
    "light": ("#2166ac", "#4393c3", "#92c5de", "#d1e5f0", "#f7f7f7", "#fddbc7", "#f4a582", "#d6604d", "#b2182b"),
    "dark": ("#5aa2e0", "#4a82b3", "#3a6287", "#2a415a", "#1b212b", "#513438", "#864846", "#bb5c58", "#f0736a"),
}
# Magnitudes: Cividis, from nothing to much, on both themes.
SEQUENTIAL = (
    *("#00224e", "#123570", "#3b496c", "#575d6d", "#707173"),
    *("#8a8678", "#a59c74", "#c3b369", "#e1cc55", "#fee838"),
)


def diverging(theme: str = "light") -> list[tuple[float, str]]:
    """A colour scale for signed values, [(0.0, blue), …, (0.5, neutral), …, (1.0, red)]."""
    return _scale(DIVERGING[theme])


def sequential() -> list[tuple[float, str]]:
    """A colour scale for magnitudes, [(0.0, dark), …, (1.0, bright)]."""
    return _scale(SEQUENTIAL)


def gate(colour: Colour, theme: str = "light") -> list[tuple[float, str]]:
    """A gate's own scale: 0 is the background, 1 the colour, calmed towards the background."""
    paper = BACKGROUND[theme]
    return _scale([mix(paper, colour.mark, share) for share in (0.0, 0.2, 0.42, 0.64, 0.86)])


def letters_on(ground: str) -> str:
    """Black or white, whichever is easier to read on a colour #rrggbb; its contrast is never under 4.5 : 1."""
    linear = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in (c / 255 for c in _channels(ground)))
    light = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return "#000000" if light > 0.179 else "#ffffff"


def mix(a: str, b: str, share: float) -> str:
    """`share` of b in a, both #rrggbb."""
    pairs = zip(_channels(a), _channels(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[k : k + 2], 16) for k in (1, 3, 5)]


def _scale(stops: Iterable[str]) -> list[tuple[float, str]]:
    stops = list(stops)
    return [(k / (len(stops) - 1), stop) for k, stop in enumerate(stops)]
