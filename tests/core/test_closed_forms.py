"""Cases whose answer is known on paper, run through the core in float64."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell, backward, run

H = 4


def zero_weights(cell: Cell, D: int = 1, **given: object) -> dict[str, np.ndarray]:
    """All weights zero but those given."""
    weights = {name: np.zeros(shape) for name, shape in cell.shapes(D, H).items()}
    for name, value in given.items():
        weights[name] = np.broadcast_to(np.asarray(value, float), weights[name].shape).copy()
    return weights


def jacobian(cell: Cell, weights: dict, x: np.ndarray, start: str, end: str, state: dict | None = None) -> np.ndarray:
    """∂ end_T / ∂ start_0, (H, H): one sequence per row, each with the gradient of one output unit."""
    steps = len(x)
    trace = run(cell, weights, np.repeat(x, H, axis=1), {k: np.repeat(v, H, axis=0) for k, v in (state or {}).items()})
    d = np.zeros((steps, H, H))
    d[-1] = np.eye(H)
    return backward(trace, {end: d}).state[start]


@pytest.mark.parametrize("factor", [0.9, 1.0, 1.1])
def test_a_linear_rnn_with_a_scaled_rotation_scales_every_direction_by_the_power(factor):
    linear = Cell("linear", "h = W_xh @ x + W_hh @ h_prev")
    rotation = np.linalg.qr(np.random.default_rng(0).normal(size=(H, H)))[0]
    weights = zero_weights(linear, W_hh=factor * rotation)
    sizes = np.linalg.svd(jacobian(linear, weights, np.zeros((100, 1, 1)), "h", "h"), compute_uv=False)
    np.testing.assert_allclose(sizes, factor**100, rtol=1e-12)


def test_a_tanh_rnn_at_rest_multiplies_by_its_matrix_at_every_step():
    W = np.random.default_rng(0).normal(size=(H, H)) * 0.6
    rnn = CELLS["rnn"]
    found = jacobian(rnn, zero_weights(rnn, W_hh=W), np.zeros((7, 1, 1)), "h", "h")
    np.testing.assert_allclose(found, np.linalg.matrix_power(W, 7), rtol=1e-12, atol=1e-15)


def test_an_open_forget_gate_and_a_closed_input_gate_keep_the_memory_and_its_gradient():
    lstm = CELLS["lstm"]
    weights = zero_weights(lstm, b_i=-40, b_f=40)
    start = np.random.default_rng(0).normal(size=(1, H))
    trace = run(lstm, weights, np.zeros((1000, 1, 1)), {"c": start})
    np.testing.assert_allclose(trace["c"][-1], start, rtol=0, atol=1e-15)
    found = jacobian(lstm, weights, np.zeros((1000, 1, 1)), "c", "c", {"c": start})
    np.testing.assert_allclose(found, np.eye(H), rtol=0, atol=1e-14)


def test_without_recurrent_weights_the_memory_s_gradient_is_the_product_of_the_forget_gates():
    lstm, rng = CELLS["lstm"], np.random.default_rng(0)
    weights = {k: rng.normal(size=w.shape) * (not k.startswith("W_h")) for k, w in zero_weights(lstm, 3).items()}
    x = rng.normal(size=(20, 1, 3))
    trace = run(lstm, weights, x)
    np.testing.assert_allclose(jacobian(lstm, weights, x, "c", "c"), np.diag(trace["f"].prod(0)[0]), rtol=1e-12)
    np.testing.assert_allclose(trace.carry("c"), trace["f"])


@pytest.mark.parametrize("bias", [-2.0, 0.0, 3.0])
def test_a_constant_forget_gate_decays_by_its_power(bias):
    lstm = CELLS["lstm"]
    f = 1 / (1 + np.exp(-bias))
    found = jacobian(lstm, zero_weights(lstm, b_f=bias), np.zeros((30, 1, 1)), "c", "c")
    np.testing.assert_allclose(found, f**30 * np.eye(H), rtol=1e-12, atol=1e-300)


def test_with_all_gates_open_and_a_candidate_of_one_the_memory_counts_the_steps():
    lstm = CELLS["lstm"]
    trace = run(lstm, zero_weights(lstm, b_i=40, b_f=40, b_g=40), np.zeros((50, 1, 1)))
    np.testing.assert_allclose(trace["c"][:, 0, 0], np.arange(1, 51), rtol=1e-13)


def test_an_impulse_fades_by_the_forget_gate():
    lstm = CELLS["lstm"]
    weights = zero_weights(lstm, b_f=2.0, W_xg=1.0)
    x = np.zeros((30, 1, 1))
    x[4] = 0.8
    f = 1 / (1 + np.exp(-2.0))
    expected = 0.5 * np.tanh(0.8) * f ** np.arange(26)
    np.testing.assert_allclose(run(lstm, weights, x)["c"][4:, 0, 0], expected, rtol=1e-13)


def test_a_gru_that_keeps_everything_holds_its_output_and_its_gradient():
    gru = CELLS["gru"]
    weights, start = zero_weights(gru, b_z=40), np.random.default_rng(0).normal(size=(1, H))
    trace = run(gru, weights, np.zeros((100, 1, 1)), {"h": start})
    np.testing.assert_allclose(trace["h"][-1], start, atol=1e-14)
    np.testing.assert_allclose(jacobian(gru, weights, np.zeros((100, 1, 1)), "h", "h"), np.eye(H), atol=1e-14)


def test_a_gru_that_keeps_nothing_and_never_resets_is_a_tanh_rnn():
    gru, rnn, rng = CELLS["gru"], CELLS["rnn"], np.random.default_rng(0)
    W_x, W_h, x = rng.normal(size=(H, 3)), rng.normal(size=(H, H)), rng.normal(size=(20, 2, 3))
    ours = run(gru, zero_weights(gru, 3, b_z=-40, b_r=40, W_xn=W_x, W_hn=W_h, b_hn=0.3), x)
    plain = run(rnn, zero_weights(rnn, 3, W_xh=W_x, W_hh=W_h, b_h=0.3), x)
    np.testing.assert_allclose(ours["h"], plain["h"], rtol=1e-10, atol=1e-12)


def test_an_lstm_that_forgets_all_and_shows_all_is_a_doubly_squashed_rnn():
    lstm, rng = CELLS["lstm"], np.random.default_rng(0)
    W_x, W_h, x = rng.normal(size=(H, 3)), rng.normal(size=(H, H)), rng.normal(size=(20, 2, 3))
    trace = run(lstm, zero_weights(lstm, 3, b_f=-800, b_i=40, b_o=40, W_xg=W_x, W_hg=W_h), x)
    h = np.zeros((2, H))
    for x_t, found in zip(x, trace["h"], strict=True):
        h = np.tanh(np.tanh(x_t @ W_x.T + h @ W_h.T))
        np.testing.assert_allclose(found, h, rtol=1e-12)
