"""Whether a full memory is one sentence, and nothing is lost by it: the run goes on as if nothing had happened."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

from benchmarks.gpu.racing import free
from benchmarks.gpu.record import Part, sentence
from benchmarks.gpu.trainings import material, same, settings, trained
from lstm_core.learning.run_reader import load_status, steps_of
from lstm_torch.training.train import Training


def full(part: Part) -> None:
    """Stopped half way, resumed without room for the first step, resumed again with room."""
    what = "out of memory on purpose"
    if not part.cuda:
        part.needs_a_gpu(f"{what}: one sentence, nothing lost")
        return
    wide = {} if part.small else {"batch_size": 256, "window": 128, "steps": 16}  # a step wants more than one segment
    chosen = settings(part, precision="float16", graph="off", **wide)
    with tempfile.TemporaryDirectory() as folder:
        whole, halves = Path(folder) / "whole", Path(folder) / "halves"
        trained(whole, chosen)
        trained(halves, chosen, until=chosen.steps // 2)
        kept = steps_of(halves)[-1]
        training = Training(halves, chosen, material(chosen, part.device), resume=True)
        said = ""
        with no_more_memory(part.device):
            try:
                list(training.run())
            except MemoryError as error:
                said = sentence(error)
        one = "memory is full" in said and "lower batch_size" in said
        part.holds(f"{what} is one sentence", one, said or "no error came")
        status = load_status(halves)
        part.holds(f"{what}: the run says failed and keeps its weights", status["state"] == "failed", str(status))
        part.holds(f"{what}: step {kept} is still there", kept in steps_of(halves))
        del training
        trained(halves, chosen, resume=True)
        part.holds(f"{what}: the run goes on to the same losses", *same(whole, halves))


@contextmanager
def no_more_memory(device: torch.device) -> Iterator[None]:
    """Inside, the device gives nothing that it has not given already."""
    free(device)
    whole = torch.cuda.get_device_properties(device).total_memory
    torch.cuda.set_per_process_memory_fraction(torch.cuda.memory_reserved(device) / whole, device)
    try:
        yield
    finally:
        torch.cuda.set_per_process_memory_fraction(1.0, device)
        free(device)
