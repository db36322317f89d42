"""Sizes of the lessons as files, and what a first visit costs: requests, bytes, time to the first picture.

    python -m benchmarks.offline [--folder FOLDER] [--screens N]

Measures a folder that `python -m offline` wrote, or writes one first. Bytes of a visit are those of a host that sends
gzip; times are medians in a headless Chromium of this machine, from the request to the picture, nothing in its cache.
"""

import argparse
import gzip
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from offline.one_file import one_file
from offline.recording import recorder
from offline.site import MOST, site
from tools.chromium import chromium
from tools.server import file_server
from ui.frame import pages

LESSON, PICTURE, VISITS = "france", ".lstm-film[data-zoom]", 5


def main(arguments: Sequence[str] | None = None) -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--folder", type=Path, help="one that was written before")
    options.add_argument("--screens", type=int, default=MOST, help=f"of each lesson, where one is written ({MOST})")
    given = options.parse_args(arguments)
    with tempfile.TemporaryDirectory() as beside:
        folder, alone = given.folder or Path(beside) / "lessons", Path(beside) / f"{LESSON}.html"
        with recorder() as running:
            if not given.folder:
                site(running, folder, most=given.screens, say=lambda text: None)
            lesson = next(page for page in pages() if page.name == LESSON)
            alone.write_text(one_file(running, lesson), encoding="utf-8")
        print(table(folder, alone))


def table(folder: Path, alone: Path) -> str:
    """What was measured, in Markdown."""
    with file_server(folder) as url:
        files, seconds = visit(f"{url}/{LESSON}.html")
    served = sum(len(gzip.compress((folder / file).read_bytes(), 9)) for file in files)
    _, from_disk = visit(alone.as_uri())
    whole = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    rows = (
        ("First visit of France, gzipped", f"{served / 1000:,.0f} KB", "250 KB"),
        ("Its transfers", str(len(files)), "60"),
        ("Its first picture", f"{seconds:.2f} s", "1 s"),
        ("France as one file", f"{alone.stat().st_size / 1000:,.0f} KB", "500 KB"),
        ("Its first picture, from a disk", f"{from_disk:.2f} s", "1 s"),
        ("All lessons", f"{whole / 1e6:.1f} MB", "25 MB"),
    )
    return "\n".join(["| | measured | at most |", "|---|---:|---:|", *(f"| {' | '.join(row)} |" for row in rows)])


def visit(address: str) -> tuple[list[str], float]:
    """The files that a first visit asks for, and the median seconds to its picture."""
    seconds = []
    with chromium() as browser:
        for _ in range(VISITS):
            context = browser.new_context(viewport={"width": 1280, "height": 720})
            page, files = context.new_page(), []
            page.on("request", lambda request, files=files: files.append(request.url.split("/", 3)[3]))
            begun = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.wait_for_selector(PICTURE)
            seconds.append(time.perf_counter() - begun)
            context.close()
    return [file for file in files if not file.startswith("data:")], median(seconds)


if __name__ == "__main__":
    main()
