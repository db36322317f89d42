"""What other roads than backpropagation need for the same small tasks, five seeds each, beside an LSTM trained by it.

`python -m benchmarks.roads` prints the tables of assets/roads.json; `--train` walks every road anew first (about half
an hour on one core), `--train evolution` only some of them.
"""

import argparse
import json
from collections.abc import Callable, Iterable
from itertools import takewhile
from pathlib import Path

import numpy as np

from lstm_core import CELLS, TASKS, Config
from lstm_core.roads.compared import (
    Point,
    by_echo,
    by_evolution,
    by_gradient,
    by_hidden_states,
    by_reward,
    exam,
    rewarded,
)
from lstm_core.roads.maze import shown_the_way
from lstm_core.roads.reservoir import recall, reservoir
from lstm_core.tasks.homeland import homeland

RESULTS = Path(__file__).parents[1] / "assets" / "roads.json"
SEEDS = range(5)
LSTM, LATCH, ECHO = CELLS["lstm"], TASKS["latch"], CELLS["leaky_echo"]

LAGS, LATCH_UNITS, GOOD, PATIENCE = (9, 29), 4, 0.95, {"evolution": 600 * 2048, "gradient": 64_000}
CORRIDORS, MOST_EPISODES = (10, 50), 40_000
RADII, ECHO_UNITS, LONGEST, ECHO_LAGS = (0.5, 0.9, 0.99, 1.2), 100, 100, (5, 10, 20, 30, 50, 100, 200)
COUNTRIES = {2: (1, 2, 3, 4, 6, 8, 12), 4: (1, 2, 3, 4, 6, 8, 12), 8: (1, 2, 4, 8)}  # states per country
UNITS, RESTARTS, ROUNDS, SENTENCES = (1, 2, 4, 8, 16), 3, 200, 250


