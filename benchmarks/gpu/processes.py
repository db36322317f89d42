"""Whether several processes are joined as they should be: one alone through nccl (gloo on a CPU), too many refused."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
import torch

from benchmarks.gpu.record import Part
from benchmarks.gpu.trainings import SAME, losses, settings
from lstm_torch.training.parallel import group


def one(part: Part) -> None:
    """A group of one, as torchrun makes it, learns what no group learns."""
    backend = "nccl" if part.cuda else "gloo"
    what = f"losses in a group of one ({backend}), away from those without, relative"
    chosen = settings(part, graph="off", steps=8)
    alone = losses(chosen, part.device, torch.float32)
    with as_torchrun(processes=1), group(part.device.type):
        grouped = losses(chosen, part.device, torch.float32)
    part.truth(what, float(np.abs(grouped / alone - 1).max()), SAME["float32"])


def too_many(part: Part) -> None:
    """More processes than GPUs are refused in a sentence, before anything waits for the others."""
    what = "torchrun with more processes than GPUs is refused in a sentence"
    if not part.cuda:
        part.needs_a_gpu(what)
        return
    said = ""
    with as_torchrun(processes=torch.cuda.device_count() + 1):
        try:
            with group("cuda"):
                pass
        except ValueError as error:
            said = str(error)
    part.holds(what, "each wants a GPU of its own" in said, said or "it was not refused")


@contextmanager
def as_torchrun(processes: int) -> Iterator[None]:
    """The environment of the first of so many processes."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    names = {"WORLD_SIZE": processes, "LOCAL_WORLD_SIZE": processes, "RANK": 0, "LOCAL_RANK": 0}
    names |= {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "TORCHELASTIC_RUN_ID": "one"}
    before = {name: os.environ.get(name) for name in names}
    os.environ.update({name: str(value) for name, value in names.items()})
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
