"""What becomes of a larger network's answer when values in it are held or carried over."""

import numpy as np
import streamlit as st

from figures.charts.questions.before_after import before_after
from lstm_core.networks.network import Network
from lstm_core.said import percent
from lstm_core.tasks import france
from ui import controls, edits, lesson
from ui.lessons.big_demos import reading, runs
from ui.lessons.big_demos.run_files import Told

NOTHING = "nothing"


def draw(run: Told, network: Network, words: tuple[str, ...]) -> None:
    """The next word before and after an edit, chosen from a few or written down."""
    middle = (france.country_position(words) + len(words)) // 2
    other = "spain" if words[france.country_position(words)] != "spain" else "japan"
    gate = next((name for name in ("f", "z") if name in network.cell.names), network.cell.names[0])
    state = network.cell.states[0]
    offered = {
        NOTHING: "",
        f"{state} of {other.capitalize()} in mid-story": f"{state} from {other} word {middle}",
        f"h of {other.capitalize()} in mid-story": f"h from {other} word {middle}",
        f"{gate} = 0 in mid-story": f"{gate}=0 word {middle}",
    }
    kind = controls.pick("What to change", list(offered), "big_edit", NOTHING)
    with lesson.expander("Your edits as text"):
        typed = controls.sentence(
            "In order, separated by semicolons; in place of the choice above", "big_edits", edits.EXAMPLE
        )
    changes, refusals = edits.read(typed or offered[kind], network.cell, words, network.hidden_size)
    for refusal in refusals:
        st.warning(lesson.in_words(ValueError(refusal)), icon=":material/block:")
    before, after = _answers(run.path, run.status.get("step"), words, tuple(changes), run)
    best = list(dict.fromkeys([*_likeliest(network, after), *_likeliest(network, before)]))[:6]
    columns = [network.vocabulary.index(word) for word in best]
    shares = {"before": [float(before[k]) for k in columns], "after": [float(after[k]) for k in columns]}
    said = "; ".join(edits.told(change, words) for change in changes) or "nothing is changed yet"
    spoken = f"Untouched it says {_top(network, before)}; with the edits, {_top(network, after)}"
    lesson.say(f"Here {lesson.plain(said)}. {spoken}.")
    lesson.chart(before_after(best, shares, lesson.dark()), f"{spoken}.", "big_before_after", lesson.COLUMN)
    lesson.how_to_read(f"An outline is the untouched network after “{words[-1]}”, a full bar the one with the edits.")


@st.cache_resource(max_entries=32, show_spinner=False)
def _answers(path, step, words: tuple[str, ...], changes: tuple[edits.Change, ...], _run: Told):
    """Probabilities of the next word (V,) before and after."""
    network = runs.network(_run)
    position = france.country_position(words)
    sources = {
        change.country: network.run(
            reading.ids_of(network, (*words[:position], change.country, *words[position + 1 :]))
        )
        for change in changes
        if change.country
    }
    ids = reading.ids_of(network, words)
    return tuple(network.run(ids, made).probs[-1, 0] for made in ((), edits.made(changes, sources)))


def _likeliest(network: Network, chances: np.ndarray, count: int = 4) -> list[str]:
    return [network.vocabulary[k] for k in (-chances).argsort(kind="stable")[:count]]


def _top(network: Network, chances: np.ndarray) -> str:
    return f"**{_likeliest(network, chances, 1)[0]}** ({percent(float(chances.max()))})"
