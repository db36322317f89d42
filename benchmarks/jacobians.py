"""How long Jacobians, signals and spectra take: `python -m benchmarks.jacobians`, beside torch autograd where it is.

What the levers of the lesson on vanishing gradients ask for, T = 100 steps of H = 32 units, 16 inputs, float64, one
thread. Contenders take turns; the table shows the median and the best of the rounds, in milliseconds of processor
time, which is what other users of the machine change least.
"""

import importlib.util
import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before NumPy is imported

import numpy as np
import threadpoolctl

from lstm_core import CELLS, run
from lstm_core.running.trace import Trace
from lstm_core.signals.jacobians import Chain, step_jacobians
from lstm_core.signals.lengths import log_signals, random_loss
from lstm_core.signals.paths import log_paths
from lstm_core.signals.spectrum import log_singular_values

T, D, H, ROUNDS = 100, 16, 32, 15
COMPARED = ("rnn", "gru", "lstm")


def main() -> None:
    traces = {key: trace_of(key) for key in COMPARED}
    tasks = {"run and signals": signals, "∂h_T/∂h_t and norms": norms, "belt and rest": paths, "spectrum": spectrum}
    if importlib.util.find_spec("torch"):
        tasks["∂h_T/∂h_t by torch autograd"] = autograd
    times: dict[tuple[str, str], list[float]] = {}
    with threadpoolctl.threadpool_limits(1):
        for _ in range(ROUNDS):
            for name, task in tasks.items():
                for key, trace in traces.items():
                    times.setdefault((name, key), []).append(seconds(lambda trace=trace, task=task: task(trace)))
    print(f"| ms, median (best) of {ROUNDS}; T = {T}, H = {H} | {' | '.join(COMPARED)} | together |")
    print("|---|" + "---:|" * (len(COMPARED) + 1))
    for name in tasks:
        found = [times[name, key] for key in COMPARED]
        columns = [*found, [sum(row) for row in zip(*found, strict=True)]]
        print(
            f"| {name} | "
            + " | ".join(f"{1e3 * statistics.median(c):.2f} ({1e3 * min(c):.2f})" for c in columns)
            + " |"
        )


def trace_of(key: str) -> Trace:
    rng = np.random.default_rng(0)
    return run(CELLS[key], CELLS[key].new_weights(D, H, rng, "torch"), rng.normal(size=(T, 1, D)))


def seconds(once: Callable[[], object]) -> float:
    start = time.process_time()
    once()
    return time.process_time() - start


def of_h(trace: Trace) -> slice:
    first = H * trace.cell.states.index("h")
    return slice(first, first + H)


def signals(trace: Trace) -> object:
    loss = random_loss((T, 1, H), np.random.default_rng(0))
    return log_signals(run(trace.cell, trace.weights, trace.x), loss)


def norms(trace: Trace) -> object:
    return Chain(step_jacobians(trace), rows=of_h(trace)).log_norms(of_h(trace))


def paths(trace: Trace) -> object:
    return log_paths(trace, {"h": np.ones(H)})


def spectrum(trace: Trace) -> object:
    return log_singular_values(step_jacobians(trace), sweeps=2)


def autograd(trace: Trace) -> object:
    """Every ∂h_T/∂h_t of torch's own cell: one backward pass for each unit of h_T."""
    import torch

    torch.set_num_threads(1)
    cell = {"RNN": torch.nn.RNNCell, "GRU": torch.nn.GRUCell, "LSTM": torch.nn.LSTMCell}[trace.cell.torch_name](D, H)
    cell, x, state, kept = cell.double(), torch.tensor(trace.x), None, []
    for x_t in x:
        state = cell(x_t, state)
        kept.append(state[0] if isinstance(state, tuple) else state)
    rows = [torch.autograd.grad(kept[-1][0, unit], kept, retain_graph=True) for unit in range(H)]
    return torch.stack([torch.stack([row[t][0] for row in rows]) for t in range(T)]).flatten(1).norm(dim=1)


if __name__ == "__main__":
    main()
