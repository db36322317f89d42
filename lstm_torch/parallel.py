"""Several processes that share every batch: started by torchrun, joined by gloo on CPUs and by nccl on GPUs."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import torch.distributed as dist

from lstm_torch.batches import Share
from lstm_torch.device import chosen_device

PATIENCE = timedelta(minutes=5)  # how long a process waits for the others before it gives up


@contextmanager
def group(device: str) -> Iterator[Share]:
    """The share of this process; a group of one where torchrun did not start it."""
    world = int(os.environ.get("WORLD_SIZE", "1"))
    if world == 1:
        yield Share()
        return
    backend = "nccl" if chosen_device(device).type == "cuda" else "gloo"
    dist.init_process_group(backend, timeout=PATIENCE)
    try:
        yield Share(dist.get_rank(), world)
    finally:
        dist.destroy_process_group()
