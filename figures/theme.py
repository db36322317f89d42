"""The colours: one for each name of a cell, the same on every page, and the scales of the heat maps."""

from collections.abc import Iterable
from typing import NamedTuple


class Colour(NamedTuple):
    """A colour as a mark (lines, areas), as text on the light and on the dark theme; `dash`ed where hue is not enough.

    Contrast on the theme's background: marks at least 3:1, text at least 4.5:1.
    """

    mark: str
    light: str
    dark: str
    dash: bool = False

    def text(self, dark: bool) -> str:
        """As text on the theme that is shown."""
        return self.dark if dark else self.light


# i, f, g, o and c stay apart under all three kinds of colour blindness; h does not, so it is always dashed.
FORGET = Colour("#f90680", "#d6056e", "#fa44a0")
CANDIDATE = Colour("#8a5928", "#8a5928", "#ab8764")
KNOWN = {
    "f": FORGET,
    "i": Colour("#2e9e9e", "#237a7a", "#2e9e9e"),
    "g": CANDIDATE,
    "o": Colour("#b938fa", "#a532de", "#c65efb"),
    "c": Colour("#ae9204", "#816c03", "#ae9204"),
    "h": Colour("#5b7083", "#5b7083", "#8191a0", dash=True),
    "r": Colour("#258cf4", "#0b6dd1", "#268df4"),
    "z": FORGET,  # it keeps
    "n": CANDIDATE,
}
FREE = (
    Colour("#e2680f", "#b3520c", "#e2680f", dash=True),
    Colour("#3d9a3d", "#317d31", "#3f9e3f", dash=True),
    Colour("#6d6af0", "#5c59ee", "#817ef2", dash=True),
    Colour("#c9473d", "#c34036", "#d46d65", dash=True),
    Colour("#0f97c9", "#0c779f", "#0f97c9", dash=True),
    Colour("#b0568a", "#aa4f83", "#be749e", dash=True),
    Colour("#6f8f1f", "#5d771a", "#759721", dash=True),
)
INK = Colour("#808894", "#646b76", "#9aa3b0")  # what has no name: the input, a bias

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


def colours(names: Iterable[str]) -> dict[str, Colour]:
    """{name: Colour}; a name without an entry takes the next free hue, in the order given, again from the start."""
    names = list(names)
    strangers = [name for name in names if name not in KNOWN]
    free = {name: FREE[k % len(FREE)] for k, name in enumerate(strangers)}
    return {name: KNOWN.get(name) or free[name] for name in names}


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


def mix(a: str, b: str, share: float) -> str:
    """`share` of b in a, both #rrggbb."""
    pairs = zip(_channels(a), _channels(b), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in pairs)


def _channels(colour: str) -> list[int]:
    return [int(colour[k : k + 2], 16) for k in (1, 3, 5)]


def _scale(stops: Iterable[str]) -> list[tuple[float, str]]:
    stops = list(stops)
    return [(k / (len(stops) - 1), stop) for k, stop in enumerate(stops)]
