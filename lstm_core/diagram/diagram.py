"""The diagram of a cell: hand-placed where `places/` knows the cell, laid out from its wiring otherwise."""

from collections.abc import Mapping
from dataclasses import replace

from lstm_core.board.show import expression
from lstm_core.cell import Cell
from lstm_core.diagram.alike import alike
from lstm_core.diagram.drawing import Box, Diagram, Label, Place, Wire
from lstm_core.diagram.layered import layered
from lstm_core.diagram.places import PLACES, Places
from lstm_core.equations.graph import CURVES
from lstm_core.registry import CELLS

ACCENTS = {"tilde": "\u0303", "hat": "\u0302", "bar": "\u0304"}
MOST_LETTERS = 2  # the room that the letter of a gate has in a drawing made by hand
SIZES = {"squash": (40, 28), "op": (24, 24), "port": (24, 16)}


def diagram(cell: Cell) -> dict:
    """{"width", "height", "boxes", "wires", "labels"}: where everything of the cell is drawn.

    x, y of a box is its centre, of a text its baseline; every result of a micro-step is the node of a box or a wire.
    """
    return drawn(cell).as_dict()


def drawn(cell: Cell) -> Diagram:
    """The same as `Diagram`."""
    for key, place in PLACES.items():
        if key in CELLS and same_equations(CELLS[key], cell):
            return placed(cell, place)
    short = all(len(letter_of(name)) <= MOST_LETTERS for name in cell.names)
    for key, place in PLACES.items() if short else ():
        if key in CELLS and (parts := alike(CELLS[key], cell)):
            picture = placed(CELLS[key], place)
            shown = {box.node for box in picture.boxes} | {wire.node for wire in picture.wires}
            if shown - {None} <= parts.keys():
                return renamed(picture, CELLS[key], cell, parts)
    return layered(cell)


def renamed(picture: Diagram, drawn_for: Cell, cell: Cell, parts: Mapping[int, int]) -> Diagram:
    """The drawing of a cell for one that is the same but for its names."""
    names = {
        name: next(own for own, k in cell.graph.names.items() if k == parts[drawn_for.graph.names[name]])
        for name in drawn_for.names
    }

    def node(k: int | None) -> int | None:
        return k if k is None else parts[k]

    boxes = [
        replace(box, node=node(box.node), name=names.get(box.name, box.name), label=box.label and names[box.label])
        for box in picture.boxes
    ]
    wires = [replace(wire, node=node(wire.node), name=names.get(wire.name, wire.name)) for wire in picture.wires]
    labels = [
        replace(label, text=letter_of(names[label.text]) if label.text == label.name else label.text, name=own)
        for label in picture.labels
        for own in [names.get(label.name, label.name) if label.name else None]
    ]
    return replace(picture, boxes=tuple(boxes), wires=tuple(wires), labels=tuple(labels))


def letter_of(name: str) -> str:
    """A name as it is drawn: c_tilde is c with a tilde."""
    base, _, accent = name.partition("_")
    return base + ACCENTS[accent] if accent in ACCENTS else name


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
    sums = {nodes[root].args[0]: name for root, name in named.items() if nodes[root].op in CURVES}
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
