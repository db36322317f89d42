"""Pictures of every page of the app: `python -m tools.screenshots`, and `--moving` for the one in the README."""

import argparse
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tools.chromium import Screen, chromium
from tools.server import ROOT, app_server

FOLDER = ROOT / "screenshots"
MOVING = ROOT / "assets" / "film.gif"
WIDTHS = (1280, 400)
THEMES = ("light", "dark")


def pages() -> list[str]:
    """The addresses of all lessons; the first opens at /."""
    return [path.stem for path in sorted((ROOT / "pages").glob("[!_]*.py"))]


def stills(browser: Browser, url: str, folder: Path) -> None:
    """One picture per page, theme and width, as tall as the page."""
    folder.mkdir(exist_ok=True)
    for name in pages():
        for theme in THEMES:
            for width in WIDTHS:
                screen = Screen(browser, theme, width).open(f"{url}/{'' if name == 'start' else name}")
                settle(screen)
                target = folder / f"{name}-{theme}-{width}.png"
                screen.page.screenshot(path=target, full_page=True)
                for complaint in screen.complaints():
                    print(f"{target.name}: {complaint}")
                screen.close()
                print(target.relative_to(ROOT))


def settle(screen: Screen) -> None:
    """Make the window as tall as the page, until everything has come and nothing changes its size any more."""
    tall = "() => document.querySelector('[data-testid=\"stMain\"]').scrollHeight"
    quiet, before = 0, 0
    while quiet < 3:
        screen.page.wait_for_load_state("networkidle")
        screen.page.wait_for_timeout(400)
        now = screen.page.evaluate(tall)
        quiet = quiet + 1 if now == before else 0
        before = now
        width, height = screen.page.viewport_size["width"], screen.page.viewport_size["height"]
        if now > height:
            screen.page.set_viewport_size({"width": width, "height": now})


def moving(browser: Browser, url: str) -> None:
    """The film of Start, one word at a time, as a GIF of real screenshots."""


def main() -> None:
    """Read the options and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument(
        "--moving", action="store_true", help=f"write the moving picture {MOVING.relative_to(ROOT)} instead"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as log, app_server(Path(log) / "log.txt") as server, chromium() as browser:
        if options.moving:
            moving(browser, server.url)
        else:
            stills(browser, server.url, FOLDER)


if __name__ == "__main__":
    main()
