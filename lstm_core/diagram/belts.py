"""The belts of a laid-out diagram: where a state runs straight from the step before to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from lstm_core.cell import Cell
from lstm_core.diagram.drawing import LETTER_WIDTH, NUMBER_WIDTH
from lstm_core.diagram.spots import Spot
from lstm_core.equations.carrying.factor import Split


@dataclass(eq=False)
class Belt:
    """A state's way through a row of its own: `chain` is what it meets, × and +, between the ends at both borders."""

    state: str
    chain: list[Spot]
    start: Spot
    end: Spot

    @property
    def spots(self) -> list[Spot]:
        return [self.start, *self.chain, self.end]


def take_belts(cell: Cell, makers: dict[int, Spot], spots: list[Spot]) -> list[Belt]:
    """Every state that can run straight; what lies on a belt no longer reads along it, and all rows are set."""
    belts: list[Belt] = []
    ranked(spots, belts)
    for state, carry in cell.carry.items():
        belt = _belt(cell, state, makers[carry.root])
        if belt is None or any(spot.on_belt for spot in belt.chain):
            continue
        cut = [(reader, read) for read, reader in _along(belt, spots)]
        for reader, read in cut:
            reader.below.remove(read)
        if ranked(spots, [*belts, belt]):
            belts.append(belt)
            _make_room(belt)
        else:  # what is added waits for what is kept: the two cannot stand in one row
            for reader, read in cut:
                reader.below.append(read)
            ranked(spots, belts)
    still_read = {id(other) for spot in spots for other in spot.below}
    started = {belt.start.node for belt in belts}
    spots[:] = [s for s in spots if not (s.node in started and s.is_leaf and id(s) not in still_read)]
    spots += [end for belt in belts for end in (belt.start, belt.end)]
    return belts


def ranked(spots: Sequence[Spot], belts: Sequence[Belt]) -> bool:
    """Give every spot the first row above all that it reads, each belt one row; False where that cannot be."""
    for spot in spots:
        spot.row = 0 if spot.is_leaf else 1
    for _ in range(len(spots) + 1):
        before = [spot.row for spot in spots]
        for spot in spots:
            spot.row = max([spot.row, *(other.row + 1 for other in spot.below)])
        for belt in belts:
            row = max(1, *(spot.row for spot in belt.chain))
            for spot in belt.spots:
                spot.row = row
        if before == [spot.row for spot in spots]:
            return True
    return False


def rows_of_their_own(spots: Sequence[Spot], belts: Sequence[Belt]) -> set[int]:
    """Move the spots so that no row with a belt holds another box; the numbers of the belts' rows."""
    on_belt = {id(spot): k for k, belt in enumerate(belts) for spot in belt.spots}
    places = sorted({(spot.row, on_belt.get(id(spot), -1)) for spot in spots})
    for spot in spots:
        spot.row = places.index((spot.row, on_belt.get(id(spot), -1)))
    return {row for row, (_, belt) in enumerate(places) if belt >= 0}


def in_line(row: list[Spot], belts: Sequence[Belt]) -> None:
    """Put what lies on the row's belt in its order, from border to border; what only passes stays between."""
    for belt in belts:
        if belt.start in row:
            passing = [spot for spot in row if spot not in (belt.start, belt.end)]
            chain = iter(belt.chain)
            between = [next(chain) if spot in belt.chain else spot for spot in passing]
            row[:] = [belt.start, *between, belt.end]


def _belt(cell: Cell, state: str, root: Spot) -> Belt | None:
    """From the state down to where it meets its own past."""
    nodes, split, chain = cell.graph.nodes, Split(cell.graph.nodes, state), [root]
    while not (leaf := [s for s in chain[0].below if s.is_leaf and s.node is not None and nodes[s.node].name == state]):
        within = [s for s in chain[0].below if s.box and s.node is not None and not s.is_leaf and split(s.node)[0]]
        if not within:
            return None
        chain.insert(0, within[0])
    return Belt(state, chain, Spot(leaf[0].node, state, 0), Spot(root.node, state, 0))


def _along(belt: Belt, spots: Sequence[Spot]) -> list[tuple[Spot, Spot]]:
    """(what is read, who reads it) along the belt."""
    leaf = next(s for s in belt.chain[0].below if s.is_leaf and s.node == belt.start.node)
    return [(leaf, belt.chain[0]), *zip(belt.chain, belt.chain[1:], strict=False)]


def _make_room(belt: Belt) -> None:
    """Numbers stand above the line behind what they leave, names below it."""
    belt.start.beside = 4 + max(NUMBER_WIDTH, LETTER_WIDTH * len(before(belt.state)))
    belt.end.ahead = 8 + LETTER_WIDTH * len(belt.state)
    for spot in belt.chain:
        spot.on_belt, spot.numbered = True, False
        name = "" if spot is belt.chain[-1] else spot.letter
        spot.beside = 4 + max(NUMBER_WIDTH, LETTER_WIDTH * len(name))


def before(state: str) -> str:
    return f"{state} before"
