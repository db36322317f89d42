"""Training a demo into a run directory that the core reads; its caller owns the loop and may stop it."""

import json
import math
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import torch
import torch.distributed as dist

from lstm_core import Network
from lstm_core.files import load_arrays, write_whole
from lstm_core.learning.run_writer import RESUME, RunWriter
from lstm_core.learning.stopping import stop_signals
from lstm_core.learning.train import Progress
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.training import checkpoint
from lstm_torch.training.batches import Bank, Streams
from lstm_torch.training.device import chosen_device, chosen_precision, described, memory_in_words
from lstm_torch.training.learner import Learner, losses, whole_network
from lstm_torch.training.settings import Settings

LOWER = "lower batch_size, window or hidden_size, or raise accumulate"


@dataclass
class Material:
    """What a demo trains on: an untrained network, data to learn from, unseen data, and what to compare with.

    `baselines` are losses in nats of who does not learn; `sample(network, seed)` is a text to show; `finish(network)`
    what is measured at the end, as JSON says it.
    """

    network: Network
    seen: Streams | Bank
    unseen: Streams | Bank
    baselines: dict[str, float]
    sample: Callable[[TorchNetwork, int], str] | None = None
    finish: Callable[[Network], dict] | None = None
    about: dict = field(default_factory=dict)


