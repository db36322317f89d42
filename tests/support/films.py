"""A film of the shipped LSTM on an empty page, alive or only shown."""

import base64

from lstm_core import Network
from lstm_core.browser.film_message import pack
from lstm_core.film import Film
from lstm_core.learning.run_reader import load_run
from lstm_core.live.packed import packed
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from tools.chromium import Screen
from tools.server import ROOT
from ui.components.film.live import Alive, about

STORY = "i grew up in france . my brother lived in italy . the clouds are in the sky . i speak fluent"
WORDS = tuple(STORY.split())
PAPER = """([paper, ink]) => {
  document.documentElement.style.setProperty("--st-background-color", paper);
  document.documentElement.style.setProperty("--st-text-color", ink);
}"""
MOUNT = """async ([film, network, name]) => {
  const unpack = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const parentElement = document.createElement("div");
  document.body.replaceChildren(parentElement);
  const { keep } = await import("/shared/networks.js");
  const { default: mounted } = await import("/film/main.js");
  window.leave = mounted({ data: unpack(film), parentElement, setStateValue() {} });
  if (network) keep(name, unpack(network));
}"""


def shipped() -> Network:
    """A trained LSTM of 64 units."""
    return load_run(ROOT / "assets" / "runs" / "france-lstm-0").network


def filmed(network: Network, words: tuple[str, ...] = WORDS) -> Film:
    """What it does with a sentence about a country, beside the same about every other one."""
    others = [network.encode(other) for other in france.alternatives(words)]
    return film_data(network, network.encode(words), others, span=(4, len(words)))


def show(screen: Screen, film: Film, network: Network | None = None, query: str = "", theme: str = "light") -> Screen:
    """The film on the screen's empty page, all lanes open; alive where its network is given."""
    screen.page.goto(f"{screen.page.url.partition('?')[0]}{query or '?'}&lanes=c,f,i,g,o,h")
    screen.page.evaluate(PAPER, ["#0e1117", "#fafafa"] if theme == "dark" else ["#ffffff", "#1d2128"])
    live = about(Alive(network), "each other country") if network else None
    blobs = [pack(film, live=live), packed(network) if network else b""]
    texts = [base64.b64encode(blob).decode() for blob in blobs]
    screen.page.evaluate(MOUNT, [*texts, live["network"] if live else ""])
    screen.page.wait_for_selector(".lstm-film[data-ready]" + (" .answer-line" if network else ""))
    frames(screen)
    return screen


def frames(screen: Screen) -> None:
    """Two frames: what was changed is drawn."""
    screen.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
