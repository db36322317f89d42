"""Every gradient of every cell, against central differences in float64."""

from functools import partial

import numpy as np
import pytest

from lstm_core import CELLS, Cell, Edit, backward, run
from tests.support.by_hand import STEPS
from tests.support.oracles import Case, cells, central_difference, relative_error, run_by_hand
from tests.support.sampled import covering

CELL_NAMES = list(cells())
CONVOLUTION = """
    f = sigmoid(conv(W_xf, x) + conv(W_hf, h_prev) + w_f * c_prev + b_f)
    c = f * c_prev + (1 - f) * tanh(conv(W_xc, x) + conv(W_hc, h_prev))
    h = relu(c)
"""


def case_of(name: str, **sizes) -> Case:
    """A case in which no relu stands within 1e-3 of its corner, where a difference means nothing."""
    cell = cells()[name] if name in CELL_NAMES else Cell("convolution", name, constants={"k": 3})
    for seed in range(100):
        case = Case(cell, seed, **sizes)
        trace = run(cell, case.weights, case.x, case.state, keep="nodes")
        corners = [trace.node(n.args[0]) for n in cell.graph.nodes if n.op == "relu"]
        if all(np.abs(z).min() > 1e-3 for z in corners):
            return case
    raise AssertionError("no draw without a relu at its corner")


def loss(case: Case, d: dict, edits=(), keep="names") -> float:
    trace = run(case.cell, case.weights, case.x, case.state, edits=edits, keep=keep)
    return sum(float((trace[name] * weight).sum()) for name, weight in d.items())


@pytest.mark.parametrize("name", list(STEPS))
def test_every_shipped_value_equals_the_formula_written_by_hand(name):
    case = Case(CELLS[name], T=9, maps=(4, 3) if CELLS[name].spatial else ())
    trace = run(case.cell, case.weights, case.x, case.state)
    for value, expected in run_by_hand(name, case).items():
        np.testing.assert_allclose(trace[value], expected, rtol=1e-12, atol=1e-13)


def test_every_registered_cell_has_a_formula_written_by_hand():
    assert set(STEPS) == set(CELLS)


@pytest.mark.parametrize(("name", "keep"), covering(CELL_NAMES, ["names", "nodes"]))
def test_gradients_of_parameters_inputs_and_initial_states_match_a_nudge(name, keep):
    case = case_of(name)
    d = {"h": case.d["h"]}
    trace = run(case.cell, case.weights, case.x, case.state, keep=keep)
    grads = backward(trace, d)
    assert set(grads.weights) == set(case.cell.parameters)
    assert set(grads.state) == set(case.cell.states)
    for parts, arrays in ((case.weights, grads.weights), (case.state, grads.state), ({"x": case.x}, {"x": grads.x})):
        for key, array in parts.items():
            assert relative_error(arrays[key], central_difference(lambda: loss(case, d), array)) <= 1e-6, key


@pytest.mark.parametrize(("name", "keep"), covering(CELL_NAMES, ["names", "nodes"]))
def test_gradients_of_every_named_value_match_a_nudge(name, keep):
    case = case_of(name, T=3)
    trace = run(case.cell, case.weights, case.x, case.state, keep=keep)
    grads = backward(trace, case.d, values=True)
    assert set(grads.values) == set(case.cell.names)
    for value in case.cell.names:
        for t, nudged in enumerate(trace[value].copy()):
            edit = Edit(value, value=nudged, steps=t)
            expected = central_difference(partial(loss, case, case.d, [edit]), nudged)
            assert relative_error(grads.values[value][t], expected) <= 1e-6, (value, t)


@pytest.mark.parametrize("name", CELL_NAMES)
def test_a_gradient_may_arrive_at_any_name_and_at_the_final_state(name):
    case = case_of(name)
    trace = run(case.cell, case.weights, case.x, case.state)
    final = {key: np.full_like(array, 0.7) for key, array in trace.final.items()}

    def total() -> float:
        end = run(case.cell, case.weights, case.x, case.state).final
        return loss(case, case.d) + sum(float((end[key] * final[key]).sum()) for key in final)

    grads = backward(trace, case.d, final=final)
    for key, array in case.weights.items():
        assert relative_error(grads.weights[key], central_difference(total, array)) <= 1e-6, key


