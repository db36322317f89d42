"""The files of a run while a network learns; they can be read, and gone on with, at every moment."""

import json
import os
import platform
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from lstm_core.files import save_arrays, write_whole
from lstm_core.learning.config import Config
from lstm_core.learning.run_reader import FORMAT, load_lines, step_file, steps_of
from lstm_core.learning.train import Progress
from lstm_core.networks.network import Network

RESUME = "resume.safetensors"


class RunWriter:
    """The files of one run. Each is replaced as a whole; metrics.jsonl grows line by line."""

    def __init__(self, path: str | os.PathLike, config: Config, go_on_from: int | None = None):
        """A new directory, or the one whose training goes on from a step; FileExistsError where a run lies already."""
        self.path, self.config = Path(path), config
        if go_on_from is None:
            if self.path.exists() and (not self.path.is_dir() or any(self.path.iterdir())):
                raise FileExistsError(f"{self.path.name} exists already; choose another directory, or resume that run")
            self.path.mkdir(parents=True, exist_ok=True)
            content = {"format": FORMAT, "config": config.to_json(), "versions": versions()}
            write_whole(self.path / "config.json", (json.dumps(content, indent=1) + "\n").encode())
        else:
            self._back_to(go_on_from)

    def _back_to(self, step: int) -> None:
        """Take away what a training that was killed had written after the step from which it goes on."""
        for file in self.path.glob("*.jsonl"):
            kept = [line for line in load_lines(file) if line.get("step", 0) <= step]
            write_whole(file, "".join(json.dumps(line) + "\n" for line in kept).encode())
        for later in steps_of(self.path):
            if later > step:
                (self.path / step_file(later)).unlink()

    def add(self, progress: Progress, **more: object) -> None:
        """One line of metrics: the progress, and `more` named numbers."""
        with open(self.path / "metrics.jsonl", "a", encoding="utf-8") as file:
            file.write(json.dumps(progress._asdict() | more) + "\n")
        self.status("running", progress.step, progress)

    def save(self, network: Network, step: int, arrays: Mapping[str, np.ndarray], about: Mapping[str, object]) -> None:
        """The weights of a step and what `resume` needs with them; then weights not to be kept are removed."""
        network.save(self.path / step_file(step))
        save_arrays(self.path / RESUME, "resume", arrays, dict(about))
        for old in steps_of(self.path):
            if old < step and old not in self.config.checkpoint_steps:
                (self.path / step_file(old)).unlink(missing_ok=True)

    def status(self, state: str, step: int, progress: Progress | None = None, message: str = "") -> None:
        """Replace status.json: state is running, stopped, finished or failed."""
        content = {"state": state, "step": step, "steps": self.config.steps, "message": message}
        if progress is not None:
            content |= {key: getattr(progress, key) for key in ("loss", "accuracy", "level", "seconds")}
        write_whole(self.path / "status.json", json.dumps(content).encode(), durable=False)


def versions() -> dict[str, str]:
    """What a run was computed with: another version may round differently."""
    blas = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "blas": f"{blas['name']} {blas['version']}",
        "machine": f"{platform.system()} {platform.machine()}",
    }
