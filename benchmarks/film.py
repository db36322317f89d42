"""Frames a second of the playing film, T = 60 words and H = 64 units, in headless Chromium without a GPU.

    python -m benchmarks.film

Prints, for each zoom, the median and the slowest second of frames while the film plays at speed 1 and 4, and how many
milliseconds the page's main thread worked for a frame, which a busy machine disturbs less. The mark is 50 frames a
second on two cores; the browser's own limit is 60.
"""

import base64
import platform
from typing import Any

import numpy as np

from lstm_core import CELLS, Network
from lstm_core.browser.film_message import pack
from lstm_core.sentence_film import film_data
from tools.chromium import Screen, chromium
from tools.server import file_server

WORDS, UNITS, SECONDS = 60, 64, 6
ZOOMS = {1: "network", 2: "film", 3: "cell", 4: "unit"}

MOUNT = """async (text) => {
  const data = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const parentElement = document.createElement("div");
  document.body.replaceChildren(parentElement);
  const { default: film } = await import("/film/main.js");
  film({ data, parentElement, setStateValue() {} });
}"""

COUNT = """(seconds) => new Promise((done) => {
  const times = [];
  const start = performance.now();
  (function frame(now) {
    times.push(now);
    if (now - start < 1000 * seconds) requestAnimationFrame(frame);
    else done(Array.from({ length: seconds }, (_, k) => times.filter((t) => ((t - start) / 1000 | 0) === k).length));
  })(start);
})"""


def blob(words: int, units: int) -> bytes:
    """A packed film of an untrained LSTM over a sentence of that many words."""
    vocabulary = tuple(f"word{k}" for k in range(50))
    rng = np.random.default_rng(0)
    network = Network.new(CELLS["lstm"], vocabulary, units, 32, rng)
    ids = rng.integers(0, 50, (words, 1))
    other = np.where(np.arange(words)[:, None] == 3, (ids + 1) % 50, ids)
    return pack(film_data(network, ids, [other]))


def frames(screen: Screen, work: Any, zoom: int, speed: str) -> tuple[list[int], float]:
    """Frames in each second of playing, and milliseconds of the main thread's time for one of them."""
    page = screen.page
    wrapper = page.locator(".lstm-film")
    wrapper.focus()
    page.keyboard.press("Home")
    page.keyboard.press(str(zoom))
    page.locator(".speed").select_option(speed)
    wrapper.focus()
    page.keyboard.press("Space")
    page.wait_for_timeout(300)
    before = _worked(work)
    counted = page.evaluate(COUNT, SECONDS)
    worked = _worked(work) - before
    if wrapper.get_attribute("data-playing") == "true":
        page.keyboard.press("Space")
    return counted, 1000 * worked / sum(counted)


def _worked(work: Any) -> float:
    """Seconds of processor time that the page's main thread has had."""
    metrics = work.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def main() -> None:
    data = base64.b64encode(blob(WORDS, UNITS)).decode()
    print(f"{platform.machine()}, T = {WORDS}, H = {UNITS}, {len(data) * 3 // 4 / 1024:.0f} KB, {SECONDS} s each")
    print(f"{'zoom':10}{'speed':8}{'median':>8}{'slowest':>9}{'ms a frame':>12}")
    with chromium() as browser, file_server() as url:
        screen = Screen(browser)
        screen.page.goto(f"{url}/blank")
        screen.page.evaluate(MOUNT, data)
        screen.page.wait_for_selector(".lstm-film .lane")
        work = screen.page.context.new_cdp_session(screen.page)
        work.send("Performance.enable", {"timeDomain": "threadTicks"})
        for zoom, name in ZOOMS.items():
            for speed in ("1", "4"):
                counted, worked = frames(screen, work, zoom, speed)
                print(f"{name:10}{speed:8}{np.median(counted):8.0f}{min(counted):9d}{worked:12.1f}")
        screen.close()


if __name__ == "__main__":
    main()
