"""Cells that no torch.nn layer computes: against onnxruntime, against each other at their limits, by their counts."""

import math

import numpy as np
import pytest

from lstm_core import CELLS, Cell, backward, run
from lstm_core.plain.evaluate import step_values
from lstm_core.signals.jacobians import step_jacobians
from tests.support.oracles import Case, relative_error

ONNX_GATES, ONNX_PEEPHOLES = "iofg", "iof"  # the operator LSTM orders its blocks i, o, f, c and its peepholes i, o, f
COUNTS = {  # parameters with D inputs and H units, as the papers count them, with one bias per gate
    "rnn": lambda D, H: H * (D + H + 1),
    "rnn_relu": lambda D, H: H * (D + H + 1),
    "lstm": lambda D, H: 4 * H * (D + H + 1),
    "lstm1997": lambda D, H: 3 * H * (D + H + 1),
    "peephole": lambda D, H: 4 * H * (D + H + 1) + 3 * H,
    "coupled": lambda D, H: 3 * H * (D + H + 1),
    "coupled_peephole": lambda D, H: 3 * H * (D + H + 1) + 2 * H,
    "no_input_gate": lambda D, H: 3 * H * (D + H + 1) + 2 * H,
    "no_forget_gate": lambda D, H: 3 * H * (D + H + 1) + 2 * H,
    "no_output_gate": lambda D, H: 3 * H * (D + H + 1) + 2 * H,
    "no_input_activation": lambda D, H: 4 * H * (D + H + 1) + 3 * H,
    "no_output_activation": lambda D, H: 4 * H * (D + H + 1) + 3 * H,
    "full_gate_recurrence": lambda D, H: 4 * H * (D + H + 1) + 3 * H + 9 * H * H,
    "gru": lambda D, H: 3 * H * (D + H + 1) + H,
    "gru_before": lambda D, H: 3 * H * (D + H + 1),
    "multiplicative": lambda D, H: 5 * H * (D + H) + 4 * H,
    "janet": lambda D, H: 2 * H * (D + H + 1),
    "mgu": lambda D, H: 2 * H * (D + H + 1),
    "leaky_echo": lambda D, H: H * (D + H + 1),
    "slstm": lambda D, H: 4 * H * (D + H + 1),
    "minlstm": lambda D, H: 3 * H * (D + 1),
    "mingru": lambda D, H: 2 * H * (D + 1),
    "diagonal": lambda D, H: 2 * H + 2 * D * H + H * H,
    "conv_lstm": lambda D, H: 4 * 9 * H * (D + H) + 4 * H + 3 * H,
}


def values(key: str, case: Case, weights: dict | None = None, x: np.ndarray | None = None) -> np.ndarray:
    return run(CELLS[key], weights or case.weights, case.x if x is None else x, case.state)["h"]


def limit(key: str, **given: float) -> tuple[Case, dict]:
    """A case of a cell, and its weights with some of them the same number everywhere."""
    case = Case(CELLS[key], T=12, B=3)
    return case, case.weights | {name: np.full_like(case.weights[name], value) for name, value in given.items()}


@pytest.mark.parametrize("key", CELLS)
def test_a_cell_has_as_many_parameters_as_its_paper_says(key: str):
    for D, H in ((4, 5), (7, 3)):
        assert sum(map(math.prod, CELLS[key].shapes(D, H).values())) == COUNTS[key](D, H)


def test_the_sentiment_neuron_has_as_many_parameters_as_its_authors_say():
    assert COUNTS["multiplicative"](64, 4096) == 85_213_184