class Training:
    """One training in this process (of one or several, that share every batch)."""

    def __init__(self, path: str | os.PathLike, settings: Settings, material: Material, resume: bool = False):
        """A new directory, or with `resume` one that was stopped. ValueError, OSError or MemoryError in words."""
        self.path, self.settings, self.material = Path(path), settings, material
        self.device = chosen_device(settings.device)
        dtype = chosen_precision(settings.precision, self.device)
        self.shared = dist.is_available() and dist.is_initialized() and dist.get_world_size() > 1
        self.first = not self.shared or dist.get_rank() == 0
        torch.manual_seed(settings.seed * 1009 + (dist.get_rank() if self.shared else 0))
        with memory_in_words(LOWER):
            self.learner = Learner(TorchNetwork(material.network, settings.dropout), settings, self.device, dtype)
            self.learner.forget(settings.batch_size // (dist.get_world_size() if self.shared else 1))
        self.step, self.seconds, self.waited, self.best = 0, 0.0, 0, math.inf
        self.best_weights: list | None = None
        self.looked: dict[str, float] = {}
        if resume:
            self._go_on()
        self.writer, self.seconds_before = None, self.seconds
        if self.first:
            self.writer = RunWriter(self.path, settings.core(), go_on_from=self.step if resume else None)
            if not resume:
                _add_to_config(self.path, {"torch": settings.to_json(), "computed with": described(self.device, dtype)})

    def run(self) -> Iterator[Progress]:
        """Train; one Progress (the mean loss since the one before) each `report_every` steps."""
        outcome, message, progress = "failed", "", None
        try:
            with stop_signals() as stop_asked, memory_in_words(LOWER):
                for progress in self._steps(stop_asked):
                    yield progress
            finished = self.step == self.settings.steps or self.ended_early
            outcome = "finished" if finished else "stopped"
            message = f"no better for {self.waited} looks" if self.ended_early else ""
            self._end(outcome)
        except GeneratorExit:
            outcome = "stopped"
            self._save()
            raise
        except (Exception, KeyboardInterrupt) as error:
            message = str(error) or type(error).__name__
            if self.shared and isinstance(error, RuntimeError):
                message = "another process of this training ended; go on with --resume"
                raise ConnectionError(message) from None
            raise
        finally:
            if self.writer:
                self.writer.status(outcome, self.step, progress, message)

    def _steps(self, stop_asked: Callable[[], bool]) -> Iterator[Progress]:
        settings, since = self.settings, time.perf_counter()
        if self.writer:
            self.writer.status("running", self.step)
        if not self.step:
            self._save()
        while self.step < settings.steps and not self.ended_early:
            batch = self.material.seen.batch(self.step + 1)
            self.learner.step(batch, settings.rate_at(self.step + 1))
            self.step += 1
            last = self.step == settings.steps
            report = last or self.step % settings.report_every == 0
            if not report and not self._saves_now() and (self.shared or not stop_asked()):
                continue
            rows = self.learner.read((self.step - 1) % settings.report_every + 1)
            self._refuse_what_is_not_finite(rows)
            self.seconds, since = self.seconds + time.perf_counter() - since, time.perf_counter()
            if report:
                if last or self.step % settings.look_every == 0:
                    self._look()
                yield self._progress(rows)
            if self._saves_now() and not last:
                self._save()
            if self._any(stop_asked()):
                break
            since = time.perf_counter()

    @property
    def speed(self) -> float:
        """Symbols a second since this process began."""
        return self.material.seen.drawn / max(self.seconds - self.seconds_before, 1e-9)

    def _progress(self, rows: torch.Tensor) -> Progress:
        good = rows[rows[:, 2] == 0]
        rate, accuracy = self.settings.rate_at(self.step), self.looked.get("accuracy")
        loss, length = (float(good[:, k].double().mean()) if len(good) else None for k in (0, 1))
        progress = Progress(self.step, self.settings.steps, loss, accuracy, None, rate, length, self.seconds)
        if self.writer:
            self.writer.add(progress, symbols_per_second=round(self.speed), **self.looked)
        self.looked = {}
        return progress

    @torch.no_grad()
    def _look(self) -> None:
        """The loss on unseen data, a sample, and whether to go on."""
        if not self.first and not self.settings.patience:
            return
        self.learner.network.eval()
        self.looked = measured(self.learner.network, self.material.unseen)
        if self.settings.patience:
            if self.looked["unseen"] < self.best:
                self.best, self.waited = self.looked["unseen"], 0
                self.best_weights = [master.detach().clone() for master in self.learner.masters]
            else:
                self.waited += 1
        if self.first and self.material.sample:
            sample = self.material.sample(self.learner.network, self.step)
            with open(self.path / "samples.jsonl", "a", encoding="utf-8") as file:
                file.write(json.dumps({"step": self.step, "text": sample, **self.looked}) + "\n")
        self.learner.network.train()

    @property
    def ended_early(self) -> bool:
        """Whether unseen data got no better for `patience` looks."""
        return bool(self.settings.patience) and self.waited >= self.settings.patience

    def _saves_now(self) -> bool:
        return self.step % self.settings.save_every == 0 or self.step in self.settings.core().checkpoint_steps

    def _any(self, asked: bool) -> bool:
        """Whether a stop was asked of any of the processes; they must stop after the same step."""
        if not self.shared:
            return asked
        flag = torch.tensor(float(asked), device=self.device)
        dist.all_reduce(flag)
        return bool(flag > 0)

    def _refuse_what_is_not_finite(self, rows: torch.Tensor) -> None:
        if float(self.learner.halted) == 0:
            return
        bad = int((rows[:, 2] > 0).float().argmax())
        loss, length = rows[bad, 0], rows[bad, 1]
        bad_step = self.step - len(rows) + 1 + bad
        self.step = bad_step - 1  # the weights have not moved since
        self.learner.halted.zero_()
        self.learner.forget(self.learner.columns)
        self._save()
        raise FloatingPointError(
            f"the loss is {loss:.4g} and its gradient {length:.3g} long at step {bad_step}; the weights of step "
            f"{self.step}, the last good ones, are kept; train anew with a lower rate or clip"
        )

    def _save(self) -> None:
        """Weights for the core, and all that is needed to go on; every process gives its part."""
        arrays = checkpoint.arrays_of(self.learner, self.best_weights)
        if self.writer:
            about = {
                "step": self.step,
                "seconds": self.seconds,
                "waited": self.waited,
                "settings": self.settings.to_json(),
            }
            about["best"] = None if math.isinf(self.best) else self.best
            self.writer.save(whole_network(self.learner), self.step, arrays, about)

    def _end(self, outcome: str) -> None:
        if outcome == "finished" and self.best_weights:
            with torch.no_grad():
                torch._foreach_copy_(self.learner.masters, self.best_weights)
        self._save()
        if self.writer and outcome == "finished":
            (self.path / RESUME).unlink(missing_ok=True)
            found = {"baselines": self.material.baselines, **self.material.about}
            if self.material.finish:
                found |= self.material.finish(whole_network(self.learner).astype("float64"))
            write_whole(self.path / "results.json", (json.dumps(found, indent=1) + "\n").encode())

    def _go_on(self) -> None:
        arrays, about = load_arrays(self.path / RESUME, "resume")
        who = f"{RESUME} of the run {self.path.name}"
        kinds = {"step": int, "seconds": float, "waited": int, "best": float | int | None}
        for key, kind in kinds.items():
            if not isinstance(about.get(key, ""), kind):
                raise ValueError(f"{who} says nothing sensible about {key}")
        self.step, self.seconds, self.waited = about["step"], about["seconds"], about["waited"]
        self.best = math.inf if about["best"] is None else about["best"]
        self.best_weights = checkpoint.restore(self.learner, arrays, who)


@torch.no_grad()
def measured(network: TorchNetwork, unseen: Streams | Bank) -> dict[str, float]:
    """{"unseen": the mean loss in nats, "accuracy": the share of right choices} on data that training never shows."""
    state, loss, right, total = None, 0.0, 0.0, 0.0
    for batch in unseen.once():
        h, state = network(batch.inputs, None if batch.fresh else state)
        loss = loss + (losses(network, h, batch.targets) * batch.weights).sum()
        total = total + batch.weights.sum()
        if network.twin.output == "choice":
            right = right + ((network.readout(h).argmax(-1) == batch.targets) * batch.weights).sum()
    found = {"unseen": float(loss / total)}
    return found | ({"accuracy": float(right / total)} if network.twin.output == "choice" else {})


def _add_to_config(path: Path, more: dict) -> None:
    content = json.loads((path / "config.json").read_bytes())
    write_whole(path / "config.json", (json.dumps(content | more, indent=1) + "\n").encode())
