"""A race: contenders take turns, a round each; what counts is the median of each, with the device awaited."""

import gc
import statistics
import time

import torch

from benchmarks.torch import timed

SLOW = ("strict", "cells", "loop")
WARM, ROUNDS, ROUNDS_OF_SLOW = 6, 15, 3  # ours has captured its graph after four


def race(contenders: dict, device: torch.device, seconds: float) -> tuple[dict[str, float], dict[str, int]]:
    """The median seconds of each, and of how many rounds; slow ones run fewer."""
    taken: dict[str, list[float]] = {name: [] for name in contenders}
    step, end = 0, time.perf_counter() + seconds
    for k in range(WARM):
        for name, once in contenders.items():
            if k < 2 or name not in SLOW:
                once(k + 1)
    for k in range(ROUNDS):
        if k >= 2 and time.perf_counter() > end:
            break
        for name, once in contenders.items():
            if k < ROUNDS_OF_SLOW or name not in SLOW:
                step += 1
                taken[name].append(timed(lambda once=once, step=step: once(step), device, time.perf_counter))
    return {name: statistics.median(times) for name, times in taken.items()}, {n: len(t) for n, t in taken.items()}


def free(device: torch.device) -> None:
    """Give the memory of a size back before the next."""
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()
