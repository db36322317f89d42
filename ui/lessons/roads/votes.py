"""The guess on each road: question, options, the answer from what was computed, and what is said afterwards."""

from typing import NamedTuple

import numpy as np

from lstm_core.roads.homeland_by_hand import exact
from lstm_core.said import percent
from ui import guesses
from ui.lessons.roads.numbers import needed, shipped
from ui.lessons.roads.scenes import RADII, STEPS, echo_sizes, shares, stages

TENTH, RADIUS, NEVER = 0.1, 0.9, "never here"
SAME, TIMES, STATES, ASKED_COUNTRIES = "as many", (5, 1000), (4, 8, 64), 4
WALKS, TURNS, NOTHING = "walking, not turning", "turning, not walking", "nothing yet"


class Vote(NamedTuple):
    """A question, its options, the right one, and what is said beside the verdict."""

    question: str
    options: list[str]
    right: str
    then: str


def vote(road: str, level: int) -> Vote:
    """The guess of a road; `level` is the lag or the corridor that is on the screen."""
    return VOTES[road](level)


def verdict(road: str, level: int, said: str) -> str:
    """What is so, beside what was said."""
    asked = vote(road, level)
    return f"{guesses.verdict(said, asked.right)} {asked.then}"


def faded(radius: float = RADIUS) -> int | None:
    """The first step at which the echo is less than a tenth, None where it never is."""
    below = np.flatnonzero(echo_sizes()[RADII.index(radius)] < TENTH)
    return int(below[0]) if below.size else None


def _reservoir(_level: int) -> Vote:
    step = faded()
    right = NEVER if step is None else f"{step} steps"
    options = [f"{each} steps" for each in sorted({3, 10, *([step] if step else [])})]
    return Vote(
        f"One impulse comes, then nothing. At radius {RADIUS:g}, after how many steps is less than a tenth of the echo "
        "left?",
        [*options, NEVER],
        right,
        f"With a smaller radius the echo fades sooner; above 1 it need not fade at all in {STEPS} steps. **Move the "
        "radius and play.**",
    )


def times(lag: int) -> int:
    """How many times as many sequences evolution needed, medians."""
    found = shipped("evolution")[str(lag)]
    return round(float(np.median(needed(found["evolution"])) / np.median(needed(found["gradient"]))))


def _evolution(lag: int) -> Vote:
    ratio, found = times(lag), shipped("evolution")[str(lag)]
    evolved, taught = (np.median(needed(found[way])) for way in ("evolution", "gradient"))
    return Vote(
        f"A sign comes, then {lag} steps of noise; then the sign is asked. Compared with backpropagation, how many "
        "sequences does evolution need?",
        [SAME, *(f"{k} times" for k in sorted({*TIMES, ratio}))],
        f"{ratio} times" if ratio > 1 else SAME,
        f"Evolution needs {evolved:,.0f} sequences, backpropagation {taught:,.0f} (medians). Every sequence that a "
        "copy reads counts. **Choose the network at the start and play:** to which side does it lean at the last step?",
    )


def _reward(corridor: int) -> Vote:
    reach, turn = shares(corridor, 1)
    right = WALKS if reach > 0.75 > turn else TURNS if turn > 0.75 > reach else NOTHING
    seen = stages()[f"maze-{corridor}"][1]
    return Vote(
        "For a while about half of all walks in the maze are rewarded. What has the network learned by then?",
        [WALKS, TURNS, NOTHING],
        right,
        f"After {seen['seen']:,} episodes {percent(round(reach, 2))} of the walks reach the end and turn, and "
        f"{percent(round(turn, 2))} of these turn as the sign said. Turning blindly is right half of the time: that is "
        "the plateau at 50 %.",
    )


def _states(_level: int) -> Vote:
    right = len(exact(ASKED_COUNTRIES).start)
    return Vote(
        "“france rain sun … fluent french”. How many hidden states does a model need that speaks of "
        f"{ASKED_COUNTRIES} countries without a mistake?",
        [str(each) for each in sorted({*STATES, right})],
        str(right),
        "A sentence has four places, and in each of them the model needs a state for every country. An arrow is as "
        "thick as the move is probable. **Play a sentence; then take another one.**",
    )


VOTES = {"reservoir": _reservoir, "evolution": _evolution, "reward": _reward, "states": _states}
