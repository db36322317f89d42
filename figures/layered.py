"""A diagram for any cell, laid out from its wiring: a box for each micro-step, in rows from what is read upwards."""

from dataclasses import dataclass, field
from itertools import pairwise

from figures.drawing import NUMBER_WIDTH, Box, Diagram, Label, Place, Wire
from figures.routing import Net, route
from lstm_core import Cell
from lstm_core.language import SQUASHES
from lstm_core.mathematics import name_of
from lstm_core.micro import MicroStep
from lstm_core.show import expression

SYMBOLS = {
    "sigmoid": "σ",
    "tanh": "tanh",
    "relu": "ReLU",
    "*": "×",
    "+": "+",
    "-": "−",
    "neg": "−",
    "copy": "=",
    "@": "W",
}
LETTER, MARGIN = 8, 10
LABEL_ZONE = 20  # above every row: room for the numbers on the wires that leave it


@dataclass(eq=False)
class Spot:
    """One place in a row: a box, or a wire on its way through the row (then `box` is None)."""

    node: int | None
    name: str
    row: int
    box: tuple[str, str, float, float] | None = None  # shape, text, width, height
    letter: str = ""
    caption: str = ""
    numbered: bool = False  # whether the number of its wire stands right of where the wire leaves
    below: list["Spot"] = field(default_factory=list)
    above: list["Spot"] = field(default_factory=list)
    x: float = 0.0

    @property
    def left(self) -> float:
        """How far it reaches to the left of x."""
        return max(self.box[2] / 2 + (6 + LETTER * len(self.letter) if self.letter else 0), 8) if self.box else 7

    @property
    def right(self) -> float:
        half = self.box[2] / 2 if self.box else 7
        beside = 9 + LETTER * len(self.caption) if self.caption else 0
        return max(half + beside, 12 + NUMBER_WIDTH if self.numbered else 0)


def layered(cell: Cell) -> Diagram:
    """The diagram of any cell; no two boxes overlap and no text touches a wire."""
    spots = _spots(cell)
    rows = _rows(spots)
    _order(rows)
    _place(rows)
    return _draw(rows)


def _spots(cell: Cell) -> list[Spot]:
    """A spot for each leaf that is read, each micro-step, and each value that leaves the step."""
    nodes, makers, spots = cell.graph.nodes, {}, []

    def leaf(k: int) -> Spot:
        node = nodes[k]
        text = "x" if node.op == "x" else node.name
        caption = "" if node.op == "x" else "before"
        spot = Spot(k, node.name, 0, ("port", text, LETTER * len(text) + 8, 16), caption=caption)
        spot.numbered = node.op == "prev"
        spots.append(spot)
        return spot

    leaves: dict[int, Spot] = {}
    both: Spot | None = None
    for step in cell.micro_plan:
        if step.kind == "concatenate":
            for k in step.nodes:
                leaves[k] = leaf(k)
            both = Spot(None, step.name, 1, ("op", "[ , ]", 36, 24))
            both.below = list(leaves.values())
            spots.append(both)
            continue
        if step.kind == "keep" and not nodes[step.nodes[-1]].args:
            continue
        below: list[Spot] = []
        for k in step.reads:
            multiplied = any(nodes[j].op in ("@", "conv") and nodes[j].args[1] == k for j in step.nodes)
            alone = any(nodes[j].op not in ("@", "conv") and k in nodes[j].args for j in step.nodes)
            if k in makers and makers[k] not in below:
                below.append(makers[k])
            elif nodes[k].op in ("prev", "x") and multiplied and both and both not in below:
                below.append(both)
            if nodes[k].op == "prev" and alone:
                leaves.setdefault(k, None)
                leaves[k] = leaves[k] or leaf(k)
                below.append(leaves[k])
        root = step.nodes[-1]
        name = step.name if nodes[root].name or step.kind == "sum" else name_of(nodes, root)
        spot = Spot(root, name, 0, _box(cell, step), letter=nodes[root].name, numbered=True)
        spot.below, spot.row = below, 1 + max((b.row for b in below), default=0)
        makers |= dict.fromkeys(step.nodes, spot)
        spots.append(spot)
    return [*spots, *_ways_out(cell, makers, spots)]