@pytest.mark.parametrize("page", [CONVOLUTION, *(cell.text for cell in CELLS.values() if cell.spatial)])
def test_a_convolution_has_the_gradients_of_a_nudge(page):
    case = case_of(page, T=2, B=1, D=1, H=2, maps=(3, 4))
    grads = backward(run(case.cell, case.weights, case.x, case.state), case.d, values=True)
    for parts, arrays in ((case.weights, grads.weights), (case.state, grads.state), ({"x": case.x}, {"x": grads.x})):
        for key, array in parts.items():
            assert relative_error(arrays[key], central_difference(lambda: loss(case, case.d), array)) <= 1e-6, key


def test_a_convolution_with_a_kernel_of_one_on_an_image_of_one_pixel_is_a_product():
    conv = Cell("conv", "h = tanh(conv(W_xh, x) + conv(W_hh, h_prev) + b_h)", constants={"k": 1})
    case = Case(CELLS["rnn"])
    kernels = {key: w[..., None, None] if w.ndim == 2 else w for key, w in case.weights.items()}
    pixels = run(conv, kernels, case.x[..., None, None], {"h": case.state["h"][..., None, None]})
    plain = run(case.cell, case.weights, case.x, case.state)
    np.testing.assert_allclose(pixels["h"][..., 0, 0], plain["h"], rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("name", CELL_NAMES)
def test_one_step_is_a_run_of_length_one(name):
    case = Case(cells()[name], T=1, B=3)
    trace = run(case.cell, case.weights, case.x, case.state)
    for key, value in case.cell.step(case.weights, case.x[0], case.state).items():
        np.testing.assert_allclose(value, trace[key][0], rtol=1e-13, atol=1e-15)


@pytest.mark.parametrize("name", CELL_NAMES)
def test_a_run_in_two_pieces_is_the_whole_run(name):
    case = Case(cells()[name], T=7)
    whole = run(case.cell, case.weights, case.x, case.state)
    first = run(case.cell, case.weights, case.x[:3], case.state)
    second = run(case.cell, case.weights, case.x[3:], first.final)
    for key in case.cell.names:
        np.testing.assert_allclose(np.concatenate([first[key], second[key]]), whole[key], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", CELL_NAMES)
def test_running_and_differentiating_twice_gives_the_same_numbers(name):
    case = Case(cells()[name])
    d = {"h": case.d["h"]}
    trace = run(case.cell, case.weights, case.x, case.state)
    first = backward(trace, d)
    kept = {key: array.copy() for key, array in first.weights.items()}
    again = backward(run(case.cell, case.weights, case.x, case.state), d)
    backward(trace, {"h": -d["h"]})
    for key in kept:
        np.testing.assert_array_equal(first.weights[key], kept[key])
        np.testing.assert_array_equal(again.weights[key], kept[key])


@pytest.mark.parametrize("name", CELL_NAMES)
def test_sequences_do_not_see_each_other(name):
    case = Case(cells()[name], B=4)
    order = np.array([2, 0, 3, 1])
    whole = run(case.cell, case.weights, case.x, case.state)
    shuffled = run(case.cell, case.weights, case.x[:, order], {key: s[order] for key, s in case.state.items()})
    for key in case.cell.names:
        np.testing.assert_allclose(shuffled[key], whole[key][:, order], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("name", CELL_NAMES)
def test_float32_follows_float64(name):
    case = Case(cells()[name])
    narrow = {key: w.astype(np.float32) for key, w in case.weights.items()}
    trace = run(case.cell, narrow, case.x, case.state)
    wide = run(case.cell, case.weights, case.x, case.state)
    for key in case.cell.names:
        assert trace[key].dtype == np.float32
        np.testing.assert_allclose(trace[key], wide[key], rtol=0, atol=2e-5)
    grads = backward(trace, {"h": case.d["h"]})
    expected = backward(wide, {"h": case.d["h"]})
    for key, w in narrow.items():
        assert grads.weights[key].dtype == w.dtype
        assert relative_error(grads.weights[key], expected.weights[key]) <= 1e-4


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_closed_gates_keep_their_relative_accuracy(dtype):
    lstm = CELLS["lstm"]
    weights = {key: np.zeros(shape, dtype) for key, shape in lstm.shapes(1, 3).items()}
    closed = np.array([-20, -38, -80], dtype)
    weights["b_f"] = closed
    trace = run(lstm, weights, np.zeros((2, 1, 1), dtype))
    np.testing.assert_allclose(
        trace["f"][1, 0], np.exp(closed.astype(np.float64)), rtol=1e-5 if dtype == np.float32 else 1e-8
    )
