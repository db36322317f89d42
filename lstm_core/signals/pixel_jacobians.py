"""One-step Jacobians of a cell with a value per pixel: one reverse step for each entry of its state."""

import numpy as np

from lstm_core.plain.along_time import plain_backward, plain_run
from lstm_core.running.trace import Trace

MOST = 256  # units times pixels: above, a Jacobian would take longer than anybody waits


def pixel_jacobians(trace: Trace, sequence: int = 0) -> np.ndarray:
    """J_t = ∂s_t / ∂s_{t-1} at every step, (T, S·N, S·N) with N = H·height·width, units first, then rows, then columns.

    Raises ValueError where N is above 256.
    """
    cell, shape = trace.cell, trace["h"].shape[2:]
    size = int(np.prod(shape))
    if size > MOST:
        sizes = " · ".join(map(str, shape))
        raise ValueError(
            f"no Jacobian of {cell.title}: its state has {sizes} = {size} values, units times pixels; "
            f"at most {MOST} are allowed, so take fewer units or a smaller image"
        )
    before = {name: trace.before(name)[:, sequence] for name in cell.states}
    return np.stack([_one_step(trace, t, sequence, before, shape) for t in range(len(trace.x))])


def _one_step(trace: Trace, t: int, sequence: int, before: dict[str, np.ndarray], shape: tuple) -> np.ndarray:
    """The step is run N times side by side, each time with the gradient of one entry of one state."""
    cell, size = trace.cell, int(np.prod(shape))
    repeat = lambda array: np.repeat(array[None], size, axis=0)  # noqa: E731
    state = {name: repeat(array[t]) for name, array in before.items()}
    x = repeat(trace.x[t, sequence])[None]
    steps = plain_run(cell, trace.weights, x, state).steps
    each = np.eye(size).reshape(size, *shape)
    rows = [plain_backward(cell, trace.weights, steps, x, {}, final={name: each}).state for name in cell.states]
    return np.block([[row[name].reshape(size, size) for name in cell.states] for row in rows])
