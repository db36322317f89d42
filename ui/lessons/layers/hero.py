"""Two heads over the sentence about a bat, as the page plays them: what it gets once, however the sentence is told."""

from typing import Any

import streamlit as st

from lstm_core.browser.blob import blob
from ui.components.played import played
from ui.in_the_page import Choice, Lever, position
from ui.lessons.layers import votes, words
from ui.lessons.layers.numbers import BATS, CUES, NOUN, USUAL, WAYS, known, meanings, sentence

KEY = "layers_hero"
AT = Lever("at", "layers_at", "Words read", 1, len(sentence(*USUAL)), 1, sentence(*USUAL).index(NOUN) + 1)
CUE = Choice("cue", "layers_cue", "The cue stands", tuple(CUES.values()), CUES[USUAL[0]])
MEANING = Choice("meaning", "layers_meaning", "The bat is", tuple(BATS.values()), BATS[USUAL[1]])
IN_THE_PAGE = (AT, CUE, MEANING)
HEADS = {"forward": ("left",), "both": ("left", "right")}


def draw(guess: str | None) -> None:
    """The sentence with both heads, and what is said at the noun."""
    position(KEY, IN_THE_PAGE)
    played("directions", message(guess), KEY)


@st.cache_resource(max_entries=8, show_spinner=False)
def message(guess: str | None) -> bytes:
    """The sentence told in every way, by the place of its cue and by what it means."""
    header: dict[str, Any] = {
        "format": 1,
        "levers": [one._asdict() for one in IN_THE_PAGE],
        "heads": [{"name": name, "side": side} for side, name in words.HEADS.items()],
        "tellings": {
            stands: {means: telling(cue, meaning, guess) for meaning, means in BATS.items()}
            for cue, stands in CUES.items()
        },
        "texts": words.CLOCK,
    }
    return blob(header, {}, "the two heads")


def telling(cue: str, meaning: str, guess: str | None) -> dict[str, Any]:
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
    return {
        "words": told,
        "noun": told.index(NOUN),
        "ways": ways,
        "guess": votes.band(guess) if guess and (cue, meaning) == USUAL else None,
        "said": [words.at_moment(cue, meaning, read, guess is not None) for read in range(1, len(told) + 1)],
    }
