"""What the lesson on many jobs asks, first and last, and what it says to the answers; all is computed."""

from typing import NamedTuple

import numpy as np

from lstm_core.many_jobs.recipes import JOBS
from lstm_core.said import percent
from ui import guesses
from ui.lesson import Recall
from ui.lessons.many_jobs import numbers
from ui.over_seeds import mean, spread

DRAW = "a draw of the best two"
NEAR = 0.02  # two means that are nearer than this are a draw


class Question(NamedTuple):
    """What a job is, what is asked of it, who stands behind each answer, and what the numbers are shares of."""

    task: str
    asks: str
    options: dict[str, tuple[str, ...]]
    measure: str
    key: str


QUESTIONS = {
    "reviews": Question(
        "A review comes in word by word: is it **for** or **against**? Half of ours say it plainly; the others turn "
        "an opinion round: “not useful but ugly”. A *bag of words* counts which words occur, not their order.",
        "who judges more new reviews right?",
        {
            "the networks": ("LSTM, two layers", "GRU, both ways", "GRU with attention"),
            "the bag of words": ("bag of words",),
        },
        "new reviews judged right",
        "jobs_guess_reviews",
    ),
    "tagging": Question(
        "Each word gets a **tag**. A *bat* may be an animal or a thing, and the word that tells which may come only "
        "after it. One GRU reads from the left; the other reads both ways.",
        "which of them tags more nouns right?",
        {"reading both ways": ("GRU, both ways",), "reading one way": ("GRU, one way",)},
        "nouns of new texts tagged right",
        "jobs_guess_tagging",
    ),
    "sensor": Question(
        "Three smooth signals come in, step by step. At each step the network must say one number: the **product** "
        "that two of them had **four steps ago**.",
        "who explains more of the product, on new signals?",
        {"the LSTM": ("LSTM",), "a straight line": ("a line through 12 rows",)},
        "of the product explained",
        "jobs_guess_sensor",
    ),
    "forecast": Question(
        "A series has a rhythm of 12 rows, a slow drift and noise. The network must say its **change to the next "
        "row**. It is tested on the last rows, which training never showed.",
        "who explains most of the change?",
        {
            "the LSTM": ("LSTM",),
            "a straight line": ("a line through 12 rows",),
            "same as last period": ("same as last period",),
        },
        "of the change explained",
        "jobs_guess_forecast",
    ),
    "gap": Question(
        "A wave is seen through noise, then **hidden for 24 steps**. At every step the network must say its next "
        "value. So it has to keep the phase: where in its swing the wave is.",
        "inside the gap, who explains most of the wave?",
        {"the LSTM": ("LSTM",), "same as last period": ("same as last period",), "no change": ("no change",)},
        "of the hidden wave explained",
        "jobs_guess_gap",
    ),
}


def options(job: str) -> list[str]:
    """What can be guessed."""
    return [*QUESTIONS[job].options, DRAW]


def shares(job: str) -> dict[str, list[float]]:
    """{who: one share a seed}, a baseline's alone; networks first."""
    found = numbers.results(job)
    return {**found["networks"], **{name: [share] for name, share in found["baselines"].items()}}


def right(job: str) -> str:
    """The option that the measures make right."""
    measured = shares(job)
    means = {option: max(mean(measured[who]) for who in whose) for option, whose in QUESTIONS[job].options.items()}
    best, second, *_ = sorted(means.values(), reverse=True)
    return DRAW if best - second < NEAR else max(means, key=means.get)


def told(values: list[float]) -> str:
    """A share, or from the lowest seed to the highest; below 0 is worse than to say nothing."""
    return "less than nothing" if max(values) < 0 else spread([max(value, 0.0) for value in values])


def verdict(job: str, guess: str) -> str:
    """The guess beside what is so."""
    of = "; ".join(f"{who} {told(values)}" for who, values in shares(job).items())
    return f"{guesses.verdict(guess, right(job))} {QUESTIONS[job].measure.capitalize()}: {of}. {because(job)}"


def because(job: str) -> str:
    """Why it is so, in one sentence."""
    return {
        "reviews": "The same words in another order mean the opposite; only a network that keeps the order can tell.",
        "tagging": "One way, a word that comes later has not been read yet.",
        "sensor": "No sum of past values is a product. The cell's gates multiply.",
        "forecast": "A steady rhythm is nearly a sum of past values, and a line is just that. Draw the line first.",
        "gap": "The network keeps turning the wave inside its memory, and has averaged the noise away.",
    }[job]


def marks(job: str, guess: str | None) -> dict[str, str]:
    """{who: "yours", "right" or both}, once there is a guess."""
    if guess is None:
        return {}
    found: dict[str, list[str]] = {}
    for option, word in ((guess, "your guess"), (right(job), "✓")):
        for who in QUESTIONS[job].options.get(option, ()):
            found.setdefault(who, []).append(word)
    return {who: ", ".join(words) for who, words in found.items()}


def which_word() -> Recall:
    """Where does attention look? Question, what to say to each answer, the right one."""
    words, weights = numbers.looks("the lamp is not useful but ugly .")
    best = words[int(np.argmax(weights))]
    said = (
        f"It takes {percent(float(weights.max()))} from “{best}”. The GRU reads both ways, so its output there holds "
        "the words around it as well: where attention looks is not what it knows."
    )
    offered = dict.fromkeys((best, "not", "but", "ugly", "lamp"), said)
    return (
        "“The lamp is not useful but ugly.” The network with attention answers from a weighted mean of its outputs. "
        "Which word's output weighs most?",
        dict(sorted(offered.items())),
        best,
    )


def title(job: str) -> str:
    """What a job is called on its button."""
    return JOBS[job].title
