"""A lesson as one HTML file, which opens from a disk: no server, no request, and a policy that allows none."""

from urllib.parse import parse_qs

from offline import page
from offline.addresses import nowhere, only_here
from offline.idle import idle
from offline.lessons import Recorded, recorded, told
from offline.recording import Recorder
from offline.said.shelf import Shelf
from ui.frame import Lesson

LARGEST = 500_000  # bytes
KEPT_FREE = 40_000  # of them, for the texts of the screens
MOST = 60  # screens


def one_file(recorder: Recorder, lesson: Lesson, query: str = "", most: int = MOST) -> str:
    """The page of a lesson as it stands at an address; as many of its other screens go along as there is room for."""
    asked = {key: ",".join(values) for key, values in parse_qs(query.lstrip("?")).items()}
    size = 0

    def room(shelf: Shelf, added: set[str]) -> bool:
        nonlocal size
        more = sum(len(page.text_of(shelf.blobs[name])) for name in added)
        first = size == 0
        if not first and size + more > LARGEST - KEPT_FREE:
            return False
        size += (
            more
            if not first
            else more
            + len(
                page.text_of(page.scripts(_components(shelf), idle=idle(shelf, alone=True), in_one=True).now.encode())
            )
        )
        return True

    found = recorded(recorder, lesson, asked, most, only_here, nowhere, room)
    return _written(found, query.lstrip("?"))


def _components(shelf: Shelf) -> tuple[str, ...]:
    return tuple(sorted({node["name"] for node in shelf.nodes if node["is"] == "component"}))


def _written(found: Recorded, query: str) -> str:
    script, begin = page.scripts(found.components, idle=idle(found.shelf, alone=True), in_one=True).now, page.begin()
    parts = {"script": script.encode(), **told(found, query, charts=False, more="more")}
    blocks = [page.block(name, content) for name, content in parts.items()]
    return page.document(
        found.lesson.menu,
        page.waiting(found.lesson.claim),
        scripts="\n".join([*blocks, f"<script>{begin}</script>"]),
        allowed=f"{page.allowed(begin, script)} blob:{page.compiling(script)}",
    )
