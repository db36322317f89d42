"""All experiments of the lesson on carriers over all seeds, and where its claims do not hold."""

from collections.abc import Sequence

import numpy as np

from lstm_core.said import percent
from ui.lessons.carriers.numbers import by_seed
from ui.shipped import networks
from ui.shipped.evidence import found

SAYS = {
    "right": "right answers, untouched",
    "swap_memory": "all of another country's memory carried in: the answer changes",
    "swap_output": "all of its output h carried in instead: changes",
    "carriers": "carriers: units above the largest gap in η²",
    "swap_carriers": "only the carriers' memory carried in: changes",
    "swap_random": "as many random other units: changes",
    "swap_by_carry": "as many units, found by their gates alone: changes",
    "forget_carriers": "carriers forget for one step: still right",
    "forget_rest": "all others forget for one step: still right",
    "probe_memory": "a linear reader finds the country in the memory",
    "probe_output": "a linear reader finds the country in h",
    "probe_control": "the same reader, trained on random labels",
}


def table() -> list[dict[str, str]]:
    """A row for each experiment: the median over seeds and, where they differ, the range."""
    rows = []
    for key, says in SAYS.items():
        row = {"experiment": says}
        for cell in networks.COMPARED[::-1]:
            row[networks.title(cell)] = _median_and_spread(by_seed(key).get(networks.title(cell), []), key)
        rows.append(row)
    return rows


def spoken_forgetting() -> str:
    """The same for the LSTM, in words."""
    rows = {row["experiment"]: row[networks.title("lstm")] for row in table()}
    return "LSTM, median over seeds: " + "; ".join(
        f"{SAYS[k]} {rows[SAYS[k]]}" for k in ("forget_carriers", "forget_rest")
    )


def misses() -> list[str]:
    """Every seed of the LSTM that falls short of what the page claims, in a sentence each."""
    short = []
    for name, run in found()["runs"].items():
        e = run["evidence"]
        if not name.startswith("france-lstm-"):
            continue
        claims = {
            f"all of c changes only {percent(e['swap_memory'])}": e["swap_memory"] >= 0.95,
            f"all of h changes {percent(e['swap_output'])}": e["swap_output"] <= 0.05,
            f"its carriers change only {percent(e['swap_carriers'])}": e["swap_carriers"] >= 0.9,
            f"random units change {percent(e['swap_random'])}": e["swap_carriers"] - e["swap_random"] >= 0.5,
            f"the units found by their gates change only {percent(e['swap_by_carry'])}": e["swap_by_carry"] >= 0.5,
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


def _median_and_spread(values: Sequence[float], key: str) -> str:
    if not values:
        return "—"
    if key == "carriers":
        low, high = min(values), max(values)
        return f"{low}" if low == high else f"{low} to {high}"
    low, middle, high = min(values), float(np.median(values)), max(values)
    shown = percent(middle)
    return shown if percent(low) == percent(high) else f"{shown} ({percent(low)} to {percent(high)})"
