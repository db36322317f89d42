"""Whether trainings on this device learn the same: in half precision, with a CUDA graph or without, after a stop."""

import tempfile
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import numpy as np
import torch

from benchmarks.gpu.cells import name
from benchmarks.gpu.record import Part
from lstm_core import CELLS, Network, load_run
from lstm_core.learning.run_reader import load_metrics
from lstm_core.texts.log_book import corpus
from lstm_torch.data.text import Text, encoded
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.training.batches import Streams
from lstm_torch.training.learner import Learner
from lstm_torch.training.material import Material
from lstm_torch.training.settings import Settings
from lstm_torch.training.train import Training

BANDS = {torch.float16: (0.01, 0.03), torch.bfloat16: (0.02, 0.05)}  # of the first losses, of the mean of the last ten
SAME = {"float32": 1e-4, "float16": 2e-3, "bfloat16": 1e-2}  # with a graph and without, relative
FIRST = 10


def settings(part: Part, **choices: object) -> Settings:
    """A training of a second or two."""
    size, batch, window, steps = (12, 4, 10, 24) if part.small else (256, 64, 64, 60)
    sizes = {"hidden_size": size, "batch_size": batch, "window": window, "steps": steps, "report_every": 4}
    kept = {"look_every": steps, "save_every": steps, "sample_length": 0, "device": part.device.type}
    return Settings(**{"demo": "characters", "precision": "float32", "layers": 2, **sizes, **kept, **choices})


@lru_cache(maxsize=1)
def book(characters: int) -> Text:
    return encoded("a log book", corpus(characters))


def material(chosen: Settings, device: torch.device) -> Material:
    """An untrained network, and our log book to learn from."""
    text, rng = book(300_000 if device.type == "cuda" else 20_000), np.random.default_rng(chosen.seed)
    sizes = {"layers": chosen.layers, "dtype": np.float32}
    network = Network.new(CELLS[chosen.cell], text.vocabulary, chosen.hidden_size, 0, rng, **sizes)
    cut = len(text.ids) * 9 // 10
    streams = [Streams(ids, chosen.batch_size, chosen.window, device) for ids in (text.ids[:cut], text.ids[cut:])]
    return Material(network, *streams, {"guess": 1.0})


def losses(chosen: Settings, device: torch.device, dtype: torch.dtype) -> np.ndarray:
    """The loss of every step of a training that keeps nothing."""
    here = material(chosen, device)
    chosen = replace(chosen, report_every=chosen.steps)  # so many losses are remembered
    learner = Learner(TorchNetwork(here.network), chosen, device, dtype)
    learner.forget(chosen.batch_size)
    for step in range(1, chosen.steps + 1):
        learner.step(here.seen.batch(step), chosen.rate_at(step))
    return learner.read(chosen.steps)[:, 0].double().numpy()


def half_precision(part: Part) -> None:
    """The losses of float16 and bfloat16 beside those of float32."""
    chosen = settings(part)
    full = losses(chosen, part.device, torch.float32)
    for dtype, bands in BANDS.items():
        with part.guarded(f"training in {name(dtype)}"):
            half = losses(chosen, part.device, dtype)
            found = np.abs(half / full - 1)[:FIRST].max(), abs(half[-FIRST:].mean() / full[-FIRST:].mean() - 1)
            for which, one, band in zip((f"first {FIRST}", f"mean of the last {FIRST}"), found, bands, strict=True):
                what = f"training in {name(dtype)}, {which} losses, away from float32, relative"
                part.truth(what, float(one), band, losses=[round(float(loss), 4) for loss in half])


def graphs(part: Part) -> None:
    """A CUDA graph gives the losses that single kernels give, and no step waits for the device."""
    for precision, band in SAME.items():
        what = f"losses with a CUDA graph, {precision}, away from those without, relative"
        if not part.cuda:
            part.needs_a_gpu(what)
            continue
        with part.guarded(what):
            dtype = getattr(torch, precision)
            on, off = (losses(settings(part, graph=graph), part.device, dtype) for graph in ("auto", "off"))
            part.truth(what, float(np.abs(on / off - 1).max()), band, equal=bool((on == off).all()))
    what = "no step of a training waits for the device"
    if not part.cuda:
        part.needs_a_gpu(what)
        return
    chosen = settings(part, graph="off")
    here = material(chosen, part.device)
    learner = Learner(TorchNetwork(here.network), chosen, part.device, torch.float16)
    learner.step(here.seen.batch(1), 1e-3)
    with part.guarded(what):
        torch.cuda.set_sync_debug_mode("error")
        try:
            for step in range(2, 6):
                learner.step(here.seen.batch(step), 1e-3)
        finally:
            torch.cuda.set_sync_debug_mode("default")
        part.holds(what, True)


def goes_on(part: Part) -> None:
    """A training that was stopped goes on to the same losses and weights, bit for bit."""
    ways = [("float16", "auto"), ("float16", "off"), ("float32", "auto"), ("float32", "off")]
    for precision, graph in ways if part.cuda else [("float32", "off")]:
        what = f"a stopped training goes on bit for bit, {precision}, {graph_said(graph)}"
        with part.guarded(what), tempfile.TemporaryDirectory() as folder:
            chosen = settings(part, precision=precision, graph=graph)
            whole, halves = Path(folder) / "whole", Path(folder) / "halves"
            trained(whole, chosen)
            trained(halves, chosen, until=chosen.steps // 2)
            trained(halves, chosen, resume=True)
            part.holds(what, *same(whole, halves))
    if not part.cuda:
        part.needs_a_gpu(f"a stopped training goes on bit for bit, float16, {graph_said('auto')}")


def graph_said(graph: str) -> str:
    return "with a CUDA graph" if graph == "auto" else "without a CUDA graph"


def trained(path: Path, chosen: Settings, resume: bool = False, until: int | None = None) -> None:
    """A run directory of a whole training, of one that is stopped at a step, or of one that goes on."""
    for progress in Training(path, chosen, material(chosen, torch.device(chosen.device)), resume).run():
        if until and progress.step >= until:
            break


def same(one: Path, other: Path) -> tuple[bool, str]:
    """Whether two run directories hold the same losses and weights, and where they part."""
    ours, theirs = ([(line["step"], line["loss"]) for line in load_metrics(path)] for path in (one, other))
    parted = [a[0] for a, b in zip(ours, theirs, strict=True) if a != b]
    ours, theirs = (load_run(path).network.parameters for path in (one, other))
    away = max(float(np.abs(array - theirs[key]).max()) for key, array in ours.items())
    return (
        not parted and away == 0,
        f"losses part at {parted[:1]}, weights by {away:.1e}" if parted or away else "equal",
    )
