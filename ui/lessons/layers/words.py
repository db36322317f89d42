"""What the lesson on layers says of its stacks, of both directions and of their leak; every number is computed."""

from lstm_core.said import percent
from lstm_core.tasks import homograph
from ui import guesses
from ui.lesson import Recall
from ui.lessons.layers.numbers import (
    EARLY,
    HELD,
    LATE,
    NOUN,
    WAYS,
    at,
    by_way,
    leak,
    meanings,
    part_of_results,
    who_carries,
)
from ui.over_seeds import mean, spread


def of_guess(depth: int, guess: str) -> str:
    """The guess about the layer that carries the country, beside what is so."""
    right = who_carries(depth)
    return f"{guesses.opening(guess, right)}: {right}. {spoken_flips(depth, 'c')}"


def spoken_flips(depth: int, held: str) -> str:
    """The swaps after the third word and just before the answer's, in words."""
    ends = []
    for moment, when in ((EARLY, f"after {EARLY} words"), (LATE, f"after {LATE} words")):
        shares = ", ".join(f"{name} {percent(share)}" for name, share in at(depth, held, moment).items())
        ends.append(f"{when}: {shares}")
    return f"Answers that turn if the {HELD[held]} of one layer is another country's, {'; '.join(ends)}."


def in_all_stacks() -> str:
    """In how many of the trained stacks the top layer alone turns the answer, early and late in the gap."""
    stacks = [run["flips"]["c"] for run in part_of_results("stack").values() if run["layers"] > 1]
    early, late = (sum(flips[-1][moment] >= 0.5 for flips in stacks) for moment in (EARLY, LATE))
    below = max(row[LATE] for flips in stacks for row in flips[:-1])
    return (
        f"Of {len(stacks)} stacks of two or three layers (three seeds, with and without dropout), the top layer's "
        f"memory alone turns most answers after {LATE} words in {late}, after {EARLY} words in {early}; a layer below "
        f"turns at most {percent(below)} of them after {LATE} words."
    )


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


def spoken_meanings(cue: str, meaning: str) -> str:
    """What both kinds make of the noun, in words."""
    k = homograph.MEANINGS.index(meaning)
    ends = ", ".join(f"{percent(float(p[:, k].mean()))} {said}" for said, p in meanings(cue, meaning).items())
    return f"At “{NOUN}”, the probability of “{meaning}”: {ends}."


def spoken_leak() -> str:
    """The leak, in words: means over the seeds."""
    sight, hidden, asked_sight, asked_hidden = leak().values()
    strange, both, one = by_way("leak", "strange"), WAYS["both"], WAYS["forward"]
    return (
        f"Reading both ways, it guesses {percent(mean(sight[both]))} of the next words, reading one way "
        f"{percent(mean(sight[one]))}: the second direction has read the word it is asked for. Hide the text to come, "
        f"and {percent(mean(hidden[both]))} are left, and of the languages after “fluent” "
        f"{percent(mean(asked_hidden[both]))} instead of {percent(mean(asked_sight[both]))} (one way: "
        f"{percent(mean(asked_hidden[one]))}). Of the word pairs it then writes, {percent(mean(strange[both]))} "
        f"never occur in the grammar, one way {percent(mean(strange[one]))}."
    )


def how_much_is_left() -> Recall:
    """What is left of a two-way network's foresight? Question, what to say to each answer, the right one."""
    *_, sight, hidden = leak().values()
    before, after, one = (
        mean(found[WAYS[way]]) for found, way in ((sight, "both"), (hidden, "both"), (hidden, "forward"))
    )
    said = f"With the text to come in sight {percent(before)}, without it {percent(after)}; one way {percent(one)}."
    ranges = {
        "nearly always": (0.9, 1.01),
        "about as often as one way": (one - 0.1, one + 0.1),
        "hardly ever": (-1.0, 0.15),
    }
    right = next((name for name, (low, high) in ranges.items() if low <= after <= high), "something in between")
    question = (
        "A network that reads both ways learned to guess next words. It is given “i grew up in france … i speak "
        "fluent” and nothing after it. How often does it name the right language?"
    )
    return question, dict.fromkeys((*ranges, "something in between"), said), right
