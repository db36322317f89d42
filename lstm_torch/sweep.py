"""Many trainings: a pure function from settings to numbers, mapped over any executor of concurrent.futures."""

import importlib
import itertools
import json
import multiprocessing
import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from pathlib import Path

import torch

from lstm_core.learning.run_reader import load_metrics
from lstm_torch.demos import DEMOS
from lstm_torch.training.batches import ALONE
from lstm_torch.training.device import chosen_device
from lstm_torch.training.settings import Settings
from lstm_torch.training.train import Training


def grid(demo: str, common: Mapping[str, object], axes: Mapping[str, Sequence[object]]) -> list[Settings]:
    """One Settings for every combination of the axes, e.g. {"cell": ["lstm", "gru"], "seed": [0, 1]}."""
    combinations = itertools.product(*axes.values())
    return [DEMOS[demo].settings(demo, **common, **dict(zip(axes, values, strict=True))) for values in combinations]


def refuse_what_cannot_be_read(choices: Sequence[Settings]) -> None:
    """FileNotFoundError or ValueError, in a sentence, where some text or data of somebody's cannot be learned from."""
    for one in {(one.text, one.data): one for one in reversed(choices) if one.text or one.data}.values():
        DEMOS[one.demo].open(one, chosen_device("cpu"), ALONE)


def outcome(settings: dict) -> dict:
    """Train with these settings and forget the run: {"settings", "loss", "unseen", "accuracy", "seconds", "error"}.

    A pure function of JSON, for any process on any machine with the project. What cannot be trained says why.
    """
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    chosen = Settings.from_json(settings, "the sweep")
    found = {"settings": settings, "loss": None, "unseen": None, "accuracy": None, "seconds": None, "error": ""}
    with tempfile.TemporaryDirectory() as folder:
        try:
            material = DEMOS[chosen.demo].open(chosen, chosen_device(chosen.device), ALONE)
            for _ in Training(Path(folder) / "run", chosen, material).run():
                pass
            lines = load_metrics(Path(folder) / "run")
        except (ValueError, OSError, ArithmeticError, MemoryError) as error:
            return found | {"error": str(error)}
    looks = [line for line in lines if "unseen" in line]
    best = min(looks, key=lambda line: line["unseen"])
    return (
        found
        | {"loss": lines[-1]["loss"], "seconds": lines[-1]["seconds"]}
        | {key: best.get(key) for key in ("unseen", "accuracy")}
    )


def sweep(executor: Executor, choices: Sequence[Settings]) -> Iterator[dict]:
    """The outcome of each, as it comes in."""
    futures = [executor.submit(outcome, settings.to_json()) for settings in choices]
    for future in as_completed(futures):
        yield future.result()


@contextmanager
def executor_at(address: str = "", processes: int | None = None) -> Iterator[Executor]:
    """Processes of this machine, or the workers of the Dask cluster at an address such as tcp://10.0.0.1:8786."""
    if not address:
        # Not fork: the threads of torch do not survive it.
        context = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
        with ProcessPoolExecutor(processes or max(1, (os.cpu_count() or 2) - 1), mp_context=context) as pool:
            yield pool
        return
    try:
        distributed = importlib.import_module("distributed")
    except ImportError:
        raise ValueError("a Dask cluster needs the package distributed: python -m pip install distributed") from None
    with distributed.Client(address) as client, client.get_executor() as pool:
        yield pool


def table(found: Sequence[dict], axes: Sequence[str]) -> str:
    """One line for each outcome, the best loss on unseen data first."""
    rows = [" ".join(f"{name:>12}" for name in (*axes, "unseen", "accuracy", "seconds"))]
    for one in sorted(found, key=lambda one: (one["unseen"] is None, one["unseen"])):
        values = [*(one["settings"][axis] for axis in axes), *(one[key] for key in ("unseen", "accuracy", "seconds"))]
        texts = [
            f"{value:.4g}" if isinstance(value, float) else "—" if value is None else str(value) for value in values
        ]
        rows.append(" ".join(f"{text:>12}" for text in texts) + (f"  {one['error']}" if one["error"] else ""))
    return "\n".join(rows)


def axes_of(texts: Sequence[str]) -> dict[str, list[object]]:
    """{"cell": ["lstm", "gru"]} from ["cell=lstm,gru"]; ValueError for what is no setting."""
    kinds, axes = {name: field.type for name, field in Settings.__dataclass_fields__.items()}, {}
    for text in texts:
        name, _, values = text.partition("=")
        if name not in kinds or name == "demo" or not values:
            raise ValueError(f"an axis of a sweep is SETTING=VALUE,VALUE, got {text[:80]!r}")
        try:
            axes[name] = [kinds[name](value) for value in values.split(",")]
        except ValueError:
            raise ValueError(f"the setting {name} is of type {kinds[name].__name__}, got {values[:80]!r}") from None
    return axes


def lines(found: Sequence[dict]) -> str:
    """The outcomes as JSON lines."""
    return "".join(json.dumps(one) + "\n" for one in found)
