"""What the lesson on layers says of its stacks, of both directions and of their leak; every number is computed."""

import numpy as np

from lstm_core.said import percent
from lstm_core.tasks import homograph
from ui.lessons.layers.numbers import (
    EARLY,
    HELD,
    LATE,
    NOUN,
    WAYS,
    at,
    by_way,
    known,
    leak,
    meanings,
    part_of_results,
    sentence,
)
from ui.over_seeds import mean, spread

INTRODUCTION = (
    f"A {NOUN} may be an animal or a thing, and the word that tells which may come later. A network may read "
    f"**one way**, or "
    "**both ways**: a second LSTM reads the sentence from its end, and at every word the two are asked together."
)
HEADS = {"left": "reads from the left", "right": "reads from the right"}
GUESS_FIRST, YOURS = "Guess, and see what it says", "your guess"
WAITS = {
    "forward": f"it has not come to “{NOUN}” yet",
    "both": f"waits until both have come to “{NOUN}”",
}
CLOCK = {
    "play": "Read",
    "pause": "Pause",
    "back": "Word before",
    "on": "Next word",
    "rail": "Words read",
    "moment": "{at} of {last} words read",
}
READING = (
    "A *head* is an LSTM that reads. Blue shade: what the head from the left has read. Orange: what the head from the "
    f"right has read. A network that reads one way has only the first head, and must say what “{NOUN}” means as soon "
    "as it comes to it. Bars are the means of three trained networks, dots are single networks."
)


def told(shares: np.ndarray) -> list[str]:
    """Each meaning with its probability, the mean of the trained networks; (seeds, meanings)."""
    means = shares.mean(axis=0)
    return [f"{meaning} {percent(float(p))}" for meaning, p in zip(homograph.MEANINGS, means, strict=True)]


def at_moment(cue: str, meaning: str, read: int, revealed: bool) -> str:
    """What each head has read after so many words, and what is said of the noun by then."""
    text = sentence(cue, meaning)
    said = f"From the left: “{' '.join(text[:read])}”; from the right: “{' '.join(text[-read:])}”."
    ends = [
        f"{way} {percent(float(p[:, 0].mean()))}"
        for (key, way), p in zip(WAYS.items(), meanings(cue, meaning).values(), strict=True)
        if revealed and read >= known(key, text)
    ]
    return f"{said} “{homograph.MEANINGS[0].capitalize()}”, at “{NOUN}”: **{', '.join(ends)}**." if ends else said


def spoken_flips(depth: int, held: str) -> str:
    """The swaps early in the gap and just before the answer, in words."""
    ends = []
    for moment in (EARLY, LATE):
        shares = [f"{percent(share)} in {name}" for name, share in at(depth, held, moment).items()]
        ends.append(f"after {moment} words {', '.join(shares)}")
    return (
        f"Swap the {HELD[held]} of one layer for the one that another country's sentence left there. So many answers "
        f"change: {'; '.join(ends)}."
    )


def in_all_stacks() -> str:
    """In how many of the trained stacks the top layer alone changes the answer, early and late in the gap."""
    stacks = [run["flips"]["c"] for run in part_of_results("stack").values() if run["layers"] > 1]
    early, late = (sum(flips[-1][moment] >= 0.5 for flips in stacks) for moment in (EARLY, LATE))
    below = max(row[LATE] for flips in stacks for row in flips[:-1])
    return (
        f"We did the same with {len(stacks)} stacks of two or three layers (three seeds, with and without dropout). "
        f"Swap the top layer's memory after {LATE} words, and more than half of the answers change in {late} of these "
        f"stacks; after {EARLY} words, in {early}. Swap a lower layer's memory after {LATE} words, and at most "
        f"{percent(below)} of the answers change."
    )


def right_by_depth(right: dict[int, float]) -> list[dict[str, str]]:
    """A row for each depth."""
    return [{"layers": str(depth), "right answers": percent(share)} for depth, share in right.items()]


def depth_table(part: str) -> list[dict[str, str]]:
    """A row for each kind of stack: the share of right answers by distance, over the seeds."""
    groups: dict[tuple, list[dict]] = {}
    for run in part_of_results(part).values():
        groups.setdefault((run["layers"], run["dropout"]), []).append(run)
    by, said = ("gaps", "gap {}") if part == "depth" else ("between", "{} between")
    return [
        {
            "layers": str(layers),
            "dropout": f"{dropout:g}",
            "units in each": str(found[0]["units"]),
            "parameters": f"{found[0]['parameters']:,}",
        }
        | {said.format(distance): spread([run["right"][k] for run in found]) for k, distance in enumerate(found[0][by])}
        for (layers, dropout), found in sorted(groups.items())
    ]


def spoken_leak() -> str:
    """The leak, in words: means over the seeds."""
    sight, hidden, asked_sight, asked_hidden = leak().values()
    strange, both, one = by_way("leak", "strange"), WAYS["both"], WAYS["forward"]
    return (
        f"A network that reads both ways names {percent(mean(sight[both]))} of the next words, one that reads one way "
        f"{percent(mean(sight[one]))}. But the second direction has already read the word that is asked for. Hide the "
        f"words to come, and it names {percent(mean(hidden[both]))}. Of the languages after “fluent” it then names "
        f"{percent(mean(asked_hidden[both]))}, where it named {percent(mean(asked_sight[both]))} before; reading one "
        f"way names {percent(mean(asked_hidden[one]))}. Let it write, and {percent(mean(strange[both]))} of its word "
        f"pairs never occur in the grammar (one way: {percent(mean(strange[one]))})."
    )
