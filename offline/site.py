"""The lessons as a folder for any web host, or for a disk: pages, scripts, data, a page for teachers."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from offline import addresses, page
from offline.idle import idle
from offline.lessons import Recorded, recorded
from offline.overview import contents, needing, teacher
from offline.recording import Recorder
from offline.said.shelf import Shelf
from offline.told import at_once, folded, told
from ui.download import NEED_THE_APP
from ui.frame import Lesson, pages

MOST = 60  # screens of a lesson
LARGEST = 25_000_000  # bytes of a folder
KEPT_FREE = 11_000_000  # of them, for the scripts and the texts
LEFT_OUT = "It was left out of this folder. The app has it."
WAYS = (("All lessons", "contents.html"), ("For teachers", "teacher.html"))


class Store:
    """How many bytes the lessons may still take; the next one may take twice its share."""

    def __init__(self, left: int, lessons: int):
        self.left, self.lessons, self.own = left, lessons, 0
        self.known: set[str] = set()

    def next(self) -> None:
        """Another lesson begins."""
        self.own = min(self.left, 2 * self.left // max(1, self.lessons))
        self.lessons -= 1

    def room(self, shelf: Shelf, needed: bool) -> bool:
        """Whether what stands on the shelf may come along: what is needed always, anything else where there is room."""
        new = shelf.blobs.keys() - self.known
        size = sum(len(page.text_of(shelf.blobs[name])) for name in new)
        if size > self.own and not needed:
            return False
        self.known |= new
        self.left, self.own = self.left - size, self.own - size
        return True


@contextmanager
def made(target: Path) -> Iterator[Path]:
    """An empty folder that becomes the target once all is written; nothing of it stays after a failure."""
    if target.exists():
        raise FileExistsError(f"{target} exists already: name a folder that does not, or remove it")
    if not target.absolute().parent.is_dir():
        raise FileNotFoundError(f"there is no folder {target.absolute().parent} to write {target.name} into")
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.absolute().parent))
    try:
        with whole(target):
            yield beside
            beside.chmod(0o755)
            beside.rename(target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def whole(target: Path) -> Iterator[None]:
    """An error of the disk while the target is written, a full one too, says which target that was."""
    try:
        yield
    except OSError as error:
        raise OSError(f"{target} could not be written, and nothing of it stays: {error.strerror or error}") from None


def site(
    recorder: Recorder,
    target: Path,
    names: list[str] | None = None,
    most: int = MOST,
    say: Callable[[str], None] = print,
) -> dict[str, str]:
    """Write the folder; returns {lesson: why it is not in there} of those that are not."""
    refused: dict[str, str] = {}
    with made(target) as folder:
        for part in ("data", "script"):
            (folder / part).mkdir()
        charts, store = False, Store(LARGEST - KEPT_FREE, len(pages()))
        for lesson in pages():
            store.next()
            why = f"It needs the app. {NEED_THE_APP[lesson.name]}" if lesson.name in NEED_THE_APP else ""
            why = why or ("" if names is None or lesson.name in names else LEFT_OUT)
            if not why:
                try:
                    found = recorded(
                        recorder, lesson, {}, most, addresses.link, addresses.page_link, store.room, ".html"
                    )
                    charts |= _written(folder, found)
                    say(f"{lesson.name}: {len(found.screens)} screens")
                except (ValueError, RuntimeError) as error:
                    why = f"It could not be written: {error}."
            if why:
                refused[lesson.name] = why
                _page(folder, lesson, needing(lesson, why))
                say(f"{lesson.name}: {why}")
        (folder / "begin.js").write_text(page.begin(), encoding="utf-8")
        (folder / "contents.html").write_text(page.document("All lessons", contents(refused), WAYS), encoding="utf-8")
        (folder / "teacher.html").write_text(page.document("For teachers", teacher(refused), WAYS), encoding="utf-8")
        if charts:
            shutil.copyfile(page.plotly(), folder / "plotly.min.js")
    return refused


def _written(folder: Path, found: Recorded) -> bool:
    """A lesson in the folder; whether it has a chart."""
    name = found.lesson.name
    script, further = page.scripts(found.components, folded(found), idle(found.shelf)), f"script/{name}-more.js"
    parts = told(found, "", charts=True, more=f"{name}-more", script=further if script.later else "")
    for part, content in parts.items():
        file = folder / "data" / f"{name if part == 'lesson' else part}.js"
        if not file.exists():
            file.write_text(f'(globalThis.packed??={{}})["{part}"]="{page.text_of(content)}";\n', encoding="ascii")
    (folder / "script" / f"{name}.js").write_text(script.now, encoding="utf-8")
    if script.later:
        (folder / further).write_text(script.later, encoding="utf-8")
    own = [f"data/{one}.js" for one in sorted(at_once(found) & parts.keys())]
    files = [f"script/{name}.js", f"data/{name}.js", *own, "begin.js"]
    scripts = "\n".join(f'<script src="{file}" defer></script>' for file in files)
    _page(folder, found.lesson, page.waiting(found.lesson.claim), scripts, f"'self' blob:{page.compiling(*script)}")
    return any(node["is"] == "chart" for node in found.shelf.nodes)


def _page(folder: Path, lesson: Lesson, inside: str, scripts: str = "", allowed: str = "'none'") -> None:
    text = page.document(lesson.menu, inside, WAYS, scripts, allowed)
    (folder / addresses.file_of(lesson.name)).write_text(text, encoding="utf-8")
