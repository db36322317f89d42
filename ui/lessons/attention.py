"""What the lesson on attention computes: translations, where the writer looks, and what its answers rest on."""

import re
from functools import cache
from typing import NamedTuple

import numpy as np
import streamlit as st

from lstm_core.said import percent
from lstm_core.translation import dates
from lstm_core.translation import swaps as alignment
from lstm_core.translation.translator import Translator
from lstm_core.translation.translator_file import load_translator
from ui import guesses
from ui.lesson import Recall
from ui.over_seeds import mean, spread
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
PLACES = ("before the month", "its first character", "inside it", "its last character", "after it")
NAMES = dict(
    enumerate(("year's first digit", "year's second digit", "year's third digit", "year's last digit", "dash"))
)
NAMES |= {5: "month's first digit", 6: "month's second digit", 8: "day's first digit", 9: "day's second digit"}
SWAPS = {"characters": "characters", "values": "values of the encoder"}


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
def rests_on(variant: str, text: str) -> alignment.Rests | None:
    """What each written character rests on, swapped with other unseen dates of the same form; None for no date."""
    meant = dates.meant(text)
    if meant is None:
        return None
    written = next(way for way in dates.FORMATS.values() if way(meant) == text)
    rng = np.random.default_rng(0)
    others = [written(dates.other_date(written, meant, unseen(), rng)) for _ in range(TWINS)]
    return alignment.rests_on(network(variant), text, others, dates.encode, dates.STEPS)


def spoken(found: Found) -> str:
    """What was written, and whether it is right."""
    wrote = found.written.rstrip("⏎")
    if found.right is None:
        return (
            f"It writes **{wrote}**. The text is no date in one of the ways it learned, so nothing here can be right."
        )
    seen = "training never showed this date" if _is_unseen(found.right) else "training may have shown this date"
    right = "which is right" if wrote == found.right else f"but {found.right} is right"
    return f"It writes **{wrote}**, {right}; {seen}."


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


def of_guess(found: Found, guess: str) -> str:
    """The guess beside what is so."""
    row = found.weights[MONTH_DIGIT]
    most, right = int(row.argmax()), place(found)
    mark = "the space" if found.text[most] == " " else f"“{found.text[most]}”"
    return (
        f"{guesses.opening(guess, right)}. Most weight, {percent(float(row[most]))}, is on {mark}, character "
        f"{most + 1} of the text: {right}."
    )


def spoken_rest(found: Found, rests: alignment.Rests, kind: str) -> str:
    """Which position the month's second digit rests on most, beside the one it looks at most."""
    here = month(found.text)
    if here is None or min(len(found.weights), len(rests.values)) <= MONTH_DIGIT:
        return "What the answer rests on, position by position."
    matrix = rests.characters if kind == "characters" else rests.values
    looked, most = int(found.weights[MONTH_DIGIT].argmax()), int(matrix[MONTH_DIGIT].argmax())
    what = "that character" if kind == "characters" else "the value there"
    return (
        f"The month's second digit looks most at “{_seen(found.text[looked])}”, character {looked + 1}. Swap "
        f"{what}, and the digit's probability changes by {_points(-matrix[MONTH_DIGIT, looked])} points; it changes "
        f"most, by {_points(-matrix[MONTH_DIGIT, most])}, for “{_seen(found.text[most])}”, character {most + 1}."
    )


def by_variant(key: str) -> dict[str, list[dict]]:
    """{variant: one entry of its results for each seed}, without the variants that lack it."""
    found = {v: [run for name, run in results().items() if name.startswith(f"{v}-") and key in run] for v in TITLES}
    return {variant: [run[key] if key == "flips" else run for run in runs] for variant, runs in found.items() if runs}


def swaps() -> dict[str, list[dict]]:
    """What swaps do to the two networks that the page draws."""
    return {variant: runs for variant, runs in by_variant("flips").items() if variant in ("attention", "self")}


def spoken_flips() -> str:
    """The swaps, in words: means over the seeds."""
    said = []
    for variant, runs in swaps().items():
        count = runs[0]["counts"][-1]
        ends = {key: percent(mean(run[key][-1] for run in runs)) for key in ("pointed", "rest", "random")}
        every = percent(mean(run["every"] for run in runs))
        said.append(
            f"**{TITLES[variant]}**: swap the {count} positions with most weight, and {ends['pointed']} of the "
            f"characters that differ turn into the other date's; all but those {ends['rest']}, {count} random others "
            f"{ends['random']}, all positions at once {every}"
        )
    return ". ".join(said) + "."


def spoken_places() -> str:
    """The written characters that turn most and least often in the LSTM's translator."""
    runs = by_variant("flips")["attention"]
    shares = {k: mean(run["every_at"][k] for run in runs) for k in range(dates.STEPS) if runs[0]["counted_at"][k]}
    most, least = max(shares, key=shares.get), min(shares, key=shares.get)
    return (
        f"Not every character has to look: swapping everything turns the {NAMES[most]} {percent(shares[most])} of the "
        f"time, the {NAMES[least]} {percent(shares[least])}."
    )


def spoken_learning() -> str:
    """How many unseen dates each network gets right at the end, with the range over its seeds."""
    said = []
    for variant, runs in by_variant("curve").items():
        whole = [float(np.mean(list(run["right"].values()))) for run in runs]
        said.append(f"{TITLES[variant]}: {spread(whole)}")
    return (
        f"Unseen dates wholly right after {by_variant('curve')['attention'][0]['steps'][-1]} steps. {'; '.join(said)}."
    )


def which_turns_most() -> Recall:
    """Which swap turns the most characters? Question, what to say to each answer, the right one."""
    runs = by_variant("flips")["attention"]
    one = runs[0]["counts"].index(1)
    names = {"pointed": "the one with most weight", "rest": "all but that one", "random": "one random other"}
    shares = {key: mean(run[key][one] for run in runs) for key in names}
    said = {
        names[key]: f"It turns {percent(share)} of the characters, the mean of the seeds."
        for key, share in shares.items()
    }
    question = (
        "The network with the LSTM writes one character, and some of the values it may look at are those of another "
        "date. Which swap turns the character most often?"
    )
    return question, said, names[max(shares, key=shares.get)]


def _is_unseen(iso: str) -> bool:
    return dates.Date.fromisoformat(iso) in set(unseen())


def _seen(mark: str) -> str:
    return "␣" if mark == " " else mark


def _points(change: float) -> str:
    return f"{100 * change:+.0f}".replace("-", "−")
