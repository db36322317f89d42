"""Whether `recover` gives what a loop over cells gives, within two last places; its gradients against autograd's."""

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn.utils.rnn import pack_padded_sequence

from benchmarks.gpu.cells import name, relative
from benchmarks.gpu.record import Part
from lstm_core import CELLS
from lstm_torch.layers import autograd, graph, layouts
from lstm_torch.layers.precision import full_float32
from lstm_torch.layers.recover import recover
from lstm_torch.layers.recovered_gradients import recovered_gradients

KINDS = {"LSTM": CELLS["lstm"], "GRU": CELLS["gru"], "RNN": CELLS["rnn"]}
SHAPES = ((1, False), (3, False), (2, True))  # layers, both ways
LENGTHS = [60, 41, 7]
PLACES = 2.0  # units in the last place of 1, or of the largest value where that is larger
LARGE = (1024, 3, 256, 16)  # H, layers, T, B
PLACES_OF_LARGE = 32.0  # sums of 1,024 products differ by up to 18 where these are added in another order (measured)


def against_a_loop(part: Part) -> None:
    for kind in ("LSTM", "GRU"):  # of an RNN there is nothing to recover but h, the layer's own
        for dtype in (torch.float64, torch.float32):
            for depth, both in SHAPES:
                ways = "both ways" if both else "one way"
                for packed in (False, True):
                    what = f"recover, {depth} x {kind} {ways}, {'packed, ' * packed}{name(dtype)}, last places"
                    if part.left() < 2:
                        part.left_out(what)
                        continue
                    with part.guarded(what):
                        layer = layer_of(kind, 16, 32, depth, both, dtype, part.device)
                        part.truth(what, places_away(layer, 60, 3, LENGTHS if packed else None), PLACES)
    size, depth, steps, batch = LARGE
    what = f"recover, {depth} x LSTM of {size} units, {steps} steps, {batch} sequences, float32, last places"
    if not part.cuda:
        part.needs_a_gpu(what)
        return
    with part.guarded(what):
        layer = layer_of("LSTM", size, size, depth, False, torch.float32, part.device)
        part.truth(what, places_away(layer, steps, batch, None), PLACES_OF_LARGE)
    for dtype in (torch.float16, torch.bfloat16):
        what = f"recover, {depth} x LSTM of 256 units, {name(dtype)}, last places (half precision: 64)"
        with part.guarded(what):
            layer = layer_of("LSTM", 256, 256, depth, False, dtype, part.device)
            part.truth(what, places_away(layer, 64, batch, None), 64.0)


def gradients(part: Part) -> None:
    """Of every named value of one layer, and of x."""
    for kind, cell in KINDS.items():
        what = f"recovered_gradients, {kind}, every value and x, float64, away from autograd"
        with part.guarded(what):
            layer = layer_of(kind, 16, 32, 1, False, torch.float64, part.device)
            x, d = (torch.randn(30, 3, size, dtype=torch.float64, device=part.device) for size in (16, 32))
            back, d_x = recovered_gradients(layer, x, d)
            weights = layouts.from_torch(cell, layouts.of_layer(layer, 0))
            wanted = autograd.gradients(cell, weights, x, None, {"h": d})
            errors = [relative(back[0][n], wanted.values[n].cpu().numpy()) for n in back[0]]
            part.truth(what, float(np.max([*errors, relative(d_x, wanted.x.cpu().numpy())])), 1e-10)


def layer_of(
    kind: str, inputs: int, size: int, depth: int, both: bool, dtype: torch.dtype, device: torch.device
) -> nn.RNNBase:
    torch.manual_seed(0)
    return getattr(nn, kind)(inputs, size, depth, bidirectional=both).to(device, dtype)


@torch.no_grad()
def places_away(layer: nn.RNNBase, steps: int, batch: int, lengths: list[int] | None) -> float:
    """The furthest of any recovered value from a loop that reads the layer's own h, in units of the last place."""
    weight, ways = layer.weight_ih_l0, 1 + layer.bidirectional
    torch.manual_seed(1)
    x = torch.randn(steps, batch, layer.input_size).to(weight.device, weight.dtype)
    found = recover(layer, pack_padded_sequence(x, lengths, enforce_sorted=False) if lengths else x)
    whole = slice(0, batch)
    alone = [(steps, whole)] if lengths is None else [(length, slice(b, b + 1)) for b, length in enumerate(lengths)]
    worst = 0.0
    for place, values in enumerate(found):
        k, way = divmod(place, ways)
        read = x if k == 0 else torch.cat([v["h"] for v in found[(k - 1) * ways : k * ways]], -1)
        for length, column in alone:
            loop = cell_loop(layer, read[:length, column], values["h"][:length, column], k, way)
            for n, value in loop.items():
                last_place = torch.finfo(weight.dtype).eps * max(1.0, float(value.abs().max()))
                away = (values[n][:length, column].to(value.dtype) - value).abs().max()
                worst = float(np.max([worst, float(away) / last_place]))
    return worst


def cell_loop(layer: nn.RNNBase, x: Tensor, h: Tensor, k: int, way: int) -> dict[str, Tensor]:
    """Layer k in one direction as a loop over its equations that reads the layer's own h, but for the h itself."""
    kind = type(layer).__name__
    cell, turn = KINDS[kind], [0] if way else []
    weights = layouts.from_torch(cell, layouts.of_layer(layer, k, way == 1))
    x, h, state, steps = x.flip(turn), h.flip(turn), {}, []
    with full_float32():
        for t, x_t in enumerate(x):
            step = graph.run(cell, weights, x_t[None], state)
            state = step.final | {"h": h[t]}
            steps.append(step)
    return {n: torch.cat([step[n] for step in steps]).flip(turn) for n in cell.names if n != "h"}
