"""The diagram of a cell: hand-placed where `places/` knows the cell, laid out from its wiring otherwise."""

from figures.drawing import Box, Diagram, Label, Place, Wire
from figures.layered import layered
from figures.places import PLACES, Places
from lstm_core import CELLS, Cell
from lstm_core.show import expression

SIZES = {"squash": (40, 28), "op": (24, 24), "port": (24, 16)}


def diagram(cell: Cell) -> dict:
    """{"width", "height", "boxes", "wires", "labels"}: where everything of the cell is drawn.

    x, y of a box is its centre, of a text its baseline; every result of a micro-step is the node of a box or a wire.
    """
    return drawn(cell).as_dict()


def drawn(cell: Cell) -> Diagram:
    """The same as `Diagram`."""
    places = next((place for key, place in PLACES.items() if key in CELLS and same_equations(CELLS[key], cell)), None)
    return placed(cell, places) if places else layered(cell)


def same_equations(a: Cell, b: Cell) -> bool:
    return a.graph.nodes == b.graph.nodes


def placed(cell: Cell, places: Places) -> Diagram:
    """A hand-placed diagram; its places name values by their expression."""
    nodes = cell.graph.nodes
    known = {expression(cell, k): k for k in range(len(nodes))} | dict(cell.graph.names)

    def node(text: str) -> int | None:
        return known[text] if text else None

    boxes = []
    for k, (shape, text, value, name, x, y, *width) in enumerate(places.boxes):
        w, h = SIZES[shape]
        letter = name if shape == "squash" and value in cell.graph.names else None
        boxes.append(Box(f"box{k}", shape, text, node(value), name, x, y, *(width or [w]), h, letter))
    wires = [
        Wire(node(value), name, tuple(points), arrow, Place(*label) if label else None)
        for value, name, points, arrow, label in places.wires
    ]
    letters = [Label(box.label, box.x - box.w / 2 - 6, box.y + 4, "end", box.name) for box in boxes if box.label]
    return Diagram(
        places.width, places.height, tuple(boxes), tuple(wires), (*letters, *(Label(*c) for c in places.captions))
    )
