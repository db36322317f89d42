"""The diagram of any cell is clean: no text touches a wire or a box, no boxes overlap, nothing computed is missing."""

import json
import time
from itertools import combinations, pairwise

import pytest

from figures import theme
from lstm_core import CELLS, Cell
from lstm_core.diagram.diagram import diagram, drawn
from lstm_core.diagram.drawing import Box, Diagram, text_room
from lstm_core.diagram.places import PLACES
from lstm_core.equations.as_text import number
from lstm_core.notation.rewriting import rewrite
from tests.core.test_fuzz import page
from tests.support import oracles
from tests.support.books import BOOKS
from tests.support.lectures import NOTATIONS, PAGES
from tests.support.typed_cells import SPATIAL, TYPED, cells

RANDOM = {f"random {seed}": Cell(f"Random {seed}", page(seed)) for seed in range(20)}
OF_BOOKS = {
    name: Cell(name, BOOKS[name][1])
    for name in ("Olah, the LSTM", "torch.nn.GRU", "Zhou et al., the minimal gated unit", "Elman")
}
NUMBERS = "f = sigmoid(W_xf @ x + b_f + 1)\nc = f * c_prev - 1 + (0.5 - f) * tanh(3 * (W_xg @ x))\nh = 0.25 * c"
OF_BOOKS["Numbers"] = Cell("Numbers", NUMBERS)
GATES = "f = sigmoid(W_xf @ x + W_hf @ h_prev + b_f)\ng = relu(W_xg @ x + W_hg @ h_prev + b_g)\n"
BELTS = {  # pages unlike any shipped cell, and the states that run straight
    "kept first": (GATES + "c = f * c_prev + (1 - f) * g\nh = relu(c)", ("c",)),
    "kept last": (GATES + "c = (1 - f) * g + c_prev * f\nh = relu(c)", ("c",)),
    "subtracted": (GATES + "c = -g + f * c_prev\nh = c / (1 + abs(c))", ("c",)),
    "a named part is kept": (GATES + "stays = f * c_prev\nc = stays + (1 - f) * g\nh = relu(c)", ("c",)),
    "by another name": (GATES + "u = f * c_prev + g\nc = u\nh = relu(c)", ("c",)),
    "1 - g": (GATES + "c = (1 - f) * c_prev + f * g\nh = silu(c)", ("c",)),
    "all is kept": (GATES + "c = c_prev + f * g\nh = relu(c)", ("c",)),
    "a constant share": (GATES + "c = 0.9 * c_prev + f * g\nh = relu(c)", ("c",)),
    "a weight per unit": (GATES + "c = w_c * c_prev + f * g\nh = relu(c)", ("c",)),
    "a gate without a name": (GATES + "c = sigmoid(W_xk @ x) * c_prev + f * g\nh = relu(c)", ("c",)),
    "a quotient": (GATES + "i = exp(b_i)\nc = f / (f + i) * c_prev + i * g\nh = relu(c)", ("c",)),
    "the output itself": (GATES + "h = f * h_prev + (1 - f) * g", ("h",)),
    "what is added mixes": (GATES + "h = g + f * (h_prev - g)", ("h",)),
    "two of them": (GATES + "c = f * c_prev + g\nd = (1 - f) * d_prev + f * c\nh = relu(c + d)", ("c", "d")),
    "memory and output": (GATES + "c = f * c_prev + g\nh = 0.5 * h_prev + relu(c)", ("c", "h")),
    "read again": (GATES + "c = f * c_prev + (1 - f) * g + w_c * c_prev\nh = relu(c) - c_prev", ("c",)),
    "a long name": (GATES + "remembered = f * remembered_prev + g\nh = relu(remembered)", ("remembered",)),
}
OF_BOOKS |= {f"belt: {name}": Cell(name, page) for name, (page, _) in BELTS.items()}
EVERY = {**oracles.cells(), **cells(), **SPATIAL, **RANDOM, **OF_BOOKS}
THICK = 2.0  # half of what a wire with a large value takes


def box_room(box: Box) -> tuple[float, float, float, float]:
    return box.x - box.w / 2, box.y - box.h / 2, box.x + box.w / 2, box.y + box.h / 2


