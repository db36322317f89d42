"""What the lesson on the family shows: the gallery, two cells side by side, and how both answer one input."""

import importlib
from collections.abc import Mapping
from functools import cache

import numpy as np
import streamlit as st

from figures import theme
from lstm_core import CELLS
from lstm_core.diagram.diagram import diagram, keyed
from lstm_core.experiments.two_cells import answer, in_letters, parameters, rows
from lstm_core.said import joined
from ui.components.blob import blob
from ui.components.component import component
from ui.shipped import networks

FIRST, SECOND = "family_first", "family_second"  # in the address: the two cells that are compared
SIZES = (32, 64)  # D and H at which parameters are counted
UNITS, STEPS, PULSES = 8, 60, {5: 3.0, 6: 3.0, 32: -3.0}


@cache
def cells() -> tuple[str, ...]:
    """All cells, the LSTM first, then by how many of its lines they change."""
    changed = {key: sum(row.differs for row in rows(CELLS["lstm"], cell)) for key, cell in CELLS.items()}
    return tuple(sorted(CELLS, key=lambda key: (changed[key], networks.title(key))))


def told(key: str) -> tuple[str, str]:
    """(what a cell changes, its source) as the first sentence of its file says them."""
    line = (importlib.import_module(f"lstm_core.cells.{key}").__doc__ or "").strip().splitlines()[0]
    before, _, rest = line.partition(" (")
    source, _, after = rest.partition(")")
    return after.strip(":;,. ") or before.rstrip("."), source


def gallery(first: str, second: str) -> None:
    """Every cell in one drawing style; a click puts it beside the first of the two."""
    shown = [{"key": key, "changes": told(key)[0], "source": told(key)[1], **_drawn(key)} for key in cells()]
    header = {"kind": "gallery", "first": first, "second": second, "cells": shown}
    component("family")(data=blob(header, {}, "the gallery"), key="family_gallery", on_chosen_change=_chosen)


def _chosen() -> None:
    """What the browser sends is a key of CELLS, or ignored."""
    asked = st.session_state["family_gallery"].get("chosen")
    if asked in CELLS:
        st.session_state[SECOND] = asked


def pair(first: str, second: str) -> None:
    """Equations side by side, differing signs marked, and the diagram of one that turns into the other."""
    both = [{"key": key, **_drawn(key)} for key in (first, second)]
    header = {
        "kind": "pair",
        "cells": both,
        "colours": list({name: colour for cell in reversed(both) for name, colour in cell["colours"]}.items()),
        "rows": [row._asdict() for row in rows(CELLS[first], CELLS[second])],
    }
    component("family")(data=blob(header, {}, "the two cells"), key="family_pair")


@cache
def _drawn(key: str) -> dict:
    cell = CELLS[key]
    colours = theme.colours(cell.names)
    return {
        "title": cell.title,
        "diagram": keyed(cell, diagram(cell)),
        "colours": [
            (name, {use: getattr(colours[name], use) for use in ("mark", "light", "dark")}) for name in cell.names
        ],
    }


def sizes(keys: tuple[str, ...]) -> list[dict[str, str]]:
    """A row of a table for each cell: parameters in letters and in numbers, source."""
    D, H = SIZES
    return [
        {
            "cell": networks.title(key),
            "parameters": in_letters(CELLS[key]),
            f"D = {D}, H = {H}": f"{parameters(CELLS[key], D, H):,}",
            "source": told(key)[1],
        }
        for key in dict.fromkeys(keys)
    ]


def difference(first: str, second: str) -> str:
    """The verdict on two cells in a sentence."""
    if first == second:
        return "Both are the same cell: choose another one, here or with a click in the gallery below."
    changed = [row.name for row in rows(CELLS[first], CELLS[second]) if row.differs]
    more = parameters(CELLS[second], *SIZES) - parameters(CELLS[first], *SIZES)
    count = f"{abs(more):,} {'more' if more > 0 else 'fewer'} parameters" if more else "as many parameters"
    lines = f"{len(changed)} line{'s' * (len(changed) != 1)}, {joined([f'*{name}*' for name in changed])}"
    return (
        f"From the **{networks.title(first)}** to the **{networks.title(second)}**: {lines}; with {SIZES[0]} inputs "
        f"and {SIZES[1]} units it has {count}."
    )


def pulses() -> np.ndarray:
    """The input of the experiment, (T,)."""
    return np.array([PULSES.get(step, 0.0) for step in range(STEPS)])


@st.cache_data(max_entries=64, show_spinner=False)
def answers(first: str, second: str, seed: int) -> dict[str, dict[str, np.ndarray]]:
    """{title: {"state" | "h": (T,)}} of one unit: the one whose memory moves most in the first cell."""
    found = {key: answer(CELLS[key], pulses(), UNITS, seed) for key in dict.fromkeys((first, second))}
    unit = int(np.abs(found[first]["state"]).max(axis=0).argmax())
    return {
        networks.title(key): {kind: array[:, unit] for kind, array in parts.items()} for key, parts in found.items()
    }


def left(found: Mapping[str, Mapping[str, np.ndarray]]) -> str:
    """What is left of the first pulse just before the second, in words."""
    last, before = max(PULSES), sorted(PULSES)[-2]
    shares = [
        f"{abs(v['state'][last - 1] / v['state'][before]):.2g} ({title})"
        for title, v in found.items()
        if v["state"][before]
    ]
    steps = last - 1 - before
    return (
        f"Of what the memory held after the first pulses, {steps} steps later there is {joined(shares)} times as much."
    )
