"""Pictures of every page of the app: `python -m tools.screenshots`, and `--moving` for the one in the README."""

import argparse
import io
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser

from tools.chromium import Screen, chromium
from tools.server import ROOT, app_server

FOLDER = ROOT / "screenshots"
MOVING = ROOT / "assets" / "film.gif"
WIDTHS = (1280, 400)
WIDTH_OF_MOVING = 860  # pixels
PER_WORD, LAST_WORD = 500, 3000  # milliseconds
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


def moving(browser: Browser, url: str, target: Path) -> None:
    """The film of Start, one word at a time, as a GIF of real screenshots."""
    screen = Screen(browser, width=1280, height=1800, reduced_motion="reduce").open(url)
    film = screen.page.locator(".lstm-film:has(.play)")
    film.focus()
    screen.page.keyboard.press("Home")
    words = int(film.locator(".scrub").get_attribute("max")) + 1
    frames = []
    for _ in range(words):
        screen.page.wait_for_timeout(700)  # the line below the film rests before it speaks
        picture = Image.open(io.BytesIO(film.screenshot())).convert("RGB")
        frames.append(picture.resize((WIDTH_OF_MOVING, round(picture.height * WIDTH_OF_MOVING / picture.width))))
        screen.page.keyboard.press("ArrowRight")
    screen.close()
    palette = palette_of(frames[-1])
    indexed = [frame.quantize(palette=palette, dither=Image.Dither.NONE) for frame in frames]
    durations = [PER_WORD] * (words - 1) + [LAST_WORD]
    indexed[0].save(target, save_all=True, append_images=indexed[1:], duration=durations, loop=0, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size / 1e6:.2f} MB")


def palette_of(picture: Image.Image) -> Image.Image:
    """The colours that are most frequent, for the paper's greys, and those that lie far apart, for thin wires."""
    frequent = picture.quantize(128, Image.Quantize.MEDIANCUT).getpalette()[: 128 * 3]
    apart = picture.quantize(120, Image.Quantize.MAXCOVERAGE).getpalette()[: 120 * 3]
    palette = Image.new("P", (1, 1))
    palette.putpalette(frequent + apart)
    return palette


def main() -> None:
    """Read the options and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tools.screenshots", description=__doc__)
    parser.add_argument(
        "--moving", action="store_true", help=f"write the moving picture {MOVING.relative_to(ROOT)} instead"
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as log, app_server(Path(log) / "log.txt") as server, chromium() as browser:
        if options.moving:
            moving(browser, server.url, MOVING)
        else:
            stills(browser, server.url, FOLDER)


if __name__ == "__main__":
    main()
