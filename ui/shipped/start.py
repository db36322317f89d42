"""What ships computed, so that Start computes nothing: the film of the default sentence and its first frame.

`python -m ui.shipped.start` computes the film again from the shipped run, and the probabilities by gap of all of them;
`python -m tools.poster` draws the first frame again with the film itself. Tests compare what ships with both.
"""

import json
import struct
from functools import cache

import streamlit as st

from lstm_core.browser.film_message import pack
from ui import lesson
from ui.components.film.live import about
from ui.components.network import message
from ui.places import ASSETS
from ui.shipped import answers, networks, stories
from ui.shipped.alive import alive

FOLDER = ASSETS / "start"
CELL, SEED, COUNTRY, FILLERS = "lstm", 0, "france", 3
ALTERNATIVES = "each other country"
# The words where the film has its words, room for its buttons, then of the picture what the first screen shows of it.
POSTER = """<p style="margin: .4rem .4rem 6.3rem; font: 1.1rem var(--st-heading-font); word-spacing: .4em">{words}</p>
<div style="max-width: 70rem; max-height: 22rem; overflow: hidden">{picture}</div>"""


@cache
def film_of_start() -> bytes:
    """The packed film."""
    return (FOLDER / "film.bin").read_bytes()


@cache
def header() -> dict:
    """What the packed film says of itself."""
    blob = film_of_start()
    (length,) = struct.unpack_from("<I", blob)
    return json.loads(blob[4 : 4 + length])


@cache
def words_of_start() -> tuple[str, ...]:
    """The words of the film."""
    return tuple(header()["words"])


def carriers_of_start() -> list[int]:
    """Its units, those that carry most first."""
    return header()["orders"]["carries"]


@cache
def answer_of_start() -> tuple[str, float]:
    """The likeliest word after the last one, and its probability."""
    blob, about = film_of_start(), header()
    (length,) = struct.unpack_from("<I", blob)
    top = about["arrays"]["top_probs"]
    last = top["offset"] + (top["shape"][0] - 1) * top["shape"][1]
    (probability,) = struct.unpack_from("<f", blob, 4 + length + 4 * last)
    return about["top_words"][-1][0], probability


def dark_at_first() -> bool:
    """Whether the page was on dark paper when the reader came: what is painted first need not change with the paper."""
    return st.session_state.setdefault("dark at first", lesson.dark())


@cache
def poster(dark: bool) -> str:
    """The first frame as SVG on light or dark paper, which stands there until the film has come."""
    file = FOLDER / f"poster-{'dark' if dark else 'light'}.svg"
    if not file.exists():
        return ""
    return POSTER.format(words=" ".join(words_of_start()), picture=file.read_text(encoding="utf-8"))


@cache
def network_of_start() -> bytes:
    """The network that read it, as the page gets it."""
    return (FOLDER / "network.bin").read_bytes()


def words() -> tuple[str, ...]:
    """The sentence that Start shows."""
    return tuple(stories.story(COUNTRY, FILLERS))


def main() -> None:
    """Compute what ships, and write it."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    answers.compute_by_gap()
    network = networks.network(CELL, SEED)
    (FOLDER / "network.bin").write_bytes(message(network) or b"")
    live = about(alive(CELL, SEED), ALTERNATIVES)
    (FOLDER / "film.bin").write_bytes(pack(networks.film_of(CELL, SEED, words()), ALTERNATIVES, live=live))


if __name__ == "__main__":
    main()
