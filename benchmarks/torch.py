"""How fast torch training is here: `python -m benchmarks.torch`, beside what one would write without thinking.

Tokens a second of one whole update (forward, backward, clipping, AdamW) of a character model, against (a) a plain loop
with nn.LSTM and torch's defaults, (b) the same in strict float32, (c) a loop over nn.LSTMCell, (d) the fused layer
alone, forward and backward; then the recovery of all gates against a loop over cells. On a CPU the sizes are small and
(b) is (a). On a machine that others use, `--clock cpu --threads 1` counts only the time this process was at work.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch

from lstm_core import CELLS, Network
from lstm_torch.layers import graph, layouts
from lstm_torch.layers.network import TorchNetwork
from lstm_torch.layers.precision import full_float32
from lstm_torch.layers.recover import recover
from lstm_torch.training.batches import Streams
from lstm_torch.training.device import chosen_device, chosen_precision, described
from lstm_torch.training.learner import Learner
from lstm_torch.training.settings import Settings

CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
VOCABULARY = tuple(chr(k) for k in range(32, 128))
ON_GPU = [(size, layers, batch, 256) for size in (256, 1024, 1536) for layers in (1, 2, 3) for batch in (64, 256)]
ON_CPU = [(128, 1, 32, 64), (256, 1, 64, 64), (256, 2, 64, 64)]  # (H, L, B, T)
LOOPS_UP_TO = 300_000_000  # H * H * L * B: the loop over cells is left out above this on a CPU


def main() -> None:
    options = arguments()
    device = chosen_device(options.device)
    dtype = chosen_precision(options.precision, device)
    if options.threads:
        torch.set_num_threads(options.threads)
    about = described(device, dtype)
    print(", ".join(f"{key} {value}" for key, value in about.items()) + f"; {options.clock} clock")
    sizes = (ON_GPU if device.type == "cuda" else ON_CPU)[: 1 if options.quick else None]
    found = {"about": about, "steps": [], "traces": []}
    print("\n| H, L, B, T | tokens/s, ours | plain loop (a) | strict (b) | cell loop (c) | ours / layer alone (d) |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for size in sizes:
        found["steps"].append(race(size, device, dtype, options.rounds, CLOCKS[options.clock]))
        print(row(found["steps"][-1]), flush=True)
    print("\n| trace of 256 characters, B = 1: H, L | recovered, ms | cell loop, ms | ratio |")
    print("| --- | ---: | ---: | ---: |")
    for hidden_size, layers in [(256, 3), (1024, 3)][: 1 if options.quick else None]:
        one = trace(hidden_size, layers, device, options.rounds, CLOCKS[options.clock])
        found["traces"].append(one)
        ratio = one["loop"] / one["recovered"]
        print(f"| {hidden_size}, {layers} | {one['recovered']:.1f} | {one['loop']:.1f} | {ratio:.1f} |", flush=True)
    if device.type != "cuda":
        print("\nOn a GPU these figures are still to be measured (`python -m benchmarks.gpu`): no CUDA device is here.")
    if options.json:
        options.json.write_text(json.dumps(found, indent=1) + "\n")


def race(size: tuple, device: torch.device, dtype: torch.dtype, rounds: int, clock: Callable[[], float]) -> dict:
    """Median seconds of an update of each contender, who take turns."""
    hidden_size, layers, batch, steps = size
    ids = np.random.default_rng(0).integers(0, len(VOCABULARY), batch * steps * 8 + 1)
    streams = Streams(ids, batch, steps, device)
    contenders = {
        "ours": ours(size, streams, device, dtype),
        "plain": plain(size, streams, device, torch.nn.LSTM),
        "layer": layer_alone(size, device, dtype),
    }
    if device.type == "cuda":
        contenders["strict"] = strict(plain(size, streams, device, torch.nn.LSTM))
    if device.type == "cuda" or hidden_size**2 * layers * batch <= LOOPS_UP_TO:
        contenders["cells"] = plain(size, streams, device, CellLoop)
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for k in range(rounds + 3):
        for name, once in contenders.items():
            took = timed(lambda once=once, k=k: once(k + 1), device, clock)
            if k >= 3:
                seconds[name].append(took)
    return {"size": size, "seconds": {name: statistics.median(times) for name, times in seconds.items()}}


def row(one: dict) -> str:
    (hidden_size, layers, batch, steps), seconds = one["size"], one["seconds"]
    ratios = [
        f"{seconds[name] / seconds['ours']:.2f}" if name in seconds else "—" for name in ("plain", "strict", "cells")
    ]
    speed = batch * steps / seconds["ours"]
    cells = [
        f"{hidden_size}, {layers}, {batch}, {steps}",
        f"{speed:,.0f}",
        *ratios,
        f"{seconds['ours'] / seconds['layer']:.2f}",
    ]
    return f"| {' | '.join(cells)} |"


def timed(once: Callable[[], None], device: torch.device, clock: Callable[[], float]) -> float:
    wait = torch.cuda.synchronize if device.type == "cuda" else lambda: None
    wait()
    start = clock()
    once()
    wait()
    return clock() - start


def ours(
    size: tuple, streams: Streams, device: torch.device, dtype: torch.dtype, graph: str = "auto"
) -> Callable[[int], None]:
    hidden_size, layers, batch, steps = size
    sizes = {"hidden_size": hidden_size, "layers": layers, "batch_size": batch, "window": steps}
    settings = Settings("characters", **sizes, graph=graph)
    rng = np.random.default_rng(0)
    drawn = {"scheme": "torch", "dtype": np.float32}  # as the others are; orthogonal ones take a CPU many seconds
    network = Network.new(CELLS["lstm"], VOCABULARY, hidden_size, hidden_size, rng, layers=layers, **drawn)
    learner = Learner(TorchNetwork(network), settings, device, dtype)
    learner.forget(batch)
    return lambda step: learner.step(streams.batch(step), 1e-3)


class CellLoop(torch.nn.Module):
    """nn.LSTM as a loop over nn.LSTMCell."""

    def __init__(self, inputs: int, hidden_size: int, layers: int):
        super().__init__()
        self.cells = torch.nn.ModuleList(torch.nn.LSTMCell(inputs, hidden_size) for _ in range(layers))

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, None]:
        states, outputs = [None] * len(self.cells), []
        for x_t in x.unbind(0):
            for k, cell in enumerate(self.cells):
                states[k] = cell(x_t, states[k])
                x_t = states[k][0]
            outputs.append(x_t)
        return torch.stack(outputs), None


def plain(size: tuple, streams: Streams, device: torch.device, kind: type) -> Callable[[int], None]:
    """The loop of a tutorial: Adam, clipping, the loss printed at every step."""
    hidden_size, layers, _, _ = size
    table = torch.nn.Embedding(len(VOCABULARY), hidden_size).to(device)
    layer, readout = (
        kind(hidden_size, hidden_size, layers).to(device),
        torch.nn.Linear(hidden_size, len(VOCABULARY)).to(device),
    )
    parameters = [*table.parameters(), *layer.parameters(), *readout.parameters()]
    optimiser = torch.optim.Adam(parameters, 1e-3)

    def once(step: int) -> None:
        batch = streams.batch(step)
        optimiser.zero_grad()
        logits = readout(layer(table(batch.inputs))[0])
        loss = torch.nn.functional.cross_entropy(logits.flatten(0, 1), batch.targets.flatten())
        loss.backward()
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        loss.item()

    return once


def strict(once: Callable[[int], None]) -> Callable[[int], None]:
    """The same with every product in full float32."""

    def strictly(step: int) -> None:
        with full_float32():
            once(step)

    return strictly


def layer_alone(size: tuple, device: torch.device, dtype: torch.dtype) -> Callable[[int], None]:
    hidden_size, layers, batch, steps = size
    layer = torch.nn.LSTM(hidden_size, hidden_size, layers).to(device, dtype)
    x = torch.randn(steps, batch, hidden_size, device=device, dtype=dtype, requires_grad=True)
    d = torch.randn_like(x)

    def once(step: int) -> None:
        layer.zero_grad(set_to_none=True)
        x.grad = None
        layer(x)[0].backward(d)

    return once


@torch.no_grad()
def trace(hidden_size: int, layers: int, device: torch.device, rounds: int, clock: Callable[[], float]) -> dict:
    """Milliseconds for all gates of 256 steps: recovered from the fused layer, and from a loop over the equations."""
    layer = torch.nn.LSTM(hidden_size, hidden_size, layers).to(device)
    x = torch.randn(256, 1, hidden_size, device=device)
    cell = CELLS["lstm"]
    weights = [layouts.from_torch(cell, layouts.of_layer(layer, k)) for k in range(layers)]

    def loop() -> None:
        h = x
        for one in weights:
            values = graph.run(cell, one, h)
            h = {name: values[name] for name in values}["h"]

    both = {"recovered": lambda: recover(layer, x), "loop": loop}
    seconds = {name: [] for name in both}
    for _ in range(rounds + 1):
        for name, once in both.items():
            seconds[name].append(timed(once, device, clock))
    return {"H": hidden_size, "L": layers} | {
        name: 1e3 * statistics.median(times[1:]) for name, times in seconds.items()
    }


def arguments() -> argparse.Namespace:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--rounds", type=int, default=10, help="rounds of each contender (default: %(default)s)")
    options.add_argument("--quick", action="store_true", help="the smallest size only")
    options.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    options.add_argument("--precision", choices=("auto", "float32", "float16", "bfloat16"), default="auto")
    options.add_argument("--clock", choices=list(CLOCKS), default="wall", help="(default: %(default)s)")
    options.add_argument("--threads", type=int, help="threads on a CPU (default: torch's own)")
    options.add_argument("--json", type=Path, help="a file for the figures")
    return options.parse_args()


if __name__ == "__main__":
    main()
