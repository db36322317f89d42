"""The bench on which a learner puts edits together: clamp a value, or carry over another country's memory."""

from collections.abc import Sequence

import streamlit as st

from lstm_core.board.meanings import meanings
from lstm_core.cell import Cell
from lstm_core.tasks import france
from ui import controls, edits
from ui.lesson import in_words, plain
from ui.shipped import stories

LIST, KIND, UNITS = "broken_edits", "broken_kind", "broken_units"  # in the address, as are the keys below
CLAMP, CARRY_OVER = "Clamp a value", "Carry over a memory"
ALL, CARRIERS, OTHERS, ONE = "all units", "the carriers", "all but the carriers", "one unit"


def changes(cell: Cell, words: Sequence[str], hidden_size: int) -> tuple[edits.Change, ...]:
    """What the list says, whoever wrote it: the film, the controls, a hand, a link."""
    return tuple(edits.read(held(), cell, words, hidden_size)[0])


def bench(cell: Cell, words: Sequence[str], hidden_size: int, known: Sequence[int]) -> None:
    """The controls and the list; what cannot be made is refused in a sentence below it.

    `known` are the units that carry the country, where somebody has looked.
    """
    kind = controls.choice("What to do", (CLAMP, CARRY_OVER), KIND, CLAMP)
    what, how, where, whose = st.columns([2, 2, 3, 2])
    prepared = _clamp if kind == CLAMP else _carry_over
    made = prepared(cell, words, (what, how, where), lambda: _units(whose, hidden_size, known))
    go, undo, reset, _ = st.columns([2, 1, 1, 3])
    go.button("Make this edit", on_click=_add, args=made, width="stretch", key="broken_go")
    undo.button("Undo", on_click=_undo, disabled=not held(), width="stretch", help="Take the last edit back")
    reset.button("Reset", on_click=_write, args=("",), disabled=not held(), width="stretch", help="Take all edits back")
    text = controls.sentence("In order, separated by semicolons; you may write here", LIST, edits.EXAMPLE)
    _, refusals = edits.read(text, cell, words, hidden_size)
    for refusal in refusals:
        st.warning(in_words(ValueError(refusal)), icon=":material/block:")


def take(text: str) -> None:
    """What was held in the film is the list now; for a callback, before the page runs again."""
    _write(text)


def held() -> str:
    """The list of edits as text."""
    return st.session_state.get(LIST, st.query_params.get(LIST, ""))


def _key_of_value(cell: Cell) -> str:
    """Of the name that is clamped; every cell has names of its own."""
    return f"broken_{cell.title}_name"


def _key_of_words(steps: int) -> str:
    """Of the words at which it is clamped, in a sentence of so many."""
    return f"broken_words_{steps}"


def _one(unit: int) -> str:
    """A single unit, as the list of units calls it."""
    return f"unit {unit}"


def _clamp(cell: Cell, words: Sequence[str], places: Sequence, units) -> list[edits.Change]:
    what, how, where = places
    label = meanings(cell)
    names = sorted(cell.names, key=lambda name: name in cell.states)  # gates first: they are what one clamps
    start = "f" if "f" in names else "z" if "z" in names else names[0]
    with what:
        name = controls.pick("Value", names, _key_of_value(cell), start, lambda n: f"{n} · {label[n].noun}")
    low, high = edits.limits(cell, name)
    with how:
        number = controls.value("Set it to", low, high, f"broken_value_{high:g}{'' if low else '_gate'}", 0.0)
    with where:
        middle = _middle(words)
        first, last = controls.span("At the words", 1, len(words), _key_of_words(len(words)), (middle, middle))
        st.caption(plain(" ".join(words[first - 1 : last])))
    return [edits.Change(name, first, last, units(), value=number)]


def _carry_over(cell: Cell, words: Sequence[str], places: Sequence, units) -> list[edits.Change]:
    what, how, where = places
    others = [country for country in stories.COUNTRIES if country != stories.country_of(words)]
    with what:
        start = "spain" if "spain" in others else others[0]
        country = controls.pick("Of the same story in", others, "broken_source", start, str.capitalize)
    both = " and ".join(cell.states)
    with how:
        kind = controls.pick(
            "Its", list(dict.fromkeys((*cell.states, both))), f"broken_{cell.title}_state", cell.states[0]
        )
    with where:
        after = controls.number("After the word", 1, len(words), f"broken_after_{len(words)}", _middle(words))
        st.caption(plain(words[after - 1]))
    chosen = units()
    names = cell.states if kind == both else (kind,)
    return [edits.Change(name, after, after, chosen, country=country) for name in names]


def _middle(words: Sequence[str]) -> int:
    return (france.country_position(words) + len(words)) // 2


def _units(place, hidden_size: int, known: Sequence[int]) -> tuple[int, ...] | None:
    """None for all units."""
    with place:
        singles = [_one(unit) for unit in range(hidden_size)]
        options = [ALL, *([CARRIERS, OTHERS] if known else []), *singles]
        chosen = controls.pick("In", options, UNITS, ALL)
    if chosen == ALL:
        return None
    if chosen in singles:
        return (singles.index(chosen),)
    return tuple(unit for unit in range(hidden_size) if (unit in known) == (chosen == CARRIERS))


def _add(*changes: edits.Change) -> None:
    before = st.session_state.get(LIST, "").strip().rstrip(";")
    _write("; ".join([before, edits.written(changes)] if before else [edits.written(changes)]))


def _undo() -> None:
    parts = [part.strip() for part in st.session_state.get(LIST, "").split(";") if part.strip()]
    _write("; ".join(parts[:-1]))


def _write(text: str) -> None:
    st.session_state[LIST] = text
