"""The first screen: what was opened, the badge, the guess; then the film of it."""

import streamlit as st

from lstm_core.models.opened import Opened
from ui import guesses, lesson
from ui.lessons.your_model import badges, films, looked, networks, overview, votes, words
from ui.lessons.your_model.choose import Chosen
from ui.lessons.your_model.dropped import sources
from ui.lessons.your_model.dropped.sources import Source
from ui.lessons.your_model.looked import Looked

GUESS = "yours_guess"
SLOW = 2e9  # multiplications of a run: more, and a bar says how far it is


def open_one() -> tuple[Source, Opened] | None:
    """The chosen file and what it holds; None, with a sentence, where it is refused."""
    with lesson.refused():
        source = sources.choose()
        return source, sources.opened(source)
    return None


def look(chosen: Chosen | None) -> Looked | None:
    """What the chosen network does with its input, if the badge can be given; else None, with a sentence."""
    if chosen is None:
        lesson.waiting("Choose the example, or drop another file.")
        return None
    with lesson.refused():
        found = _read(chosen)
        lesson.say(words.of_network(found))
        return found if badges.draw(found) else None
    return None


def ask(found: Looked | None) -> str:
    """The guess about the layer; "" before it. Of a layer that no gate keeps nothing is asked."""
    if found is None:
        return ""
    question = votes.question(found)
    if question is None:
        return guesses.SHOW
    return guesses.guess(question, votes.OPTIONS, GUESS) or ""


def draw(found: Looked | None, said: str) -> None:
    """What is so, the film, and above it the whole run where that is long; nothing before the guess."""
    if found is None:
        return
    if not said:
        lesson.waiting("Choose an answer. Then the film of this network plays here.")
        lesson.how_to_read(words.BADGE)
        return
    with lesson.refused():
        lesson.say(votes.verdict(found, said) if votes.question(found) else votes.without_a_gate(found))
        if overview.is_long(found):
            overview.draw(found)
        films.draw(found, overview.start(found))


def _read(chosen: Chosen) -> Looked:
    work = networks.weights_of(chosen.network) * len(chosen.read.values)
    if work < SLOW:
        return looked.look(chosen)
    bar = st.progress(0.0, f"Reading {len(chosen.read.values):,} steps …")
    found = looked.look(chosen, bar.progress)
    bar.empty()
    return found
