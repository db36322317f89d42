"""Two heads over the sentence about a bat, as the page plays them: what it gets once."""

from typing import Any

import streamlit as st

from lstm_core.browser.blob import blob
from ui.components.played import played
from ui.in_the_page import Lever, position
from ui.lessons.layers import votes, words
from ui.lessons.layers.numbers import NOUN, USUAL, WAYS, known, meanings, sentence

KEY = "layers_hero"
AT = Lever("at", "layers_at", "Words read", 1, len(sentence(*USUAL)), 1, sentence(*USUAL).index(NOUN) + 1)
HEADS = {"forward": ("left",), "both": ("left", "right")}


def draw(cue: str, meaning: str, guess: str | None) -> None:
    """The sentence with both heads, and what is said at the noun."""
    position(KEY, (AT,))
    played("directions", message(cue, meaning, guess), KEY)


@st.cache_resource(max_entries=32, show_spinner=False)
def message(cue: str, meaning: str, guess: str | None) -> bytes:
    """Words, when each way of reading knows the noun and, after the guess, what it says there."""
    told, shares = sentence(cue, meaning), meanings(cue, meaning)
    ways = [
        {
            "name": f"Reading {said}",
            "heads": HEADS[way],
            "from": known(way, told),
            "seeds": shares[said][:, 0].tolist() if guess else None,
            "told": words.told(shares[said]) if guess else [],
            "waits": words.WAITS[way] if guess else words.GUESS_FIRST,
        }
        for way, said in WAYS.items()
    ]
    header: dict[str, Any] = {
        "format": 1,
        "levers": [AT._asdict()],
        "words": told,
        "noun": told.index(NOUN),
        "heads": [{"name": name, "side": side} for side, name in words.HEADS.items()],
        "ways": ways,
        "guess": votes.band(guess) if guess and (cue, meaning) == USUAL else None,
        "said": [words.at_moment(cue, meaning, read, guess is not None) for read in range(1, len(told) + 1)],
        "texts": words.CLOCK,
    }
    return blob(header, {}, "the two heads")
