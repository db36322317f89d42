"""How long a run with every gradient takes: `python -m benchmarks.core`, beside torch and a hand-written NumPy LSTM.

Every contender does the same work: all steps forward with whatever it keeps, then backward to weights, inputs and
initial state. They take turns, so that a busy machine slows all of them; the table shows medians and their ratios.
On a machine that others use, `--clock cpu --threads 1` counts only the time in which this process was at work.
"""

import argparse
import importlib.util
import os
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import threadpoolctl
import torch

from lstm_core import CELLS, backward, run
from lstm_core.fast import pool

SHAPES = ((40, 1, 16, 32), (40, 64, 32, 64), (100, 64, 64, 256))  # (T, B, D, H)
CLOCKS = {"wall": time.perf_counter, "cpu": time.process_time}
BUDGET = 0.03  # seconds that one contender may take in one round: small shapes are repeated


def main() -> None:
    options = arguments()
    pool.AT_REST = 2**31  # here many large programs take turns; who trains one network never comes near the limit
    if not yardstick().is_file():
        print("left out: fast_lstm.py, for which LSTM_EXTRA names the folder that holds reference/fast_lstm.py")
    for threads in options.threads:
        torch.set_num_threads(threads)
        with threadpoolctl.threadpool_limits(threads):
            print(f"\n{machine(threads)}; {options.clock} clock")
            for shape in SHAPES[: 2 if options.quick else None]:
                for dtype in (np.float32, np.float64):
                    medians = race(contenders(shape, dtype), options.rounds, CLOCKS[options.clock])
                    show(shape, dtype, medians, options.markdown)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.core", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="only the two smaller shapes")
    parser.add_argument("--rounds", type=int, default=15, help="turns of every contender (default: 15)")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2], help="BLAS threads to try (default: 1 2)")
    parser.add_argument("--clock", choices=CLOCKS, default="wall", help="what is counted (default: wall)")
    parser.add_argument("--markdown", action="store_true", help="print the tables as Markdown")
    return parser.parse_args()


def machine(threads: int) -> str:
    blas = [library for library in threadpoolctl.threadpool_info() if library["user_api"] == "blas"]
    kernels = ", ".join(f"{b['internal_api']} {b.get('version')} {b.get('architecture')}" for b in blas)
    return f"{threads} thread{'s' * (threads > 1)}; NumPy {np.__version__} on {kernels}; torch {torch.__version__}"


def contenders(shape: tuple[int, int, int, int], dtype: type) -> dict[str, Callable[[], object]]:
    """{name: one forward and backward}; all read the same numbers."""
    steps, batch, inputs, units = shape
    rng = np.random.default_rng(0)
    x, d = (rng.normal(size=(steps, batch, size)).astype(dtype) for size in (inputs, units))
    found: dict[str, Callable] = {}
    for key, cell in CELLS.items():
        if not cell.torch_name:  # `python -m benchmarks.cells` times the others
            continue
        weights = cell.new_weights(inputs, units, rng, dtype=dtype)
        state = {name: np.zeros((batch, units), dtype) for name in cell.states}
        found[key] = ours(cell, weights, x, state, d)
        if key == "lstm":
            found["lstm, every value's gradient"] = ours(cell, weights, x, state, d, values=True)
        if cell.torch_name:
            found[f"torch.nn.{cell.torch_name}"] = torch_layer(cell.torch_name, x, units, d)
    found["torch.nn.LSTMCell loop"] = torch_cell_loop(x, units, d)
    found |= reference(x, units, d)
    return found


def ours(cell, weights, x, state, d, values: bool = False) -> Callable:
    return lambda: backward(run(cell, weights, x, state), {"h": d}, values=values)


