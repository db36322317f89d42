"""The rows of a laid-out diagram: a spot for each micro-step and each value it reads, each above what it reads."""

from lstm_core.board.formulas import name_of
from lstm_core.cell import Cell
from lstm_core.diagram.belts import Belt, rows_of_their_own, take_belts
from lstm_core.diagram.outlines import box_of
from lstm_core.diagram.spots import LETTER, Spot


def rows_of(cell: Cell) -> tuple[list[list[Spot]], list[Belt]]:
    """The spots of a cell, from the row that is read to the row that is shown, joined by `below` and `above`."""
    spots, makers = _spots(cell)
    belts = take_belts(cell, makers, spots)
    spots += _ways_out(cell, makers, spots, [belt.state for belt in belts])
    return _rows(spots, belts), belts


def _spots(cell: Cell) -> tuple[list[Spot], dict[int, Spot]]:
    """A spot for each leaf that is read and each micro-step; and which spot computes which node."""
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
        spot.below = below
        makers |= dict.fromkeys(step.nodes, spot)
        spots.append(spot)
    return spots, makers


def _ways_out(cell: Cell, makers: dict[int, Spot], spots: list[Spot], gone: list[str]) -> list[Spot]:
    """A port above all for each value that leaves the step, those apart that are `gone` along a belt."""
    top = 1 + max(spot.row for spot in spots)
    out = []
    for name in [name for name in dict.fromkeys((*cell.states, "h")) if name not in gone]:
        maker = makers[cell.graph.names[name]]
        port = Spot(maker.node, name, top, ("port", name, LETTER * len(name) + 8, 16))
        port.below = [maker]
        out.append(port)
    return out


def _rows(spots: list[Spot], belts: list[Belt]) -> list[list[Spot]]:
    """Spots by row, with a spot for each wire in each row that it passes; a value's wire passes a row once."""
    taken = rows_of_their_own(spots, belts)
    top = max(spot.row for spot in spots)
    for spot in spots:  # what is read late enters late: a leaf moves up beside its first reader
        read_in = [other.row for other in spots if spot in other.below]
        if not spot.below and read_in and not spot.on_belt:
            spot.row = next(row for row in range(min(read_in) - 1, -1, -1) if row not in taken)
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
