"""Gates and cell states recovered from fused layers equal a loop over cells; so do the gradients of every value."""

import itertools

import numpy as np
import pytest

from lstm_core import CELLS, backward, run
from tests.oracles import relative_error

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from lstm_torch import graph, layouts, way_back  # noqa: E402 (needs torch)
from lstm_torch.recover import recover  # noqa: E402

LAYERS = [(kind, *shape) for kind in ("LSTM", "GRU", "RNN") for shape in ((1, False), (3, False), (2, True))]
OURS = {"LSTM": CELLS["lstm"], "GRU": CELLS["gru"], "RNN": CELLS["rnn"]}
DEVICES = [
    "cpu",
    pytest.param("cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device")),
]


def layer_of(kind: str, depth: int, both: bool, dtype=torch.float64, sizes=(5, 7), **more):
    torch.manual_seed(0)
    return getattr(torch.nn, kind)(*sizes, depth, bidirectional=both, dtype=dtype, **more)


def cell_loop(layer, x, k: int, way: int, h=None) -> dict:
    """Layer k in one direction as a loop over its equations, all values in the order of x; given h, it reads these."""
    cell, turn = OURS[type(layer).__name__], [0] if way else []
    weights = layouts.from_torch(cell, layouts.of_layer(layer, k, way == 1))
    state, steps = {}, []
    for t, x_t in enumerate(x.flip(turn)):
        step = graph.run(cell, weights, x_t[None], state)
        state = step.final | ({} if h is None else {"h": h.flip(turn)[t]})
        steps.append(step)
    return {name: torch.cat([step[name] for step in steps]).flip(turn) for name in cell.names}


@torch.no_grad()
@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize(("kind", "depth", "both"), LAYERS)
def test_recovered_values_are_within_two_last_places_of_a_cell_loop(kind, depth, both, dtype, device):
    """One last place is that of 1, or of the largest value where that is larger.

    Two for what is recovered beside a loop that reads the layer's own h; four for h itself, which is as the layer
    computed it, and for a loop that reads its own.
    """
    layer, ways = layer_of(kind, depth, both, dtype, (16, 32)).to(device), 1 + both
    x = torch.randn(60, 3, 16, dtype=dtype, device=device)
    found = recover(layer, x)
    for place, values in enumerate(found):
        k, way = divmod(place, ways)
        read = x if k == 0 else torch.cat([v["h"] for v in found[(k - 1) * ways : k * ways]], -1)
        for h in (values["h"], None):
            for name, value in cell_loop(layer, read, k, way, h).items():
                places = 4 if h is None or name == "h" else 2
                last_place = torch.finfo(dtype).eps * max(1.0, float(value.abs().max()))
                assert (values[name] - value).abs().max() <= places * last_place, name


@pytest.mark.parametrize(("kind", "depth", "both"), LAYERS)
def test_recovered_gates_and_all_gradients_are_those_of_the_core(kind, depth, both):
    layer, cell = layer_of(kind, depth, both), OURS[kind]
    ways, steps, batch = 1 + both, 6, 2
    rng = np.random.default_rng(0)
    x = rng.normal(size=(steps, batch, 5))
    start = {name: rng.normal(size=(depth * ways, batch, 7)) for name in cell.states}
    d_end = {name: rng.normal(size=(depth * ways, batch, 7)) for name in cell.states}
    d_out = rng.normal(size=(steps, batch, 7 * ways))
    order = [torch.tensor(start[name]) for name in layouts.STATES[kind]]
    state = tuple(order) if kind == "LSTM" else order[0]
    found = recover(layer, torch.tensor(x), state)
    back, d_x = way_back.gradients(
        layer, torch.tensor(x), torch.tensor(d_out), state, {name: torch.tensor(d) for name, d in d_end.items()}
    )

    traces, read = [], x
    for k in range(depth):
        for way in range(ways):
            weights = layouts.from_torch(cell, layouts.of_layer(layer, k, way == 1))
            weights = {name: array.detach().numpy() for name, array in weights.items()}
            first = {name: array[k * ways + way] for name, array in start.items()}
            traces.append(run(cell, weights, read[::-1] if way else read, first))
        outs = [trace["h"][::-1] if place % ways else trace["h"] for place, trace in enumerate(traces)]
        read = np.concatenate(outs[k * ways :], -1)
    for k, way in itertools.product(reversed(range(depth)), range(ways)):
        place, turn = k * ways + way, slice(None, None, -1 if way else 1)
        if way == 0:
            d_read = 0
        arriving = np.split(d_out, ways, -1)[way][turn]
        last = {name: d[place] for name, d in d_end.items()}
        ours = backward(traces[place], {"h": arriving}, final=last, values=True)
        for name in cell.names:
            assert relative_error(found[place][name].detach().numpy()[turn], traces[place][name]) <= 1e-13, name
            assert relative_error(back[place][name].numpy()[turn], ours.values[name]) <= 1e-10, name
        d_read = d_read + ours.x[turn]
        if way == ways - 1:
            d_out = d_read
    assert relative_error(d_x.numpy(), d_out) <= 1e-10


@pytest.mark.parametrize("device", DEVICES)
def test_a_layer_that_does_not_end_where_its_gates_lead_is_refused(device, monkeypatch):
    layer, x = layer_of("LSTM", 1, False).to(device), torch.randn(9, 2, 5, dtype=torch.float64, device=device)
    recover(layer, x)
    fused = torch.nn.LSTM.forward

    def drifting(self, *arguments):
        out, (h, c) = fused(self, *arguments)
        return out, (h, c + 1e-9)

    monkeypatch.setattr(torch.nn.LSTM, "forward", drifting)
    with pytest.raises(ArithmeticError, match=r"the recovered c of nn.LSTM ends 1e-09 away"):
        recover(layer, x)


def test_layers_that_cannot_be_recovered_are_refused_in_a_sentence():
    x = torch.randn(4, 2, 5, dtype=torch.float64)
    for layer in (
        layer_of("LSTM", 1, False, batch_first=True),
        layer_of("LSTM", 1, False, proj_size=3),
        layer_of("RNN", 1, False, nonlinearity="relu"),
        layer_of("GRU", 2, False, dropout=0.5),
        torch.nn.Linear(5, 5),
    ):
        with pytest.raises(ValueError, match=r"recover (knows|reads)"):
            recover(layer, x)
