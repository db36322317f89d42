"""Data on the device: a text cut into streams, or a bank of sequences; a batch is a function of its step's number."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import torch
from torch import Tensor


class Share(NamedTuple):
    """Which of the columns of every batch a process computes."""

    rank: int = 0
    world: int = 1

    def of(self, columns: int) -> slice:
        if columns % self.world:
            raise ValueError(f"a batch of {columns} cannot be shared by {self.world} processes; choose a multiple")
        size = columns // self.world
        return slice(self.rank * size, (self.rank + 1) * size)


ALONE = Share()


class Batch(NamedTuple):
    """Inputs (T, B) or (T, B, D), targets and weights (T, B) of a process; `fresh` where no state is carried.

    `total` is the sum of the weights over all processes, so that shares of a loss add up.
    """

    inputs: Tensor
    targets: Tensor
    weights: Tensor
    total: Tensor
    fresh: bool


class Streams:
    """A long row of symbols as B streams that are read side by side, window after window, the state carried."""

    def __init__(self, ids: np.ndarray, batch_size: int, window: int, device: torch.device, share: Share = ALONE):
        steps = (len(ids) - 1) // batch_size
        if steps < 1:
            raise ValueError(
                f"{len(ids):,} symbols are too few for {batch_size} streams; take a longer text or a smaller batch_size"
            )
        self.window, self.steps = min(window, steps), steps
        self.windows = steps // self.window
        self.batch_size, columns = batch_size, share.of(batch_size)
        cut = np.lib.stride_tricks.sliding_window_view(ids, steps + 1)[: steps * batch_size : steps][columns]
        self.ids = torch.tensor(np.ascontiguousarray(cut.T), dtype=torch.int32, device=device)  # (steps + 1, B)
        self.weights = torch.ones(self.window, self.ids.shape[1], device=device)
        self.total = torch.tensor(float(self.window * batch_size), device=device)
        self.symbols, self.drawn = self.window * batch_size, 0  # of a step; of all steps so far

    def batch(self, step: int) -> Batch:
        """The batch of step 1, 2, …"""
        k = (step - 1) % self.windows
        self.drawn += self.symbols
        here = self.ids[k * self.window : (k + 1) * self.window + 1].long()
        return Batch(here[:-1], here[1:], self.weights, self.total, k == 0)

    def once(self) -> Iterator[Batch]:
        """Every window, in order."""
        return (self.batch(step) for step in range(1, self.windows + 1))


class Bank:
    """Sequences (T, N, …) with targets and weights (T, N), of which each step takes B at random, every epoch anew."""

    def __init__(
        self,
        inputs: np.ndarray,
        targets: np.ndarray,
        weights: np.ndarray,
        batch_size: int,
        device: torch.device,
        seed: int = 0,
        share: Share = ALONE,
        growing: float = 0.0,
    ):
        """`growing`: during so many steps the longest sequences join little by little; then all are drawn."""
        if inputs.shape[1] < batch_size:
            raise ValueError(f"there are {inputs.shape[1]} sequences, too few for a batch of {batch_size}")
        lengths = len(weights) - np.argmax(weights[::-1] > 0, axis=0)  # the last scored step
        order = np.argsort(lengths, kind="stable")
        self.lengths, self.seed, self.batch_size, self.growing = lengths[order], seed, batch_size, growing
        self.columns = share.of(batch_size)
        floating = inputs.dtype.kind == "f"
        self.inputs = torch.tensor(inputs[:, order], dtype=torch.float32 if floating else torch.int32, device=device)
        kind = torch.float32 if targets.dtype.kind == "f" else torch.int32
        self.targets = torch.tensor(targets[:, order], dtype=kind, device=device)
        self.weights = torch.tensor(weights[:, order], dtype=torch.float32, device=device)
        self.drawn = 0  # steps of all sequences so far, without the padding

    def batch(self, step: int) -> Batch:
        """The batch of step 1, 2, …: sequences of any length, padded to the longest of them."""
        count = len(self.lengths)
        if step < self.growing:
            count = max(self.batch_size, math.ceil(count * (0.05 + 0.95 * (step / self.growing) ** 2)))
            chosen = np.random.default_rng([self.seed, step]).choice(count, self.batch_size, replace=False)
        else:
            each = count // self.batch_size
            epoch, k = divmod(step - 1, each)
            order = np.random.default_rng([self.seed, epoch, 1]).permutation(count)
            chosen = order[k * self.batch_size : (k + 1) * self.batch_size]
        return self.of(chosen)

    def of(self, chosen: np.ndarray) -> Batch:
        """These sequences."""
        longest = int(self.lengths[chosen].max())
        self.drawn += int(self.lengths[chosen].sum())
        where, device = torch.from_numpy(chosen), self.inputs.device
        if device.type == "cuda":
            where = where.pin_memory().to(device, non_blocking=True)  # an ordinary copy would wait for the GPU
        inputs, targets, weights = (
            part[:longest].index_select(1, where) for part in (self.inputs, self.targets, self.weights)
        )
        mine, whole = self.columns, weights.sum()
        if not inputs.is_floating_point():
            inputs = inputs.long()
        if not targets.is_floating_point():
            targets = targets.long()
        return Batch(inputs[:, mine], targets[:, mine], weights[:, mine], whole, True)

    def once(self) -> Iterator[Batch]:
        """Every sequence once (what does not fill a batch is left out)."""
        for first in range(0, len(self.lengths) - self.batch_size + 1, self.batch_size):
            yield self.of(np.arange(first, first + self.batch_size))
