"""Gates and cell states recovered from fused layers equal a loop over cells; so do the gradients of every value."""

import itertools

import numpy as np
import pytest

from lstm_core import CELLS, backward, run
from tests.support.oracles import relative_error

torch = pytest.importorskip("torch", reason="torch is not installed (the light requirements)")

from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from lstm_torch.layers import (
    graph,
    layouts,
)
from lstm_torch.layers.recover import recover, scan, scan_by_doubling
from lstm_torch.layers.recovered_gradients import recovered_gradients

OURS = {"LSTM": CELLS["lstm"], "GRU": CELLS["gru"], "RNN": CELLS["rnn"], "RNN relu": CELLS["rnn_relu"]}
KINDS = list(OURS)
LAYERS = [(kind, *shape) for kind in KINDS for shape in ((1, False), (3, False), (2, True))]
DEVICES = [
    "cpu",
    pytest.param("cuda", marks=pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device")),
]


def layer_of(kind: str, depth: int, both: bool, dtype=torch.float64, sizes=(5, 7), **more):
    torch.manual_seed(0)
    kind, _, nonlinearity = kind.partition(" ")
    more |= {"nonlinearity": nonlinearity} if nonlinearity else {}
    return getattr(nn, kind)(*sizes, depth, bidirectional=both, dtype=dtype, **more)


def kind_of(layer) -> str:
    return "RNN relu" if getattr(layer, "nonlinearity", "") == "relu" else type(layer).__name__


def weights_of(layer, k: int, way: int) -> dict:
    """The weights of layer k in one direction under our names, which are the same for both nonlinearities."""
    return layouts.from_torch(OURS[type(layer).__name__], layouts.of_layer(layer, k, way == 1))


def state_of(kind: str, values: dict):
    """{"h": …, "c": …} as torch wants it."""
    order = [torch.as_tensor(values[name]) for name in layouts.STATES[kind.split()[0]]]
    return tuple(order) if len(order) > 1 else order[0]


def cell_loop(layer, x, k: int, way: int, h=None) -> dict:
    """Layer k in one direction as a loop over its equations, all values in the order of x; given h, it reads these."""
    cell, turn = OURS[kind_of(layer)], [0] if way else []
    weights, state, steps = weights_of(layer, k, way), {}, []
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
    state = state_of(kind, start)
    found = recover(layer, torch.tensor(x), state)
    back, d_x = recovered_gradients(
        layer, torch.tensor(x), torch.tensor(d_out), state, {name: torch.tensor(d) for name, d in d_end.items()}
    )

    traces, read = [], x
    for k in range(depth):
        for way in range(ways):
            weights = {name: array.detach().numpy() for name, array in weights_of(layer, k, way).items()}
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
    fused = nn.LSTM.forward

    def drifting(self, *arguments):
        out, (h, c) = fused(self, *arguments)
        return out, (h, c + 1e-9)

    monkeypatch.setattr(nn.LSTM, "forward", drifting)
    with pytest.raises(ArithmeticError, match=r"the recovered c of nn\.LSTM ends 1e-09 away"):
        recover(layer, x)


def asked(kind: str, depth: int, both: bool, batch: int = 3, steps: int = 6) -> tuple:
    """x, a first state, dL/d(what the layer returns) and dL/d(its last state), time first."""
    torch.manual_seed(1)
    ways, names = 1 + both, layouts.STATES[kind.split()[0]]
    x, d_out = (torch.randn(steps, batch, size, dtype=torch.float64) for size in (5, 7 * ways))
    start, d_end = ({n: torch.randn(depth * ways, batch, 7, dtype=torch.float64) for n in names} for _ in range(2))
    return x, start, d_out, d_end


def assert_equal(found: dict, wanted: dict) -> None:
    assert found.keys() == wanted.keys()
    for name, value in wanted.items():
        torch.testing.assert_close(found[name], value, rtol=1e-12, atol=1e-13, msg=name)


@pytest.mark.parametrize("batch_first", [False, True])
@pytest.mark.parametrize(("kind", "depth", "both"), LAYERS)
def test_each_sequence_of_a_packed_batch_has_the_values_and_gradients_it_has_alone(kind, depth, both, batch_first):
    layer, lengths = layer_of(kind, depth, both, batch_first=batch_first), [4, 6, 1]
    x, start, d_out, d_end = asked(kind, depth, both)
    turned = (lambda value: value.transpose(0, 1)) if batch_first else (lambda value: value)
    packed = pack_padded_sequence(turned(x), lengths, batch_first, enforce_sorted=False)
    found = recover(layer, packed, state_of(kind, start))
    back, d_x = recovered_gradients(layer, packed, turned(d_out), state_of(kind, start), d_end)
    out, _ = pad_packed_sequence(layer(packed, state_of(kind, start))[0], batch_first)
    assert_equal({"h": torch.cat([v["h"] for v in found[-1 - both :]], -1)}, {"h": out.detach()})
    for b, length in enumerate(lengths):
        own = {name: value[:, b : b + 1] for name, value in start.items()}
        own_end = {name: value[:, b : b + 1] for name, value in d_end.items()}
        own_x, own_d = (turned(value[:length, b : b + 1]) for value in (x, d_out))
        alone = recover(layer, own_x, state_of(kind, own))
        alone_back, alone_d_x = recovered_gradients(layer, own_x, own_d, state_of(kind, own), own_end)
        pairs = [*zip(found, alone, strict=True), *zip(back, alone_back, strict=True), ({"x": d_x}, {"x": alone_d_x})]
        for values, wanted in pairs:
            here = {name: turned(value)[:, b] for name, value in values.items()}
            assert_equal({n: v[:length] for n, v in here.items()}, {n: turned(v)[:, 0] for n, v in wanted.items()})
            assert not any(value[length:].any() for value in here.values())


@pytest.mark.parametrize(("kind", "depth", "both"), LAYERS)
def test_one_sequence_and_a_layer_that_is_batch_first_give_the_same_values_in_their_own_layout(kind, depth, both):
    layer, other = (layer_of(kind, depth, both, batch_first=batch_first) for batch_first in (False, True))
    x, start, d_out, d_end = asked(kind, depth, both, batch=2)
    wanted = recover(layer, x, state_of(kind, start))
    wanted_back, wanted_d_x = recovered_gradients(layer, x, d_out, state_of(kind, start), d_end)

    found = recover(other, x.transpose(0, 1), state_of(kind, start))
    back, d_x = recovered_gradients(other, x.transpose(0, 1), d_out.transpose(0, 1), state_of(kind, start), d_end)
    for ours, theirs in zip([*found, *back, {"x": d_x}], [*wanted, *wanted_back, {"x": wanted_d_x}], strict=True):
        assert_equal({name: value.transpose(0, 1) for name, value in ours.items()}, theirs)

    first, end = ({name: value[:, 1] for name, value in values.items()} for values in (start, d_end))
    for one in (layer, other):
        found = recover(one, x[:, 1], state_of(kind, first))
        back, d_x = recovered_gradients(one, x[:, 1], d_out[:, 1], state_of(kind, first), end)
        for ours, theirs in zip([*found, *back, {"x": d_x}], [*wanted, *wanted_back, {"x": wanted_d_x}], strict=True):
            assert_equal(ours, {name: value[:, 1] for name, value in theirs.items()})


def sentence(call, *arguments) -> str:
    """What is said to whoever asks for this."""
    with pytest.raises((ValueError, TypeError)) as refusal:
        call(*arguments)
    assert refusal.type in (ValueError, TypeError)
    return str(refusal.value)


def named(kind: str) -> str:
    return f"nn.{kind.split()[0]}"


X = torch.arange(24.0, dtype=torch.float64).reshape(4, 2, 3)
INPUTS = {  # x -> what is said
    "is (T, B, 3) with T and B at least 1, got (0, 2, 3)": X[:0],
    "is (T, B, 3) with T and B at least 1, got (4, 0, 3)": X[:, :0],
    "is (T, B, 3) with T and B at least 1, got (4, 2, 2)": X[..., :2],
    "is (T, B, 3) with T and B at least 1, got (1, 4, 2, 3)": X[None],
    "is (T, B, 3) with T and B at least 1, got (4, 2, 1)": pack_padded_sequence(X[..., :1], [4, 2]),
    "is (T, 3) with T at least 1, got (0, 3)": X[:0, 0],
    "is (T, 3) with T at least 1, got (4, 2)": X[..., 0],
    "is torch.float64 on cpu like the layer, got torch.float32 on cpu": X.float(),
    "is torch.float64 on cpu like the layer, got torch.int64 on cpu": X[..., 0].long(),
    "is torch.float64 on cpu like the layer, got torch.float64 on meta": X.to("meta"),
    "is a tensor, got ndarray": X.numpy(),
    "is a tensor, got list": X.tolist(),
    "holds finite numbers, got nan at [2, 1, 0]": X.masked_fill(X == 15, float("nan")),
    "holds finite numbers, got -inf at [1, 0, 2]": X.masked_fill(X == 8, -float("inf")),
    "holds finite numbers, got nan at [1, 1, 1]": pack_padded_sequence(X.masked_fill(X == 10, torch.nan), [4, 2]),
}


@pytest.mark.parametrize("said", INPUTS)
@pytest.mark.parametrize("kind", KINDS)
def test_an_input_that_the_layer_cannot_read_is_one_sentence_about_the_input(kind, said):
    layer, d_out = layer_of(kind, 2, True, sizes=(3, 4)), torch.zeros(4, 2, 8, dtype=torch.float64)
    assert sentence(recover, layer, INPUTS[said]) == f"x of {named(kind)} {said}"
    assert sentence(recovered_gradients, layer, INPUTS[said], d_out) == f"x of {named(kind)} {said}"


@pytest.mark.parametrize("kind", KINDS)
def test_a_state_that_does_not_fit_is_one_sentence_about_the_state(kind):
    layer, names = layer_of(kind, 2, True, sizes=(3, 4)), layouts.STATES[kind.split()[0]]
    right, last = torch.zeros(4, 2, 4, dtype=torch.float64), names[-1]
    given = {  # the last of the state's tensors -> what is said
        "is (4, 2, 4), got (4, 2, 3)": right[..., :3],
        "is (4, 2, 4), got (2, 2, 4)": right[:2],
        "is (4, 2, 4), got (4, 4)": right[:, 0],
        "is torch.float64 on cpu like the layer, got torch.float32 on cpu": right.float(),
        "is a tensor, got float": 0.0,
        "holds finite numbers, got inf at [0, 0, 0]": right + torch.inf,
    }
    for said, wrong in given.items():
        state = (*[right for _ in names[1:]], wrong)
        assert sentence(recover, layer, X, state) == f"the first {last} of {named(kind)} {said}"
        assert (
            sentence(recovered_gradients, layer, X, right.repeat(1, 1, 2), state)
            == f"the first {last} of {named(kind)} {said}"
        )
    assert (
        sentence(recover, layer, X[:, 0], [right for _ in names])
        == f"the first h of {named(kind)} is (4, 4), got (4, 2, 4)"
    )
    wanted = f"{named(kind)} starts from {' and '.join(names)}, got "
    assert sentence(recover, layer, X, (right,) * 3) == wanted + "a state of 3"
    assert sentence(recover, layer, X, {"h": right}) == wanted + "a dict"
    if kind == "LSTM":
        assert sentence(recover, layer, X, right) == wanted + "a state of 1"


@pytest.mark.parametrize("kind", KINDS)
def test_gradients_that_do_not_fit_are_one_sentence_about_them(kind):
    layer, names = layer_of(kind, 2, True, sizes=(3, 4)), layouts.STATES[kind.split()[0]]
    d_out, d_last = (torch.zeros(4, 2, size, dtype=torch.float64) for size in (8, 4))
    given = {
        f"d_out of {named(kind)} is (4, 2, 8), got (4, 2, 4)": (X, d_last),
        f"d_out of {named(kind)} is (4, 8), got (4, 2, 8)": (X[:, 0], d_out),
        f"d_out of {named(kind)} is a tensor, got NoneType": (X, None),
        f"d_out of {named(kind)} is torch.float64 on cpu like the layer, got torch.float32 on cpu": (X, d_out.float()),
        f"d_out of {named(kind)} holds finite numbers, got nan at [0, 0, 0]": (X, d_out + torch.nan),
        f"d_end's h of {named(kind)} is (4, 2, 4), got (4, 2, 8)": (X, d_out, None, {"h": d_out}),
        f"d_end of {named(kind)} is a dict with {' and '.join(names)}, got h, m": (
            X,
            d_out,
            None,
            {"h": d_last, "m": d_last},
        ),
        f"d_end of {named(kind)} is a dict with {' and '.join(names)}, got a tuple": (X, d_out, None, (d_last, d_last)),
    }
    for said, arguments in given.items():
        assert sentence(recovered_gradients, layer, *arguments) == said


class Own(nn.LSTM):
    """What a person might add to a layer."""


class OwnForward(nn.LSTM):
    def forward(self, x, state=None):
        return super().forward(x * 2, state)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.lstm, self.readout = nn.LSTM(3, 4), nn.Linear(4, 2)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::UserWarning")  # quantisation moves out of torch
def test_layers_that_cannot_be_recovered_are_refused_in_a_sentence():
    from torch.ao.quantization import quantize_dynamic

    quantised = quantize_dynamic(nn.Sequential(nn.LSTM(3, 4), nn.GRU(3, 4)), {nn.LSTM, nn.GRU})
    knows = "recover knows nn.LSTM, nn.GRU and nn.RNN without projection, got "
    packed = ", which keeps no such weights; give it the layer from before quantize_dynamic"
    given = {
        f"{knows}torch.ao.nn.quantized.dynamic.modules.rnn.LSTM{packed}": quantised[0],
        f"{knows}torch.ao.nn.quantized.dynamic.modules.rnn.GRU{packed}": quantised[1],
        f"{knows}proj_size=3": layer_of("LSTM", 1, False, proj_size=3),
        f"{knows}{__name__}.OwnForward": OwnForward(3, 4),
        f"{knows}{__name__}.Model; give it one of its layers: lstm": Model(),
        f"{knows}builtins.str": "lstm",
        "recover reads a layer in eval mode, got dropout=0.5 in training mode": layer_of("GRU", 2, False, dropout=0.5),
    }
    given |= {
        f"{knows}torch.nn.modules.rnn.{kind}Cell": getattr(nn, f"{kind}Cell")(3, 4) for kind in ("LSTM", "GRU", "RNN")
    }
    given |= {f"{knows}torch.nn.modules.linear.Linear": nn.Linear(3, 4)}
    for said, layer in given.items():
        assert sentence(recover, layer, X) == said
        assert sentence(recovered_gradients, layer, X, X) == said


@pytest.mark.parametrize("kind", KINDS)
def test_dropout_that_does_not_act_and_a_subclass_that_computes_the_same_are_no_obstacle(kind):
    x = torch.randn(4, 2, 5, dtype=torch.float64)
    for more in ({}, {"bias": False}):
        plain, dropping = layer_of(kind, 2, True, **more), layer_of(kind, 2, True, dropout=0.5, **more).eval()
        for found, wanted in zip(recover(dropping, x), recover(plain, x), strict=True):
            assert_equal(found, wanted)
    own = Own(5, 7, 2, dtype=torch.float64)
    own.load_state_dict(layer_of("LSTM", 2, False).state_dict())
    for found, wanted in zip(recover(own, x), recover(layer_of("LSTM", 2, False), x), strict=True):
        assert_equal(found, wanted)


@pytest.mark.parametrize("kind", KINDS)
def test_weights_that_are_not_finite_are_named(kind):
    for name in ("weight_ih_l1", "weight_hh_l0_reverse", "bias_hh_l0"):
        layer = layer_of(kind, 2, True, sizes=(3, 4))
        with torch.no_grad():
            getattr(layer, name)[1] = torch.nan
        assert sentence(recover, layer, X) == f"{name} of {named(kind)} holds numbers that are not finite"


def test_a_layer_whose_own_numbers_overflow_is_told_so():
    layer = layer_of("RNN relu", 1, False, sizes=(3, 4), dtype=torch.float32)
    with torch.no_grad():
        layer.weight_hh_l0.fill_(1e20)
        layer.weight_ih_l0.fill_(1.0)
    with pytest.raises(
        OverflowError, match=r"h of nn\.RNN leaves torch\.float32: what the layer returns is not finite"
    ):
        recover(layer, X.float())


@pytest.mark.parametrize("kind", KINDS)
def test_autocast_is_refused_and_inference_mode_changes_nothing(kind):
    layer, d_out = layer_of(kind, 1, False, sizes=(3, 4)), torch.ones(4, 2, 4, dtype=torch.float64)
    said = "recover reads a layer in its own precision, got torch.autocast; call it outside"
    with torch.autocast("cpu", torch.bfloat16):
        assert sentence(recover, layer, X) == said
        assert sentence(recovered_gradients, layer, X, d_out) == said
    wanted, (wanted_back, wanted_d_x) = recover(layer, X), recovered_gradients(layer, X, d_out)
    with torch.inference_mode():
        x = X * 1
        assert_equal(recover(layer, x)[0], wanted[0])
        back, d_x = recovered_gradients(layer, x, d_out * 1)
    assert_equal(back[0] | {"x": d_x}, wanted_back[0] | {"x": wanted_d_x})


def test_recovery_runs_in_full_float32_and_leaves_the_settings_as_they_were(monkeypatch):
    backends, inside = torch.backends, []
    precisions = lambda: (backends.cudnn.rnn.fp32_precision, backends.cuda.matmul.fp32_precision)  # noqa: E731
    fused = nn.LSTM.forward

    def watched(self, *arguments):
        inside.append(precisions())
        return fused(self, *arguments)

    monkeypatch.setattr(nn.LSTM, "forward", watched)
    layer, x = layer_of("LSTM", 2, False), torch.randn(4, 2, 5, dtype=torch.float64)
    before = precisions()
    recover(layer, x)
    recovered_gradients(layer, x, torch.zeros(4, 2, 7, dtype=torch.float64))
    assert set(inside) == {("ieee", "ieee")}
    assert precisions() == before == ("tf32", "none")
    try:
        torch.set_float32_matmul_precision("high")
        inside.clear()
        recover(layer, x)
        assert set(inside) == {("ieee", "ieee")}
        assert (precisions()[1], torch.get_float32_matmul_precision()) == ("tf32", "high")
    finally:
        torch.set_float32_matmul_precision("highest")
        backends.cuda.matmul.fp32_precision = "none"
        backends.mkldnn.matmul.fp32_precision = "none"


def test_the_flag_of_older_torch_can_still_be_read_afterwards():
    recover(layer_of("LSTM", 1, False), torch.randn(3, 1, 5, dtype=torch.float64))
    assert torch.backends.cudnn.allow_tf32


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
def test_a_memory_that_counts_through_thousands_of_steps_is_recovered(dtype):
    """Trained character models hold |c| of some thousands: what each step rounds stays in such a memory."""
    layer = layer_of("LSTM", 1, False, dtype, (5, 7))
    with torch.no_grad():
        layer.bias_ih_l0[:14] = 9.0  # i and f are all but 1: c adds up tanh of g
        layer.bias_ih_l0[14:21] = 2.0
        layer.weight_hh_l0[:14] *= 0.1
    found = recover(layer, torch.randn(3000, 8, 5, dtype=dtype))
    assert found[0]["c"].abs().max() > 500


@pytest.mark.parametrize("steps", [1, 2, 3, 64, 77])
def test_a_scan_by_doubling_is_the_scan_step_by_step(steps):
    keep, add = torch.rand(steps, 3, 4, dtype=torch.float64), torch.randn(steps, 3, 4, dtype=torch.float64)
    first = torch.randn(3, 4, dtype=torch.float64)
    wanted = scan(keep, add, first)
    assert (scan_by_doubling(keep, add, first) - wanted).abs().max() <= 4e-16 * wanted.abs().max().clamp(min=1)
