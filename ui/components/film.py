"""The film on a page: packs a Film into one blob of bytes and mounts the browser's half of it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
import streamlit as st

from lstm_core.board import show
from lstm_core.diagram.diagram import diagram
from lstm_core.film import Film
from ui.components.blob import blob
from ui.components.component import component
from ui.components.names import names

FORMAT = 1


class Mark(NamedTuple):
    """A stretch of words that a reader has marked in one lane: steps first … last, at the row of one unit."""

    name: str
    unit: int
    first: int
    last: int


def film(
    film: Film | bytes,
    key: str,
    alternatives: str = "",
    listen: bool = False,
    poster: str = "",
    on_mark: Callable[[Mark], None] | None = None,
) -> dict[str, int] | None:
    """Show the film. It plays, steps and scrubs in the browser without a message to the server.

    `alternatives` says in words what the *because* view compares with ("each other country"). With `listen` the page
    reruns once the reader has rested on a word for 600 ms, and gets {"word": step, "unit": unit}; None before that.
    A film that was packed before is given as its bytes; `poster` is markup of ours that stands there until it has come.
    `on_mark` is called, before the page runs again, when the reader has dragged along the words of one lane.
    """
    packed = film if isinstance(film, bytes) else pack(film, alternatives, listen, on_mark is not None)
    if on_mark is not None:
        _markable(film, key, packed, on_mark)
        return None
    if not listen:
        component("film", poster)(key=key, data=packed)
        return None
    place = component("film")(key=key, data=packed, default={"place": None}, on_place_change=lambda: None).place
    return _checked(film, place)


def _markable(film: Film, key: str, packed: bytes, on_mark: Callable[[Mark], None]) -> None:
    def marked() -> None:
        mark = _checked_mark(film, st.session_state[key].get("marked"))
        if mark:
            on_mark(mark)

    component("film")(key=key, data=packed, default={"marked": None}, on_marked_change=marked)


def pack(film: Film, alternatives: str = "", listen: bool = False, marks: bool = False) -> bytes:
    """[u32 length of the header][header as JSON, padded to 4][float32 …]; ValueError for NaN or infinity."""
    arrays = _arrays(film)
    header = _header(film, alternatives) | {"report": listen}
    header |= {"marks": list(film.cell.names)} if marks else {}
    header |= {"noun": film.noun} if film.noun != "word" else {}
    return blob(header, arrays, "the film")


def _arrays(film: Film) -> dict[str, np.ndarray]:
    """{name in the blob: array}; x is left to Python, it has no value of a unit."""
    nodes = film.cell.graph.nodes
    named = {f"node/{k}": array for k, array in film.node_arrays.items() if nodes[k].op != "x"}
    because = {f"because/{name}": array for name, array in film.because.items()}
    carry = {f"carry/{state}": array for state, array in film.carry.items()}
    mixed = [state for state, carry in film.cell.carry.items() if not carry.kept]
    parts = {f"{part}/{state}": getattr(film, part)[state] for state in mixed for part in ("kept", "added")}
    probabilities = np.array([[probability for _, probability in row] for row in film.top_words])
    return named | because | carry | parts | ({"top_probs": probabilities} if film.top_words else {})


def _header(film: Film, alternatives: str) -> dict[str, Any]:
    cell, graph = film.cell, film.cell.graph
    return {
        "format": FORMAT,
        "title": cell.title,
        "words": list(film.words),
        "hidden_size": film.hidden_size,
        "states": list(cell.states),
        "output": "h",
        "names": [name | {"lane": True} for name in names(film.cell)],
        "nodes": [
            {"op": node.op, "args": node.args, "name": node.name, "text": show.expression(cell, k)}
            | ({"value": node.value} if node.value is not None else {})
            for k, node in enumerate(graph.nodes)
        ],
        "micro_steps": [
            {
                "kind": step.kind,
                "title": step.title,
                "sentence": step.sentence,
                "name": step.name,
                "nodes": step.nodes,
                "reads": step.reads,
                "formula": step.formula,
                "source": step.source,
            }
            for step in film.micro_steps
        ],
        "belt": {
            state: {"factor": carry.node, "factor_text": carry.text, "kept": carry.kept, "added": carry.added}
            for state, carry in cell.carry.items()
        },
        "orders": {by: order.tolist() for by, order in film.orders.items()},
        "cues": list(film.cues),
        "cause": _cause(film),
        "span": film.span,
        "because": list(film.because),
        "alternatives": alternatives or _counted(film.alternatives),
        "top_words": [[word for word, _ in row] for row in film.top_words],
        "diagram": diagram(cell),
    }


def _cause(film: Film) -> int | None:
    """The step of the word that *because* is about: the first marked one at which this run leaves the others."""
    differs = sum(np.abs(array).sum(axis=1) for array in film.because.values())
    return next((t for t in film.cues if film.because and differs[t] > 1e-6), None)


def _counted(alternatives: int) -> str:
    return f"{alternatives} other sentence{'' if alternatives == 1 else 's'}"


def _checked_mark(film: Film, mark: Mapping[str, Any] | None) -> Mark | None:
    """What the browser says was marked, if it can be true."""
    if not isinstance(mark, Mapping) or mark.get("name") not in film.cell.names:
        return None
    unit, first, last = (mark.get(key) for key in ("unit", "first", "last"))
    if not all(isinstance(number, int) for number in (unit, first, last)):
        return None
    if not (0 <= unit < film.hidden_size and 0 <= first <= last < len(film.words)):
        return None
    return Mark(mark["name"], unit, first, last)


def _checked(film: Film, place: Mapping[str, Any] | None) -> dict[str, int] | None:
    """What the browser said, if it can be true: a hand-made client may say anything."""
    if not isinstance(place, Mapping):
        return None
    word, unit = place.get("word"), place.get("unit")
    if isinstance(word, int) and isinstance(unit, int) and 0 <= word < len(film.words) and 0 <= unit < film.hidden_size:
        return {"word": word, "unit": unit}
    return None
