"""What the experiments on the shipped networks found, in words: verdicts, tables, takeaways, failed claims."""

from collections.abc import Sequence

import numpy as np

from lstm_core.said import percent
from ui.lesson import Recall
from ui.shipped import networks
from ui.shipped.evidence import by_seed, found, of_run

SAYS = {
    "right": "right answers, untouched",
    "swap_memory": "all of another country's memory carried in: the answer flips",
    "swap_output": "all of its output h carried in instead: flips",
    "carriers": "carriers: units above the largest gap in η²",
    "swap_carriers": "only the carriers' memory carried in: flips",
    "swap_random": "as many random other units: flips",
    "swap_by_carry": "as many units, found by their gates alone: flips",
    "forget_carriers": "carriers forget for one step: still right",
    "forget_rest": "all others forget for one step: still right",
    "probe_memory": "a linear reader finds the country in the memory",
    "probe_output": "a linear reader finds the country in h",
    "probe_control": "the same reader, trained on random labels",
}


def of_guess(cell: str, seed: int, unit: int) -> str:
    """What to say to a learner who guessed that a unit carries the country."""
    run = of_run(cell, seed)
    order = np.argsort(-np.array(run["ranking"]["selectivity"]), kind="stable")
    place, eta = int(np.flatnonzero(order == unit)[0]) + 1, run["ranking"]["selectivity"][unit]
    told = f"The country explains {percent(eta)} of what unit {unit} holds in mid-gap: place {place} of {len(order)}."
    if unit in run["evidence"]["carriers"]:
        return f"**Unit {unit} is one of the carriers.** {told}"
    return f"**Unit {unit} is not.** {told} The carriers are {', '.join(map(str, run['evidence']['carriers']))}."


def table() -> list[dict[str, str]]:
    """A row for each experiment: the median over seeds and, where they differ, the range."""
    rows = []
    for key, says in SAYS.items():
        row = {"experiment": says}
        for cell in networks.COMPARED[::-1]:
            row[networks.title(cell)] = _spread(by_seed(key).get(networks.title(cell), []), key)
        rows.append(row)
    return rows


def misses() -> list[str]:
    """Every seed of the LSTM that falls short of what the page claims, in a sentence each."""
    short = []
    for name, run in found()["runs"].items():
        e = run["evidence"]
        if not name.startswith("france-lstm-"):
            continue
        claims = {
            f"all of c flips only {percent(e['swap_memory'])}": e["swap_memory"] >= 0.95,
            f"all of h flips {percent(e['swap_output'])}": e["swap_output"] <= 0.05,
            f"its carriers flip only {percent(e['swap_carriers'])}": e["swap_carriers"] >= 0.9,
            f"random units flip {percent(e['swap_random'])}": e["swap_carriers"] - e["swap_random"] >= 0.5,
            f"the units found by their gates flip only {percent(e['swap_by_carry'])}": e["swap_by_carry"] >= 0.5,
            f"it is still right in {percent(e['forget_carriers'])} when the carriers forget": e["forget_carriers"]
            <= 0.5,
            f"forgetting the others leaves {percent(e['forget_rest'])} right": e["forget_rest"] - e["forget_carriers"]
            >= 0.4,
            f"the reader of random labels is right in {percent(e['probe_control'])}": e["probe_control"] <= 0.15,
        }
        short += [f"Seed {name.rsplit('-', 1)[1]}: {claim}." for claim, holds in claims.items() if not holds]
    return short


def honest() -> str:
    """Where the claims of the page do not hold, seed by seed."""
    short = misses()
    if not short:
        return "Every seed of the LSTM does what this page says of it."
    return "Not every seed of the LSTM does what this page says of it. " + " ".join(short)


def forgetting_and_reading() -> dict[str, dict[str, list[float]]]:
    """{experiment: {cell: a share for each seed}}, for the picture."""
    shown = {
        "untouched": "right",
        "carriers forget": "forget_carriers",
        "all others forget": "forget_rest",
        "reader of the memory": "probe_memory",
        "reader of h": "probe_output",
        "… of random labels": "probe_control",
    }
    return {label: by_seed(key) for label, key in shown.items()}


def reading_of_ranking(cell: str) -> str:
    """How to read the ranking of the units of a cell."""
    across = (
        "The RNN has no gate that carries, so to the right stands what the answer loses without the unit."
        if cell == "rnn"
        else "To the right: what its gates leave of a memory across the gap. No label was used for that."
    )
    return f"A dot is a unit; point at it for its number. Up: how well the country could be told from it. {across}"


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


def spoken_forgetting() -> str:
    """The same for the LSTM, in words."""
    rows = {row["experiment"]: row[networks.title("lstm")] for row in table()}
    return "LSTM, median over seeds: " + "; ".join(
        f"{SAYS[k]} {rows[SAYS[k]]}" for k in ("forget_carriers", "forget_rest")
    )


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


def _spread(values: Sequence[float], key: str) -> str:
    if not values:
        return "—"
    if key == "carriers":
        low, high = min(values), max(values)
        return f"{low}" if low == high else f"{low} to {high}"
    low, middle, high = min(values), float(np.median(values)), max(values)
    shown = percent(middle)
    return shown if percent(low) == percent(high) else f"{shown} ({percent(low)} to {percent(high)})"