def _ways_out(cell: Cell, makers: dict[int, Spot], spots: list[Spot]) -> list[Spot]:
    top = 1 + max(spot.row for spot in spots)
    out = []
    for name in dict.fromkeys((*cell.states, "h")):
        maker = makers[cell.graph.names[name]]
        port = Spot(maker.node, name, top, ("port", name, LETTER * len(name) + 8, 16))
        port.below = [maker]
        out.append(port)
    return out


def _box(cell: Cell, step: MicroStep) -> tuple[str, str, float, float]:
    nodes = cell.graph.nodes
    root = nodes[step.nodes[-1]]
    if root.op in SQUASHES:
        return "squash", SYMBOLS[root.op], 44 if len(SYMBOLS[root.op]) > 1 else 36, 28
    text = SYMBOLS[root.op]
    inside = [k for k in step.nodes if nodes[k].op not in ("@", "conv")]
    if step.kind != "sum" and len(inside) > 1:
        text = expression(cell, step.nodes[-1]).replace(" * ", " × ").replace(" - ", " − ")
        text = text.replace("_prev", "′") if len(text) <= 24 else SYMBOLS[root.op]
    return "op", text, max(24, 7 * len(text) + 10 if len(text) > 1 else 24), 24


def _rows(spots: list[Spot]) -> list[list[Spot]]:
    """Spots by row, with a spot for each wire in each row that it passes; a value's wire passes a row once."""
    top = max(spot.row for spot in spots)
    for spot in spots:  # what is read late enters late: a leaf moves up beside its first reader
        readers = [other.row for other in spots if spot in other.below]
        if not spot.below and readers:
            spot.row = min(readers) - 1
    rows: list[list[Spot]] = [[spot for spot in spots if spot.row == r] for r in range(top + 1)]
    for spot in spots:
        at, readers = spot, [other for other in spots if spot in other.below]
        for row in range(spot.row + 1, max((r.row for r in readers), default=spot.row) + 1):
            here = [r for r in readers if r.row == row]
            for reader in here:
                reader.below[reader.below.index(spot)] = at
                at.above.append(reader)
            if any(r.row > row for r in readers):
                through = Spot(spot.node, spot.name, row)
                through.below = [at]
                at.above.append(through)
                rows[row].append(through)
                at = through
    return rows


def _order(rows: list[list[Spot]]) -> None:
    """Fewer crossings: every row sorted by the middle of what it is joined to, up and down a few times."""
    for _ in range(12):
        for row, side in [*((r, "below") for r in rows[1:]), *((r, "above") for r in reversed(rows[:-1]))]:
            place = {id(spot): k for r in rows for k, spot in enumerate(r)}
            middle = {}
            for k, spot in enumerate(row):
                joined = [place[id(other)] for other in getattr(spot, side)]
                middle[id(spot)] = sum(joined) / len(joined) if joined else k
            row.sort(key=lambda spot: middle[id(spot)])


def _place(rows: list[list[Spot]]) -> None:
    """x for every spot: as near as can be to what it is joined to, in the order of its row."""
    for row in rows:
        x = 0.0
        for spot in row:
            spot.x = x + spot.left
            x = spot.x + spot.right + MARGIN
    for turn in range(24):
        for row in rows if turn % 2 == 0 else reversed(rows):
            _settle(row, [_wish(spot) for spot in row])
    for row in rows:
        for k, spot in enumerate(row):
            _straighten(spot, row[k - 1] if k else None, row[k + 1] if k + 1 < len(row) else None)
    least = min(spot.x - spot.left for row in rows for spot in row)
    for row in rows:
        for spot in row:
            spot.x = round(spot.x - least + MARGIN)


def _straighten(spot: Spot, left: Spot | None, right: Spot | None) -> None:
    """Move onto the line of what is below, where there is room and the bend is too small to mean anything."""
    if len(spot.below) != 1 or abs(spot.below[0].x - spot.x) > 30:
        return
    x = spot.below[0].x
    if left and left.x + left.right + MARGIN > x - spot.left:
        return
    if not (right and x + spot.right + MARGIN > right.x - right.left):
        spot.x = x


