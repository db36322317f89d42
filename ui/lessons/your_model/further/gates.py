"""How the gates of a layer stood during the run, how long its units keep, which keep longest."""

import numpy as np

from figures.charts.your_model import gates as figures
from figures.theme import KNOWN
from lstm_core.said import percent
from ui import lesson
from ui.components.mention import unit
from ui.lessons.your_model.looked import Looked

MOST_LINES = 500  # points of a line
LISTED = 8  # units


def draw(found: Looked) -> None:
    """Means and saturation of the gates; half-lives; the units that keep longest."""
    seen = found.seen
    if not seen.gates:
        lesson.say("This cell has no gate: nothing opens or shuts.")
        return
    shares = {gate: (float(seen.shut[gate].mean()), float(seen.open[gate].mean())) for gate in seen.gates}
    said = saturated(shares)
    lesson.say(said)
    lesson.chart(figures.saturation(shares, lesson.dark()), said, "yours_saturation")
    lesson.how_to_read("A gate that is nearly always shut or always open could be a constant. One in between is used.")
    every = -(-seen.steps // MOST_LINES)
    means = {gate: _thinned(seen.by_step[gate][0], every) for gate in seen.gates}
    steps = list(range(1, seen.steps + 1, every))
    lesson.chart(figures.by_step(means, steps, lesson.dark()), "The mean of each gate, step by step.", "yours_by_step")
    lesson.how_to_read("The mean over all units at each step" + (f", of {every} steps each." if every > 1 else "."))
    if seen.keeps:
        _half_lives(found)


def _half_lives(found: Looked) -> None:
    lives = found.seen.half_lives()
    lesson.say(of_half_lives(lives))
    color = KNOWN["c"].text(lesson.dark())
    lesson.chart(figures.half_lives(lives, color, lesson.dark()), of_half_lives(lives), "yours_half_lives")
    lesson.how_to_read("A unit's half-life is the number of steps after which half of its memory is left, on average.")
    lesson.table(listed(found))


def saturated(shares: dict[str, tuple[float, float]]) -> str:
    """In words: how often each gate is shut or open."""
    parts = [
        f"**{gate}** is shut {percent(shut)} of the time and open {percent(opened)}"
        for gate, (shut, opened) in shares.items()
    ]
    return "; ".join(parts) + "."


def of_half_lives(lives: np.ndarray) -> str:
    """In words: the typical unit and the one that keeps longest."""
    best = int(lives.argmax())
    longest = "forever" if np.isinf(lives[best]) else f"for {lives[best]:,.1f} steps"
    middle = float(np.median(lives))
    typical = (
        "never loses half of its memory" if np.isinf(middle) else f"loses half of its memory in {middle:,.1f} steps"
    )
    return f"The typical unit {typical}. {unit(best).replace('unit', 'Unit', 1)} keeps half of it {longest}."


def listed(found: Looked) -> list[dict[str, str]]:
    """The units that keep longest: their half-life, how often the gate that keeps is open, how large their state is."""
    seen = found.seen
    lives, state = seen.half_lives(), next(iter(seen.keeps))
    size = np.abs(seen.means[state]).mean(axis=0)
    rows = []
    for k in np.argsort(-lives, kind="stable")[:LISTED]:
        often = {f"{gate} open": percent(float(seen.open[gate][k])) for gate in seen.gates}
        life = "never" if np.isinf(lives[k]) else f"{lives[k]:,.1f} steps"
        rows.append({"unit": f"{k}", "half-life": life, **often, f"mean |{state}|": f"{size[k]:.2f}"})
    return rows


def _thinned(values: np.ndarray, every: int) -> np.ndarray:
    """Means of so many values each."""
    edges = np.arange(0, len(values), every)
    return np.add.reduceat(values, edges) / np.diff([*edges, len(values)])
