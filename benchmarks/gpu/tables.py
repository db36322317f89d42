"""The tables of BENCHMARKS.md from what was measured: `python -m benchmarks.gpu.tables [FILE]`.

What has not been measured says so, row by row. Without FILE it is what ships, if anything does.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.gpu.demo import TRIALS
from benchmarks.gpu.gates import MILLISECONDS, RATIO, SIZE
from benchmarks.gpu.speed import SIZES, TARGETS

RESULTS = Path("assets/gpu.json")  # what the command wrote on the last GPU that was at hand
NOT_YET = "*not yet measured*"
TRUTHS = {  # what a row says: how the measurements begin that it sums up
    "every cell, values and all gradients, against the core": ("20 cells",),
    "three fused layers against the equations": ("three fused",),
    "`recover` against a loop over cells, in last places": ("recover, ",),
    "`recovered_gradients` against autograd": ("recovered_gradients",),
    "float16 and bfloat16 training beside float32": ("training in",),
    "losses with a CUDA graph and without": ("losses with a CUDA graph",),
    "no step waits for the device": ("no step",),
    "a stopped training goes on bit for bit": ("a stopped training",),
    "a full memory is one sentence, nothing is lost": ("out of memory",),
    "one process through nccl; more processes than GPUs are refused": ("losses in a group", "torchrun"),
}


def tables(found: dict) -> str:
    """All tables, from the file's content; {} where there is none."""
    rows = {name: part["rows"] for name, part in found.get("parts", {}).items()}
    return "\n\n".join(
        [card(found), truths(rows.get("truth", [])), updates(rows.get("speed", [])), demos(rows.get("demo", []))]
    )


def card(found: dict) -> str:
    """Which card gave the numbers, and when it began; with the parts that it measured, where there were several."""
    cards: dict[str, tuple[str, list[str]]] = {}
    for name, part in found.get("parts", {}).items():
        one = part["about"]
        card = f"{one['device']}, torch {one['torch']}, cuDNN {one['cudnn']}"
        cards.setdefault(card, (one["when"], []))[1].append(name)
    parts = {card: f" ({', '.join(names)})" if len(cards) > 1 else "" for card, (_, names) in cards.items()}
    return f"Card: {'; '.join(f'{card}, {when}{parts[card]}' for card, (when, _) in cards.items()) or NOT_YET}."


def truths(rows: Sequence[dict]) -> str:
    lines = []
    for what, beginnings in TRUTHS.items():
        asked = [row for row in rows if row["what"].startswith(beginnings) and "true" in row]
        true = sum(row["true"] for row in asked)
        near = max(
            (row for row in asked if row.get("found") is not None),
            key=lambda row: row["found"] / row["limit"],
            default=None,
        )
        nearest = f"{near['found']:.2g} of {near['limit']:g}" if near else "—"
        lines.append((what, *((f"{true} of {len(asked)}", nearest) if asked else not_yet(2))))
    return table(("what should be true", "is true", "nearest to its limit"), lines)


def updates(rows: Sequence[dict]) -> str:
    """One update at every size, and all gates of a sequence."""
    heads = {"layer": "the layer alone", "plain": "nn.LSTM", "strict": "strict float32", "cells": "nn.LSTMCell"}
    head = [f"{heads[key]} ({'≥' if more else '≤'} {target:g})" for key, (_, target, more) in TARGETS.items()]
    measured = {tuple(row["size"]): row for row in rows if "ratios" in row}
    lines = []
    for size in sorted(SIZES):
        one = measured.get(size)
        cells = not_yet(5)
        if one:
            ratios = [f"{one['ratios'][key]['ratio']:.2f}" if key in one["ratios"] else "—" for key in TARGETS]
            cells = [f"{one['milliseconds']['ours']:.2f}", *ratios]
        lines.append((", ".join(map(str, size)), *cells))
    gates = next((row for row in rows if row["what"].startswith("all gates") and row.get("met")), None)
    hidden_size, layers, steps = SIZE
    said = f"{gates['milliseconds']:.2f} ms, a loop {gates['ratio']:.1f} times as long" if gates else NOT_YET
    asked = f"All gates of {steps} steps, B = 1, {layers} × {hidden_size} (≤ {MILLISECONDS:g} ms, ≥ {RATIO:g} times)"
    return (
        table(("H, layers, B, T", "ours, ms", *head), lines)
        + f"\n\n{targets_met([measured[size] for size in SIZES if size in measured])}\n\n{asked}: {said}."
    )


def targets_met(measured: Sequence[dict]) -> str:
    """At how many of the sizes each target is met."""
    said = []
    for key, (what, target, more) in TARGETS.items():
        ratios = [one["ratios"][key] for one in measured if key in one["ratios"]]
        met = f"{sum(one['met'] for one in ratios)} of {len(ratios)}" if ratios else NOT_YET
        said.append(f"{what} {'≥' if more else '≤'} {target:g}: {met}")
    return f"Targets met, of the sizes: {'; '.join(said)}."


def demos(rows: Sequence[dict]) -> str:
    measured = {(row["units"], row["seed"]): row for row in rows if "seed" in row}
    lines = []
    for units, seed in dict.fromkeys((*(trial for trial in TRIALS if trial[1] == 0), *measured)):
        one = measured.get((units, seed))
        cells = learned(one) if one else not_yet(5)
        lines.append((f"{units}, {seed}", *cells))
    head = ("units, seed", "updates", "seconds", "best unseen, nats", "who counts, nats")
    return table((*head, "cells with a name (r, moved labels, untrained)"), lines)


def learned(one: dict) -> tuple[str, ...]:
    losses = (one["unseen"], min(one["baselines"].values()))
    return (
        f"{one['steps']:,}",
        f"{one['seconds']:.0f}",
        *("—" if loss is None else f"{loss:.3f}" for loss in losses),
        names(one),
    )


def names(one: dict) -> str:
    said = []
    for what in one["named"]:
        other = one["controls"].get(what, {})
        controls = ", ".join(f"{other[which]:+.2f}" for which in ("moved", "untrained") if which in other)
        said.append(f"{what} ({one['cells'][what]['correlation']:+.2f}, {controls})")
    return "; ".join(said) or "none"


def not_yet(cells: int) -> list[str]:
    return [NOT_YET, *["—"] * (cells - 1)]


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    ruler = ["---", *["---:"] * (len(head) - 1)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ruler, *lines))


def shipped() -> dict:
    return json.loads(RESULTS.read_bytes()) if RESULTS.is_file() else {}


if __name__ == "__main__":
    print(tables(json.loads(Path(sys.argv[1]).read_bytes()) if len(sys.argv) > 1 else shipped()))
