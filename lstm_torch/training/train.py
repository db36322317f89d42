"""Training a demo into a run directory that the core reads; its caller owns the loop and may stop it."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import torch

from lstm_core.learning.run_writer import RESUME, RunWriter
from lstm_core.learning.stopping import stop_signals
from lstm_core.learning.train import Progress
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.training import checkpoint
from lstm_torch.training.device import chosen_device, chosen_precision, described, memory_in_words
from lstm_torch.training.learner import Learner, whole_network
from lstm_torch.training.looks import Looks
from lstm_torch.training.material import Material
from lstm_torch.training.parallel import asked_of_any, own_share
from lstm_torch.training.settings import Settings
from lstm_torch.training.settings_files import keep_results, keep_settings, refuse_other_data

LOWER = "lower batch_size, window or hidden_size, or raise accumulate"


class Training:
    """One training in this process (of one or several, that share every batch)."""

    def __init__(self, path: str | os.PathLike, settings: Settings, material: Material, resume: bool = False):
        """A new directory, or with `resume` one that was stopped. ValueError, OSError or MemoryError in words."""
        self.path, self.settings, self.material = Path(path), settings, material
        if resume:
            refuse_other_data(self.path, settings, material.data)
        self.device = chosen_device(settings.device)
        dtype = chosen_precision(settings.precision, self.device)
        (rank, world), self.shared = own_share(), own_share().world > 1
        torch.manual_seed(settings.seed * 1009 + rank)
        with memory_in_words(LOWER):
            network = TorchNetwork(material.network, settings.dropout, readout_dropout=settings.readout_dropout)
            self.learner = Learner(network, settings, self.device, dtype)
            self.learner.forget(material.seen.batch_size // world)
            self.looks = Looks(self.path, self.learner, material)
            self.step, self.seconds = checkpoint.go_on(self.path, self.looks) if resume else (0, 0.0)
        self.writer, self.seconds_before = None, self.seconds
        if rank == 0:
            self.writer = RunWriter(self.path, settings.core(), go_on_from=self.step if resume else None)
            keep_settings(self.path, settings, described(self.device, dtype), material.data)
            keep_results(self.path, material.found())

    def run(self) -> Iterator[Progress]:
        """Train; one Progress (the mean loss since the one before) each `report_every` steps."""
        outcome, message, progress = "failed", "", None
        try:
            with stop_signals() as stop_asked, memory_in_words(LOWER):
                for progress in self._steps(stop_asked):
                    yield progress
            outcome = "finished" if self.ended_early or self.step == self.settings.steps else "stopped"
            message = f"no better for {self.looks.waited} looks" if self.ended_early else ""
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
                looked = self.looks.look(self.step) if last or self.step % settings.look_every == 0 else {}
                yield self._progress(rows, looked)
            if self._saves_now() and not last:
                self._save()
            if asked_of_any(stop_asked(), self.device):
                break
            since = time.perf_counter()

    @property
    def speed(self) -> float:
        """Symbols a second since this process began."""
        return self.material.seen.drawn / max(self.seconds - self.seconds_before, 1e-9)

    def _progress(self, rows: torch.Tensor, looked: dict[str, float]) -> Progress:
        good = rows[rows[:, 2] == 0]
        rate, accuracy = self.settings.rate_at(self.step), looked.get("accuracy")
        loss, length = (float(good[:, k].double().mean()) if len(good) else None for k in (0, 1))
        progress = Progress(self.step, self.settings.steps, loss, accuracy, None, rate, length, self.seconds)
        if self.writer:
            self.writer.add(progress, symbols_per_second=round(self.speed), **looked)
        return progress

    @property
    def ended_early(self) -> bool:
        """Whether unseen data got no better for `patience` looks."""
        return self.looks.ended_early

    def _saves_now(self) -> bool:
        return self.step % self.settings.save_every == 0 or self.step in self.settings.core().checkpoint_steps

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
        checkpoint.save(self.writer, self.looks, self.step, self.seconds)

    def _end(self, outcome: str) -> None:
        if outcome == "finished":
            self.looks.take_best()
        self._save()
        if self.writer and outcome == "finished":
            (self.path / RESUME).unlink(missing_ok=True)
            trained = whole_network(self.learner).astype("float64")
            keep_results(self.path, self.material.found(trained))
