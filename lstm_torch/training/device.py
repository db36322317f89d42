"""Where a training runs and in which numbers, said in words."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch

HALF = {"float16": torch.float16, "bfloat16": torch.bfloat16}
FULL = {"float32": torch.float32, "float64": torch.float64}
DRIVER = Path("/proc/driver/nvidia/version")
NO_MEMORY = (  # what allocators say that raise a plain RuntimeError: the CPU's, CUDA's own, cuBLAS's and cuDNN's
    "not enough memory",
    "can't allocate memory",
    "CUDA error: out of memory",
    "CUBLAS_STATUS_ALLOC_FAILED",
    "CUDNN_STATUS_ALLOC_FAILED",
    "DEVICE_ALLOCATION_FAILED",
)


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


def said(device: torch.device) -> str:
    """Which device it is, or why it is no GPU, in a few words."""
    if device.type == "cuda":
        free, whole = (size / 2**30 for size in torch.cuda.mem_get_info(device))
        return f"{torch.cuda.get_device_name(device)}, {free:.0f} of {whole:.0f} GiB free"
    return f"the CPU, {torch.get_num_threads()} threads; {why_no_gpu()}"


def why_no_gpu() -> str:
    """Why a training takes the CPU."""
    if torch.cuda.is_available():
        return f"the {torch.cuda.get_device_name()} here was not asked for"
    driver = DRIVER.exists() or shutil.which("nvidia-smi") is not None
    if not driver:
        return "no NVIDIA driver is here"
    if torch.version.cuda is None:
        return f"torch {torch.__version__} is a CPU build, although an NVIDIA driver is there"
    if "CUDA_VISIBLE_DEVICES" in os.environ:
        return f"CUDA_VISIBLE_DEVICES={os.environ['CUDA_VISIBLE_DEVICES'][:40]} shows torch no GPU"
    return f"torch {torch.__version__} for CUDA {torch.version.cuda} finds no GPU that works with the driver here"


@contextmanager
def memory_in_words(what_to_lower: str) -> Iterator[None]:
    """Running out of memory becomes one MemoryError that says which setting to lower."""
    try:
        yield
    except RuntimeError as error:
        where = out_of_memory(error)
        if not where:
            raise
        raise MemoryError(f"{where}; {what_to_lower}") from None


def out_of_memory(error: BaseException | None) -> str:
    """Whose memory is full, if that is what is behind an error; "" if it is not.

    While a CUDA graph is captured the end of the capture fails as well, and its error hides the first one.
    """
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, torch.OutOfMemoryError):
            return f"the device's memory is full ({str(error).split('.')[0][:120]})"
        found = next((text for text in NO_MEMORY if isinstance(error, RuntimeError) and text in str(error)), "")
        if found:
            own = found == found.lower()
            return "the computer's memory is full" if own else f"the device's memory is full ({found})"
        error = error.__cause__ or error.__context__
    return ""
