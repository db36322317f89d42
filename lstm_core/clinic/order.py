"""The task of all patients: temporal order, with sequences that are all equally long."""

from dataclasses import replace

import numpy as np

from lstm_core.tasks import Batch, asked_at_the_end, temporal_order

LENGTH = 30


def draw(rng: np.random.Generator, batch_size: int, length: int | tuple[int, int] = LENGTH) -> Batch:
    """Which of X and Y came first, and which second; asked at the last step, B, which all sequences reach together."""
    batch = temporal_order.TASK.draw(rng, batch_size, length)
    steps = int(batch.lengths.min()) if isinstance(length, tuple) else length
    ids = batch.inputs[:steps].copy()
    ids[-1] = temporal_order.TRIGGER
    return asked_at_the_end(ids, batch.last(batch.targets), np.full(batch_size, steps))


TASK = replace(temporal_order.TASK, draw=draw, length=lambda length: length)
