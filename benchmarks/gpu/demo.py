"""A demo worth a GPU: character models on a book, their cells searched for names, the smallest that has one kept.

The largest comes first and shows what such cells can be; the others are small enough to ship, and are tried with one
seed after the other while there is time.
"""

import hashlib
import os
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch

from benchmarks.gpu import captured
from benchmarks.gpu.named import controls, search, shows
from benchmarks.gpu.record import Part
from benchmarks.gpu.shipped import keep
from lstm_core import load_run
from lstm_core.books import BOOKS
from lstm_core.texts.log_book import corpus
from lstm_torch.data.text import Text, encoded, open_text
from lstm_torch.demos import untrained
from lstm_torch.demos.characters import DEMO, of_text
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.training.batches import ALONE
from lstm_torch.training.learner import Learner
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings
from lstm_torch.training.train import Training

SHIP = (448, 320, 224, 144)  # units whose weights fit
TRIALS = ((1024, 0), *((units, seed) for seed in range(4) for units in SHIP))  # units, seed
TRIALS_SMALL = ((24, 0), (12, 0))
MOST_STEPS_SMALL, ROUNDS = 60, 400  # updates; times that the book is read, at most
LOOKS, PATIENCE = 40, 8  # at unseen text; so many without a better loss end a training
SHARES = {1024: 0.4}  # of the time; 0.14 for any other
SEARCH = 10.0  # seconds for the searches after a training, and for the choice of what ships


@dataclass
class Found:
    """A trained network, and which of its cells have names."""

    path: Path
    units: int
    cells: dict
    controls: dict
    named: list[str]


def run(part: Part) -> None:
    text, called = book(part)
    part.row(f"the book: {text.title}", f"{len(text.ids):,} characters", title=text.title, characters=len(text.ids))
    trials, found = TRIALS_SMALL if part.small else TRIALS, []
    first, graph = settings_of(part, called, *trials[0]), captured.graph(part)
    material = replace(of_text(text, first, part.device, ALONE), finish=None)
    for units, seed in trials:
        what = f"{units} units, seed {seed}"
        if part.left() < (1 if part.small else SEARCH + 5):
            if seed == 0:  # another seed is one more try
                part.left_out(what)
            continue
        with part.guarded(what):
            seconds = min(SHARES.get(units, 0.14) * part.seconds, part.left() - (0 if part.small else SEARCH))
            chosen = replace(settings_of(part, called, units, seed), graph=graph)
            here = replace(material, network=untrained(chosen, chosen.window, text.vocabulary))
            found.append(trial(part, what, text, chosen, here, seconds))
    with part.guarded("a run that can ship"):
        keep(part, text, found)
    if not part.cuda:
        part.needs_a_gpu(f"networks of {', '.join(map(str, sorted({units for units, _ in TRIALS})))} units on a book")


def book(part: Part) -> tuple[Text, str]:
    """The text that was asked for, the one in LSTM_EXTRA, or our own log book; and how a setting calls it."""
    extra = Path(os.environ.get("LSTM_EXTRA") or "no such folder") / "data" / "timemachine.txt"
    path = part.text or (str(extra) if extra.is_file() else "")
    if not path:
        return (encoded("the harbour's log book", corpus(20_000)) if part.small else open_text()), ""
    text = open_text(path)
    if path in BOOKS:
        return text, path
    own = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    known = [name for name, one in BOOKS.items() if one.sha256 == own]
    return (text._replace(title=BOOKS[known[0]].title), known[0]) if known else (text, Path(path).name)


def settings_of(part: Part, called: str, units: int, seed: int) -> Settings:
    sizes = {"batch_size": 4, "window": 16, "sample_length": 40} if part.small else {"batch_size": 32, "window": 128}
    learned = {"rate": 4e-3 if units < 1000 else 2e-3, "decay": 0.1, "patience": PATIENCE, "text": called}
    where = {"hidden_size": units, "seed": seed, "variant": "gpu", "device": part.device.type}
    return DEMO.settings("characters", **sizes, **learned, **where)


def trial(part: Part, what: str, text: Text, chosen: Settings, material: Material, seconds: float) -> Found:
    """Train one network for so long, search it, say what it shows."""
    began = time.perf_counter()
    each = seconds_of_a_step(part.device, chosen, material)
    most = MOST_STEPS_SMALL if part.small else ROUNDS * material.seen.windows
    steps = max(12, min(most, int((seconds - (time.perf_counter() - began)) / each)))
    often = dict.fromkeys(("look_every", "report_every"), max(1, steps // LOOKS))  # a look is taken where one reports
    path = part.out / f"characters-{chosen.hidden_size}-{chosen.seed}"
    shutil.rmtree(path, ignore_errors=True)  # of an earlier call
    material.seen.drawn = 0
    training = Training(path, replace(chosen, steps=steps, save_every=steps, **often), material)
    for now in training.run():
        loss = "not finite" if now.loss is None else f"{now.loss:.3f}"
        print(f"    {what}: step {now.step} of {steps}, loss {loss}, {training.speed:,.0f} symbols/s", flush=True)
        if time.perf_counter() - began > 1.2 * seconds + 2:
            break  # it is kept and can go on
    trained = load_run(path, dtype=np.float32)
    cells = search(trained.network, text.ids, part.device)
    other = controls(trained.network, material.network, text.ids, part.device)
    found = Found(path, chosen.hidden_size, cells, other, shows(cells, other))
    counts, names = min(material.baselines.values()), ", ".join(found.named) or "none"
    unseen = min((line["unseen"] for line in trained.metrics if "unseen" in line), default=float("nan"))
    part.row(
        f"{what}: {training.step:,} steps in {training.seconds:.0f} s",
        f"unseen {unseen:.3f} (who counts: {counts:.3f}), named: {names}",
        units=found.units,
        seed=chosen.seed,
        steps=training.step,
        seconds=round(training.seconds, 1),
        speed=round(training.speed),
        unseen=unseen,
        baselines=material.baselines,
        cells=cells,
        controls=other,
        named=found.named,
    )
    return found


def seconds_of_a_step(device: torch.device, chosen: Settings, material: Material) -> float:
    """Measured on a network that is thrown away, after the capture of its graph."""
    dtype = torch.float16 if device.type == "cuda" else torch.float32
    learner, steps = Learner(TorchNetwork(material.network), chosen, device, dtype), 3 if device.type != "cuda" else 20
    learner.forget(chosen.batch_size)
    for step in range(1, steps + 7):
        if step == 7:
            learner.read(1)  # waits
            began = time.perf_counter()
        learner.step(material.seen.batch(step), 1e-4)
    learner.read(1)
    return (time.perf_counter() - began) / steps
