"""A film as one blob of bytes: all that the browser draws, in the order in which static/film reads it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_core.board import show
from lstm_core.browser.blob import blob
from lstm_core.browser.names import names
from lstm_core.browser.readings import readings, versus
from lstm_core.diagram.diagram import diagram
from lstm_core.film import Film

FORMAT = 1


def pack(
    film: Film,
    alternatives: str = "",
    listen: bool = False,
    live: dict[str, Any] | None = None,
    more: Mapping[str, np.ndarray] | None = None,
) -> bytes:
    """[u32 length of the header][header as JSON, padded to 4][float32 …]; ValueError for NaN or infinity.

    `more` are arrays that a live film needs besides what it draws.
    """
    arrays = _arrays(film) | dict(more or {})
    header = _header(film, alternatives) | {"report": listen}
    header |= {"noun": film.noun} if film.noun != "word" else {}
    header |= {"tags": True} if film.tags else {}
    header |= {"live": live} if live else {}
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
    compared = alternatives or _counted(film.alternatives)
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
            | ({"value": node.value} if node.op == "number" else {})
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
        "alternatives": compared,
        "versus": versus(compared),
        "readings": readings(film, compared),
        "top_words": [[word for word, _ in row] for row in film.top_words],
        "diagram": diagram(cell),
    }


def _cause(film: Film) -> int | None:
    """The step of the word that *because* is about: the first marked one at which this run leaves the others."""
    differs = sum(np.abs(array).sum(axis=1) for array in film.because.values())
    return next((t for t in film.cues if film.because and differs[t] > 1e-6), None)


def _counted(alternatives: int) -> str:
    return f"{alternatives} other sentence{'' if alternatives == 1 else 's'}"
