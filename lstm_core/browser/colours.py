"""The colours of the names of a cell: one for each, wherever it is drawn."""

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
FREE = (  # the first four stay apart under all three kinds too, and from h: no cell of ours has more strangers
    Colour("#e2680f", "#b3520c", "#e2680f", dash=True),
    Colour("#764eca", "#764eca", "#9070d4", dash=True),
    Colour("#0f97c9", "#0c779f", "#0f97c9", dash=True),
    Colour("#b73d51", "#b73d51", "#c56474", dash=True),
    Colour("#3d9a3d", "#317d31", "#3f9e3f", dash=True),
    Colour("#b0568a", "#aa4f83", "#be749e", dash=True),
    Colour("#6f8f1f", "#5d771a", "#759721", dash=True),
)
INK = Colour("#808894", "#646b76", "#9aa3b0")  # what has no name: the input, a bias


def colours(names: Iterable[str]) -> dict[str, Colour]:
    """{name: Colour}; a name without an entry takes the next free hue, in the order given, again from the start."""
    names = list(names)
    strangers = [name for name in names if name not in KNOWN]
    free = {name: FREE[k % len(FREE)] for k, name in enumerate(strangers)}
    return {name: KNOWN.get(name) or free[name] for name in names}
