"""The drawing of the LSTM with a part left out, tied to another or added, so that relatives look related."""

from lstm_core.diagram.drawing import Point
from lstm_core.diagram.places import Places
from lstm_core.diagram.places.lstm import BELT, BUS, CANDIDATE, FORGET, GATES, INPUT, OUTPUT, PLUS

AT = {"f": FORGET, "i": INPUT, "g": CANDIDATE, "o": OUTPUT}
RAIL, PEEPS, SEES = GATES - 26, 12, 212  # where peepholes run: their level, down from the old memory, down from the new
LSTM = "W_x{0} @ x + W_h{0} @ h_prev + b_{0}"
PEEPHOLE = "W_x{0} @ x + W_h{0} @ h_prev + w_c{0} * c_prev + b_{0}"
PEEPHOLE_NEW = PEEPHOLE.replace("c_prev", "c")


def sums_of(gates: str, peepholes: bool = False) -> dict[str, str]:
    """What each gate squashes, as the equations say it."""
    if not peepholes:
        return {name: LSTM.format(name) for name in gates}
    return {name: {"g": LSTM, "o": PEEPHOLE_NEW}.get(name, PEEPHOLE).format(name) for name in gates}


def lstm_like(
    sums: dict[str, str],
    *,
    peepholes: bool = False,
    coupled: bool = False,
    linear: str = "",
    candidate: tuple = (),
    shown: tuple = (),
    bus: tuple = (),
    height: float = 312,
    captions: tuple = (),
) -> Places:
    """`sums` says what each of the f, i, g, o that the cell has squashes; what it lacks is not drawn.

    `linear` is "g" or "h" where that is not squashed. `candidate`, `shown` and `bus` are (boxes, wires) that take the
    place of the candidate, of what is shown of the memory, and of what the gates read.
    """
    kept = "(1 - i) * c_prev" if coupled else "f * c_prev" if "f" in sums else ""
    added = "i * g" if "i" in sums else "g"
    parts = [
        _belt(kept, added),
        _gates(sums, candidate or linear == "g"),
        _keep(sums, coupled),
        _write(sums),
        candidate or _candidate(linear, added),
        shown or _shown(sums, linear),
        _peepholes(sums) if peepholes else ((), ()),
        bus or _bus(height),
    ]
    boxes, wires = (tuple(found for part in parts for found in part[k]) for k in (0, 1))
    around = (
        ("memory before", 4, 28, "start", "c"),
        ("memory", 318, 28, "end", "c"),
        ("output", 317, 166, "end", "h"),
        *(captions or (("output before", 34, BUS + 17, "start", "h"), ("input", 34, height - 6, "start", None))),
        *([("g", CANDIDATE - 18, GATES + 4, "end", "g")] if linear == "g" else []),
    )
    return Places(322, height, boxes, wires, around)


def _belt(kept: str, added: str) -> tuple:
    start = ("c_prev", "c", ((0, BELT), ((FORGET if kept else PLUS) - 12, BELT)), False, (4, BELT - 12, "start"))
    wires = [start, ("c", "c", ((PLUS + 12, BELT), (322, BELT)), True, (206, BELT - 12, "middle"))]
    boxes = [("op", "+", "c", "c", PLUS, BELT)]
    if kept:
        boxes.append(("op", "×", kept, "f" if kept.startswith("f") else "i", FORGET, BELT))
        wires.append((kept, "c", ((FORGET + 12, BELT), (PLUS - 12, BELT)), False, (104, BELT - 12, "middle")))
    if added != "g":
        boxes.append(("op", "×", added, "i", PLUS, 122))
        wires.append((added, "g", ((PLUS, 110), (PLUS, BELT + 12)), True, (PLUS + 8, 95, "start")))
    return boxes, wires


def _gates(sums: dict[str, str], other_candidate: object) -> tuple:
    squashed = [name for name in sums if name != "g" or not other_candidate]
    boxes = [("squash", "tanh" if name == "g" else "σ", name, name, AT[name], GATES) for name in squashed]
    wires = [
        (sums[name], name, ((AT[name], BUS), (AT[name], GATES + 14)), True, (AT[name] + 8, BUS - 12, "start"))
        for name in squashed
    ]
    return boxes, wires


