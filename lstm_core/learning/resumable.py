"""Training that keeps what happens in a run directory, and goes on from it after a stop as if there had been none."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from lstm_core.files import load_arrays, shaped
from lstm_core.learning.config import Config
from lstm_core.learning.run_reader import load_config, step_file
from lstm_core.learning.run_writer import RESUME, RunWriter
from lstm_core.learning.stopping import stop_signals
from lstm_core.learning.train import Progress, TrainingState, fit
from lstm_core.networks.network import Network
from lstm_core.tasks import Task

SAVE_EVERY = 200  # steps between two saves that are only there to go on from


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
