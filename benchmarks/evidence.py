"""Which units carry "france": every experiment, on every shipped network, with its control.

`python -m benchmarks.evidence` runs them all (some minutes), writes assets/france_evidence.json and prints the table.
"""

import argparse
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits

from lstm_core import CELLS, load_run
from lstm_core.experiments.evidence import evidence, swap_map
from lstm_core.experiments.france_register import Register, register
from lstm_core.experiments.ranking import ranking, top_swaps
from lstm_core.networks.network import Network

ASSETS = Path(__file__).parents[1] / "assets"
RESULTS = ASSETS / "france_evidence.json"
CELLS_SHOWN = ("lstm", "gru", "rnn")
COUNTS = (1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 24, 32)
MAP_COUNTS, MAP_SETS = (1, 2, 4, 6, 8, 12, 16, 32), 3
PROBED_STORIES = 200


def main() -> None:
    """Experiment, keep and print."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("runs", nargs="*", help="names of shipped runs to examine again (default: all)")
    options.add_argument("--table", action="store_true", help="print the table of what is kept (default: compute anew)")
    arguments = options.parse_args()
    if not arguments.table:
        threadpool_limits(1)
        sentences, probed = register(), register(stories=PROBED_STORIES, seed=1)
        found = {"gap": sentences.asked - sentences.position, "sentences": sentences.ids.shape[1]}
        found |= {
            "position": sentences.position,
            "middle": sentences.middle,
            "counts": COUNTS,
            "map_counts": MAP_COUNTS,
        }
        found["runs"] = json.loads(RESULTS.read_text(encoding="utf-8"))["runs"] if arguments.runs else {}
        for name in arguments.runs or names():
            network = load_run(ASSETS / "runs" / name, dtype=np.float32).network
            found["runs"][name] = experiments(network, sentences, probed)
            print(
                name, {k: v for k, v in found["runs"][name]["evidence"].items() if not isinstance(v, list)}, flush=True
            )
        RESULTS.write_text(json.dumps(found, separators=(",", ":")) + "\n", encoding="utf-8")
    print("\n" + table(json.loads(RESULTS.read_text(encoding="utf-8"))))


def names() -> Iterator[str]:
    """The shipped runs of the same number of units, cell by cell."""
    for cell in CELLS_SHOWN:
        yield from sorted(p.parent.name for p in ASSETS.glob(f"runs/france-{cell}-[0-9]*/config.json"))


def experiments(network: Network, sentences: Register, probed: Register) -> dict:
    """All that the page shows of one network, rounded to what can be seen."""
    shown, ranks = evidence(network, sentences, probed).as_json(), ranking(network, sentences)
    orders = {key: np.argsort(-scores, kind="stable") for key, scores in vars(ranks).items() if scores is not None}
    swaps = {key: top_swaps(network, sentences, order, COUNTS) for key, order in orders.items()}
    by_step = [
        top_swaps(network, sentences, orders["selectivity"], MAP_COUNTS, step=step, sets=MAP_SETS)
        for step in range(sentences.position - 1, sentences.asked + 1)
    ]
    return {
        "evidence": {k: round(v, 4) if isinstance(v, float) else v for k, v in shown.items()},
        "map": {label: _rounded(shares) for label, shares in swap_map(network, sentences).items()},
        "top": {key: _rounded(top) for key, (top, _) in swaps.items()},
        "random": [_rounded(row) for row in swaps["selectivity"][1]],
        "top_by_step": [_rounded(top) for top, _ in by_step],
        "random_by_step": [_rounded(sets.mean(axis=1)) for _, sets in by_step],
        "ranking": {k: None if v is None else _rounded(v) for k, v in vars(ranks).items()},
    }


def table(found: dict) -> str:
    """Rows are experiments, columns are cells: the median over seeds and, where they differ, the range."""
    rows = [["", *(CELLS[cell].title for cell in CELLS_SHOWN)], ["---", *["---:"] * len(CELLS_SHOWN)]]
    for key, label in ROWS.items():
        cells = []
        for cell in CELLS_SHOWN:
            values = [run["evidence"][key] for name, run in found["runs"].items() if name.startswith(f"france-{cell}-")]
            values = [len(v) if isinstance(v, list) else v for v in values if v is not None]
            cells.append(_spread(values, percent=key != "carriers"))
        rows.append([label, *cells])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


ROWS = {
    "right": "right answers, untouched",
    "swap_memory": "memory of another country carried in at mid-gap: the answer flips",
    "swap_output": "output h carried in instead: flips",
    "carriers": "units that carry the country (cut at the largest gap in η²)",
    "swap_carriers": "only their memory carried in: flips",
    "swap_random": "as many random other units: flips",
    "swap_by_carry": "as many units, chosen by their gates alone: flips",
    "forget_carriers": "carriers forget for one step: still right",
    "forget_rest": "all other units forget for one step: still right",
    "probe_memory": "a linear reader finds the country in the memory",
    "probe_output": "a linear reader finds the country in h",
    "probe_control": "the same reader on random labels",
}


def _spread(values: Sequence[float], percent: bool) -> str:
    if not values:
        return "—"
    scale, unit = (100, " %") if percent else (1, "")
    low, middle, high = (scale * f(values) for f in (min, np.median, max))
    return f"{middle:.0f}{unit}" + (f" ({low:.0f}–{high:.0f})" if round(low) != round(high) else "")


def _rounded(values: Sequence[float]) -> list[float]:
    return [round(float(value), 4) for value in values]


if __name__ == "__main__":
    main()
