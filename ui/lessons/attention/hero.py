"""The translation that plays in the page: what it gets once, where the writer looks only after the guess."""

from typing import Any

import numpy as np
import streamlit as st

from figures.theme import SEQUENTIAL
from lstm_core.browser.blob import blob
from ui.components.played import played
from ui.in_the_page import Lever, position
from ui.lessons.attention import words
from ui.lessons.attention.numbers import LONGEST_ANSWER, MONTH_DIGIT, PLACES, month, seen, translation

KEY, SELF_KEY = "attention_hero", "attention_self_written"
AT = Lever("at", "attention_at", "Character", 1, LONGEST_ANSWER, 1, MONTH_DIGIT + 1)
SELF_AT = Lever("at", "attention_self_at", "Character, with self-attention", 1, LONGEST_ANSWER, 1, MONTH_DIGIT + 1)


def draw(text: str, guess: str | None, revealed: bool) -> None:
    """A text as it is translated, character by character."""
    position(KEY, (AT,))
    played("attention", message("attention", text, guess, revealed), KEY)


def draw_self(text: str) -> None:
    """The same by the translator that reads with self-attention."""
    position(SELF_KEY, (SELF_AT,))
    played("attention", message("self", text, None, True), SELF_KEY)


@st.cache_resource(max_entries=64, show_spinner=False)
def message(variant: str, text: str, guess: str | None, revealed: bool) -> bytes:
    """What was read and written; weights and the guess in them where they are `revealed`."""
    found = translation(variant, text)
    header = {
        "format": 1,
        "name": "attention-weights" if variant == "attention" else "self-attention-weights",
        "levers": [(AT if variant == "attention" else SELF_AT)._asdict()],
        "read": [seen(mark) for mark in found.text],
        "written": list(found.written),
        "said": [words.at_character(found, k, revealed) for k in range(len(found.written))],
        "guess": _marks(text, found.weights, guess) if guess else None,
        "stops": SEQUENTIAL,
        "map": words.MAP,
        "words": words.CLOCK,
    }
    weights = {"weights": found.weights[: len(found.written)]} if revealed else {}
    return blob(header, weights, "the translation")


def _marks(text: str, weights: np.ndarray, guess: str) -> dict[str, Any] | None:
    """The characters that were guessed and the one with most weight; None where no month's second digit is written."""
    here = month(text)
    if here is None or len(weights) <= MONTH_DIGIT:
        return None
    first, last = here
    spans = ((0, first - 1), (first, first), (first + 1, last - 1), (last, last), (last + 1, len(text) - 1))
    begins, ends = dict(zip(PLACES, spans, strict=True)).get(guess, (0, -1))
    most = int(weights[MONTH_DIGIT].argmax())
    return {"row": MONTH_DIGIT, "from": begins, "to": ends, "most": most, "yours": words.YOURS, "so": words.SO}