def _keep(sums: dict[str, str], coupled: bool) -> tuple:
    if coupled:
        wires = [
            ("i", "i", ((INPUT, 150), (FORGET + 18, 150)), True, None),
            ("1 - i", "i", ((FORGET, 138), (FORGET, BELT + 12)), True, (FORGET + 8, 112, "start")),
        ]
        return [("op", "1 −", "1 - i", "i", FORGET, 150, 36)], wires
    up = ("f", "f", ((FORGET, GATES - 14), (FORGET, BELT + 12)), True, (FORGET + 8, 132, "start"))
    return (), [up] if "f" in sums else ()


def _write(sums: dict[str, str]) -> tuple:
    if "i" not in sums:
        return (), ()
    return (), [("i", "i", ((INPUT, GATES - 14), (INPUT, 122), (PLUS - 12, 122)), True, (INPUT - 8, 174, "end"))]


def _candidate(linear: str, added: str) -> tuple:
    """The way of the candidate up to where it is written, and its box where it is not squashed."""
    top = GATES - (12 if linear == "g" else 14)
    up: tuple[Point, ...] = ((CANDIDATE, top), (CANDIDATE, 122), (PLUS + 12, 122))
    if added == "g":
        up = ((CANDIDATE, top), (CANDIDATE, 104), (PLUS, 104), (PLUS, BELT + 12))
    wires = [("g", "g", up, True, (CANDIDATE - 8, 172, "end"))]
    if linear != "g":
        return (), wires
    read = ("", "g", ((CANDIDATE, BUS), (CANDIDATE, GATES + 12)), True, None)
    return [("op", "+", "g", "g", CANDIDATE, GATES)], [*wires, read]


def _shown(sums: dict[str, str], linear: str) -> tuple:
    if "o" not in sums:
        wires = [
            ("c", "c", ((OUTPUT, BELT), (OUTPUT, 82)), True, None),
            ("h", "h", ((OUTPUT, 110), (OUTPUT, 146), (322, 146)), True, (317, 137, "end")),
        ]
        return [("squash", "tanh", "h", "h", OUTPUT, 96, 44)], wires
    read = "c" if linear == "h" else "tanh(c)"
    boxes: list[tuple] = [("op", "×", "h", "o", OUTPUT, 146)]
    wires = [
        ("c", "c", ((OUTPUT, BELT), (OUTPUT, 134 if linear == "h" else 82)), True, None),
        ("o", "o", ((OUTPUT, GATES - 14), (OUTPUT, 158)), True, (OUTPUT + 8, 178, "start")),
        ("h", "h", ((OUTPUT + 12, 146), (322, 146)), True, (317, 137, "end")),
    ]
    if linear != "h":
        boxes.append(("squash", "tanh", read, "c", OUTPUT, 96, 44))
        wires.append((read, "c", ((OUTPUT, 110), (OUTPUT, 134)), True, (OUTPUT - 8, 127, "end")))
    return boxes, wires


def _peepholes(sums: dict[str, str]) -> tuple:
    """The old memory looks into f and i, the new one into o; each enters its gate from above."""
    old = [AT[name] - 12 for name in "fi" if name in sums]
    down = ((PEEPS, BELT), (PEEPS, RAIL))
    wires: list[tuple] = [("c_prev", "c", (*down, (old[-1], RAIL), (old[-1], GATES - 14)), True, None)]
    wires += [("c_prev", "c", ((at, RAIL), (at, GATES - 14)), True, None) for at in old[:-1]]
    if "o" in sums:
        end = OUTPUT - 12
        wires.append(("c", "c", ((SEES, BELT), (SEES, RAIL), (end, RAIL), (end, GATES - 14)), True, None))
    return (), wires


def _bus(height: float) -> tuple:
    return (), [
        ("h_prev", "h", ((0, BUS), (OUTPUT, BUS)), False, (4, BUS - 8, "start")),
        ("x", "x", ((26, height), (26, BUS)), False, None),
    ]
