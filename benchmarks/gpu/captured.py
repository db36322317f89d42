"""Whether an update can be recorded as a CUDA graph here: where it cannot, all the rest is measured without one."""

import torch

from benchmarks.gpu.record import Part, sentence
from benchmarks.gpu.trainings import losses, settings


def graph(part: Part) -> str:
    """The setting `graph` of a part's trainings; a device that refuses a capture is a row that is not true."""
    if not part.cuda:
        return "auto"
    what = "an update is recorded as a CUDA graph"
    try:
        losses(settings(part, steps=8), part.device, torch.float16)
    except RuntimeError as error:
        part.holds(what, False, f"all is measured without one: {sentence(error)}")
        return "off"
    part.holds(what, True)
    return "auto"
