"""The parts of a cell's diagram: boxes, wires that carry a node's number, captions; and the room that text takes."""

from dataclasses import asdict, dataclass, field

NUMBER_WIDTH, LINE_HEIGHT, LETTER_WIDTH = 36, 12, 6.6  # of type of 12 units; "−0.55" and "12.34" fit

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True)
class Box:
    """Something that computes: a squash, an op (× + …) or a port; x, y is its centre."""

    id: str
    shape: str  # squash | op | port
    text: str
    node: int | None
    name: str
    x: float
    y: float
    w: float
    h: float
    label: str | None = None


@dataclass(frozen=True)
class Place:
    """Where a text stands: y is its baseline, anchor start, middle or end."""

    x: float
    y: float
    anchor: str = "start"


@dataclass(frozen=True)
class Wire:
    """A value on its way; `node` is None where it has no number of its own. The label is where the number stands."""

    node: int | None
    name: str
    points: tuple[Point, ...]
    arrow: bool = False
    label: Place | None = None


@dataclass(frozen=True)
class Label:
    text: str
    x: float
    y: float
    anchor: str = "start"
    name: str | None = None


@dataclass(frozen=True)
class Diagram:
    width: float
    height: float
    boxes: tuple[Box, ...] = field(default=())
    wires: tuple[Wire, ...] = field(default=())
    labels: tuple[Label, ...] = field(default=())

    def as_dict(self) -> dict:
        """Plain dictionaries and lists, as the browser reads them."""
        plain = asdict(self)
        for wire in plain["wires"]:
            wire["points"] = [list(point) for point in wire["points"]]
        return {key: list(value) if isinstance(value, tuple) else value for key, value in plain.items()}


def text_room(text: str | None, x: float, y: float, anchor: str) -> Rectangle:
    """The rectangle that a text covers; None as text means a number."""
    width = NUMBER_WIDTH if text is None else max(1, len(text)) * LETTER_WIDTH
    left = {"start": x, "middle": x - width / 2, "end": x - width}[anchor]
    return left, y - LINE_HEIGHT + 2, left + width, y + 2
