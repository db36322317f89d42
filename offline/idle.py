"""What a lesson never asks for, and what its files therefore leave out: modules, sheets, explanations of terms."""

from collections.abc import Iterator, Mapping
from typing import Any

from offline.said.shelf import Shelf, header_of
from ui.components.component import STANDS_ON

FOR_THE_SERVER = (  # what a server is asked
    *("film/more/more.js", "film/more/panel.js", "film/more/more.css"),
)
FOR_LEARNING = ("live/kernels/simd.js",)  # fast kernels, for which a short run is too short
FOR_RANKED_ROWS = ("film/ranked/asking.js", "film/ranked/ranks.js", "film/ranked/said.js", "film/ranked/ranked.css")
FOR_THE_FIRST_PAGE = ("thread/start.js",)
WITHOUT_PLOTLY = ("offline/drawn/drawn.js",)  # beside the lessons of a folder Plotly lies
LEARN = {name for name, stands in STANDS_ON.items() if "trainer" in stands}
TERM = "#term-"  # begins the address of a term


def idle(shelf: Shelf, alone: bool = False) -> tuple[str, ...]:
    """The files of static/ that no screen of a lesson asks for; `alone`: its charts are drawn without Plotly."""
    shown = [node for node in shelf.nodes if node["is"] == "component"]
    learns = LEARN.intersection(node["name"] for node in shown)
    ranks = any((_said(shelf, node).get("live") or {}).get("rows") for node in shown if node["name"] == "film")
    first = any(_said(shelf, node).get("start") for node in shown if node["name"] == "thread")
    draws = alone and any(node["is"] == "chart" for node in shelf.nodes)
    return (
        *FOR_THE_SERVER,
        *(() if first else FOR_THE_FIRST_PAGE),
        *(() if draws else WITHOUT_PLOTLY),
        *(() if learns else FOR_LEARNING),
        *(() if ranks else FOR_RANKED_ROWS),
    )


def _said(shelf: Shelf, node: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the message of a component says of itself; nothing where its screen was left out."""
    message = shelf.blobs.get(node["bytes"].split("+")[0])
    return {} if message is None else header_of(message)[0]


def only_named_terms(nodes: Mapping[int, Any], named: set[str]) -> dict[int, Any]:
    """The nodes of a page, its glossary with the terms that the lesson names."""
    return {
        number: _with_terms(node, named) if node.get("name") == "glossary" else node for number, node in nodes.items()
    }


def _with_terms(node: Any, named: set[str]) -> Any:
    said = node["json"]
    kept = {
        part: {term: text for term, text in said[part].items() if term in named and text} for part in ("terms", "more")
    }
    return {**node, "json": {**said, **kept}}


def terms_named(shelf: Shelf) -> set[str]:
    """The terms to which a text of the lesson leads."""
    return {
        address.removeprefix(TERM) for node in shelf.nodes for address in _addresses(node) if address.startswith(TERM)
    }


def _addresses(inside: Any) -> Iterator[str]:
    if isinstance(inside, dict):
        if isinstance(inside.get("href"), str):
            yield inside["href"]
        inside = list(inside.values())
    if isinstance(inside, list):
        for part in inside:
            yield from _addresses(part)
