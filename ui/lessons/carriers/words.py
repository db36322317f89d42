"""What the lesson on carriers says of a guess, of a ranking and of swaps; every number in it was measured."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from lstm_core.said import joined, percent
from lstm_core.tasks import france
from ui.guesses import WAITS
from ui.lesson import Recall
from ui.shipped import networks
from ui.shipped.evidence import found, of_run


def of_guess(cell: str, seed: int, unit: int) -> str:
    """What to say to a learner who guessed that a unit carries the country."""
    run = of_run(cell, seed)
    order = np.argsort(-np.array(run["ranking"]["selectivity"]), kind="stable")
    place, eta = int(np.flatnonzero(order == unit)[0]) + 1, run["ranking"]["selectivity"][unit]
    carriers = run["evidence"]["carriers"]
    told = f"By η² it is in place {place} of {len(order)}: the country explains {percent(eta)} of its value in mid-gap."
    if unit in carriers:
        return f"**Yes, unit {unit} is a carrier.** {told}"
    known = f"The {len(carriers)} carriers are" if len(carriers) > 1 else "The only carrier is unit"
    return f"**No, unit {unit} is not a carrier.** {told} {known} {joined(list(map(str, carriers)))}."


def question(cell: str, sentence: Sequence[str]) -> str:
    """What the picture asks."""
    own = sentence[france.country_position(sentence)]
    return f"In the {networks.title(cell)}, which row carries “{own}” until “{sentence[-1]}” asks for it?"


def of_hero(cell: str, seed: int, sentence: Sequence[str], memory: str) -> dict[str, Any]:
    """Everything that stands in the picture; what is in braces the page fills in."""
    own, middle = sentence[france.country_position(sentence)], _middle(sentence)
    run = of_run(cell, seed)
    size, count = len(run["ranking"]["selectivity"]), len(run["evidence"]["carriers"])
    return {
        "ask": f"The {networks.title(cell)} has {size} units, a row each. **Which row carries “{own}” until "
        f"“{sentence[-1]}” asks for it?** Press a row to mark it, and press it again to guess it.",
        "held": f"You said unit {{unit}}. {WAITS}",
        "held_back": "Then the ranking stands beside the rows, and you can carry another memory over.",
        "keys": " With keys: ↑ ↓, Enter marks the row, Enter again says it.",
        "waiting": "Guess first. Then the ranking stands beside the rows, and you can carry another memory over.",
        "slow": "The network is on its way to this page.",
        "row": "unit {unit}",
        "unmarked": "no row marked",
        "confirm": "unit {unit}: guess it",
        "ranked": "row {row}: unit {unit}",
        "rank": "Rank rows by",
        "guess": "your guess: unit {unit}",
        "guess_short": "you: {unit}",
        "carriers": f"filled: the {count} measured carriers" if count > 1 else "filled: the only measured carrier",
        "again": "Guess again",
        "lever": "rows whose memory is carried over",
        "from": "Carry over the memory of",
        "after": f"after “{sentence[middle]}”, word {middle + 1}, into the first",
        "asked": f"after “{sentence[-1]}”",
        "others": "all other words",
        "start": "Now drag the handle beside the rows down: more and more rows get the other country's memory.",
        "same": "With **{rows}** the network still says **{now}**.",
        "turned": "With **{rows}** the answer follows the memory: **{now}**.",
        "other": "With **{rows}** the network says **{now}**.",
        "count": {"one": "1 row", "many": "{count} rows"},
        "colour": f"{memory} minus its mean",
        "curve": f"Answers that change to the other country's, of {found()['sentences']} test sentences",
        "measured": "With {rows}, {share} of them change.",
        "between": "With {low} rows {low_share} of them change, with {high} rows {high_share}.",
        "none": "With 0 rows none of them changes.",
        "band": "grey: as many random rows",
        "axis": "rows carried over",
        "map": f"The memory {memory}: which row carries {own}? Arrow keys choose a row, "
        "Enter marks it and goes to the button that says it.",
    }


def reading(cell: str, guessed: bool) -> str:
    """How to read the picture, before the guess and after it."""
    memory = of_run(cell, 0)["evidence"]["memory"]
    told = (
        f"A row is a unit, a column is a word. Colour is the memory {memory} minus its mean over the same sentence "
        "with each other country: it shows what “france” left there."
    )
    after = "In the frame stands the other country's memory. A thin line in the answers: the network before that."
    return f"{told} {after}" if guessed else told


def reading_of_ranking(cell: str) -> str:
    """How to read the ranking of the units of a cell."""
    across = (
        "The RNN has no gate that keeps, so to the right stands what the answer loses without the unit."
        if cell == "rnn"
        else "To the right: how much of a memory its gates keep across the gap; for that no country needs to be known."
    )
    return f"A dot is a unit; point at it for its number. Up: how much of its value the country explains. {across}"


def spoken_map(cell: str, seed: int) -> str:
    """The swaps by word, in words."""
    e = of_run(cell, seed)["evidence"]
    output = "" if e["swap_output"] is None else f", swapping h changes {percent(e['swap_output'])}"
    return f"In mid-gap, swapping all of {e['memory']} changes {percent(e['swap_memory'])} of the answers{output}."


def how_many_carry() -> Recall:
    """How many units carry the country in the LSTM of seed 0? Question, what to say to each answer, the right one."""
    run = of_run("lstm", 0)
    count, size = len(run["evidence"]["carriers"]), len(run["ranking"]["selectivity"])
    flips = percent(run["evidence"]["swap_carriers"])
    fact = f"In the LSTM of seed 0, {count} of {size} units: carrying over only theirs changes {flips} of the answers."
    said = {
        "One unit, “the France cell”": f"{fact} One unit alone does not hold twenty countries apart.",
        "A few units together": f"{fact} They hold it together; each alone says little.",
        "About half of them": f"{fact} The others do other work, such as the grammar of the next few words.",
        "All of them": f"{fact} All the others may forget, and the answer stays right.",
    }
    one, few, half, every = said
    right = one if count == 1 else few if count <= size // 4 else half if count < 3 * size // 4 else every
    return "How many units hold the country across the gap?", said, right


def _middle(sentence: Sequence[str]) -> int:
    return (france.country_position(sentence) + france.asked_position(sentence)) // 2
