"""A diagram for any cell, laid out from its wiring: a box for each micro-step, in rows from what is read upwards."""

from collections.abc import Iterator
from dataclasses import replace

from lstm_core.cell import Cell
from lstm_core.diagram.belts import Belt, before
from lstm_core.diagram.boxes import rows_of
from lstm_core.diagram.columns import MARGIN, settle
from lstm_core.diagram.drawing import Box, Diagram, Label, Place, Point, Wire
from lstm_core.diagram.outlines import Outline
from lstm_core.diagram.routing import Net, route
from lstm_core.diagram.spots import Spot

LABEL_ZONE = 20  # above every row: room for the numbers on the wires that leave it
Line = tuple[Spot, tuple[Point, ...], bool]  # whose value it carries, and whether it ends in an arrow


def layered(cell: Cell) -> Diagram:
    """The diagram of any cell; no two boxes overlap and no text touches a wire."""
    rows, belts = rows_of(cell)
    settle(rows, belts)
    return _draw(rows, belts)


def _draw(rows: list[list[Spot]], belts: list[Belt]) -> Diagram:
    """Boxes, and wires through the channels between the rows; y counts up from the bottom until the last line."""
    boxes: list[tuple[Spot, Outline, float]] = []  # and the middle of each
    wires: list[Line] = []
    labels: list[tuple[Spot, float, float]] = []
    names: list[Label] = []
    width = round(max(spot.x + spot.right for row in rows for spot in row) + MARGIN)
    y = MARGIN + 14.0
    for r, row in enumerate(rows):
        middle = y
        for spot in row:
            if spot.box:
                boxes.append((spot, spot.box, middle))
        for belt in belts:
            if belt.start in row:
                wires += _along(belt, middle, width)
                labels += [(spot, spot.x + spot.half + 4, middle + 12) for spot in belt.chain]
                labels.append((belt.start, 4, middle + 12))
                names += _names(belt, middle, width)
        top = middle + 14 + LABEL_ZONE
        if r + 1 == len(rows):
            break
        nets = [Net(spot.x, [(_port(spot, other), other.x) for other in spot.above]) for spot in row if spot.above]
        tracks = route(nets)
        for spot, net in zip([s for s in row if s.above], nets, strict=True):
            start = middle + (spot.box[3] / 2 if spot.box else -14)
            for (x, _), other in zip(net.ends, spot.above, strict=True):
                track = top + net.track * 10
                stop = top + tracks * 10 + 6 + (14 - (other.box[3] / 2) if other.box else 0)
                bend = ((spot.x, track), (x, track)) if x != spot.x else ()
                points = ((spot.x, start), *bend, (x, stop))
                wires.append((spot, points, other.box is not None and other.box[0] != "port"))
            if spot.numbered:
                labels.append((spot, spot.x + 8, middle + 14 + 5))
        y = top + tracks * 10 + 6 + 14
    return _upright(boxes, wires, labels, names, width, y + 14 + MARGIN)


def _along(belt: Belt, y: float, width: float) -> Iterator[Line]:
    """The lines of a belt, from the left border to the right one."""
    x, value = 0.0, belt.start
    for spot in belt.chain:
        yield value, ((x, y), (spot.x - spot.half, y)), False
        x, value = spot.x + spot.half, spot
    yield value, ((x, y), (width, y)), True


def _names(belt: Belt, y: float, width: float) -> Iterator[Label]:
    """What a belt's ends, and the names on its way, are called, under the line."""
    yield Label(before(belt.state), 4, y - 14, "start", belt.state)
    for spot in belt.chain[:-1]:
        if spot.letter:
            yield Label(spot.letter, spot.x + spot.half + 4, y - 14, "start", spot.letter)
    yield Label(belt.state, width - 4, y - 14, "end", belt.state)


def _port(spot: Spot, reader: Spot) -> float:
    """Where the wire enters its reader: readers of several values have an entry for each, from left to right."""
    if not reader.box or len(reader.below) == 1:
        return reader.x
    order = sorted(reader.below, key=lambda other: other.x)
    gap = min(14.0, (reader.box[2] - 10) / (len(order) - 1)) if len(order) > 1 else 0
    return reader.x + gap * (order.index(spot) - (len(order) - 1) / 2)


def _upright(
    boxes: list[tuple[Spot, Outline, float]],
    wires: list[Line],
    labels: list[tuple[Spot, float, float]],
    names: list[Label],
    width: int,
    height: float,
) -> Diagram:
    """The drawing with y counted down from the top."""
    numbers = {id(spot): Place(x, height - y, "start") for spot, x, y in labels}
    drawn, captions = [], [replace(name, y=height - name.y) for name in names]
    for k, (spot, (shape, text, w, h), y) in enumerate(boxes):
        owner = None if spot.on_belt else spot.letter or None
        drawn.append(Box(f"box{k}", shape, text, spot.node, spot.name, spot.x, height - y, w, h, owner))
        if owner:
            captions.append(Label(spot.letter, spot.x - w / 2 - 6, height - y + 4, "end", spot.letter))
        if spot.caption:
            captions.append(Label(spot.caption, spot.x + w / 2 + 1, height - y + 4, "start", spot.name))
    lines = [
        Wire(
            *(spot.node, spot.name, tuple((x, height - y) for x, y in points), arrow),
            label=numbers.pop(id(spot), None),  # the number stands on the first piece of the wire
        )
        for spot, points, arrow in wires
    ]
    return Diagram(width, round(height), tuple(drawn), tuple(lines), tuple(captions))
