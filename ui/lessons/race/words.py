"""What the lesson on the race says: tables, take-aways, the recall question, all read from the races themselves."""

from collections.abc import Sequence

import numpy as np

from lstm_core import TASKS
from lstm_core.races.results import Lane, Race, mean_at, reached
from lstm_core.said import percent
from ui.lesson import Recall
from ui.lessons.race.numbers import Groups, level_name, published, shipped
from ui.lessons.race.strips import STRICT

READING_OF_LEVELS = (
    "After its training, each racer is tested at other distances, on 512 fresh sequences each. The shaded strip is all "
    "it was trained on. Thick lines are means over seeds, thin lines single seeds."
)


def reading_of_table(task: str) -> str:
    """What the column of wrong answers counts, and why it may hold them all."""
    strict = (
        " An answer is right here only if the network is sure of it. So a racer that has learned nothing gets all "
        "2,560 wrong, although a blind guess would be right now and then."
    )
    counted = (
        "*Wrong of 2,560* counts fresh sequences: at the moment when the rule was met or, if it never was, at the end."
    )
    return counted + (strict if task in STRICT else "")


def about_task(task: str) -> str:
    """What papers report of a task."""
    about = TASKS[task]
    return f"{about.published[:1].upper()}{about.published[1:]}."


def reading_of_curves(race: Race) -> str:
    """How to read accuracy and loss, and what every lane trains with."""
    recipe, seeds = race.recipe, len({lane.seed for lane in race.lanes})
    of_seeds = (
        f"Thick lines are the median of {seeds} seeds, thin lines the seeds. A mark with a white edge shows where one "
        "met the rule. "
    )
    return (
        f"{of_seeds if seeds > 1 else ''}Every batch is new, so each point is a test. Each tick to the right is about "
        "three times as many sequences. *Solved* is the strict count of the task's paper: an unsure answer is a wrong "
        f"one. So a line may lie below the blind guess. All racers train alike: {units(race)}, batches of "
        f"{recipe['batch_size']}, Adam at {recipe['rate']:g}, gradients clipped to {recipe['clip']:g}, "
        f"{level_name(race.task)} {race.level}."
    )


def units(race: Race) -> str:
    """How many units the lanes have, in words."""
    sizes = {lane.title.split(",")[0]: lane.units for lane in race.lanes}
    if len(set(sizes.values())) == 1:
        return f"{race.lanes[0].units} units"
    return "about as many parameters (" + ", ".join(f"{cell} {count} units" for cell, count in sizes.items()) + ")"


def table(race: Race, groups: Groups) -> list[dict[str, str]]:
    """A row for each lane, and one for each paper."""
    rows, far = [], 2 * TASKS[race.task].race.trained(race.level)[1]
    for name, lanes in groups.items():
        counts = [lane.reached for lane in lanes if lane.reached]
        wrong = [lane.wrong for lane in lanes if lane.wrong is not None]
        twice = mean_at(lanes, far)
        rows.append(
            {
                "racer": name,
                "met the rule": f"{len(counts)} of {len(lanes)}",
                "after sequences, median": _after(lanes, counts),
                "wrong of 2,560": f"{np.median(wrong):,.0f}" if wrong else "–",
                f"solved at {level_name(race.task)} {far}": "–" if twice is None else percent(twice),
            }
        )
    for who, count in published(race).items():
        said = (who, "–", f"{count:,}", f"{TASKS[race.task].race.wrong}", "–")
        rows.append(dict(zip(rows[0], said, strict=True)))
    return rows


def _after(lanes: Sequence[Lane], counts: Sequence[int]) -> str:
    """ "6,300 (5,800 to 7,400)"; where most seeds did not meet the rule there is no median."""
    if not counts and any(lane.state in ("waiting", "running") for lane in lanes):
        return "not yet"
    if not counts:
        return f"not within {max(lane.seen for lane in lanes):,}"
    spread = f" ({min(counts):,} to {max(counts):,})" if len(counts) > 1 else ""
    middle = reached(lanes)
    return f"{middle:,.0f}{spread}" if middle else f"only {', '.join(f'{count:,}' for count in sorted(counts))}"


def same_parameters(race: Race) -> str:
    """How the race went with as many parameters for all, in words."""
    met = (
        f"{name} {sum(lane.reached is not None for lane in lanes)} of {len(lanes)}"
        for name, lanes in race.groups().items()
    )
    return f"The same once more with {units(race)}. The rule was met by {', '.join(met)}."


def spoken(race: Race, groups: Groups) -> str:
    """Who met the rule, and when, in words."""
    said = []
    for name, lanes in groups.items():
        met, middle = sum(lane.reached is not None for lane in lanes), reached(lanes)
        after = f", in the median after {middle:,.0f} sequences" if middle else ""
        said.append(f"{name}: {met} of {len(lanes)} met the rule{after}")
    return "; ".join(said) + f". At most {race.sequences:,} sequences each."


def spoken_levels(race: Race, groups: Groups) -> str:
    """How far what was learned reaches, in words."""
    high, name = TASKS[race.task].race.trained(race.level)[1], level_name(race.task)
    said = []
    for lane, lanes in groups.items():
        ends = [(level, mean_at(lanes, level)) for level in (high, 2 * high, 4 * high)]
        shares = ", ".join(f"{percent(share)} at {level}" for level, share in ends if share is not None)
        said.append(f"{lane} solves {shares or 'nothing yet'}")
    return f"By {name}: {'; '.join(said)}."


def which_start() -> Recall:
    """Which start of the LSTM met the rule on temporal order soonest? What to say to each answer, the right one."""
    race = shipped("temporal_order")
    if race is None:
        raise ValueError("the race on temporal order does not come with this app")
    said, soonest = {}, {}
    for name, lanes in race.groups().items():
        if lanes[0].cell == "lstm":
            middle, met = reached(lanes), sum(lane.reached is not None for lane in lanes)
            soonest[name] = middle or float("inf")
            after = f", in the median after {middle:,.0f} sequences" if middle else ""
            said[name] = f"{met} of {len(lanes)} seeds met the rule{after}."
    question = f"Temporal order at length {race.level}, the same LSTM: which start was the fastest?"
    return question, said, min(soonest, key=soonest.get)
