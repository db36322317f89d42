"""Whether every cell computes on the device what the NumPy core computes: values, and all gradients."""

from collections.abc import Mapping

import numpy as np
import torch
from torch import Tensor

from benchmarks.gpu.record import Part
from lstm_core import CELLS, backward, run
from lstm_torch.layers import autograd, graph, layouts
from lstm_torch.layers.modules import CellLayer, FusedLayers
from lstm_torch.layers.precision import full_float32

LIMITS = {torch.float64: 1e-10, torch.float32: 2e-5}  # relative to the length of what is compared
FUSED_ON_A_GPU = {torch.float32: 1e-4, torch.float16: 0.02, torch.bfloat16: 0.1}  # cuDNN's tanh: 8e-6 in one step
FUSED = [key for key, cell in CELLS.items() if layouts.fused_name(cell)]
SIZES = {"T": 12, "B": 3, "D": 5, "H": 16}


def every_cell(part: Part) -> None:
    """One row for each precision: the cell that is furthest away, and all of them in the JSON."""
    for dtype, limit in LIMITS.items():
        what = f"{len(CELLS)} cells, values and all gradients, {name(dtype)}, away from the core"
        if part.left() < 2:
            part.left_out(what)
            continue
        with part.guarded(what):
            each = {key: away(key, dtype, part.device) for key in CELLS}
            worst = max(each, key=lambda key: np.nan_to_num(each[key], nan=np.inf))
            part.truth(f"{what} (most: {worst})", each[worst], limit, each=each)


def fused_layers(part: Part) -> None:
    """torch.nn's own layers, three of them stacked, against a loop over the equations in float64."""
    for key in FUSED:
        for dtype, limit in (LIMITS | FUSED_ON_A_GPU if part.cuda else LIMITS).items():
            what = f"three fused layers of {key}, h, state and d x, {name(dtype)}, away from the equations"
            with part.guarded(what):
                part.truth(what, fused_away(key, dtype, part.device), limit)


def away(key: str, dtype: torch.dtype, device: torch.device) -> float:
    """The largest relative error of any value or gradient of a cell; the core computes in float64."""
    cell, rng = CELLS[key], np.random.default_rng(0)
    maps = (4, 3) if cell.spatial else ()
    batch, size = SIZES["B"], SIZES["H"]
    weights = {n: drawn(rng, shape, dtype) * 0.5 for n, shape in cell.shapes(SIZES["D"], size).items()}
    x = drawn(rng, (SIZES["T"], batch, SIZES["D"], *maps), dtype)
    state, d_end = ({n: drawn(rng, (batch, size, *maps), dtype) for n in cell.states} for _ in range(2))
    d = {n: drawn(rng, (SIZES["T"], batch, size, *maps), dtype) for n in cell.names}
    trace = run(cell, weights, x, state)
    core = backward(trace, d, final=d_end, values=True)

    def there(arrays: Mapping[str, np.ndarray]) -> dict[str, Tensor]:
        return {n: torch.tensor(array, dtype=dtype, device=device) for n, array in arrays.items()}

    with full_float32(torch.backends.cudnn.conv):
        numbers = torch.tensor(x, dtype=dtype, device=device)
        steps = graph.run(cell, there(weights), numbers, there(state))
        ours = autograd.gradients(cell, there(weights), numbers, there(state), there(d), there(d_end))
    errors = [relative(steps[n], trace[n]) for n in trace] + [relative(ours.x, core.x)]
    for kind in ("values", "weights", "state"):
        errors += [relative(getattr(ours, kind)[n], array) for n, array in getattr(core, kind).items()]
    return float(np.max(errors))  # not a number if one is none


def fused_away(key: str, dtype: torch.dtype, device: torch.device) -> float:
    """The largest relative error of a fused stack in a precision, against a loop in float64."""
    cell, rng, size = CELLS[key], np.random.default_rng(0), SIZES["H"]
    stack = [
        {n: torch.tensor(drawn(rng, shape, dtype) * 0.5) for n, shape in cell.shapes(size, size).items()}
        for _ in range(3)
    ]
    x = drawn(rng, (SIZES["T"], SIZES["B"], size), dtype)
    start = [{n: torch.tensor(drawn(rng, (SIZES["B"], size), dtype)) for n in cell.states} for _ in stack]
    d, results = torch.tensor(drawn(rng, x.shape, dtype)), []
    for fused in (False, True):
        kind, where = (dtype, device) if fused else (torch.float64, torch.device("cpu"))
        parts = [FusedLayers(cell, stack)] if fused else [CellLayer(cell, one) for one in stack]
        h = numbers = torch.tensor(x, dtype=kind, device=where, requires_grad=True)
        states, ends = [{n: v.to(where, kind) for n, v in one.items()} for one in start], []
        with full_float32():
            for place, layer in enumerate(parts):
                h, end = layer.to(where, kind)(h, states if fused else states[place : place + 1])
                ends += end
            total = (h * d.to(where, kind)).sum() + sum(value.sum() for one in ends for value in one.values())
            d_x = torch.autograd.grad(total, numbers)[0]
        results.append([h, d_x, *(one[n] for one in ends for n in cell.states)])
    return float(np.max([relative(ours, plain.detach().numpy()) for plain, ours in zip(*results, strict=True)]))


def drawn(rng: np.random.Generator, shape: tuple[int, ...], dtype: torch.dtype) -> np.ndarray:
    """Random numbers that this precision holds exactly, as float64."""
    return torch.tensor(rng.normal(size=shape)).to(dtype).double().numpy()


def relative(ours: Tensor, truth: np.ndarray) -> float:
    """‖ours - truth‖ / ‖truth‖; 0 where both vanish."""
    ours = ours.detach().double().cpu().numpy()
    size = max(np.linalg.norm(truth), np.linalg.norm(ours))
    return 0.0 if size <= 1e-10 else float(np.linalg.norm(ours - truth) / size)


def name(dtype: torch.dtype) -> str:
    return str(dtype).removeprefix("torch.")