def main() -> None:
    """Walk the roads if asked to, then print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--train", nargs="*", choices=list(ROADS), help="walk these roads anew (none named: all)")
    given = arguments.parse_args().train
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    for name in (given or ROADS) if given is not None else ():
        results[name] = ROADS[name]()
        RESULTS.write_text(json.dumps(results, separators=(",", ":")) + "\n", encoding="utf-8")
    print(tables(results))


def walked(points: Iterable[Point], most: int) -> dict:
    """The way to the first exam that is at least 95 % right: {"seen": [...], "right": [...]}, or as far as `most`."""
    kept: list[Point] = []
    for point in takewhile(lambda _: not kept or (kept[-1].right < GOOD and kept[-1].seen < most), points):
        kept.append(point)
    few = kept[:: max(1, len(kept) // 40)] + kept[-1:]
    return {"seen": [point.seen for point in few], "right": [round(point.right, 3) for point in few]}


def evolution() -> dict:
    """The latch: 64 trials a generation, and backpropagation; {lag: {road: one way for each seed}}."""
    found = {}
    for lag in LAGS:
        asked = exam(LATCH, lag=lag)
        most = PATIENCE["gradient"]
        ways: dict[str, list] = {"evolution": [], "gradient": []}
        for seed in SEEDS:
            choices = {"hidden_size": LATCH_UNITS, "steps": most // 32, "batch_size": 32, "rate": 1e-2, "level": lag}
            config = Config("lstm", "latch", seed, dtype="float64", schedule="constant", **choices)
            ways["evolution"].append(
                walked(by_evolution(LSTM, LATCH, LATCH_UNITS, seed, lag=lag), PATIENCE["evolution"])
            )
            ways["gradient"].append(walked(by_gradient(LSTM, LATCH, config, asked), most))
        found[str(lag)] = ways
    return found


def policy() -> dict:
    """The T-maze by trial and error, and by being told the right action at every step."""
    found = {}
    for corridor in CORRIDORS:
        task, ways = shown_the_way(corridor), {"reward": [], "told": []}
        for seed in SEEDS:
            choices = {"hidden_size": 16, "steps": 600, "batch_size": 32, "rate": 2e-2, "carry_bias": "chrono"}
            config = Config("lstm", "maze", seed, dtype="float64", schedule="constant", curriculum="none", **choices)
            ways["reward"].append(walked(by_reward(LSTM, corridor, seed), MOST_EPISODES))
            told = by_gradient(LSTM, task, config, exam(task))
            judged = (point._replace(right=rewarded(point.network, corridor)) for point in told)  # as the other road is
            ways["told"].append(walked(judged, 600 * 32))
        found[str(corridor)] = ways
    return found


def echo() -> dict:
    """Memory capacity and the latch by spectral radius, and the latch by an LSTM that met lags up to 50."""
    capacity = {
        str(radius): [
            round(float(recall(ECHO, reservoir(ECHO, ECHO_UNITS, np.random.default_rng(s), radius),
                               np.random.default_rng(100 + s), LONGEST)[1:].sum()), 2)
            for s in SEEDS
        ]
        for radius in RADII
    }  # fmt: skip
    right = {
        str(radius): [[by_echo(ECHO, LATCH, ECHO_UNITS, radius, s, lag=lag) for lag in ECHO_LAGS] for s in SEEDS]
        for radius in RADII
    }
    lstm = []
    for seed in SEEDS:
        choices = {"hidden_size": LATCH_UNITS, "steps": 1500, "batch_size": 32, "rate": 1e-2, "carry_bias": "3"}
        config = Config("lstm", "latch", seed, dtype="float64", curriculum="none", **choices)
        *_, last = by_gradient(LSTM, LATCH, config, exam(LATCH, lag=50), every=1500)
        asked = [exam(LATCH, lag=lag) for lag in ECHO_LAGS]
        lstm.append([float(LATCH.solved(last.network.run(b.inputs).logits, b).mean()) for b in asked])
    return {"lags": ECHO_LAGS, "units": ECHO_UNITS, "capacity": capacity, "right": right, "lstm": lstm}


def markov() -> dict:
    """The language of home: hidden states against units."""
    found = {}
    for countries, shares in COUNTRIES.items():
        task, states, units = homeland(countries), {}, {}
        for share in shares:
            states[str(share * countries)] = [
                by_hidden_states(task, share * countries, s, RESTARTS, ROUNDS, SENTENCES) for s in SEEDS
            ]
            print(countries, share, states[str(share * countries)], flush=True)
        for size in UNITS:
            units[str(size)] = []
            for seed in SEEDS:
                choices = {"hidden_size": size, "embedding_size": 0, "steps": 1500, "batch_size": 64, "rate": 2e-2}
                config = Config("lstm", "homeland", seed, curriculum="none", **choices)
                *_, last = by_gradient(LSTM, task, config, exam(task), every=1500)
                units[str(size)].append(round(last.right, 3))
            print(countries, size, units[str(size)], flush=True)
        found[str(countries)] = {"states": states, "units": units}
    return found


ROADS: dict[str, Callable[[], dict]] = {"evolution": evolution, "policy": policy, "echo": echo, "markov": markov}


def tables(results: dict) -> str:
    """Markdown tables of what was found."""
    return "\n\n".join(TABLES[name](results[name]) for name in ROADS if name in results)


def ways_table(first: str, of: dict[str, str]) -> Callable[[dict], str]:
    """Rows are levels, columns are roads: sequences to 95 % right, median and range over seeds, and how many failed."""

    def table(results: dict) -> str:
        lines = [f"| {first} | {' | '.join(of.values())} |", "|---|" + "---:|" * len(of)]
        for level, ways in results.items():
            lines.append(f"| {level} | {' | '.join(_needed(ways[road]) for road in of)} |")
        return "\n".join(lines)

    return table


def _needed(ways: list[dict]) -> str:
    needed = [way["seen"][-1] for way in ways if way["right"][-1] >= GOOD]
    failed = len(ways) - len(needed)
    text = f"{np.median(needed):,.0f} ({min(needed):,}–{max(needed):,})" if needed else "never"
    return text + (f", {failed} of {len(ways)} not" if failed else "")


def _echo_table(results: dict) -> str:
    lines = [
        f"| latch, lag | memory capacity | {' | '.join(map(str, results['lags']))} |",
        "|---|" + "---:|" * (1 + len(results["lags"])),
    ]
    for radius, right in results["right"].items():
        shares = " | ".join(f"{100 * share:.0f} %" for share in np.median(right, axis=0))
        lines.append(f"| radius {radius} | {np.median(results['capacity'][radius]):.1f} | {shares} |")
    shares = " | ".join(f"{100 * share:.0f} %" for share in np.median(results["lstm"], axis=0))
    return "\n".join([*lines, f"| LSTM, {LATCH_UNITS} units | | {shares} |"])


def _markov_table(results: dict) -> str:
    lines = []
    for countries, found in results.items():
        for what, by_size in found.items():
            cells = " · ".join(f"{size}: {100 * np.median(right):.0f} %" for size, right in by_size.items())
            lines.append(f"{countries} countries, {what}: {cells}")
    return "\n".join(lines)


TABLES: dict[str, Callable[[dict], str]] = {
    "evolution": ways_table("latch, lag", {"evolution": "evolution", "gradient": "backpropagation"}),
    "policy": ways_table("T-maze, corridor", {"reward": "REINFORCE, episodes", "told": "told every step, sequences"}),
    "echo": _echo_table,
    "markov": _markov_table,
}


if __name__ == "__main__":
    main()
