"""`python -m tools.poster`: the first frame of the film on Start, drawn by the film itself, kept in assets/start."""

import re
import tempfile
from pathlib import Path

from tools.chromium import Screen, chromium
from tools.server import app_server

FOLDER = Path(__file__).resolve().parents[1] / "assets" / "start"
FONTS = {"Source Serif": "Source Serif, serif", "Source Sans": "Source Sans, sans-serif"}  # as Streamlit calls its own


def picture(screen: Screen) -> str:
    """What *Download: picture as SVG* gives for the film on this screen."""
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Download").click()
        screen.page.get_by_role("menuitem", name="Picture as SVG").click()
    return Path(download.value.path()).read_text(encoding="utf-8")


def as_poster(svg: str) -> str:
    """The picture for use inside the page: as wide as its place, without its margin, in the fonts of the page."""
    opening, rest = re.sub(r'(?<= )(width|height)="[\d.]+" ', "", svg.replace("<svg ", "<svg  ", 1), count=2).split(
        ">", 1
    )
    left, top, width, height = map(float, re.search(r'viewBox="([^"]+)"', opening)[1].split())
    box = f'viewBox="0 {top:g} {width + 2 * left:g} {height:g}"'
    svg = re.sub(r'viewBox="[^"]+"', f'width="100%" aria-hidden="true" {box}', opening) + ">" + rest
    for begin, fonts in FONTS.items():
        svg = re.sub(rf"\"'{begin}[^\"]*\"", f'"{fonts}"', svg)
    return svg


def main() -> None:
    """Open Start in both themes and keep what it shows."""
    with tempfile.TemporaryDirectory() as folder, app_server(Path(folder) / "log.txt") as server, chromium() as browser:
        for theme in ("light", "dark"):
            screen = Screen(browser, theme).open(server.url)
            (FOLDER / f"poster-{theme}.svg").write_text(as_poster(picture(screen)), encoding="utf-8")
            screen.close()


if __name__ == "__main__":
    main()
