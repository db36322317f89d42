"""A lesson as one HTML file, which opens from a disk: no server, no request, and a policy that allows none."""

import json
from functools import partial
from urllib.parse import parse_qs

from offline import page
from offline.addresses import nowhere, only_here
from offline.idle import idle
from offline.lessons import Recorded, recorded
from offline.recording import Recorder
from offline.said.shelf import Shelf
from offline.told import told
from ui.frame import Lesson

LARGEST = 500_000  # bytes, but for a screen that somebody set up and which alone needs more
KEPT_FREE = 12_000  # of them, for the frame of the page and the names of its screens
MOST = 60  # screens
LARGE = {"network": "the network of this screen", "film": "the film of this screen, with all its numbers,"}


def one_file(recorder: Recorder, lesson: Lesson, query: str = "", most: int = MOST) -> str:
    """The page of a lesson as it stands at an address; as many of its other screens go along as there is room for."""
    asked = {key: ",".join(values) for key, values in parse_qs(query.lstrip("?")).items()}
    sizes: dict[str, int] = {}
    limit = LARGEST - KEPT_FREE

    def room(shelf: Shelf, needed: bool) -> bool:
        nonlocal limit
        for name in shelf.blobs.keys() - sizes.keys():
            sizes[name] = len(page.text_of(shelf.blobs[name]))
        script = page.scripts(_components(shelf), idle=idle(shelf, alone=True), in_one=True).now
        texts = json.dumps(shelf.nodes, ensure_ascii=False).encode()
        whole = sum(sizes[name] for name in shelf.blobs) + len(page.text_of(script.encode())) + len(page.text_of(texts))
        if needed:
            limit = max(limit, whole)
        return whole <= limit

    found = recorded(recorder, lesson, asked, most, only_here, nowhere, room)
    return _written(found, query.lstrip("?"))


def _components(shelf: Shelf) -> tuple[str, ...]:
    return tuple(sorted({node["name"] for node in shelf.nodes if node["is"] == "component"}))


def _written(found: Recorded, query: str) -> str:
    script, begin = page.scripts(found.components, idle=idle(found.shelf, alone=True), in_one=True).now, page.begin()
    parts = {"script": script.encode(), **told(found, query, charts=False, more="more")}
    blocks = [page.block(name, content) for name, content in parts.items()]
    write = partial(
        page.document,
        found.lesson.menu,
        page.waiting(found.lesson.claim),
        scripts="\n".join([*blocks, f"<script>{begin}</script>"]),
        allowed=f"{page.allowed(begin, script)} blob:{page.compiling(script)}",
    )
    size = len(write().encode())
    return write(more=why_larger(found.shelf, size) if size > LARGEST else "")


def why_larger(shelf: Shelf, size: int) -> str:
    """What makes a file of so many bytes larger than others, in a sentence."""
    most, name = max((len(page.text_of(content)), name) for name, content in shelf.blobs.items())
    shown = (node["name"] for node in shelf.nodes if node["is"] == "component" and name in (node["bytes"] or ""))
    what, usual = LARGE.get(next(shown, ""), "what this screen shows"), LARGEST // 1000
    return f"This file has {size // 1000} KB, others have at most {usual}: {what} alone takes {most // 1000}."
