"""Jacobians of the state, their products, spectra and paths: against backpropagation and closed forms."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell, Edit, Jacobians, backward, run
from lstm_core.signals.jacobians import Chain, lyapunov_slope, pascanu_bound, step_jacobians
from lstm_core.signals.paths import belt_and_rest
from lstm_core.signals.spectrum import log_singular_values
from tests.support.oracles import Case, cells

CARRIED = [name for name, cell in cells().items() if cell.states]
H = 4


def product(chain: Chain, t: int) -> np.ndarray:
    return np.ldexp(chain.matrices[t], chain.exponents[t])


@pytest.mark.parametrize("name", CARRIED)
def test_the_product_of_jacobians_is_what_backpropagation_finds(name):
    case = Case(cells()[name], T=6)
    states = case.cell.states
    trace = run(case.cell, case.weights, case.x, case.state)
    chain = Chain(step_jacobians(trace, sequence=1))
    for i, state in enumerate(states):
        for unit in range(H):
            one = np.zeros((2, H))
            one[1, unit] = 1
            grads = backward(trace, {}, final={state: one}).state
            expected = np.concatenate([grads[s][1] for s in states])
            np.testing.assert_allclose(product(chain, 0)[i * H + unit], expected, rtol=1e-11, atol=1e-14)


@pytest.mark.parametrize("factor", [0.01, 0.9, 1.0, 1.1, 50.0])
def test_every_singular_value_of_a_scaled_rotation_is_the_power_far_outside_the_range_of_floats(factor):
    linear = Cell("linear", "h = W_xh @ x + W_hh @ h_prev")
    rotation = np.linalg.qr(np.random.default_rng(0).normal(size=(H, H)))[0]
    weights = {"W_xh": np.zeros((H, 1)), "W_hh": factor * rotation}
    jacobians = step_jacobians(run(linear, weights, np.zeros((400, 1, 1))))
    expected = 400 * np.log(factor)
    np.testing.assert_allclose(log_singular_values(jacobians), expected, rtol=1e-12, atol=1e-11)
    logs = Chain(jacobians).log_norms(order="spectral")
    np.testing.assert_allclose(logs, np.arange(400, -1, -1) * np.log(factor), rtol=1e-12, atol=1e-11)
    np.testing.assert_allclose(lyapunov_slope(logs), np.log(factor), rtol=1e-12, atol=1e-13)


def test_the_frobenius_norm_is_the_root_of_the_sum_of_squares():
    jacobians = np.random.default_rng(0).normal(size=(5, H, H))
    chain = Chain(jacobians, rows=slice(2, 4))
    expected = [np.log(np.linalg.norm(product(chain, t))) for t in range(6)]
    np.testing.assert_allclose(chain.log_norms(), expected, rtol=1e-12)


def test_a_product_that_is_exactly_zero_says_so():
    chain = Chain(np.zeros((3, H, H)))
    np.testing.assert_array_equal(chain.log_norms()[:3], -np.inf)


def test_the_spectrum_of_a_short_product_is_the_one_of_the_matrix():
    jacobians = np.random.default_rng(1).normal(size=(12, 5, 5))
    whole = np.linalg.multi_dot(jacobians[::-1])
    expected = np.log(np.linalg.svd(whole, compute_uv=False))
    np.testing.assert_allclose(log_singular_values(jacobians, sweeps=30)[:3], expected[:3], rtol=1e-6)
    np.testing.assert_allclose(log_singular_values(jacobians).sum(), np.log(abs(np.linalg.det(whole))), rtol=1e-9)


def test_a_matrix_with_small_eigenvalues_grows_before_it_decays():
    linear = Cell("linear", "h = W_xh @ x + W_hh @ h_prev")
    weights = {"W_xh": np.zeros((2, 1)), "W_hh": np.array([[0.9, 5.0], [0.0, 0.9]])}
    logs = Chain(step_jacobians(run(linear, weights, np.zeros((100, 1, 1))))).log_norms(order="spectral")
    powers = [5.2, 16.4, 19.4, 13.5, 1.4, 0.015]
    np.testing.assert_allclose(np.exp(logs[100 - np.array([1, 5, 10, 20, 50, 100])]), powers, rtol=0.04)


def test_a_tanh_rnn_never_exceeds_the_bound_of_its_largest_singular_value():
    for seed in range(20):
        case = Case(CELLS["rnn"], seed, T=30)
        logs = Chain(step_jacobians(run(case.cell, case.weights, case.x, case.state))).log_norms(order="spectral")
        bound = np.log(pascanu_bound(case.weights["W_hh"]))
        assert (logs <= np.arange(30, -1, -1) * bound + 1e-9).all()


@pytest.mark.parametrize("name", CARRIED)
def test_belt_and_rest_sum_to_the_whole_gradient(name):
    case = Case(cells()[name], T=7)
    trace = run(case.cell, case.weights, case.x, case.state)
    rng = np.random.default_rng(5)
    d = {state: rng.normal(size=H) for state in case.cell.states}
    final = {state: np.stack([d[state], np.zeros(H)]) for state in d}
    grads = backward(trace, {}, final=final).state
    for state, (belt, rest) in belt_and_rest(trace, d).items():
        np.testing.assert_allclose(belt[0] + rest[0], grads[state][0], rtol=1e-10, atol=1e-13)
        if state in case.cell.carry:
            expected = d[state] * trace.carry(state)[:, 0].prod(axis=0)
            np.testing.assert_allclose(belt[0], expected, rtol=1e-12)
        else:
            np.testing.assert_array_equal(belt[0], 0)


def test_without_recurrent_weights_an_lstm_s_memory_has_only_the_belt():
    case = Case(CELLS["lstm"], T=9)
    weights = {name: w * (not name.startswith("W_h")) for name, w in case.weights.items()}
    trace = run(case.cell, weights, case.x, case.state)
    belt, rest = belt_and_rest(trace, {"c": np.ones(H)})["c"]
    np.testing.assert_array_equal(rest, 0)
    np.testing.assert_allclose(belt[0], trace["f"][:, 0].prod(axis=0), rtol=1e-13)


def test_what_has_no_jacobian_is_refused_with_a_sentence():
    case = Case(CELLS["lstm"])
    edited = run(case.cell, case.weights, case.x, case.state, edits=[Edit("f", value=1)])
    with pytest.raises(ValueError, match="it was run with edits"):
        step_jacobians(edited)
    feedforward = Case(Cell("no past", "h = tanh(W_xh @ x)"))
    with pytest.raises(ValueError, match="it reads nothing of the step before"):
        step_jacobians(run(feedforward.cell, feedforward.weights, feedforward.x))


def test_the_jacobians_of_a_run_are_its_steps_their_products_and_each_states_own_part():
    case = Case(CELLS["lstm"])
    trace = run(case.cell, case.weights, case.x, case.state)
    found = Jacobians(trace, sequence=1)
    np.testing.assert_array_equal(found.one_step, step_jacobians(trace, sequence=1))
    nudged = {**case.state, "c": case.state["c"] + 1e-6}
    moved = (run(case.cell, case.weights, case.x[:1], nudged).final["c"] - trace["c"][0])[1] / 1e-6
    np.testing.assert_allclose(found.one_step[0][found.of("c"), found.of("c")].sum(axis=1), moved, rtol=1e-4)
    whole = np.linalg.multi_dot(found.one_step[::-1])
    np.testing.assert_allclose(found.log_norms()[0], np.log(np.linalg.norm(whole)), rtol=1e-9)
    with pytest.raises(ValueError, match="there is no state 'q'"):
        found.of("q")