def torch_layer(name: str, x: np.ndarray, units: int, d: np.ndarray) -> Callable:
    inputs, d = torch.tensor(x, requires_grad=True), torch.tensor(d)
    layer = getattr(torch.nn, name)(x.shape[2], units, dtype=inputs.dtype)
    states = [torch.zeros(1, x.shape[1], units, dtype=d.dtype, requires_grad=True) for _ in range(1 + (name == "LSTM"))]

    def once() -> None:
        forget_gradients(inputs, *states, *layer.parameters())
        layer(inputs, tuple(states) if name == "LSTM" else states[0])[0].backward(d)

    return once


def torch_cell_loop(x: np.ndarray, units: int, d: np.ndarray) -> Callable:
    inputs, d = torch.tensor(x, requires_grad=True), torch.tensor(d)
    cell = torch.nn.LSTMCell(x.shape[2], units, dtype=inputs.dtype)
    h0, c0 = (torch.zeros(x.shape[1], units, dtype=d.dtype, requires_grad=True) for _ in range(2))

    def once() -> None:
        forget_gradients(inputs, h0, c0, *cell.parameters())
        state, outputs = (h0, c0), []
        for x_t in inputs.unbind(0):
            state = cell(x_t, state)
            outputs.append(state[0])
        torch.stack(outputs).backward(d)

    return once


def forget_gradients(*tensors: torch.Tensor) -> None:
    for tensor in tensors:
        tensor.grad = None


def yardstick() -> Path:
    return Path(os.environ.get("LSTM_EXTRA", "")) / "reference" / "fast_lstm.py"


def reference(x: np.ndarray, units: int, d: np.ndarray) -> dict[str, Callable]:
    """The fastest NumPy LSTM known to us, if the folder named by LSTM_EXTRA holds it."""
    if not yardstick().is_file():
        return {}
    spec = importlib.util.spec_from_file_location("fast_lstm", yardstick())
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    steps, batch, inputs = x.shape
    rng = np.random.default_rng(0)
    weights = (rng.normal(size=(4 * units, inputs + units + 1)) / units**0.5).astype(x.dtype)
    columns, d = (np.ascontiguousarray(array.transpose(0, 2, 1)) for array in (x, d))
    trace = module.new_trace(steps, inputs, units, batch, x.dtype)

    def once() -> None:
        module.backward(weights, *module.forward(weights, columns, out=trace), d)

    return {"fast_lstm.py": once}


def race(contestants: dict[str, Callable], rounds: int, clock: Callable[[], float]) -> dict[str, float]:
    """Median seconds of each; all take a turn in every round."""
    repeats = {}
    for name, once in contestants.items():
        once()  # builds what is built once
        start = clock()
        once()
        repeats[name] = max(1, int(BUDGET / (clock() - start)))
    times: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, once in contestants.items():
            start = clock()
            for _ in range(repeats[name]):
                once()
            times[name].append((clock() - start) / repeats[name])
    return {name: statistics.median(found) for name, found in times.items()}


def show(shape: tuple, dtype: type, medians: dict[str, float], markdown: bool) -> None:
    header = [f"{shape} {np.dtype(dtype)}", "ms", "/ torch.nn", "/ LSTMCell loop", "/ fast_lstm", "/ our lstm"]
    table = [header, *rows(medians)]
    if markdown:
        table.insert(1, ["---", *["---:"] * (len(header) - 1)])
        print("\n" + "\n".join(f"| {' | '.join(row)} |" for row in table), flush=True)
        return
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    print()
    for row in table:
        print(row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)))


def rows(medians: dict[str, float]) -> Iterator[list[str]]:
    """One row a contender: its time, and what that is beside the others'."""
    for name, seconds in medians.items():
        key = name.split(",")[0]
        twin = f"torch.nn.{CELLS[key].torch_name}" if key in CELLS else None
        beside = [medians.get(twin), medians["torch.nn.LSTMCell loop"], medians.get("fast_lstm.py"), medians["lstm"]]
        yield [name, f"{seconds * 1e3:.3f}", *(f"{seconds / other:.2f}" if other else "" for other in beside)]


if __name__ == "__main__":
    main()
