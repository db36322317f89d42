"""How a kind of cell looks in a chart: one hue, one line style, one mark for each, never the hue of a gate."""

from typing import NamedTuple


class Look(NamedTuple):
    """Colour with a contrast of 3:1 or more on the light and on the dark paper, dash and mark: never colour alone."""

    color: str
    dash: str
    mark: str


KNOWN = {
    "RNN": Look("#c2691c", "dot", "square"),
    "GRU": Look("#3d8f4f", "dash", "diamond"),
    "LSTM": Look("#5b6ee1", "solid", "circle"),
}
OTHERS = (Look("#b0569c", "dashdot", "triangle-up"), Look("#7a7f8a", "longdash", "cross"))


def look(title: str, number: int = 0) -> Look:
    """The look of the cell with that title; a cell without an entry takes the next free one."""
    return KNOWN.get(title) or OTHERS[number % len(OTHERS)]


def look_of_lane(title: str, number: int) -> Look:
    """The look of a lane of a race, "LSTM, chrono": its cell's, whatever its start."""
    return look(title.split(",")[0], number)