def text_rooms(picture: Diagram) -> dict[str, tuple[float, float, float, float]]:
    rooms = {
        f"number of {wire.name}, wire {k}": text_room(None, wire.label.x, wire.label.y, wire.label.anchor)
        for k, wire in enumerate(picture.wires)
        if wire.label
    }
    return rooms | {f"{c.text!r} at {c.x}, {c.y}": text_room(c.text, c.x, c.y, c.anchor) for c in picture.labels}


def pieces(picture: Diagram) -> list[tuple[object, tuple[float, float, float, float]]]:
    """(the wire, left, top, right, bottom) of every straight piece; wires run along the axes."""
    found = []
    for wire in picture.wires:
        for (x0, y0), (x1, y1) in pairwise(wire.points):
            assert 0 in (x1 - x0, y1 - y0)
            found.append((wire, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))
    return found


def meet(a: tuple, b: tuple, room: float = 0.0) -> bool:
    return a[0] < b[2] + room and b[0] - room < a[2] and a[1] < b[3] + room and b[1] - room < a[3]


@pytest.mark.parametrize("key", EVERY)
def test_no_text_touches_a_wire_a_box_or_another_text(key: str):
    picture = drawn(EVERY[key])
    rooms = text_rooms(picture)
    for text, room in rooms.items():
        for wire, piece in pieces(picture):
            assert not meet(room, piece, THICK), f"{text} touches the wire of {wire.name}"
        for box in picture.boxes:
            assert not meet(room, box_room(box)), f"{text} touches the box {box.text}"
    for (a, first), (b, second) in combinations(rooms.items(), 2):
        assert not meet(first, second), f"{a} touches {b}"


@pytest.mark.parametrize("key", EVERY)
def test_no_box_overlaps_another_and_no_wire_runs_through_one(key: str):
    picture = drawn(EVERY[key])
    for a, b in combinations(picture.boxes, 2):
        assert not meet(box_room(a), box_room(b)), f"{a.text} overlaps {b.text}"
    for wire, piece in pieces(picture):
        for box in picture.boxes:
            assert not meet(piece, box_room(box), -1.0), f"the wire of {wire.name} runs through {box.text}"


@pytest.mark.parametrize("key", EVERY)
def test_wires_of_different_values_do_not_lie_on_each_other(key: str):
    for (wire, a), (other, b) in combinations(pieces(drawn(EVERY[key])), 2):
        if wire.node == other.node:
            continue
        upright = a[0] == a[2] == b[0] == b[2] and min(a[3], b[3]) - max(a[1], b[1]) > 1
        level = a[1] == a[3] == b[1] == b[3] and min(a[2], b[2]) - max(a[0], b[0]) > 1
        lies = upright or level
        assert not lies, f"{wire.name} lies on {other.name}"


@pytest.mark.parametrize("key", EVERY)
def test_everything_lies_inside_the_picture(key: str):
    picture = drawn(EVERY[key])
    rooms = [*text_rooms(picture).values(), *map(box_room, picture.boxes), *(piece for _, piece in pieces(picture))]
    for left, top, right, bottom in rooms:
        assert left >= 0
        assert top >= 0
        assert right <= picture.width
        assert bottom <= picture.height


@pytest.mark.parametrize("key", EVERY)
def test_the_result_of_every_micro_step_is_on_a_box_or_a_wire(key: str):
    cell, picture = EVERY[key], drawn(EVERY[key])
    there = {part.node for part in (*picture.boxes, *picture.wires)}
    assert {step.nodes[-1] for step in cell.micro_plan} <= there
    read = {k for step in cell.micro_plan if step.kind == "concatenate" for k in step.nodes}
    assert read <= there


@pytest.mark.parametrize("key", EVERY)
def test_every_named_value_has_its_number_on_a_wire(key: str):
    cell, picture = EVERY[key], drawn(EVERY[key])
    numbered = {wire.node for wire in picture.wires if wire.label}
    used = {name for reads in cell.graph.reads.values() for name in reads} | {"h", *cell.states}
    assert {cell.graph.names[name] for name in cell.names if name in used} <= numbered