@pytest.mark.parametrize(("key", "peepholes"), [("lstm", 0), ("peephole", 1), ("coupled", 0), ("coupled_peephole", 1)])
def test_peepholes_and_coupling_are_those_of_onnxruntime(key: str, peepholes: int):
    onnx = pytest.importorskip("onnx", reason="onnx is not installed (the light requirements)")
    runtime = pytest.importorskip("onnxruntime", reason="onnxruntime is not installed (the light requirements)")
    case = Case(CELLS[key], T=9, B=3)
    H, w, coupled = 4, case.weights, "W_xf" not in case.weights

    def blocks(first: str, last: str = "") -> np.ndarray:
        of = [w.get(f"{first}{gate}{last}", np.zeros_like(w[f"{first}i{last}"])) for gate in ONNX_GATES]
        return np.concatenate(of)[None].astype(np.float32)

    biases = blocks("b_")
    given = {
        "X": case.x.astype(np.float32),
        "W": blocks("W_x"),
        "R": blocks("W_h"),
        "B": np.concatenate([biases, np.zeros_like(biases)], axis=1),
        "lengths": np.full(3, 9, np.int32),
        "h0": case.state["h"][None].astype(np.float32),
        "c0": case.state["c"][None].astype(np.float32),
        "P": np.concatenate([w.get(f"w_c{g}", np.zeros(H)) * peepholes for g in ONNX_PEEPHOLES])[None].astype(
            np.float32
        ),
    }
    node = onnx.helper.make_node("LSTM", list(given), ["Y", "", "Y_c"], hidden_size=H, input_forget=int(coupled))
    kinds = {np.dtype(np.float32): onnx.TensorProto.FLOAT, np.dtype(np.int32): onnx.TensorProto.INT32}
    inputs = [onnx.helper.make_tensor_value_info(n, kinds[a.dtype], a.shape) for n, a in given.items()]
    outputs = [onnx.helper.make_tensor_value_info(n, onnx.TensorProto.FLOAT, None) for n in ("Y", "Y_c")]
    graph = onnx.helper.make_graph([node], "cell", inputs, outputs)
    model = onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 22)], ir_version=10)
    session = runtime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    out, memory = session.run(["Y", "Y_c"], given)
    trace = run(CELLS[key], w, case.x, case.state)
    np.testing.assert_allclose(trace["h"], out[:, 0], atol=2e-6)
    np.testing.assert_allclose(trace["c"][-1], memory[0], atol=2e-6)


@pytest.mark.parametrize(("key", "plain"), [("peephole", "lstm"), ("coupled_peephole", "coupled")])
def test_peepholes_of_zero_are_no_peepholes(key: str, plain: str):
    zero = {name: 0.0 for name in CELLS[key].parameters if name.startswith("w_")}
    case, weights = limit(key, **zero)
    rest = {name: array for name, array in weights.items() if name not in zero}
    np.testing.assert_array_equal(values(key, case, weights), values(plain, case, rest))


@pytest.mark.parametrize(
    ("key", "opened"), [("no_input_gate", "b_i"), ("no_forget_gate", "b_f"), ("no_output_gate", "b_o")]
)
def test_a_peephole_lstm_with_a_gate_forced_open_is_the_one_without_that_gate(key: str, opened: str):
    case, weights = limit("peephole", **{opened: 800.0})
    rest = {name: weights[name] for name in CELLS[key].parameters}
    np.testing.assert_allclose(values("peephole", case, weights), values(key, case, rest), rtol=1e-12)


def test_gates_that_do_not_read_gates_are_those_of_the_peephole_lstm():
    between = {f"W_{a}{b}": 0.0 for a in "ifo" for b in "ifo"}
    case, weights = limit("full_gate_recurrence", **between)
    rest = {name: array for name, array in weights.items() if name not in between}
    plain = run(CELLS["peephole"], rest, case.x, {name: case.state[name] for name in ("c", "h")})["h"]
    np.testing.assert_allclose(values("full_gate_recurrence", case, weights), plain, rtol=1e-12)


def test_a_multiplicative_lstm_whose_product_is_the_past_is_an_lstm():
    case = Case(CELLS["multiplicative"], T=12, B=3)
    x = np.concatenate([case.x[:, :, :2], np.ones((12, 3, 1))], axis=2)  # one input that is always 1
    reads_one = np.zeros((4, 3))
    reads_one[:, 2] = 1
    weights = case.weights | {"W_xm": reads_one, "W_hm": np.eye(4)}
    plain = {n.replace("W_m", "W_h"): w for n, w in weights.items() if n not in ("W_xm", "W_hm")}
    np.testing.assert_allclose(values("multiplicative", case, weights, x), values("lstm", case, plain, x), rtol=1e-12)


@pytest.mark.parametrize(
    ("key", "bias", "keeps"),
    [("gru", "b_z", 800), ("gru_before", "b_z", 800), ("janet", "b_f", 800), ("mgu", "b_f", -800)],
)
def test_a_gate_that_keeps_all_keeps_the_output_for_ever(key: str, bias: str, keeps: float):
    case, weights = limit(key, **{bias: float(keeps)})
    h = values(key, case, weights)
    np.testing.assert_array_equal(h, np.broadcast_to(case.state["h"], h.shape))


def test_a_gru_that_resets_nothing_is_the_same_before_and_after_the_product():
    case, weights = limit("gru", b_r=800.0, b_hn=0.0)
    rest = {name: array for name, array in weights.items() if name != "b_hn"}
    np.testing.assert_allclose(values("gru", case, weights), values("gru_before", case, rest), rtol=1e-12)


