"""Everything a training knows, saved and restored: it goes on to the same losses, bit for bit, on the same machine.

On a GPU that takes CUBLAS_WORKSPACE_CONFIG=:4096:2 (torch's page on nn.LSTM says so; our command sets it), and no
dropout between layers: cuDNN keeps the random numbers of that to itself.
"""

import math
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from lstm_core.files import load_arrays, shaped
from lstm_core.learning.run_writer import RESUME, RunWriter
from lstm_torch.training.learner import Learner, whole_network
from lstm_torch.training.looks import Looks
from lstm_torch.training.parallel import of_all, own_share


def save(writer: RunWriter | None, looks: Looks, step: int, seconds: float) -> None:
    """Weights for the core, and all that is needed to go on; every process gives its part, one has the writer."""
    learner = looks.learner
    arrays = arrays_of(learner, looks.best_weights)
    if writer:
        about = {"step": step, "seconds": seconds, "waited": looks.waited, "settings": learner.settings.to_json()}
        about["best"] = None if math.isinf(looks.best) else looks.best
        writer.save(whole_network(learner), step, arrays, about)


def go_on(path: Path, looks: Looks) -> tuple[int, float]:
    """(steps, seconds) that a stopped run has had; the looks and their learner take its state."""
    arrays, about = load_arrays(path / RESUME, "resume")
    who = f"{RESUME} of the run {path.name}"
    kinds = {"step": int, "seconds": float, "waited": int, "best": float | int | None}
    for key, kind in kinds.items():
        if not isinstance(about.get(key, ""), kind):
            raise ValueError(f"{who} says nothing sensible about {key}")
    looks.waited = about["waited"]
    looks.best = math.inf if about["best"] is None else about["best"]
    looks.best_weights = restore(looks.learner, arrays, who, looks.material.seen.batch_size)
    return about["step"], about["seconds"]


def arrays_of(learner: Learner, best: list[Tensor] | None) -> dict[str, np.ndarray]:
    """Masters, moments, carried state of all processes, log, scale and random numbers. All processes take part."""
    arrays: dict[str, Tensor] = {"log": learner.log.nan_to_num(), "generator": torch.get_rng_state().long()}
    if learner.device.type == "cuda":
        arrays["generator.cuda"] = torch.cuda.get_rng_state(learner.device).long()
    for name, master in zip(learner.names, learner.masters, strict=True):
        moments = learner.optimiser.state[master] or learner.fresh_moments(master)
        arrays |= {
            f"master.{name}": master,
            f"mean.{name}": moments["exp_avg"],
            f"square.{name}": moments["exp_avg_sq"],
        }
        arrays[f"updates.{name}"] = moments["step"]
    arrays |= {f"best.{name}": array for name, array in zip(learner.names, best or [], strict=False)}
    arrays |= {name: getattr(learner, name) for name in ("scale", "good", "halted", "count")}
    for k, layer in enumerate(zip(*learner.carried, strict=True)):
        for name in layer[0]:
            arrays[f"state.{k}.{name}"] = of_all(torch.cat([part[name] for part in layer]))
    return {name: _saved(array) for name, array in arrays.items()}


def restore(learner: Learner, arrays: dict[str, np.ndarray], who: str, batch_size: int) -> list[Tensor] | None:
    """Put such arrays back; the best weights, if they were kept. ValueError where they do not fit the network."""

    def put(tensor: Tensor, name: str) -> None:
        array = shaped(arrays, name, tuple(tensor.shape) or (1,), who)  # a file has no scalars
        with torch.no_grad():
            tensor.copy_(torch.from_numpy(array).view(tensor.shape))

    torch.set_rng_state(torch.from_numpy(arrays.pop("generator")).byte())
    if "generator.cuda" in arrays and learner.device.type == "cuda":
        torch.cuda.set_rng_state(torch.from_numpy(arrays.pop("generator.cuda")).byte(), learner.device)
    for name, master in zip(learner.names, learner.masters, strict=True):
        moments = learner.fresh_moments(master)
        learner.optimiser.state[master] = moments
        put(master, f"master.{name}")
        put(moments["exp_avg"], f"mean.{name}")
        put(moments["exp_avg_sq"], f"square.{name}")
        put(moments["step"], f"updates.{name}")
    if learner.masters is not learner.working:
        with torch.no_grad():
            torch._foreach_copy_(learner.working, learner.masters)
    for name in ("scale", "good", "halted", "count", "log"):
        put(getattr(learner, name), name)
    _put_state(learner, arrays, who, batch_size)
    best = [torch.zeros_like(master) for master in learner.masters]
    if f"best.{learner.names[0]}" not in arrays:
        return None
    for name, tensor in zip(learner.names, best, strict=True):
        put(tensor, f"best.{name}")
    return best


def _put_state(learner: Learner, arrays: dict[str, np.ndarray], who: str, batch_size: int) -> None:
    """The columns of this process, cut into its parts."""
    rank, world = own_share()
    parts = world * learner.settings.accumulate
    size = batch_size // parts
    learner.forget(size * learner.settings.accumulate)
    for j in range(learner.settings.accumulate):
        first = (rank * learner.settings.accumulate + j) * size
        for k, layer in enumerate(learner.carried[j]):
            for name, value in layer.items():
                whole = arrays.get(f"state.{k}.{name}")
                if whole is None or whole.shape != (batch_size, *value.shape[1:]):
                    raise ValueError(f"{who}: the carried state of layer {k} is missing or of another shape")
                value.copy_(torch.from_numpy(whole[first : first + size]))


def _saved(tensor: Tensor) -> np.ndarray:
    tensor = tensor.detach().cpu()
    return (tensor.float() if tensor.dtype in (torch.float16, torch.bfloat16) else tensor).numpy().copy()