@pytest.mark.parametrize("key", EVERY)
def test_wires_end_where_something_is(key: str):
    picture = drawn(EVERY[key])
    for wire in picture.wires:
        if wire.arrow:
            x, y = wire.points[-1]
            at_border = x in (0, picture.width) or y in (0, picture.height)
            assert at_border or any(meet((x, y, x, y), box_room(box), 2.0) for box in picture.boxes)


@pytest.mark.parametrize("key", EVERY)
def test_a_wire_carries_what_its_box_computes_to_a_box_that_needs_it(key: str):
    nodes, picture = EVERY[key].graph.nodes, drawn(EVERY[key])
    for wire in picture.wires:
        (x0, y0), (x1, y1) = wire.points[0], wire.points[-1]
        for box in picture.boxes:
            if meet((x0, y0, x0, y0), box_room(box), 1.0) and box.shape != "port":
                assert wire.node == box.node, f"the wire of {wire.name} leaves {box.text}"
            if meet((x1, y1, x1, y1), box_room(box), 1.0) and wire.node is not None and box.shape != "port":
                needed = leads_to(nodes, box.node) if box.node is not None else {wire.node}
                assert wire.node in needed, f"the wire of {wire.name} enters {box.text}"


def leads_to(nodes: tuple, k: int) -> set[int]:
    return {k}.union(*(leads_to(nodes, a) for a in nodes[k].args))


def test_each_shipped_cell_that_is_drawn_by_hand_exists():
    assert set(PLACES) <= set(CELLS)


def test_a_typed_cell_with_the_equations_of_a_shipped_one_is_drawn_like_it():
    text = CELLS["lstm"].text
    assert diagram(Cell("mine", text)) == diagram(CELLS["lstm"])
    assert diagram(Cell("mine", text.replace("o * tanh(c)", "o * c"))) != diagram(CELLS["lstm"])
    assert diagram(Cell("mine", text.replace("o * tanh(c)", "o * relu(c)"))) != diagram(CELLS["lstm"])


@pytest.mark.parametrize("notation", NOTATIONS)
@pytest.mark.parametrize("key", PAGES)
def test_a_cell_that_differs_in_names_alone_is_drawn_like_the_shipped_one(key, notation):
    cell, shipped = Cell("mine", rewrite(NOTATIONS[notation].page(PAGES[key])).text), CELLS[key]
    mine, theirs = drawn(cell), drawn(shipped)
    assert [(box.shape, box.text, box.x, box.y) for box in mine.boxes] == [
        (box.shape, box.text, box.x, box.y) for box in theirs.boxes
    ]
    assert [wire.points for wire in mine.wires] == [wire.points for wire in theirs.wires]
    for one, other in zip(mine.boxes, theirs.boxes, strict=True):
        if one.node is not None:
            assert cell.graph.nodes[one.node].op == shipped.graph.nodes[other.node].op


def test_sums_of_many_like_terms_are_compared_in_bounded_time():
    line = "{0} = sigmoid(W_xa @ x + " + " + ".join(f"W_h{k} @ h_prev" for k in "abcdefgh") + " + b_a)"
    gates = "\n".join(line.format(name) for name in "ifo")
    cell = Cell("mine", gates + "\ng = tanh(W_xg @ x)\nc = f * c_prev + i * g\nh = o * tanh(c)")
    begun = time.process_time()
    assert drawn(cell).boxes
    assert time.process_time() - begun < 2


@pytest.mark.parametrize("key", ["Numbers", "oddities", "signs"])
def test_every_number_that_is_computed_with_is_drawn(key):
    nodes, shown = EVERY[key].graph.nodes, " ".join(box.text for box in drawn(EVERY[key]).boxes)
    for node in nodes:
        if node.op == "number":
            assert (node.name or number(node.value)) in shown


def test_the_memory_of_the_lstm_runs_straight_along_the_top():
    cell = CELLS["lstm"]
    belt = [wire for wire in drawn(cell).wires if wire.name == "c" and len({y for _, y in wire.points}) == 1]
    assert len({wire.points[0][1] for wire in belt}) == 1
    height = belt[0].points[0][1]
    assert all(box.y >= height for box in drawn(cell).boxes)
    kept = cell.carry["c"].kept[0][1]
    assert [wire.node for wire in belt][1:] == [kept, cell.graph.names["c"]]