@pytest.mark.parametrize("key", ["coupled", "coupled_peephole"])
def test_a_coupled_memory_never_exceeds_one_and_an_lstms_does(key: str):
    for seed in range(20):
        rng = np.random.default_rng(seed)
        weights = {k: rng.normal(size=shape) * 3 for k, shape in CELLS[key].shapes(3, 4).items()}
        assert np.abs(run(CELLS[key], weights, rng.normal(size=(50, 2, 3)))["c"]).max() <= 1
    open_gates = {"b_i": 40.0, "b_f": 40.0, "b_g": 40.0}
    counts = {name: np.full(shape, open_gates.get(name, 0.0)) for name, shape in CELLS["lstm"].shapes(3, 4).items()}
    np.testing.assert_allclose(run(CELLS["lstm"], counts, np.zeros((9, 1, 3)))["c"][:, 0, 0], np.arange(1, 10))


def test_what_the_first_lstm_wrote_stays_for_ever():
    """Its constant error carousel: the memory's gradient through itself is exactly 1, whatever the gates do."""
    case, weights = limit("lstm1997", W_hi=0.0, W_hg=0.0, W_ho=0.0)
    d_c = np.zeros((12, 3, 4))
    d_c[-1] = 1
    trace = run(CELLS["lstm1997"], weights, case.x, case.state)
    np.testing.assert_array_equal(backward(trace, {"c": d_c}, values=True).values["c"], np.ones((12, 3, 4)))


def test_an_echo_state_unit_forgets_where_it_started():
    cell, rng = CELLS["leaky_echo"], np.random.default_rng(0)
    weights, x = cell.new_weights(3, 30, rng), rng.normal(size=(200, 1, 3))
    one, other = (run(cell, weights, x, {"h": rng.normal(size=(1, 30))})["h"] for _ in range(2))
    apart = np.linalg.norm(one - other, axis=2)[:, 0]
    assert (np.diff(apart) < 0).all()
    assert apart[-1] < 1e-3 * apart[0]


def test_a_convolutional_lstm_on_one_pixel_with_kernels_of_one_is_the_peephole_lstm():
    cell = Cell("one pixel", CELLS["conv_lstm"].text, constants={"k": 1})
    case = Case(CELLS["peephole"], T=9)
    kernels = {name: w[..., None, None] if w.ndim == 2 else w for name, w in case.weights.items()}
    state = {name: array[..., None, None] for name, array in case.state.items()}
    pixels = run(cell, kernels, case.x[..., None, None], state)
    np.testing.assert_allclose(pixels["h"][..., 0, 0], values("peephole", case), rtol=1e-12, atol=1e-15)


def test_a_convolutional_lstm_moves_with_its_image():
    case = Case(CELLS["conv_lstm"], T=3, B=1, D=1, H=2, maps=(12, 12))
    x, state = np.zeros_like(case.x), {name: np.zeros_like(array) for name, array in case.state.items()}
    x[..., 4:7, 4:7] = case.x[..., :3, :3]
    moved = np.roll(x, (1, 2), axis=(3, 4))
    one, other = (run(case.cell, case.weights, images, state)["h"] for images in (x, moved))
    inside = np.roll(one, (1, 2), axis=(3, 4))[..., 5:9, 5:9]  # what the border has not reached within three steps
    np.testing.assert_allclose(other[..., 5:9, 5:9], inside, rtol=1e-12, atol=1e-15)


def test_the_jacobian_of_a_cell_with_pixels_is_what_a_nudge_measures():
    case = Case(CELLS["conv_lstm"], T=2, B=1, D=1, H=2, maps=(3, 4))
    trace = run(case.cell, case.weights, case.x, case.state)
    whole = step_jacobians(trace)
    assert whole.shape == (2, 48, 48)
    start = np.concatenate([trace.before(name)[1, 0].ravel() for name in ("c", "h")])

    def after(state: np.ndarray) -> np.ndarray:
        parts = {name: part.reshape(1, 2, 3, 4) for name, part in zip(("c", "h"), np.split(state, 2), strict=True)}
        found = step_values(case.cell.graph, case.weights, case.x[1], parts)
        return np.concatenate([found[case.cell.graph.names[name]].ravel() for name in ("c", "h")])

    columns = [(after(start + nudge) - after(start - nudge)) / 2e-5 for nudge in 1e-5 * np.eye(48)]
    assert relative_error(whole[1], np.stack(columns, axis=1)) < 1e-7


def test_a_jacobian_with_more_than_256_entries_of_a_state_is_refused_in_a_sentence():
    case = Case(CELLS["conv_lstm"], T=1, B=1, D=1, H=2, maps=(12, 12))
    with pytest.raises(ValueError, match=r"2 · 12 · 12 = 288 values, units times pixels; at most 256 are allowed"):
        step_jacobians(run(case.cell, case.weights, case.x, case.state))
