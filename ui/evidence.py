"""What the experiments on the shipped networks found, and the same experiment live."""

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from lstm_core.evidence import memory_of
from lstm_core.experiments import interchanges
from lstm_core.tasks.france_pairs import register
from ui import runs
from ui.answers import percent

FOUND = Path(__file__).parents[1] / "assets" / "france_evidence.json"
LIVE_STORIES = 5
ORDERS = {"selectivity": "η²", "kept": "gates", "ablation": "loss"}  # see `lstm_core.evidence.Ranking`
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


@cache
def found() -> dict:
    """All that `python -m benchmarks.evidence` found; OSError where it does not ship."""
    return json.loads(FOUND.read_text(encoding="utf-8"))


def of_run(cell: str, seed: int) -> dict:
    """What was found in one network; ValueError where nobody has looked."""
    try:
        return found()["runs"][f"france-{cell}-{seed}"]
    except KeyError:
        raise ValueError(f"no experiments ship for the {runs.title(cell)} of seed {seed}") from None


def carriers(cell: str, seed: int) -> tuple[int, ...]:
    """The units of a shipped network that carry the country, best first; empty where nobody has looked."""
    try:
        return tuple(of_run(cell, seed)["evidence"]["carriers"])
    except (ValueError, OSError):
        return ()


def of_guess(cell: str, seed: int, unit: int) -> str:
    """What to say to a learner who guessed that a unit carries the country."""
    run = of_run(cell, seed)
    order = np.argsort(-np.array(run["ranking"]["selectivity"]), kind="stable")
    place, eta = int(np.flatnonzero(order == unit)[0]) + 1, run["ranking"]["selectivity"][unit]
    told = f"The country explains {percent(eta)} of what unit {unit} holds in mid-gap: place {place} of {len(order)}."
    if unit in run["evidence"]["carriers"]:
        return f"**Unit {unit} is one of the carriers.** {told}"
    return f"**Unit {unit} is not.** {told} The carriers are {', '.join(map(str, run['evidence']['carriers']))}."


def by_seed(key: str) -> dict[str, list[float]]:
    """{cell: the share of one experiment in every seed}; a cell that cannot be asked is left out."""
    shown: dict[str, list[float]] = {}
    for cell in runs.COMPARED[::-1]:
        values = [run["evidence"][key] for name, run in found()["runs"].items() if name.startswith(f"france-{cell}-")]
        values = [len(value) if isinstance(value, list) else value for value in values if value is not None]
        if values:
            shown[runs.title(cell)] = values
    return shown


def table() -> list[dict[str, str]]:
    """A row for each experiment: the median over seeds and, where they differ, the range."""
    rows = []
    for key, says in SAYS.items():
        row = {"experiment": says}
        for cell in runs.COMPARED[::-1]:
            row[runs.title(cell)] = _spread(by_seed(key).get(runs.title(cell), []), key)
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


def live_map(cell: str, seed: int, gap: int) -> Iterator[tuple[float, dict[str, list[float]]]]:
    """Measure the map of swaps anew, at another gap: after each step the share that is done, and the map so far."""
    network, sentences = runs.network(cell, seed), register(gap=gap, stories=LIVE_STORIES, seed=2)
    memory, pairs = memory_of(network.cell), sentences.pairs()
    kinds = {memory: (memory,), "h": ("h",)} | ({"both": (memory, "h")} if memory != "h" else {})
    steps = range(sentences.asked + 1)
    grown: dict[str, list[float]] = {label: [] for label in kinds}
    swaps = [(names, step, None) for step in steps for names in kinds.values()]
    labels = [label for _ in steps for label in kinds]
    for number, (label, outcome) in enumerate(zip(labels, interchanges(network, pairs, swaps), strict=True), 1):
        grown[label].append(outcome.to_source)
        if number % len(kinds) == 0:
            yield number / len(swaps), grown


def _spread(values: Sequence[float], key: str) -> str:
    if not values:
        return "—"
    if key == "carriers":
        low, high = min(values), max(values)
        return f"{low}" if low == high else f"{low} to {high}"
    low, middle, high = min(values), float(np.median(values)), max(values)
    shown = percent(middle)
    return shown if percent(low) == percent(high) else f"{shown} ({percent(low)} to {percent(high)})"


def words_of_map(length: int, gap: int) -> list[str]:
    """What stands under a map: the country and the question; between them words differ from story to story."""
    words = [""] * length
    words[length - 1 - gap], words[-1] = "country", "fluent"
    return words


def how_many_carry() -> tuple[str, dict[str, str], str]:
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


def counts() -> list[int]:
    """The numbers of units that were swapped."""
    return found()["counts"]


def words() -> list[str]:
    """What stands under the shipped maps."""
    return words_of_map(found()["position"] + found()["gap"] + 1, found()["gap"])


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


def spoken_forgetting() -> str:
    """The same for the LSTM, in words."""
    rows = {row["experiment"]: row[runs.title("lstm")] for row in table()}
    return "LSTM, median over seeds: " + "; ".join(
        f"{SAYS[k]} {rows[SAYS[k]]}" for k in ("forget_carriers", "forget_rest")
    )


def honest() -> str:
    """Where the claims of the page do not hold, seed by seed."""
    short = misses()
    if not short:
        return "Every seed of the LSTM does what this page says of it."
    return "Not every seed of the LSTM does what this page says of it. " + " ".join(short)


def orders(cell: str, seed: int) -> list[str]:
    """By what the units of a network can be ranked."""
    try:
        return list(of_run(cell, seed)["top"])
    except (ValueError, OSError):
        return ["selectivity"]


def by_word_and_count(cell: str, seed: int) -> tuple[list, list, list[int], list[str]]:
    """Two maps of flips, of the first units and of random ones, with the numbers of units and the words."""
    run = of_run(cell, seed)
    shown = words()[found()["position"] - 1 :]
    return run["top_by_step"], run["random_by_step"], found()["map_counts"], shown
