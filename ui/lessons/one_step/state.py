"""What the learner has chosen for the one step, as the address of the page holds it."""

import re
from functools import partial

import streamlit as st

from lstm_core import CELLS
from lstm_core.cell import Cell
from ui.asked import bound, say_ignored
from ui.lessons.one_step.back import back, hears
from ui.lessons.one_step.numbers import BETWEEN, Numbers, drawn, read, written
from ui.lessons.one_step.presets import applied, presets

EDITS, PRESET = "step_set", "step_preset"  # in the address: the numbers changed by hand, and the preset below them
AT, UNIT, SEEN = "step_at", "step_unit", "step_seen"  # written by the browser: micro-step, unit, what was revealed
BACK, ARRIVES = "step_back", "step_d"  # too: whether the step is walked from its end, and what arrives there
ARRIVED = re.compile(r"(\w+)\.-?(1(\.\d{1,2})?|0(\.\d{1,2})?|2(\.0{1,2})?)")
LAST = "step_last"  # in the session: what the changes were changes of
SAID = 3  # this many ignored changes are told one by one


def cells() -> list[str]:
    """All cells, the one of the lesson first; of one that reads pictures, a pixel is shown."""
    return sorted(CELLS, key=lambda key: (key != "lstm", key))


def chosen_numbers(cell: Cell, units: int, inputs: int, seed: int, preset: str | None) -> Numbers:
    """The numbers of the seed, with the preset, with what the address says was changed by hand."""
    biases = presets(cell).get(preset or "", {})
    before = applied(drawn(cell, units, inputs, seed), biases)
    edits, ignored = read(st.query_params.get(EDITS, ""), before)
    now, last = (cell.title, units, inputs, seed, preset), st.session_state.get(LAST)
    if last and last != now:  # changes of other numbers stay where they fit; what a preset sets is as it says
        edits = {place: value for place, value in edits.items() if last[3] == seed and place[0] not in biases}
        ignored = []
        remember(written(edits))
    st.session_state[LAST] = now
    say_ignored(
        EDITS, [*ignored[:SAID], *([f"{len(ignored) - SAID} more changes do not fit"] if len(ignored) > SAID else [])]
    )
    backward = st.query_params.get(BACK)
    say_ignored(BACK, [f"“{backward[:20]}” is no direction; 1 is backward"] if backward not in (None, "1") else [])
    say_ignored(ARRIVES, _not_arriving(cell))
    parts = len(back(cell)["parts"]) if backward == "1" else len(cell.micro_plan)
    say_ignored(AT, _outside(AT, parts, "micro-steps"))
    say_ignored(UNIT, _outside(UNIT, units, "units"))
    return before.changed(edits)


def edits_in_link(numbers: Numbers) -> str:
    """The changes that hold, as a link writes them."""
    return written(read(st.query_params.get(EDITS, ""), numbers)[0])


def remember(edits: str) -> None:
    """Write the changes into the address; nothing of them stays there when there are none."""
    if edits:
        st.query_params[EDITS] = edits
    elif EDITS in st.query_params:
        del st.query_params[EDITS]


def preset_choice(cell: Cell) -> str | None:
    """One of the presets of the cell, or None; a cell without a valve has nothing to choose."""
    names = list(presets(cell))
    if not names:
        return None
    pills = partial(st.pills, "Turn the valves to", names, key=PRESET, bind="query-params")
    return bound(PRESET, "preset", str, pills)


def reset() -> None:
    """Back to the numbers of the same seed, as they were drawn."""
    remember("")
    st.session_state[PRESET] = None


def _not_arriving(cell: Cell) -> list[str]:
    asked = st.query_params.get(ARRIVES)
    found = [(part, ARRIVED.fullmatch(part)) for part in asked.split(BETWEEN)] if asked else []
    wrong = [part[:20] for part, fits in found if not fits or fits[1] not in hears(cell)]
    return [f"“{part}” is none of {', '.join(hears(cell))} with a number from −2 to 2" for part in wrong[:SAID]]


def _outside(key: str, count: int, what: str) -> list[str]:
    asked = st.query_params.get(key)
    if asked is None or (asked.isascii() and asked.isdigit() and 1 <= int(asked[:9]) <= count):
        return []
    return [f"“{asked[:20]}” is none of the {count} {what}"]
