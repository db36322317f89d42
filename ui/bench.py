"""The bench on which a learner puts edits together: clamp a gate, or carry over another country's memory."""

from collections.abc import Callable, Sequence

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.tasks import france
from lstm_core.vocabulary import meanings
from ui import controls, edits, stories
from ui.lesson import in_words

KEY = "broken_edits"
ALL, CARRIERS, OTHERS, ONE = "all units", "the carriers", "all but the carriers", "one unit"


def bench(cell: Cell, words: Sequence[str], hidden_size: int, known: Sequence[int]) -> tuple[edits.Change, ...]:
    """The controls, the list, and the changes that it says; what cannot be made is refused in a sentence below it."""
    clamp, transplant = st.tabs(["Clamp a gate", "Carry over another country's memory"])
    with clamp:
        _clamp(cell, words, hidden_size, known)
    with transplant:
        _transplant(cell, words, hidden_size, known)
    listed, undo, reset = st.columns([6, 1, 1], vertical_alignment="bottom")
    with listed:
        text = controls.sentence("Your edits, in order (you may write here too)", KEY, edits.EXAMPLE)
    undo.button("Undo", on_click=_undo, disabled=not text, width="stretch", help="Take the last edit back")
    reset.button("Reset", on_click=_write, args=("",), disabled=not text, width="stretch", help="Take all edits back")
    changes, refusals = edits.read(text, cell, words, hidden_size)
    for refusal in refusals:
        st.warning(in_words(ValueError(refusal)), icon=":material/block:")
    return tuple(changes)


def _clamp(cell: Cell, words: Sequence[str], hidden_size: int, known: Sequence[int]) -> None:
    what, value, where, whose, go = st.columns([2, 2, 3, 2, 1], vertical_alignment="bottom")
    names = [name for name in cell.names if name not in cell.states]
    names = names or list(cell.names)
    with what:
        label = meanings(cell)
        shown = {name: f"{name} · {label[name].label}" for name in names}
        name = st.selectbox("Gate", names, names.index("f") if "f" in names else 0, shown.get, key="clamp_name")
    low, high = edits.limits(cell, name)
    with value:
        number = st.slider("Set it to", low, high, low if low == 0 else 0.0, 0.05, key=f"clamp_value_{low:g}")
    with where:
        first, last = _span(words)
    with whose:
        units = _units(hidden_size, known, "clamp")
    change = edits.Change(name, first, last, units, value=number)
    go.button("Make it", on_click=_add, args=(change,), type="primary", width="stretch", key="clamp_go")


def _transplant(cell: Cell, words: Sequence[str], hidden_size: int, known: Sequence[int]) -> None:
    whose, what, where, which, go = st.columns([2, 2, 3, 2, 1], vertical_alignment="bottom")
    others = [country for country in stories.COUNTRIES if country != stories.country_of(words)]
    with whose:
        start = others.index("spain") if "spain" in others else 0
        country = st.selectbox("Country", others, start, str.capitalize, key="transplant_country")
    with what:
        states = {name: (name,) for name in cell.states}
        states |= {"both": cell.states} if len(states) > 1 else {}
        kinds = {name: f"{name} · {meanings(cell)[name].label}" if name in cell.names else name for name in states}
        kind = st.selectbox("Carry over its", list(states), 0, kinds.get, key="transplant_what")
    with where:
        middle = (france.country_position(words) + len(words)) // 2
        after = st.select_slider(
            "After the word", range(1, len(words) + 1), middle, _named(words), key="transplant_word"
        )
    with which:
        units = _units(hidden_size, known, "transplant")
    made = [edits.Change(name, after, after, units, country=country) for name in states[kind]]
    go.button("Make it", on_click=_add, args=made, type="primary", width="stretch", key="transplant_go")


def _span(words: Sequence[str]) -> tuple[int, int]:
    middle = (france.country_position(words) + len(words)) // 2
    return st.select_slider(
        "At the words", range(1, len(words) + 1), (middle, middle), _named(words), key=f"clamp_words_{len(words)}"
    )


def _named(words: Sequence[str]) -> Callable[[int], str]:
    return lambda number: f"{number} {words[number - 1]}"


def _units(hidden_size: int, known: Sequence[int], key: str) -> tuple[int, ...] | None:
    """None for all units."""
    options = [ALL, CARRIERS, OTHERS, ONE] if known else [ALL, ONE]
    chosen = st.selectbox("In", options, key=f"{key}_units")
    if chosen == ONE:
        return (int(st.number_input("Unit", 0, hidden_size - 1, known[0] if known else 0, key=f"{key}_unit")),)
    if chosen == ALL:
        return None
    return tuple(unit for unit in range(hidden_size) if (unit in known) == (chosen == CARRIERS))


def _add(*changes: edits.Change) -> None:
    before = st.session_state.get(KEY, "").strip().rstrip(";")
    _write("; ".join([before, edits.written(changes)] if before else [edits.written(changes)]))


def _undo() -> None:
    parts = [part.strip() for part in st.session_state.get(KEY, "").split(";") if part.strip()]
    _write("; ".join(parts[:-1]))


def _write(text: str) -> None:
    st.session_state[KEY] = text
