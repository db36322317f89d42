"""The chart that answers its levers in the page: what the page gets once, and where the levers stand."""

from typing import Any

import numpy as np
import streamlit as st

from figures.cell_styles import look
from lstm_core import CELLS
from lstm_core.browser.blob import blob
from lstm_core.live.program import program
from lstm_core.live.ziggurat import parts_of_edges
from lstm_core.signals.jacobians import pascanu_bound
from lstm_core.signals.lengths import LOSSES
from ui.components.played import played
from ui.in_the_page import position
from ui.lessons.vanishing import lead, pictures, votes
from ui.lessons.vanishing.levers import IN_THE_PAGE, INPUTS, LONGEST, SEEDS, TOUR, Levers, again, drawn, moves, units
from ui.lessons.vanishing.numbers import BACK
from ui.shipped import networks
from ui.thread import claims

KEY = "vanishing_hero"


def draw(cells: list[str], levers: Levers, guess: str | None, theory: bool) -> None:
    """The levers, the sentence on where they stand, the chart and its numbers.

    A lever that has come to rest runs no more than this, unless something is unfolded that speaks of it.
    """
    played("vanishing", message(tuple(cells), levers.start, levers.sizes, levers.loss, guess, theory), KEY)
    folds = [*(key for _, key, _ in pictures.FURTHER), *claims.folds("vanishing")]
    moved = levers._replace(**position(KEY, IN_THE_PAGE)) != levers
    if moved and any(st.session_state.get(key) for key in folds):
        st.rerun()


@st.cache_resource(max_entries=16, show_spinner=False)
def message(
    cells: tuple[str, ...], start: str, sizes: str, loss: str, guess: str | None, theory: bool = False
) -> bytes:
    """What the page draws the networks from, their programs and words, for any position of the levers."""
    about, arrays = [], {"edges": parts_of_edges()}
    for number, key in enumerate(cells):
        found = [drawn(key, start, sizes, seed) for seed in SEEDS]
        for seed, network in enumerate(found):
            sent = network.weights.keys() - network.uniform
            arrays |= {f"{number}/{seed}/{name}": network.weights[name] for name in sorted(sent)}
        title = networks.title(key)
        about.append(
            {
                "title": title,
                "program": program(CELLS[key]),
                "units": units(key, sizes),
                **look(title, number)._asdict(),
                **moves(key, start),
                "again": again(key, start),
                "noise": [network.stands for network in found],
                "theory": expected(key, start, loss, [network.weights for network in found]) if theory else None,
                "u": [network.u.tolist() for network in found],
            }
        )
    header = {
        "cells": about,
        "inputs": INPUTS,
        "longest": LONGEST,
        "seeds": list(SEEDS),
        "every": loss != LOSSES[0],
        "back": BACK,
        "levers": [lever._asdict() | {"idle": lead.idle(lever.name, start)} for lever in IN_THE_PAGE],
        "guess": votes.range_of(guess) if guess in votes.OPTIONS else None,
        "tour": {"stops": TOUR, "cell": cells.index("lstm")} if "lstm" in cells and start != "chrono" else None,
        "words": lead.words(cells, start, loss),
    }
    return blob({"format": 1, **header}, arrays, "the way back")


def expected(cell: str, start: str, loss: str, weights: list[dict[str, np.ndarray]]) -> dict[str, Any] | None:
    """What the theory says of a step: ln of the "bound" of an RNN at scale 1, or that a "belt" has one gate.

    Nothing for a loss at every step, nor for chrono, whose gates differ.
    """
    if loss != LOSSES[0]:
        return None
    if cell == "rnn":
        return {"bound": float(np.log(np.mean([pascanu_bound(each["W_hh"]) for each in weights])))}
    opened = start != "chrono" and any(carry.bias for carry in CELLS[cell].carry.values())
    return {"belt": True} if opened else None
