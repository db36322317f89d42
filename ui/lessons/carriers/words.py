"""What the lesson on carriers says of a guess, of a ranking and of swaps; every number in it was measured."""

import numpy as np

from lstm_core.said import percent
from ui.lesson import Recall
from ui.shipped.evidence import of_run


def of_guess(cell: str, seed: int, unit: int) -> str:
    """What to say to a learner who guessed that a unit carries the country."""
    run = of_run(cell, seed)
    order = np.argsort(-np.array(run["ranking"]["selectivity"]), kind="stable")
    place, eta = int(np.flatnonzero(order == unit)[0]) + 1, run["ranking"]["selectivity"][unit]
    told = f"The country explains {percent(eta)} of what unit {unit} holds in mid-gap: place {place} of {len(order)}."
    if unit in run["evidence"]["carriers"]:
        return f"**Unit {unit} is one of the carriers.** {told}"
    return f"**Unit {unit} is not.** {told} The carriers are {', '.join(map(str, run['evidence']['carriers']))}."


def reading_of_ranking(cell: str) -> str:
    """How to read the ranking of the units of a cell."""
    across = (
        "The RNN has no gate that carries, so to the right stands what the answer loses without the unit."
        if cell == "rnn"
        else "To the right: what its gates leave of a memory across the gap. No label was used for that."
    )
    return f"A dot is a unit; point at it for its number. Up: how well the country could be told from it. {across}"


def to_try(cell: str, seed: int) -> str:
    """What to do in the film of this network."""
    known = ", ".join(map(str, of_run(cell, seed)["evidence"]["carriers"]))
    return (
        f"The rows on top carry most of “france”; measured as carriers are {known}. Carry another country's memory "
        "over into the carriers alone, at a word in mid-story: the answer follows. Then into one unit alone."
    )


def spoken_swaps(cell: str, seed: int) -> str:
    """The swaps by number of units, in words."""
    e = of_run(cell, seed)["evidence"]
    return (
        f"Carrying in the memory of {len(e['carriers'])} carriers turns {percent(e['swap_carriers'])} of the answers, "
        f"that of as many random others {percent(e['swap_random'])}."
    )


def spoken_map(cell: str, seed: int) -> str:
    """The swaps by word, in words."""
    e = of_run(cell, seed)["evidence"]
    output = "" if e["swap_output"] is None else f", swapping h turns {percent(e['swap_output'])}"
    return f"In mid-gap, swapping all of {e['memory']} turns {percent(e['swap_memory'])} of the answers{output}."


def how_many_carry() -> Recall:
    """How many units carry the country in the LSTM of seed 0? Question, what to say to each answer, the right one."""
    run = of_run("lstm", 0)
    count, size = len(run["evidence"]["carriers"]), len(run["ranking"]["selectivity"])
    flips = percent(run["evidence"]["swap_carriers"])
    fact = f"In the LSTM of seed 0, {count} of {size} units: carrying over only theirs turns {flips} of the answers."
    said = {
        "One unit, “the France cell”": f"{fact} Twenty countries do not fit into one unit that also must stay robust.",
        "A few units together": f"{fact} Together they are a register; each alone says little.",
        "About half of them": f"{fact} The rest are busy with the grammar of the next few words.",
        "All of them": f"{fact} All the others may forget, and the answer stays right.",
    }
    one, few, half, every = said
    right = one if count == 1 else few if count <= size // 4 else half if count < 3 * size // 4 else every
    return "How many units hold the country across the gap?", said, right
