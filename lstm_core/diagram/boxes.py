"""What a laid-out diagram is made of: a spot for each micro-step, each value it reads, each wire that passes a row."""

from dataclasses import dataclass, field

from lstm_core.board.formulas import name_of
from lstm_core.cell import Cell
from lstm_core.diagram.drawing import NUMBER_WIDTH
from lstm_core.diagram.outlines import Outline, box_of

LETTER = 8


@dataclass(eq=False)
class Spot:
    """One place in a row: a box, or a wire on its way through the row (then `box` is None)."""

    node: int | None
    name: str
    row: int
    box: Outline | None = None
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


def rows_of(cell: Cell) -> list[list[Spot]]:
    """The spots of a cell, from the row that is read to the row that is shown, joined by `below` and `above`."""
    return _rows(_spots(cell))


def _spots(cell: Cell) -> list[Spot]:
    """A spot for each leaf that is read, each micro-step, and each value that leaves the step."""
    nodes = cell.graph.nodes
    makers: dict[int, Spot] = {}
    spots: list[Spot] = []

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
            both = Spot(None, "x", 1, ("op", "[ , ]", 36, 24))
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
                if k not in leaves:
                    leaves[k] = leaf(k)
                below.append(leaves[k])
        root = step.nodes[-1]
        name = step.name if nodes[root].name or step.kind == "sum" else name_of(nodes, root)
        spot = Spot(root, name, 0, box_of(cell, step), letter=nodes[root].name, numbered=True)
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


def _rows(spots: list[Spot]) -> list[list[Spot]]:
    """Spots by row, with a spot for each wire in each row that it passes; a value's wire passes a row once."""
    top = max(spot.row for spot in spots)
    for spot in spots:  # what is read late enters late: a leaf moves up beside its first reader
        read_in = [other.row for other in spots if spot in other.below]
        if not spot.below and read_in:
            spot.row = min(read_in) - 1
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
