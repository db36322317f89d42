"""The way back over the words of a sentence, as the page plays it: what it gets once."""

import streamlit as st

from figures.cell_styles import look
from figures.theme import SEQUENTIAL
from lstm_core.browser.blob import blob
from ui.components import network
from ui.components.played import played
from ui.lessons.way_back import lead, numbers, votes
from ui.lessons.way_back.levers import ANSWER, CLAUSES, IN_THE_PAGE, USUAL, sentence
from ui.shipped import networks, stories

KEY = "back_hero"


def draw(guess: str | None) -> None:
    """The levers, the sentence on where they stand, the words, the chart and its numbers."""
    played("way_back", message(guess), KEY)
    network.send(numbers.of_the_window(), "back_network")


def cells(revealed: bool) -> list[str]:
    """The cells in the picture; those that carry something wait for the learner's prediction."""
    return [cell for cell in networks.COMPARED if revealed or cell == "rnn"]


@st.cache_resource(max_entries=16, show_spinner=False)
def message(guess: str | None) -> bytes:
    """The pulls at every word of every sentence, and the words for any position of the levers."""
    shown = cells(bool(guess))
    told, arrays = [], {}
    for clauses in CLAUSES:
        words = sentence(clauses)
        for place, by in enumerate(numbers.BY):
            found = numbers.trained(words, ANSWER, by)
            for number, cell in enumerate(shown):
                arrays[f"{place}/{clauses}/{number}"] = found[networks.title(cell)][:, ::-1]
        answers = [numbers.answered(cell, words, ANSWER) for cell in shown]
        told.append({"words": words, "gap": stories.gap_of(words), "answers": answers})
    asked = guess in votes.OPTIONS  # of the memory, the first of BY
    header = {
        "cells": [{"title": networks.title(cell), **look(networks.title(cell))._asdict()} for cell in shown],
        "sentences": told,
        "coloured": len(shown) - 1,
        "stops": SEQUENTIAL,
        "levers": [lever._asdict() for lever in IN_THE_PAGE],
        "guess": {"clauses": USUAL, "band": votes.band(guess)} if asked else None,
        "voted": bool(guess),
        "network": network.name(numbers.of_the_window()),
        "score": numbers.score(numbers.of_the_window(), ANSWER).tolist(),
        "words": lead.words(shown),
    }
    return blob({"format": 1, **header}, arrays, "the way back", finite=False)
