"""Several processes that share every batch: started by torchrun, joined by gloo on CPUs and by nccl on GPUs."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import torch
import torch.distributed as dist
from torch import Tensor

from lstm_torch.training.batches import Share
from lstm_torch.training.device import chosen_device

PATIENCE = timedelta(minutes=5)  # how long a process waits for the others before it gives up


@contextmanager
def group(device: str) -> Iterator[Share]:
    """The share of this process among all that torchrun started, be it one; without torchrun there is no group.

    ValueError where torchrun started more processes on this machine than it has GPUs, which nccl cannot do.
    """
    if os.environ.get("WORLD_SIZE", "1") == "1" and "TORCHELASTIC_RUN_ID" not in os.environ:
        yield Share()
        return
    chosen = chosen_device(device)
    if chosen.type == "cuda":
        one_gpu_each(int(os.environ.get("LOCAL_WORLD_SIZE", "1")), torch.cuda.device_count())
        dist.init_process_group("nccl", timeout=PATIENCE, device_id=chosen)
    else:
        dist.init_process_group("gloo", timeout=PATIENCE)
    try:
        yield Share(dist.get_rank(), dist.get_world_size())
        dist.barrier()  # nobody leaves while another still writes
    finally:
        dist.destroy_process_group()


def one_gpu_each(processes: int, gpus: int) -> None:
    if processes > gpus:
        there = "is one GPU" if gpus == 1 else f"are {gpus} GPUs"
        raise ValueError(
            f"torchrun started {processes} processes here, and there {there}: each needs a GPU of its own; "
            f"use --nproc-per-node {gpus}, or --device cpu"
        )


def grouped() -> bool:
    """Whether this process is in a group, be it a group of one."""
    return dist.is_available() and dist.is_initialized()


def own_share() -> Share:
    """The share of this process, asked inside the group; the whole where there is none."""
    return Share(dist.get_rank(), dist.get_world_size()) if grouped() else Share()


def sum_up(loss: Tensor, gradients: list[Tensor]) -> None:
    """In place: the loss and the gradients of all processes, added."""
    flat = torch.cat([loss[None], *(gradient.flatten() for gradient in gradients)])
    dist.all_reduce(flat)
    loss.copy_(flat[0])
    pieces = flat[1:].split([gradient.numel() for gradient in gradients])
    for gradient, piece in zip(gradients, pieces, strict=True):
        gradient.copy_(piece.view_as(gradient))


def of_all(tensor: Tensor) -> Tensor:
    """(B, H) of all processes, in the order of their ranks."""
    if not grouped():
        return tensor
    parts = [torch.empty_like(tensor) for _ in range(dist.get_world_size())]
    dist.all_gather(parts, tensor.contiguous())
    return torch.cat(parts)


def asked_of_any(asked: bool, device: torch.device) -> bool:
    """Whether it was asked of any of the processes: all of them hear the same answer."""
    if not grouped():
        return asked
    flag = torch.tensor(float(asked), device=device)
    dist.all_reduce(flag)
    return bool(flag > 0)


def leave(code: int) -> None:
    """End this process; one of several at once, because threads that gloo has left may abort an orderly exit."""
    if "WORLD_SIZE" in os.environ:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
