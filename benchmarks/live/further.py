"""How long a frame takes while the training slider moves, and while one cursor moves over three networks.

A frame is counted as in `frames`: processor time of the page's main thread, all drawing included. The film of the
shipped LSTM reads a sentence of 28 words with nothing held; the slider goes through the checkpoints of its training to
and fro, and the cursor through the words, with RNN and GRU beside it. Messages are what the film tells the server.
"""

import base64
from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.live.frames import FRAMES, MOUNT, REST, Frames, sentence, worked
from lstm_core.browser.film_message import pack
from lstm_core.live.packed import packed
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from tools.chromium import Screen
from ui.components.film.live import about
from ui.components.film.offers import sent
from ui.components.network import NAME
from ui.shipped.alive import alive_with_more

LENGTH, WARM = 28, 60

KEEP = """async (sent) => {
  const { keep } = await import("/shared/networks.js");
  for (const [name, bytes] of sent) keep(name, Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0)));
}"""
COUNTED = MOUNT.replace("setStateValue() {}", "setStateValue: () => (globalThis.messages += 1)")
PAINTED = """
  const { port1, port2 } = new MessageChannel();
  requestAnimationFrame(() => port2.postMessage(0));
  await new Promise((done) => (port1.onmessage = done));
"""
SLIDE = f"""async (k) => {{
  const slider = document.querySelector(".training .updates");
  const last = Number(slider.max);
  slider.value = String(Math.abs(((k + last) % (2 * last)) - last));
  slider.dispatchEvent(new Event("input", {{ bubbles: true }}));
  {PAINTED}
}}"""
MOVE = f"""async (k) => {{
  const scrub = document.querySelector(".transport .scrub");
  scrub.value = String(k % (Number(scrub.max) + 1));
  scrub.dispatchEvent(new Event("input", {{ bubbles: true }}));
  {PAINTED}
}}"""


def run(screen: Screen) -> None:
    """Measure, and print the table."""
    page = screen.page
    open_film(screen)
    print(
        f"| what moves, {LENGTH} words | frame: median | worst of {FRAMES} | messages |\n| --- | ---: | ---: | ---: |"
    )
    page.get_by_role("button", name="Watch it learn").click()
    page.locator(".flag.right span").wait_for()
    row("the training slider, LSTM of 64 units", screen, SLIDE)
    page.get_by_role("button", name="close the training").click()
    for variant, title in (("units", "same units"), ("parameters", "same parameters")):
        if variant == "units":
            page.get_by_role("button", name="Compare RNN and GRU").click()
        else:
            page.get_by_role("button", name=title).click()
        page.locator(f'.together [data-value="{variant}"][aria-pressed="true"]').wait_for()
        row(f"one cursor over three networks, {title}", screen, MOVE)


def open_film(screen: Screen) -> None:
    """The live film of a sentence on an empty page, to which all that it may ask for was sent before."""
    alive, words = alive_with_more("lstm", 0), sentence(LENGTH)
    network, live = alive.network, about(alive, "each other country")
    assert live is not None
    assert alive.offers
    read, *others = (network.encode(told) for told in (words, *france.alternatives(words)))
    film = film_data(network, read, others, span=(4, len(words)))
    messages = [sent(offer) for offer in alive.offers.values()]
    page = screen.page
    page.evaluate("() => (globalThis.messages = 0)")
    page.evaluate(KEEP, [[one[:NAME].decode(), base64.b64encode(one[NAME:]).decode()] for one in messages])
    texts = [base64.b64encode(blob).decode() for blob in (pack(film, live=live), packed(network))]
    page.evaluate(COUNTED, [*texts, live["network"]])
    page.wait_for_selector(".lstm-film .openers")


def row(what: str, screen: Screen, script: str) -> None:
    found = frames(screen, lambda k: screen.page.evaluate(script, k))
    messages = screen.page.evaluate("() => globalThis.messages")
    print(f"| {what} | {found.median:.1f} ms | {found.worst:.1f} ms | {messages} |", flush=True)


def frames(screen: Screen, move: Callable[[int], Any], count: int = FRAMES) -> Frames:
    """Moves through that many places, after some to warm up."""
    page = screen.page
    work = page.context.new_cdp_session(page)
    work.send("Performance.enable", {"timeDomain": "threadTicks"})
    for k in range(WARM):
        move(k)
    asked = float(np.median([worked(work, lambda: page.evaluate(REST)) for _ in range(30)]))  # what measuring costs
    times = [worked(work, lambda k=k: move(k)) - asked for k in range(WARM, WARM + count)]
    return Frames(float(np.median(times)), max(times))
