"""What the lesson on attention computes: translations, where the writer looks, and what its answers rest on."""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import streamlit as st

from lstm_core.translation import dates, swaps
from lstm_core.translation.translator import Translator
from lstm_core.translation.translator_file import load_translator
from ui.places import ASSETS
from ui.shipped.measured import measured

FOLDER = ASSETS / "translation"
TITLES = {
    "attention": "LSTM, may look back",
    "luong": "LSTM, looks back after its step (Luong)",
    "self": "self-attention, may look back",
    "fixed": "LSTM, keeps only its last state",
}
OFFERED, TWINS = 12, 4  # dates to choose from; other dates whose characters are put in
MONTH_DIGIT = 6  # the written step of the month's second digit
LONGEST_ANSWER = dates.STEPS
SWAPS = {"characters": "characters", "values": "values of the encoder"}
PLACES = ("before the month", "its first character", "inside it", "its last character", "after it")


class Found(NamedTuple):
    """A text and what was written: probability of each character, weights (T, S), self-attention's (S, S) or None."""

    text: str
    written: str
    probabilities: list[float]
    weights: np.ndarray
    between: np.ndarray | None
    right: str | None  # the date it means, None where it is no date


@st.cache_resource(max_entries=4, show_spinner=False)
def network(variant: str) -> Translator:
    """A shipped translator; OSError or ValueError where it does not ship whole."""
    return load_translator(FOLDER / f"{variant}-0.safetensors")


def results() -> dict:
    """All that `python -m benchmarks.translation` found; OSError where it does not ship."""
    return measured(FOLDER / "results.json")


@cache
def unseen() -> tuple[dates.Date, ...]:
    """The dates that training never showed."""
    return tuple(dates.split()[1])


@cache
def offered() -> dict[str, dates.Date]:
    """Some of them to choose from, by the way a person would say them."""
    chosen = sorted(unseen()[k] for k in np.random.default_rng(11).choice(len(unseen()), OFFERED, replace=False))
    return {f"{date.day} {date:%B %Y}": date for date in chosen}


def text_of(way: str, date: str, typed: str) -> str:
    """What is to be translated: the typed text, or else a date to choose in a way of writing."""
    return dates.tidy(typed) if typed.strip() else dates.FORMATS[way](offered()[date])


@st.cache_data(max_entries=64, show_spinner=False)
def translation(variant: str, text: str) -> Found:
    """Read and write; ValueError for a text that cannot be read."""
    made = network(variant)
    done = made.run(*dates.encode([text]), steps=dates.STEPS)
    ids = done.written[:, 0]
    marks = "".join("⏎" if mark == dates.END else mark for mark in (made.target[k] for k in ids))
    written = marks.split("⏎")[0] + "⏎" * ("⏎" in marks)
    probabilities = [float(p) for p in done.probs[np.arange(len(ids)), 0, ids]]
    between = done.encoded.named.weights[:, 0] if made.encoder == "self" else None
    meant = dates.meant(text)
    right = f"{meant:%Y-%m-%d}" if meant else None
    return Found(text, written, probabilities, done.attention.weights[:, 0], between, right)


@st.cache_data(max_entries=64, show_spinner=False)
def rests_on(variant: str, text: str) -> swaps.Rests | None:
    """What each written character rests on, swapped with other unseen dates of the same form; None for no date."""
    meant = dates.meant(text)
    if meant is None:
        return None
    written = next(way for way in dates.FORMATS.values() if way(meant) == text)
    rng = np.random.default_rng(0)
    others = [written(dates.other_date(written, meant, unseen(), rng)) for _ in range(TWINS)]
    return swaps.rests_on(network(variant), text, others, dates.encode, dates.STEPS)


def read_or_none(text: str) -> Found | None:
    """The translation by the network that looks back; None where it cannot be had."""
    try:
        return translation("attention", text)
    except (ValueError, OSError):
        return None


def seen(mark: str) -> str:
    """A space that can be seen."""
    return "␣" if mark == " " else mark


def falls(rests: swaps.Rests, kind: str) -> np.ndarray:
    """How far the probability of each written character falls where one position is swapped (T, S); a kind of SWAPS."""
    return rests.characters if kind == "characters" else rests.values


def month(text: str) -> tuple[int, int] | None:
    """Where the month stands in a date, (first, last character), None in a text that is no date."""
    if dates.meant(text) is None:
        return None
    names = "|".join(name for whole in dates.MONTHS for name in (whole, whole[:3]))
    found = re.search(rf"\b({names})\b", text) or re.search(r"(?<=[./])\d+(?=[./])", text)
    return found.start(), found.end() - 1


def place(found: Found) -> str | None:
    """Where most weight is while the month's second digit is written, one of PLACES."""
    here = month(found.text)
    if here is None or len(found.weights) <= MONTH_DIGIT:
        return None
    (first, last), most = here, int(found.weights[MONTH_DIGIT].argmax())
    if most == first:
        return PLACES[1]
    return PLACES[0] if most < first else PLACES[4] if most > last else PLACES[3] if most == last else PLACES[2]


def by_variant(key: str) -> dict[str, list[dict]]:
    """{variant: one entry of its results for each seed}, without the variants that lack it."""
    found = {v: [run for name, run in results().items() if name.startswith(f"{v}-") and key in run] for v in TITLES}
    return {variant: [run[key] if key == "flips" else run for run in runs] for variant, runs in found.items() if runs}


def swapped() -> dict[str, list[dict]]:
    """What swaps do to the two networks that the page draws."""
    return {variant: runs for variant, runs in by_variant("flips").items() if variant in ("attention", "self")}