def _wish(spot: Spot) -> tuple[float, float]:
    """(x, weight): in the middle of what it is joined to; wires that pass rows want to be straight."""
    joined = [(o.x, 4.0 if _one_to_one(o, spot) else 1.0) for o in spot.below]
    joined += [(o.x, 4.0 if _one_to_one(spot, o) else 1.0) for o in spot.above]
    weight = sum(share for _, share in joined)
    return (sum(x * share for x, share in joined) / weight, weight) if joined else (spot.x, 0.1)


def _one_to_one(lower: Spot, upper: Spot) -> bool:
    """A wire that only passes, or the only way between two boxes, as from a sum to its squash."""
    return not (lower.box and upper.box) or len(lower.above) == len(upper.below) == 1


def _settle(row: list[Spot], wishes: list[tuple[float, float]]) -> None:
    """The places nearest to the wanted ones that keep order and room: blocks that touch move as one."""
    offsets, blocks = [0.0], []
    for a, b in pairwise(row):
        offsets.append(offsets[-1] + a.right + MARGIN + b.left)
    for k in range(len(row)):
        wanted, weight = wishes[k]
        blocks.append([wanted - offsets[k], weight, [k]])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            place, weight, members = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + place * weight) / (before[1] + weight)
            before[1] += weight
            before[2] += members
    for place, _, members in blocks:
        for k in members:
            row[k].x = place + offsets[k]


def _draw(rows: list[list[Spot]]) -> Diagram:
    """Boxes, and wires through the channels between the rows; y counts up from the bottom until the last line."""
    boxes, wires, labels = [], [], []
    y = MARGIN + 14.0
    tops: list[float] = []
    for r, row in enumerate(rows):
        middle = y
        for spot in row:
            if spot.box:
                boxes.append((spot, middle))
        top = middle + 14 + LABEL_ZONE
        tops.append(middle)
        if r + 1 == len(rows):
            break
        nets = [Net(spot.x, [(_port(spot, other), other.x) for other in spot.above]) for spot in row if spot.above]
        height = route(nets)
        for spot, net in zip([s for s in row if s.above], nets, strict=True):
            start = middle + (spot.box[3] / 2 if spot.box else -14)
            for (x, _), other in zip(net.ends, spot.above, strict=True):
                track = top + net.track * 10
                stop = top + height * 10 + 6 + (14 - (other.box[3] / 2) if other.box else 0)
                bend = ((spot.x, track), (x, track)) if x != spot.x else ()
                points = ((spot.x, start), *bend, (x, stop))
                wires.append((spot, points, bool(other.box) and other.box[0] != "port"))
            if spot.numbered:
                labels.append((spot, spot.x + 8, middle + 14 + 5))
        y = top + height * 10 + 6 + 14
    height = y + 14 + MARGIN
    width = max(spot.x + spot.right for row in rows for spot in row) + MARGIN
    return _upright(boxes, wires, labels, width, height)


def _port(spot: Spot, reader: Spot) -> float:
    """Where the wire enters its reader: readers of several values have an entry for each, from left to right."""
    if not reader.box or len(reader.below) == 1:
        return reader.x
    order = sorted(reader.below, key=lambda other: other.x)
    gap = min(14.0, (reader.box[2] - 10) / (len(order) - 1)) if len(order) > 1 else 0
    return reader.x + gap * (order.index(spot) - (len(order) - 1) / 2)


def _upright(boxes, wires, labels, width: float, height: float) -> Diagram:
    numbers = {id(spot): Place(x, height - y, "start") for spot, x, y in labels}
    drawn, captions = [], []
    for k, (spot, y) in enumerate(boxes):
        shape, text, w, h = spot.box
        owner = spot.letter or None
        drawn.append(Box(f"box{k}", shape, text, spot.node, spot.name, spot.x, height - y, w, h, owner))
        if spot.letter:
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
    return Diagram(round(width), round(height), tuple(drawn), tuple(lines), tuple(captions))