def belts(picture: Diagram) -> dict[str, list]:
    """{state: its wires from border to border} of every level line that boxes alone interrupt."""
    found, level = {}, [wire for wire in picture.wires if len({y for _, y in wire.points}) == 1]
    for start in [wire for wire in level if wire.points[0][0] == 0 and len(wire.points) == 2]:
        line, (x, y) = [start], start.points[1]
        while box := next((b for b in picture.boxes if b.y == y and b.x - b.w / 2 == x), None):
            x = box.x + box.w / 2
            wire = next((w for w in level if w.points[0] == (x, y) and w.node == box.node), None)
            if wire is None:
                break
            line.append(wire)
            x = wire.points[1][0]
        if x == picture.width and line[-1].arrow:
            found[start.name] = line
    return found


@pytest.mark.parametrize("name", BELTS)
def test_what_a_state_keeps_runs_straight_through_a_cell_unlike_all_that_ship(name: str):
    text, states = BELTS[name]
    cell, picture = Cell(name, text), drawn(Cell(name, text))
    found, nodes = belts(picture), cell.graph.nodes
    assert set(found) == set(states)
    for state, line in found.items():
        met = [wire.node for wire in line]
        assert (nodes[met[0]].op, nodes[met[0]].name) == ("prev", state)
        assert met[-1] == cell.graph.names[state]
        assert all(wire.label for wire in line), "each piece has its number"
        kept = [k for _, k in cell.carry[state].kept if nodes[k].args]
        assert not kept or met[1] == kept[0], "the line meets what is kept before it meets what is added"
        (y,) = {y for wire in line for _, y in wire.points}
        assert [b.text for b in picture.boxes if b.y == y] == [
            next(b.text for b in picture.boxes if b.node == node and b.shape != "port") for node in met[1:]
        ], "nothing else stands in its row"
        shown = {label.text for label in picture.labels}
        assert {f"{state} before", state} <= shown
        assert {node.name for node in nodes if node.name in cell.names} <= shown | {b.text for b in picture.boxes}


def test_where_what_is_added_waits_for_what_is_kept_no_belt_is_drawn():
    assert belts(drawn(TYPED["what is kept is read"])) == {}


@pytest.mark.parametrize("key", EVERY)
def test_the_diagram_is_plain_json(key: str):
    picture = diagram(EVERY[key])
    assert json.loads(json.dumps(picture)) == picture
    assert set(picture) == {"width", "height", "boxes", "wires", "labels"}


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    light, dark = sorted((luminance(a), luminance(b)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [*theme.KNOWN.values(), *theme.FREE], ids=lambda colour: colour.mark)
def test_marks_have_3_to_1_and_text_4_5_to_1_on_both_themes(colour: theme.Colour):
    for key, paper in theme.BACKGROUND.items():
        assert contrast(colour.mark, paper) >= 3
        assert contrast(getattr(colour, key), paper) >= 4.5


def test_what_keeps_has_one_colour_and_strangers_take_free_hues_in_order():
    known = theme.colours(("f", "z", "h"))
    assert known["f"] == known["z"]
    assert known["h"].dash
    strangers = theme.colours(TYPED["oddities"].names)
    assert [strangers[name] for name in ("keep", "alpha", "u")] == list(theme.FREE[:3])
    assert strangers["c"] == theme.KNOWN["c"]


def test_the_scale_of_signed_values_is_neutral_at_zero_and_symmetric():
    for key in ("light", "dark"):
        stops = theme.diverging(key)
        assert stops[len(stops) // 2] == (0.5, theme.CENTRE[key])
        assert [place for place, _ in stops] == pytest.approx([1 - place for place, _ in reversed(stops)])


def test_a_gate_is_drawn_from_the_background_to_its_own_hue():
    stops = theme.gate(theme.KNOWN["f"], "dark")
    assert stops[0] == (0.0, theme.BACKGROUND["dark"])
    assert luminance(stops[-1][1]) > luminance(stops[1][1])
