"""Writing a run directory while a network learns; it can be read, and gone on with, at every moment."""

import json
import os
import platform
import signal
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from lstm_core.files import load_arrays, save_arrays, shaped, write_whole
from lstm_core.learning.config import Config
from lstm_core.learning.run_reader import FORMAT, load_config, load_metrics, step_file, steps_of
from lstm_core.learning.train import Progress, TrainingState, fit
from lstm_core.networks.network import Network
from lstm_core.tasks import Task

SAVE_EVERY = 200  # steps between two saves that are only there to go on from
RESUME = "resume.safetensors"


def record(
    path: str | os.PathLike,
    network: Network,
    task: Task,
    config: Config,
    state: TrainingState | None = None,
    every: int = 10,
) -> Iterator[Progress]:
    """Train as `fit` does and keep what happens in a run directory, metrics of every `every`-th step.

    Without `state` the directory must be new; with the state that `resume` gave it goes on. Ctrl-C (or SIGTERM) ends
    the training after the step it is in; then, as when the caller stops, the weights are saved, ready for `resume`.
    """
    writer = RunWriter(path, config, go_on_from=None if state is None else state.step)
    state = TrainingState.new(network, task, config) if state is None else state
    outcome, message, progress = "failed", "", None
    writer.status("running", state.step)
    try:
        writer.save(network, state.step, *state_arrays(state))
        with stop_signals() as stop_asked:
            for progress in fit(network, task, config, state):
                if progress.step % every == 0 or progress.step == config.steps:
                    writer.add(progress)
                if progress.step % SAVE_EVERY == 0 or progress.step in config.checkpoint_steps:
                    writer.save(network, state.step, *state_arrays(state))
                yield progress
                if stop_asked():
                    break
        outcome = "finished" if state.step == config.steps else "stopped"
    except GeneratorExit:
        outcome = "stopped"
        raise
    except (Exception, KeyboardInterrupt) as error:
        message = f"{type(error).__name__}: {error}"
        raise
    finally:
        if outcome == "stopped":
            writer.save(network, state.step, *state_arrays(state))
        elif outcome == "finished":
            (writer.path / RESUME).unlink(missing_ok=True)
        writer.status(outcome, state.step, progress, message)


def resume(path: str | os.PathLike) -> tuple[Network, Config, TrainingState]:
    """What `record` and `fit` need to go on with a run that was stopped, to the same losses as without the stop."""
    path = Path(path)
    config = load_config(path)
    arrays, about = load_arrays(path / RESUME, "resume")
    who = f"{RESUME} of the run {path.name}"
    for key, kinds in {"step": int, "seconds": float, "level": int | None, "count": int}.items():
        value = about.get(key, "")
        if not isinstance(value, kinds) or (value is not None and value < 0):
            raise ValueError(f"{who} says nothing sensible about {key}")
    network = Network.load(path / step_file(about["step"]))
    state = TrainingState.empty(network)
    state.step, state.seconds, state.level = about["step"], about["seconds"], about["level"]
    state.adam.count = about["count"]
    for part, moments in (("mean", state.adam.mean), ("square", state.adam.square)):
        for name, moment in moments.items():
            moment[...] = shaped(arrays, f"{part}.{name}", moment.shape, who)
    return network, config, state


def state_arrays(state: TrainingState) -> tuple[dict[str, np.ndarray], dict]:
    """(arrays, about) of a training state, for `RunWriter.save`."""
    arrays = {f"mean.{name}": array for name, array in state.adam.mean.items()}
    arrays |= {f"square.{name}": array for name, array in state.adam.square.items()}
    about = {"step": state.step, "level": state.level, "seconds": state.seconds, "count": state.adam.count}
    return arrays, about


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
            kept = [line for line in load_metrics(self.path) if line.get("step", 0) <= go_on_from]
            write_whole(self.path / "metrics.jsonl", "".join(json.dumps(line) + "\n" for line in kept).encode())

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


@contextmanager
def stop_signals() -> Iterator[Callable[[], bool]]:
    """Inside, Ctrl-C and SIGTERM only set a flag, a second one acts as usual; nothing changes in other threads."""
    asked: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield lambda: False
        return
    before = {number: signal.getsignal(number) or signal.SIG_DFL for number in (signal.SIGINT, signal.SIGTERM)}

    def ask(number: int, frame: object) -> None:
        asked.append(number)
        signal.signal(number, before[number])

    for number in before:
        signal.signal(number, ask)
    try:
        yield lambda: bool(asked)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
