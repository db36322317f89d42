"""An opened model and a run of it, as tables for a terminal and as JSON for a program."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from lstm_core.long_runs.blocks import LongRun
from lstm_core.long_runs.seen import OPEN, SHUT, Seen
from lstm_core.models.onnx.badge import Badge
from lstm_core.models.opened import Opened, OpenedNetwork
from lstm_core.said import joined

ROWS = 60  # lines of a table; a longer run is told in stretches
HALVES = ("forward", "from the end")


def layers_told(opened: Opened) -> Iterator[str]:
    """Where it comes from, then for each network its layers, a line each, and its notes."""
    yield opened.source
    yield from (f"note: {note}" for note in opened.notes)
    for number, found in enumerate(opened.networks, 1):
        yield f"\nnetwork {number}: {found.name}, {_ends(found)}"
        lines = [("layer", "cell", "reads", "units", "direction"), *map(_cells_of, _layers(found))]
        yield from _table(lines)
        yield from (f"note: {note}" for note in found.notes)


def gates_told(run: LongRun) -> Iterator[str]:
    """For each layer and direction: by step, the mean of every gate over the units, and which shares are saturated."""
    rows = min(run.steps, ROWS)
    edges = [k * run.steps // rows for k in range(rows + 1)]
    for (layer, half), seen in run.seen.items():
        way = f", {HALVES[half]}" if half else ""
        yield f"\nlayer {layer + 1}{way}: {seen.cell.title}" + ("" if seen.gates else ", which has no gates")
        if seen.gates:
            head = [part for gate in seen.gates for part in (gate, f"<{SHUT:g}", f">{OPEN:g}")]
            yield from _table([("step", *_word(run, "word"), *head), *_stretches(run, seen, edges)])
    if rows < run.steps:
        yield f"\neach line is the mean over some {run.steps // rows} steps; --json has every step"
    if any(seen.gates for seen in run.seen.values()):
        yield f"\na gate's mean over its units; then the shares of units that are below {SHUT:g} and above {OPEN:g}"


def badge_told(opened: OpenedNetwork, badge: Badge) -> Iterator[str]:
    """How exactly the model is reproduced, and who says so; nothing of our own networks, which nobody need judge."""
    if badge.holds is not None:
        yield f"what is shown {badge.text} ({badge.judge})"
    elif opened.layers:
        yield badge.text


def as_json(opened: Opened, run: LongRun | None, badge: Badge | None) -> dict[str, Any]:
    """The same for a program, of every step."""
    networks = [
        {"name": found.name, "embedding": found.embedding, "readout": found.readout, "notes": list(found.notes),
         "layers": list(_layers(found))}
        for found in opened.networks
    ]  # fmt: skip
    told: dict[str, Any] = {"source": opened.source, "notes": list(opened.notes), "networks": networks}
    if badge is not None:
        told["badge"] = {"text": badge.text, "holds": badge.holds, "difference": badge.difference,
                         "steps": badge.steps, "judge": badge.judge}  # fmt: skip
    if run is not None:
        told["steps"] = run.steps
        told |= {"words": run.network.words(run.inputs)} if run.network.vocabulary else {}
        told["gates"] = [
            {"layer": layer + 1, "direction": HALVES[half], "cell": seen.cell.title}
            | {gate: dict(zip(("mean", "shut", "open"), (part.tolist() for part in seen.by_step[gate]), strict=True))
               for gate in seen.gates}
            for (layer, half), seen in run.seen.items()
        ]  # fmt: skip
    return told


def _ends(found: OpenedNetwork) -> str:
    network = found.network
    reads = f"{len(network.vocabulary):,} words" if network.vocabulary else f"{network.input_size:,} numbers a step"
    answers = f"chooses among {len(network.readout_b):,}" if network.output == "choice" else "answers with numbers"
    return f"reads {reads}, {answers}"


def _layers(found: OpenedNetwork) -> Iterator[dict[str, Any]]:
    for half, layers in zip(HALVES, (found.network.layers, found.network.reverse), strict=True):
        way = HALVES[1] if found.reversed else half
        for number, (cell, weights) in enumerate(layers, 1):
            reads, units = cell.sizes(weights)
            yield {"layer": number, "cell": cell.title, "reads": reads, "units": units, "direction": way}


def _cells_of(layer: dict[str, Any]) -> tuple[str, ...]:
    return tuple(str(value) for value in layer.values())


def _stretches(run: LongRun, seen: Seen, edges: Sequence[int]) -> Iterator[tuple[str, ...]]:
    for start, stop in pairwise(edges):
        parts = (part for gate in seen.gates for part in seen.by_step[gate][:, start:stop].mean(axis=1))
        yield (str(start + 1), *_word(run, start), *(f"{part:.2f}" for part in parts))


def _word(run: LongRun, t: int | str) -> tuple[str, ...]:
    """The word of a step, or the heading over it; nothing where numbers are read."""
    if not run.network.vocabulary:
        return ()
    return (t if isinstance(t, str) else run.network.vocabulary[run.inputs[t, 0]].replace("\n", "⏎"),)


def _table(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """The rows in columns as wide as their widest entry; numbers, and what stands over them, to the right."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    right = [all(cell[:1].isdigit() for cell in column[1:]) for column in columns]
    for row in rows:
        cells = (c.rjust(w) if r else c.ljust(w) for c, w, r in zip(row, widths, right, strict=True))
        yield "  ".join(cells).rstrip()


def numbers_said(opened: Opened) -> str:
    """Which networks there are to choose from."""
    return joined([f"{k} ({found.name})" for k, found in enumerate(opened.networks, 1)])
