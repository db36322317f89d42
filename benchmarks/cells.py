"""Every cell in numbers: parameters, errors, and the time of a run with every gradient beside the LSTM's.

`python -m benchmarks.cells` prints a table. The errors are those of the core in float64: against the cell's copied
PyTorch source under autograd (values, then gradients), and against central differences. A gradient that is 0 in theory
(the sLSTM's by b_i, which cancels out) is rounding on both sides: its error is told as a share of the whole gradient.
The time counts the work of this process on one thread, T = 40, B = 64, D = 32, H = 64 in float32; the convolutional
cell has as many values a step in images of 8 x 8. Cells take turns, so that a busy machine slows all of them.
"""

import argparse
import math
import statistics
import time

import numpy as np
import threadpoolctl
import torch

from lstm_core import CELLS, Cell, backward, run
from lstm_core.board.show import torch_source
from lstm_core.fast import pool
from lstm_core.running.gradient_check import gradient_check

ROUNDING = 1e-12  # of a whole gradient: a part that is no longer holds no digit
FLAT, MAPS = (40, 64, 32, 64, ()), (40, 4, 2, 16, (8, 8))  # T, B, D, H and the size of images


def main() -> None:
    """Measure all cells and print their table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=15, help="turns of every cell (default: 15)")
    pool.AT_REST = 2**31  # many large programs take turns
    torch.set_num_threads(1)
    with threadpoolctl.threadpool_limits(1):
        print(table(medians(parser.parse_args().rounds)))


def table(times: dict[str, float]) -> str:
    """The cells by title, as Markdown."""
    columns = ("cell", "parameters (D = 32, H = 64)", "values", "gradients", "against a nudge", "time")
    rows = [columns, ("---", *["---:"] * 5)]
    for key, cell in sorted(CELLS.items(), key=lambda found: found[1].title):
        values, gradients = errors(cell)
        count = sum(map(math.prod, cell.shapes(*FLAT[2:4]).values()))
        nudged = f"{gradient_check(cell).error:.0e}"
        ratio = f"{times[key] / times['lstm']:.2f} ×"
        rows.append((cell.title, f"{count:,}", f"{values:.0e}", f"{gradients:.0e}", nudged, ratio))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def errors(cell: Cell, steps: int = 12) -> tuple[float, float]:
    """Relative errors of all values and of all weights' gradients against the copied PyTorch source and autograd."""
    rng, maps = np.random.default_rng(0), (4, 5) if cell.spatial else ()
    weights = {name: rng.normal(size=shape) / 2 for name, shape in cell.shapes(3, 4).items()}
    x, d = rng.normal(size=(steps, 1, 3, *maps)), rng.normal(size=(steps, 1, 4, *maps))
    trace = run(cell, weights, x)
    ours = backward(trace, {"h": d}).weights
    names: dict = {}
    exec(torch_source(cell), names)  # what a student copies
    leaves = {name: torch.tensor(array, requires_grad=True) for name, array in weights.items()}
    theirs = names["run"](leaves, torch.tensor(x[:, 0]))
    (theirs["h"] * torch.tensor(d[:, 0])).sum().backward()
    values = [relative(trace[name][:, 0], theirs[name].detach().numpy()) for name in cell.names]
    exact = {name: leaf.grad.numpy() for name, leaf in leaves.items()}
    whole = math.hypot(*map(np.linalg.norm, exact.values()))
    return max(values), max(relative(ours[name], gradient, whole) for name, gradient in exact.items())


def relative(a: np.ndarray, b: np.ndarray, whole: float = 1e-300) -> float:
    """‖a − b‖ / ‖b‖; where b is nothing but the rounding of a `whole`, ‖a − b‖ / whole."""
    length = float(np.linalg.norm(b))
    return float(np.linalg.norm(a - b)) / (length if length > ROUNDING * whole else whole)


def medians(rounds: int) -> dict[str, float]:
    """{cell: seconds of one forward and backward}, each the median of its turns."""
    work = {key: contender(cell) for key, cell in CELLS.items()}
    taken: dict[str, list[float]] = {key: [] for key in work}
    for turn in range(rounds + 1):
        for key, once in work.items():
            start = time.process_time()
            once()
            if turn:  # the first builds the program
                taken[key].append(time.process_time() - start)
    return {key: statistics.median(found) for key, found in taken.items()}


def contender(cell: Cell):
    """One forward and backward of a cell."""
    steps, batch, inputs, units, maps = MAPS if cell.spatial else FLAT
    rng = np.random.default_rng(0)
    weights = cell.new_weights(inputs, units, rng, dtype=np.float32)
    x, d = (rng.normal(size=(steps, batch, size, *maps)).astype(np.float32) for size in (inputs, units))
    return lambda: backward(run(cell, weights, x), {"h": d})


if __name__ == "__main__":
    main()
