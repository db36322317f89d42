"""The diagram of a cell: hand-placed where `places/` knows the cell, laid out from its wiring otherwise."""

from lstm_core.board.show import expression
from lstm_core.cell import Cell
from lstm_core.diagram.drawing import Box, Diagram, Label, Place, Wire
from lstm_core.diagram.layered import layered
from lstm_core.diagram.places import PLACES, Places
from lstm_core.registry import CELLS

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


def keyed(cell: Cell, picture: dict) -> dict:
    """The diagram with a `key` on every part, the same for what plays the same part in another cell."""
    parts = {kind: [dict(part) for part in picture[kind]] for kind in ("boxes", "wires", "labels")}
    for kind, found in parts.items():
        seen: dict[str, int] = {}
        for part in found:
            value = role(cell, part["node"]) if part.get("node") is not None else part["name"]
            key = f"{value} {part.get('text', '')}" if kind != "wires" else f"{value} {part['name']}"
            seen[key] = seen.get(key, 0) + 1
            part["key"] = f"{key} {seen[key]}"
    return {**picture, **parts}


def role(cell: Cell, k: int) -> str:
    """What a node is for: the name it is the value or the sum of, the state it keeps or writes, or its expression."""
    nodes = cell.graph.nodes
    for state, carry in cell.carry.items():
        for what, terms in (("kept", carry.kept), ("written", carry.added)):
            if k in {node for _, node in terms} and nodes[k].op != "prev":
                return f"{what}: {state}"
    named = {cell.graph.names[name]: name for name in cell.names}
    sums = {nodes[root].args[0]: name for root, name in named.items() if nodes[root].op in ("sigmoid", "tanh", "relu")}
    return named.get(k) or (f"sum: {sums[k]}" if k in sums and not nodes[k].name else expression(cell, k))


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
        boxes.append(Box(f"box{k}", shape, text, node(value), name, x, y, width[0] if width else w, h, letter))
    wires = [
        Wire(node(value), name, tuple(points), arrow, Place(*label) if label else None)
        for value, name, points, arrow, label in places.wires
    ]
    letters = [Label(box.label, box.x - box.w / 2 - 6, box.y + 4, "end", box.name) for box in boxes if box.label]
    return Diagram(
        places.width, places.height, tuple(boxes), tuple(wires), (*letters, *(Label(*c) for c in places.captions))
    )
