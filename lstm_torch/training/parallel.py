"""Several processes that share every batch: started by torchrun, joined by gloo on CPUs and by nccl on GPUs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import torch.distributed as dist

from lstm_torch.training.batches import Share
from lstm_torch.training.device import chosen_device

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
        dist.barrier()  # nobody leaves while another still writes
    finally:
        dist.destroy_process_group()


def leave(code: int) -> None:
    """End this process; one of several at once, because threads that gloo has left may abort an orderly exit."""
    if "WORLD_SIZE" in os.environ:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
