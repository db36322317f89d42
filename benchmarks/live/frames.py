"""How long the page works for one frame while a hand drags a held value, and what 1,000 edits leave in its memory.

The forget gate of all 64 units of the shipped LSTM is held over the middle half of the sentence, and its slider
dragged through 200 places. A frame is everything that the page's main thread does for it: the network from the first
held word on, all arrays of the film, lanes, diagram, bars and the answer, then style, layout and paint, without a GPU.
It is counted in processor time, which a busy machine disturbs less than the clock.
"""

import base64
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from lstm_core import Network
from lstm_core.browser.film_message import pack
from lstm_core.learning.run_reader import load_run
from lstm_core.live.packed import packed
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from tools.chromium import Screen
from tools.server import ROOT
from ui.components.film.live import Alive, about

LENGTHS, FRAMES, EDITS = (28, 78, 200), 200, 1_000
CLAUSE = ("the", "clouds", "are", "in", "the", "sky", ".")
ZOOMS = {1: "network", 2: "film", 3: "cell", 4: "unit"}

MOUNT = """async ([film, network, name]) => {
  const unpack = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const parentElement = document.createElement("div");
  document.body.replaceChildren(parentElement);
  const { keep } = await import("/shared/networks.js");
  keep(name, unpack(network));
  const { default: mounted } = await import("/film/main.js");
  mounted({ data: unpack(film), parentElement, setStateValue() {} });
}"""

DRAG = """async (places) => {
  const slider = document.querySelector(".bubble input[type=range]");
  const [low, high] = [Number(slider.min), Number(slider.max)];
  for (const k of places) {
    slider.value = String(low + (high - low) * (0.5 + 0.5 * Math.cos(k / 7)));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    const { port1, port2 } = new MessageChannel();
    requestAnimationFrame(() => port2.postMessage(0)); // heard once the frame is laid out and painted
    await new Promise((done) => (port1.onmessage = done));
  }
}"""
REST = """async () => {
  const { port1, port2 } = new MessageChannel();
  requestAnimationFrame(() => port2.postMessage(0));
  await new Promise((done) => (port1.onmessage = done));
}"""
HOLD = """async (count) => {
  const slider = document.querySelector(".bubble input[type=range]");
  for (let k = 0; k < count; k += 1) {
    slider.value = String(Number(slider.max) * (k % 97) / 97);
    for (const kind of ["input", "change"]) slider.dispatchEvent(new Event(kind, { bubbles: true }));
    await new Promise(requestAnimationFrame);
  }
}"""
SETTLE = """() => {
  const slider = document.querySelector(".bubble input[type=range]");
  slider.dispatchEvent(new Event("change", { bubbles: true }));
}"""


class Frames(NamedTuple):
    """Milliseconds of the main thread's processor time for a frame."""

    median: float
    worst: float


def run(screen: Screen) -> None:
    """Measure, and print the table."""
    network = load_run(ROOT / "assets" / "runs" / "france-lstm-0").network
    print("| words | zoom | median | worst of 200 |\n| ---: | --- | ---: | ---: |")
    blank = screen.page.url
    for length in LENGTHS:
        screen.page.goto(blank)
        open_film(screen, network, sentence(length))
        for zoom, name in ZOOMS.items():
            screen.page.locator(".lstm-film").press(str(zoom))
            found = frames(screen)
            print(f"| {length} | {name} | {found.median:.1f} ms | {found.worst:.1f} ms |", flush=True)
        if length == LENGTHS[0]:
            grown = growth(screen)
    print(f"\nAfter {EDITS:,} edits the page's memory holds {grown:.2f} times what it held before.")


def sentence(length: int) -> tuple[str, ...]:
    """A story about France of that many words, its question at the end."""
    opening = (*france.OPENING, "france", ".")
    filling = (CLAUSE * (length // len(CLAUSE) + 1))[: length - len(opening) - len(france.QUESTION)]
    return (*opening, *filling, *france.QUESTION)


def open_film(screen: Screen, network: Network, words: tuple[str, ...]) -> None:
    """Mounts the live film of a sentence on an empty page, and holds the forget gate over its middle half."""
    read, *others = (
        [[network.vocabulary.index(word)] for word in told] for told in (words, *france.alternatives(words))
    )
    film = film_data(network, np.array(read), [np.array(other) for other in others], span=(3, len(words)))
    live = about(Alive(network), "each other country")
    assert live is not None
    page = screen.page
    texts = [base64.b64encode(blob).decode() for blob in (pack(film, live=live), packed(network))]
    page.evaluate(MOUNT, [*texts, live["network"]])
    page.wait_for_selector(".lstm-film .answer-line")
    page.locator(".lstm-film").focus()
    page.keyboard.press("h")
    page.wait_for_selector(".bubble:visible")
    page.locator(".bubble [data-value=all]").click()
    first, last = page.locator(".bubble .pick select").all()
    first.select_option(str(len(words) // 4))
    last.select_option(str(3 * len(words) // 4))


def frames(screen: Screen, count: int = FRAMES) -> Frames:
    """Drags the slider of the open bubble through that many places."""
    page = screen.page
    work = page.context.new_cdp_session(page)
    work.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.evaluate(DRAG, list(range(20)))  # the engine has compiled what it runs
    asked = float(np.median([worked(work, lambda: page.evaluate(REST)) for _ in range(30)]))  # what measuring costs
    times = [worked(work, lambda k=k: page.evaluate(DRAG, [k])) - asked for k in range(20, 20 + count)]
    page.evaluate(SETTLE)
    return Frames(float(np.median(times)), max(times))


def growth(screen: Screen, edits: int = EDITS) -> float:
    """What the page's memory holds after that many edits, as a multiple of what it held before."""
    page = screen.page
    memory = page.context.new_cdp_session(page)
    memory.send("Performance.enable")
    page.evaluate(HOLD, 150)  # as many steps back as are kept, and more
    before = _used(memory)
    page.evaluate(HOLD, edits)
    return _used(memory) / before


def worked(session: Any, act: Callable[[], Any]) -> float:
    """Milliseconds of processor time that the page's main thread took for it."""
    before = _metric(session, "TaskDuration")
    act()
    return 1000 * (_metric(session, "TaskDuration") - before)


def _used(session: Any) -> float:
    session.send("HeapProfiler.collectGarbage")
    return _metric(session, "JSHeapUsedSize")


def _metric(session: Any, name: str) -> float:
    metrics = session.send("Performance.getMetrics")["metrics"]
    return next(metric["value"] for metric in metrics if metric["name"] == name)
