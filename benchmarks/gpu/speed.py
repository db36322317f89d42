"""How fast: one update of ours beside the fused layer alone and three plain loops; all gates beside a loop over cells.

A ratio is of medians in wall time; above 1 the other takes longer, but for the layer alone, which does less.
"""

from collections.abc import Callable

import numpy as np
import torch

from benchmarks.gpu import captured, gates
from benchmarks.gpu.racing import free, race
from benchmarks.gpu.record import Part
from benchmarks.torch import CellLoop, layer_alone, ours, plain, strict
from lstm_torch.training.batches import Streams
from lstm_torch.training.device import chosen_precision

SIZES = [(size, layers, batch, 256) for size in (1024, 1536, 256) for batch in (256, 64) for layers in (1, 3, 2)]
SMALL = [(16, 1, 8, 12), (16, 2, 8, 12)]  # (H, layers, B, T)
TARGETS = {  # contender: (what the ratio is, the target, whether more is better)
    "layer": ("ours / the fused layer alone", 1.15, False),
    "plain": ("a plain nn.LSTM loop with torch's defaults / ours", 2.0, True),
    "strict": ("the same in strict float32 / ours", 5.0, True),
    "cells": ("a loop over nn.LSTMCell / ours", 30.0, True),
}


def run(part: Part) -> None:
    gates.gates(part)
    graph = captured.graph(part)
    for place, size in enumerate(SMALL if part.small else SIZES):
        said = "update, H = {}, {} layers, B = {}, T = {}".format(*size)
        rest = len(SMALL if part.small else SIZES) - place
        if part.left() < 1:
            part.left_out(said)
            continue
        with part.guarded(said):
            update(part, said, size, part.left() / rest, graph)
        free(part.device)
    if not part.cuda:
        for size in SIZES:
            part.needs_a_gpu("update, H = {}, {} layers, B = {}, T = {}".format(*size))


def update(part: Part, said: str, size: tuple[int, ...], seconds: float, graph: str) -> None:
    """One row: the milliseconds of each contender, and each ratio beside its target."""
    medians, rounds = race(contenders(part, size, graph), part.device, seconds)
    mine, batch, steps = medians["ours"], size[2], size[3]
    ratios = {}
    for name, (what, target, more) in TARGETS.items():
        if name in medians:
            ratio = mine / medians[name] if name == "layer" else medians[name] / mine
            met = ratio >= target if more else ratio <= target
            ratios[name] = {"what": what, "ratio": round(ratio, 3), "target": target}
            ratios[name] |= {} if part.small else {"met": bool(met)}
    part.row(
        said,
        f"{1e3 * mine:.2f} ms, {batch * steps / mine:,.0f} symbols/s",
        size=size,
        milliseconds={name: round(1e3 * median, 3) for name, median in medians.items()},
        rounds=rounds,
        ratios=ratios,
    )
    for one in ratios.values():
        print(f"    {one['what']:<{len(TARGETS['plain'][0])}} {one['ratio']:8.2f}   {goal(one)}", flush=True)


def goal(one: dict) -> str:
    """The target of a ratio, and whether it is met."""
    sign = "<=" if one["what"] == TARGETS["layer"][0] else ">="
    how = ("met" if one["met"] else "not met") if "met" in one else "for a GPU and large networks"
    return f"target {sign} {one['target']:g}: {how}"


def contenders(part: Part, size: tuple[int, ...], graph: str) -> dict[str, Callable[[int], None]]:
    _, _, batch, steps = size
    dtype = chosen_precision("auto", part.device)
    ids = np.random.default_rng(0).integers(0, 96, batch * steps * 4 + 1)
    streams = Streams(ids, batch, steps, part.device)
    found = {
        "ours": ours(size, streams, part.device, dtype, graph),
        "layer": layer_alone(size, part.device, dtype),
        "plain": plain(size, streams, part.device, torch.nn.LSTM),
        "cells": plain(size, streams, part.device, CellLoop),
    }
    return found | ({"strict": strict(plain(size, streams, part.device, torch.nn.LSTM))} if part.cuda else {})
