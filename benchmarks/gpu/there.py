"""What is there: the device or why there is none, the libraries, their settings, and one product that must be right."""

import os
import platform
import re
from pathlib import Path

import numpy as np
import torch

from benchmarks.gpu.record import Part
from benchmarks.gpu.stand_in import missing
from lstm_torch.training.device import said

NEEDED = {"safetensors": "files of weights", "tqdm": "progress bars"}


def run(part: Part) -> None:
    for what, value in facts(part.device).items():
        part.row(what, value, value=value)
    with part.guarded("a product on the device"):
        x = np.random.default_rng(0).normal(size=(64, 64))
        y = torch.tensor(x, device=part.device)
        away = np.abs((y @ y).cpu().numpy() - x @ x).max()
        part.truth("a product of 64 x 64 numbers on the device, away from NumPy's", float(away), 1e-12)


def facts(device: torch.device) -> dict[str, str]:
    """Everything that a number may depend on, in words."""
    backends = torch.backends
    found = {
        "device auto": said(device),
        "torch": f"{torch.__version__}, built for {f'CUDA {torch.version.cuda}' if torch.version.cuda else 'CPUs'}",
        "Python, NumPy": f"{platform.python_version()}, {np.__version__}",
    }
    if device.type == "cuda":
        about = torch.cuda.get_device_properties(device)
        free, whole = torch.cuda.mem_get_info(device)
        found |= {
            "driver": driver(),
            "cuDNN, nccl": f"{backends.cudnn.version()}, {nccl()}",
            "memory, bytes": f"{free:,} free of {whole:,}",
            "capability": f"{about.major}.{about.minor}, {about.multi_processor_count} multiprocessors",
            "GPUs": str(torch.cuda.device_count()),
            "bfloat16": str(torch.cuda.is_bf16_supported()),
        }
    precisions = {"rnn": backends.cudnn.rnn, "conv": backends.cudnn.conv, "product": backends.cuda.matmul}
    found["float32 on a GPU"] = ", ".join(f"{name} {kind.fp32_precision}" for name, kind in precisions.items())
    found["CUBLAS_WORKSPACE_CONFIG"] = os.environ.get("CUBLAS_WORKSPACE_CONFIG", "not set")
    for name, what in NEEDED.items():
        found[f"{name}, for {what}"] = "missing, done without in this command" if missing(name) else "here"
    return found


def driver() -> str:
    """The version of NVIDIA's driver, as the kernel says it."""
    try:
        said = re.search(r"\d+(?:\.\d+)+", Path("/proc/driver/nvidia/version").read_text())
    except OSError:
        said = None
    return said[0] if said else "unknown"


def nccl() -> str:
    """nccl's version; a torch may come without."""
    try:
        return ".".join(map(str, torch.cuda.nccl.version()))
    except (RuntimeError, AttributeError, ImportError):
        return "not in this torch"
