"""Where a training runs and in which numbers, said in words."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch

HALF = {"float16": torch.float16, "bfloat16": torch.bfloat16}
FULL = {"float32": torch.float32, "float64": torch.float64}


def chosen_device(name: str) -> torch.device:
    """The device of a setting; with several processes each takes the GPU of its rank."""
    if name == "cuda" and not torch.cuda.is_available():
        raise ValueError("device cuda was asked for, but torch sees no CUDA device; use device cpu or auto")
    if name == "cpu" or not torch.cuda.is_available():
        return torch.device("cpu")
    device = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0)) % torch.cuda.device_count())
    torch.cuda.set_device(device)
    return device


def chosen_precision(name: str, device: torch.device) -> torch.dtype:
    """Half precision only on CUDA, where it is several times faster; a CPU gains nothing that is worth the digits."""
    if name == "auto":
        return torch.float16 if device.type == "cuda" else torch.float32
    if name in HALF and device.type != "cuda":
        raise ValueError(f"precision {name} is for CUDA; on a CPU use float32 or auto")
    return (HALF | FULL)[name]


def described(device: torch.device, dtype: torch.dtype) -> dict[str, str]:
    """What a run or a benchmark was computed with."""
    name = torch.cuda.get_device_name(device) if device.type == "cuda" else f"CPU, {torch.get_num_threads()} threads"
    cudnn = torch.backends.cudnn.version() if device.type == "cuda" else None
    return {
        "torch": torch.__version__,
        "device": name,
        "dtype": str(dtype).removeprefix("torch."),
        "cudnn": str(cudnn or "not used"),
    }


@contextmanager
def memory_in_words(what_to_lower: str) -> Iterator[None]:
    """Running out of memory becomes one MemoryError that says which setting to lower."""
    try:
        yield
    except torch.OutOfMemoryError as error:
        where = str(error).split(".")[0][:120]
        raise MemoryError(f"the device's memory is full ({where}); {what_to_lower}") from None
    except RuntimeError as error:  # the CPU's allocator has no class of its own
        if "not enough memory" not in str(error) and "can't allocate memory" not in str(error):
            raise
        raise MemoryError(f"the computer's memory is full; {what_to_lower}") from None
