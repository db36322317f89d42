"""The example of a job and everybody who does it, as the page plays them: what it gets once."""

from typing import Any

import numpy as np
import streamlit as st

from lstm_core.browser.blob import blob
from lstm_core.many_jobs.recipes import JOBS
from lstm_core.tasks import seasons, sensor, sine_gap
from ui.components.played import played
from ui.in_the_page import Lever, position
from ui.lessons.many_jobs import numbers, votes, words
from ui.lessons.many_jobs.numbers import Example
from ui.over_seeds import mean

KEY = "jobs_hero"
COLOURS = ("#4557d6", "#a9560f", "#2f7f4f")  # of those who answer; never the hue of a gate
DARK = ("#8f9df5", "#e08b45", "#6cc08c")


def draw(job: str, text: str, guess: str | None) -> None:
    """The example with a cursor, and the tracks beside it."""
    found = numbers.example(job, text)
    position(f"{KEY}_{job}", (at(found),))  # each example has a length of its own
    played("jobs", message(job, text, guess), KEY)


def at(found: Example) -> Lever:
    """How much of the example has been read."""
    steps = min(len(found.batch.inputs), 200) if found.words else len(_shown(found))
    return Lever("at", "jobs_at", "Steps read", 1, steps, 1, steps)


@st.cache_resource(max_entries=64, show_spinner=False)
def message(job: str, text: str, guess: str | None) -> bytes:
    """The example, what is said at each moment, and after the guess who answers what and how well."""
    found = numbers.example(job, text)
    said = dict(numbers.answers(job, found)) if guess else {}
    body = _text(job, found, said) if found.words else _curves(job, found, said)
    header: dict[str, Any] = {
        "format": 1,
        "job": job,
        "guessed": guess is not None,
        "levers": [at(found)._asdict()],
        "tracks": _tracks(job, guess),
        "measure": votes.QUESTIONS[job].measure,
        "for_it": _for_it(job, said),
        "texts": {**words.CLOCK, "waits": words.GUESS_FIRST},
        **body,
    }
    return blob(header, {}, "the job")


def _tracks(job: str, guess: str | None) -> list[dict[str, Any]]:
    """Everybody who does the job, and how well once the guess is made."""
    marks, found = votes.marks(job, guess), []
    for k, (who, values) in enumerate(votes.shares(job).items()):
        within = [min(max(value, 0.0), 1.0) for value in values]
        learned = who in numbers.results(job)["networks"]
        told = {"shares": within, "mean": mean(within), "told": votes.told(values), "mark": marks.get(who, "")}
        nothing = {"shares": None, "mean": None, "told": "", "mark": ""}
        found.append({"name": who, "learned": learned, "colour": k, **(told if guess else nothing)})
    return found


def _for_it(job: str, said: dict[str, np.ndarray]) -> float | None:
    """How likely the two-layer network finds a review to be for, at its end."""
    return float(said["LSTM, two layers"][-1, 1]) if job == "reviews" and said else None


def _text(job: str, found: Example, said: dict[str, np.ndarray]) -> dict[str, Any]:
    asked = np.flatnonzero(found.batch.weights[:, 0]).tolist()
    lines = [
        words.at_word(job, word, k, said, k in asked) if said else f"The network reads “{word}”."
        for k, word in enumerate(found.words)
    ]
    return {"words": list(found.words), "asked": asked, "said": lines}


def _shown(found: Example) -> np.ndarray:
    """The steps of an example of numbers that are drawn."""
    steps = len(found.batch.inputs)
    return np.arange(max(0, steps - numbers.SHOWN_ROWS), steps)


def _curves(job: str, found: Example, said: dict[str, np.ndarray]) -> dict[str, Any]:
    """Lines over the steps drawn: what goes in, what is asked, and after the guess what the network and others say."""
    shown, given = _shown(found), _given(job, found)
    lines = [{"name": name, "kind": kind, "values": _listed(values[shown])} for name, kind, values in given]
    who = {one.title for one in JOBS[job].networks.values()}
    for k, (name, values) in enumerate(said.items()):
        if name in who or name in ("a line through 12 rows", "same as last period"):
            drawn = _drawn(job, values)
            lines.append({"name": name, "kind": "answer", "colour": k, "values": _listed(drawn[shown])})
    gap = np.flatnonzero(sine_gap.hidden(found.batch)[:, 0]) if job == "gap" else []
    wanted = next(values for _, kind, values in given if kind == "wanted")
    name = next(name for name, kind, _ in given if kind == "wanted")
    answers = {line["name"]: line["values"] for line in lines if line["kind"] == "answer"}
    told = [
        words.at_step(
            int(t) + 1,
            f"{name} {words.number(wanted[t])}; " if np.isfinite(wanted[t]) else "",
            {who: row[k] for who, row in answers.items() if row[k] is not None},
        )
        for k, t in enumerate(shown)
    ]
    hidden = [int(gap[0] - shown[0]), int(gap[-1] - shown[0])] if len(gap) else None
    return {"lines": lines, "hidden": hidden, "said": told}


def _given(job: str, found: Example) -> list[tuple[str, str, np.ndarray]]:
    """(name, kind, values) of what an example shows before anybody answers."""
    x, y = found.batch.inputs[:, 0], found.batch.targets[:, 0, 0]
    if job == "sensor":
        wanted = np.where(found.batch.weights[:, 0] > 0, y, np.nan)
        return [*((name, "input", x[:, k]) for k, name in enumerate(sensor.SIGNALS)), ("product", "wanted", wanted)]
    if job == "gap":
        seen = np.where(x[:, 1] > 0, x[:, 0], np.nan)
        return [("seen", "dots", seen), ("wave", "wanted", np.concatenate([[np.nan], y[:-1]]))]
    series = numbers.series()
    return [("series", "wanted", series.values[:-1])]


def _drawn(job: str, values: np.ndarray) -> np.ndarray:
    """An answer where it belongs: the next value under the next step, a change as the value it leads to."""
    if job == "sensor":
        return np.where(np.arange(len(values)) < sensor.DELAY, np.nan, values)
    if job == "gap":
        return np.concatenate([[np.nan], values[:-1]])
    series = seasons.made()
    return np.concatenate([[np.nan], (series.values[:-1] + values * series.typical)[:-1]])


def _listed(values: np.ndarray) -> list[float | None]:
    return [round(float(value), 4) if np.isfinite(value) else None for value in values]
