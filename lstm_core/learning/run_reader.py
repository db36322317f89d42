"""Reading a run directory that `run_writer.py` wrote: config.json, metrics.jsonl, status.json, step_….safetensors."""

import json
import os
import re
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import DTypeLike

from lstm_core.learning.config import Config
from lstm_core.networks.network import Network

FORMAT = 1
MAX_JSON_BYTES = 64 * 2**20


@dataclass(frozen=True)
class Run:
    """What a run directory holds: the network at one of its `checkpoints` (steps), its config, its metrics."""

    network: Network
    config: Config
    metrics: list[dict]
    checkpoints: tuple[int, ...]
    step: int
    path: Path

    def at(self, step: int) -> "Run":
        """The same run at another of its checkpoints."""
        return replace(self, network=_network(self.path, step, self.checkpoints, self.network.dtype), step=step)


def load_run(path: str | os.PathLike, step: int | None = None, dtype: DTypeLike = np.float64) -> Run:
    """Read a run directory at a step (None = the last); float64, for looking at, whatever it was trained in.

    Raises FileNotFoundError where something is missing, ValueError where it is torn or of another version.
    """
    path = Path(path)
    config, checkpoints = load_config(path), steps_of(path)
    if not checkpoints:
        raise FileNotFoundError(f"the run {path.name} holds no weights (step_NNNNNN.safetensors)")
    step = checkpoints[-1] if step is None else step
    return Run(_network(path, step, checkpoints, dtype), config, load_metrics(path), checkpoints, step, path)


def _network(path: Path, step: int, checkpoints: tuple[int, ...], dtype: DTypeLike) -> Network:
    if step not in checkpoints:
        raise ValueError(f"the run {path.name} has no checkpoint {step}; it has {', '.join(map(str, checkpoints))}")
    return Network.load(path / step_file(step)).astype(dtype)


def load_config(path: str | os.PathLike) -> Config:
    """The config of a run directory."""
    path = Path(path)
    if not path.is_dir():
        raise FileNotFoundError(f"there is no run directory {path.name!r}")
    content = _json(path / "config.json")
    if content.get("format") != FORMAT:
        raise ValueError(f"the run {path.name} has format {content.get('format')!r:.40}, this program reads {FORMAT}")
    return Config.from_json(content.get("config"))


def load_status(path: str | os.PathLike) -> dict:
    """status.json: {"state": "running" | "stopped" | "finished" | "failed", "step", "steps", "message", …}."""
    return _json(Path(path) / "status.json")


def load_metrics(path: str | os.PathLike) -> list[dict]:
    """The lines of metrics.jsonl; one that was torn while it was written, the last, is skipped."""
    return load_lines(Path(path) / "metrics.jsonl")


def load_lines(file: Path) -> list[dict]:
    """The same of any file of a run that grows line by line; none where it is missing."""
    if not file.is_file():
        return []
    if file.stat().st_size > MAX_JSON_BYTES:
        raise ValueError(f"{file.name} has {file.stat().st_size:,} bytes, at most {MAX_JSON_BYTES:,} are read")
    lines, metrics = file.read_bytes().split(b"\n"), []
    for number, line in enumerate(lines, 1):
        try:
            metrics.append(json.loads(line)) if line.strip() else None
        except (ValueError, RecursionError):
            if number < len(lines):
                raise ValueError(f"line {number} of {file.name} of the run {file.parent.name} is damaged") from None
    if not all(isinstance(line, dict) for line in metrics):
        raise ValueError(f"each line of {file.name} of the run {file.parent.name} is a JSON object")
    return metrics


def steps_of(path: str | os.PathLike) -> tuple[int, ...]:
    """The steps whose weights lie in a run directory, in order."""
    found = (re.fullmatch(r"step_(\d{6,9})\.safetensors", file.name) for file in Path(path).iterdir())
    return tuple(sorted(int(match[1]) for match in found if match))


def step_file(step: int) -> str:
    """The name of the file with the weights of a step."""
    return f"step_{step:06d}.safetensors"


def _json(path: Path) -> dict:
    """A small JSON object from a file, or a sentence."""
    if not path.is_file():
        raise FileNotFoundError(f"the run {path.parent.name} has no {path.name}")
    try:
        if path.stat().st_size > MAX_JSON_BYTES:
            raise ValueError("it is too large")
        content = json.loads(path.read_bytes())
        if not isinstance(content, dict):
            raise ValueError("it is not a JSON object")
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{path.name} of the run {path.parent.name} is damaged ({str(error)[:80]})") from None
    return content
