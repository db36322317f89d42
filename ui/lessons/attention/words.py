"""What the lesson on attention says of a translation, of the swaps and of the learning; every number is computed."""

import numpy as np

from lstm_core.said import percent
from lstm_core.translation import dates, swaps
from ui.lessons.attention.numbers import (
    MONTH_DIGIT,
    TITLES,
    Found,
    by_variant,
    falls,
    month,
    seen,
    swapped,
    unseen,
)
from ui.over_seeds import mean, spread

NAMES = dict(
    enumerate(("year's first digit", "year's second digit", "year's third digit", "year's last digit", "dash"))
)
NAMES |= {5: "month's first digit", 6: "month's second digit", 8: "day's first digit", 9: "day's second digit"}


INTRODUCTION = (
    "One network reads a date, character by character; a second one writes it as 2026-11-20. With **attention** the "
    "writer looks back before each character: it gives everything that was read a *weight* and takes the weighted mean."
)
READING = (
    "Lines lead from a written character to those that were read; the thicker a line, the more weight. Lines of the "
    "character that is written now are dark, earlier ones pale. The map below shows the same weights: a row for each "
    "written character, a column for each that was read. The brighter, the more weight. ⏎ ends the text."
)
MAP = "The weights: a row for each written character, a column for each character that was read."
YOURS, SO = "your guess", "most weight"
CLOCK = {
    "play": "Write",
    "pause": "Pause",
    "back": "Character before",
    "on": "Next character",
    "rail": "Written character",
    "moment": "character {at} of {last}",
    "waits": "Guess, and see where it looks. Until then you see only what it writes.",
}


def at_character(found: Found, k: int, revealed: bool) -> str:
    """What is written at one moment, how sure it is and, if `revealed`, where it looks most."""
    said = f"It writes **{found.written[k]}**, {percent(found.probabilities[k])} sure"
    if not revealed:
        return f"{said}."
    most = int(found.weights[k].argmax())
    return (
        f"{said}, and looks most at **{seen(found.text[most])}**, character {most + 1}: "
        f"{percent(float(found.weights[k, most]))} of its weight."
    )


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


def spoken_rest(found: Found, rests: swaps.Rests, kind: str) -> str:
    """Which position the month's second digit rests on most, beside the one it looks at most."""
    here = month(found.text)
    if here is None or min(len(found.weights), len(rests.values)) <= MONTH_DIGIT:
        return "What the answer rests on, position by position."
    matrix = falls(rests, kind)
    looked, most = int(found.weights[MONTH_DIGIT].argmax()), int(matrix[MONTH_DIGIT].argmax())
    what = "that character" if kind == "characters" else "the value there"
    return (
        f"The month's second digit looks most at “{seen(found.text[looked])}”, character {looked + 1}. Swap {what}, "
        f"and the digit's probability changes by {_points(-matrix[MONTH_DIGIT, looked])} percentage points. The "
        f"largest change, {_points(-matrix[MONTH_DIGIT, most])} points, comes from “{seen(found.text[most])}”, "
        f"character {most + 1}."
    )


def spoken_flips() -> str:
    """The swaps, in words: means over the seeds."""
    said = []
    for variant, runs in swapped().items():
        count = runs[0]["counts"][-1]
        ends = {key: percent(mean(run[key][-1] for run in runs)) for key in ("pointed", "rest", "random")}
        every = percent(mean(run["every"] for run in runs))
        said.append(
            f"**{TITLES[variant]}**: {ends['pointed']} with the {count} positions of most weight, {ends['rest']} with "
            f"all but these, {ends['random']} with {count} random others, {every} with all at once."
        )
    return (
        "While a character is written, some positions are swapped for those of another date. So many of the characters "
        f"that differ then become the other date's. {' '.join(said)}"
    )


def spoken_places() -> str:
    """The written characters that turn most and least often in the LSTM's translator."""
    runs = by_variant("flips")["attention"]
    shares = {k: mean(run["every_at"][k] for run in runs) for k in range(dates.STEPS) if runs[0]["counted_at"][k]}
    most, least = max(shares, key=shares.get), min(shares, key=shares.get)
    return (
        f"Not every character has to look. Swap everything, and the {NAMES[most]} changes {percent(shares[most])} of "
        f"the time, the {NAMES[least]} {percent(shares[least])}."
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


def _is_unseen(iso: str) -> bool:
    return dates.Date.fromisoformat(iso) in set(unseen())


def _points(change: float) -> str:
    return f"{100 * change:+.0f}".replace("-", "−")
