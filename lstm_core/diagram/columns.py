"""Where the spots of a laid-out diagram stand in their rows: few crossings, straight wires, room for every text."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lstm_core.diagram.belts import Belt, in_line
from lstm_core.diagram.spots import Spot

MARGIN = 10


def settle(rows: list[list[Spot]], belts: Sequence[Belt]) -> None:
    """Order every row and set the x of every spot."""
    _order(rows, belts)
    _place(rows)


def _order(rows: list[list[Spot]], belts: Sequence[Belt]) -> None:
    """Fewer crossings: every row sorted by the middle of what it is joined to, up and down a few times."""
    for _ in range(12):
        for row, side in [*((r, "below") for r in rows[1:]), *((r, "above") for r in reversed(rows[:-1]))]:
            place = {id(spot): k for r in rows for k, spot in enumerate(r)}
            middle = {}
            for k, spot in enumerate(row):
                joined = [place[id(other)] for other in getattr(spot, side)]
                middle[id(spot)] = sum(joined) / len(joined) if joined else k
            row.sort(key=lambda spot: middle[id(spot)])
            in_line(row, belts)


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
    for _ in range(2):
        for row in reversed(rows):
            for k, spot in enumerate(row):
                if len(spot.above) == 1 and _one_to_one(spot, spot.above[0]):
                    _move(row, k, spot.above[0].x)
        for row in rows:
            for k, spot in enumerate(row):
                if len(spot.below) == 1:
                    _move(row, k, spot.below[0].x)
    least = min(spot.x - spot.left for row in rows for spot in row)
    for row in rows:
        for spot in row:
            spot.x = round(spot.x - least + MARGIN)


def _move(row: list[Spot], k: int, x: float) -> None:
    """Move onto the line of what it is joined to, where that is near and there is room."""
    spot = row[k]
    if abs(x - spot.x) > 60 or (k and row[k - 1].x + row[k - 1].right + MARGIN > x - spot.left):
        return
    if k + 1 == len(row) or x + spot.right + MARGIN <= row[k + 1].x - row[k + 1].left:
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
    offsets = [0.0]
    blocks: list[_Block] = []
    for a, b in pairwise(row):
        offsets.append(offsets[-1] + a.right + MARGIN + b.left)
    for k in range(len(row)):
        wanted, weight = wishes[k]
        blocks.append(_Block(wanted - offsets[k], weight, [k]))
        while len(blocks) > 1 and blocks[-2].place > blocks[-1].place:
            last, before = blocks.pop(), blocks[-1]
            together = before.weight + last.weight
            before.place = (before.place * before.weight + last.place * last.weight) / together
            before.weight = together
            before.members += last.members
    for block in blocks:
        for k in block.members:
            row[k].x = block.place + offsets[k]


@dataclass
class _Block:
    """Neighbours that touch: where the first of them stands (less its offset), and how strongly they wish it."""

    place: float
    weight: float
    members: list[int]
