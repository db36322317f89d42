"""The command line: `python -m offline FOLDER` writes all lessons, `python -m offline france.html france` one."""

import argparse
import contextlib
import logging
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from lstm_core.command_line.endings import Parser, ended
from lstm_core.nearest import nearest
from offline.one_file import LARGEST, one_file
from offline.recording import recorder
from offline.site import MOST, site, whole
from ui.download import NEED_THE_APP
from ui.frame import Lesson, pages


def main(arguments: Sequence[str] | None = None) -> int:
    """Write what is asked for; the exit code is 0, 2 after an error (one sentence on stderr), 130 after Ctrl-C."""
    return ended(parser(), arguments)


def parser() -> Parser:
    """Every option, with its default in its help."""
    top = Parser(prog="python -m offline", description="The lessons as files that need no server.")
    top.add_argument("target", type=Path, help="a new folder for all lessons, or a file that ends in .html for one")
    top.add_argument("lesson", nargs="?", help="which lesson the file holds, such as france")
    top.add_argument("--at", default="", metavar="QUERY", help="the screen the file opens: what follows ? in a link")
    top.add_argument("--screens", type=int, default=0, help=f"at most so many of each lesson (a folder: {MOST})")
    top.add_argument("--only", nargs="+", metavar="LESSON", help="only these lessons in the folder")
    top.set_defaults(command=command)
    return top


def command(given: argparse.Namespace) -> int:
    logging.disable(logging.WARNING)  # Streamlit misses its server, which nobody needs here
    if given.target.suffix != ".html":
        if given.lesson:
            raise ValueError(f"{given.target} is no file of one lesson: its name must end in .html")
        chosen = [lesson_of(name).name for name in given.only] if given.only else None
        with recorder() as running:
            site(running, given.target, chosen, given.screens or MOST)
        print(f"{given.target} is ready: open {given.target / 'index.html'}, or put the folder on any web host.")
        return 0
    if not given.lesson:
        raise ValueError(f"which lesson should {given.target} hold? One of {', '.join(page.name for page in pages())}")
    lesson = lesson_of(given.lesson)
    if lesson.name in NEED_THE_APP:
        raise ValueError(f"“{lesson.menu}” needs the app. {NEED_THE_APP[lesson.name]}")
    write(given.target, lesson, given.at, given.screens)
    size = given.target.stat().st_size
    larger = f" It has {size // 1000} KB; at its foot stands why it is so large." if size > LARGEST else ""
    print(f"{given.target} is ready: open it in a browser.{larger}")
    return 0


def lesson_of(name: str) -> Lesson:
    """The lesson of that name; ValueError with the nearest one where there is none."""
    known = {page.name: page for page in pages()}
    if name not in known:
        raise ValueError(f"there is no lesson “{name[:40]}”: {nearest(name, known)}")
    return known[name]


def write(target: Path, lesson: Lesson, query: str = "", most: int = 0) -> None:
    """One lesson as a file; a file that stands there stays until the new one is whole."""
    if not target.absolute().parent.is_dir():
        raise FileNotFoundError(f"there is no folder {target.absolute().parent} to write {target.name} into")
    with recorder() as running:
        text = one_file(running, lesson, query, **({"most": most} if most else {}))
    number, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.absolute().parent)
    try:
        with whole(target):
            with open(number, "w", encoding="utf-8") as file:
                file.write(text)
            os.chmod(name, 0o644)
            os.replace(name, target)
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(name)


if __name__ == "__main__":
    sys.exit(main())
