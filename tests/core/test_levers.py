"""Start values by lever: each does what its name says, in every cell that has the part it moves."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell, run
from lstm_core.learning.levers import with_carry_bias, with_chrono, with_recurrence

COUPLED = Cell("coupled", "i = sigmoid(W_xi @ x + b_i)\nc = (1 - i) * c_prev + i * tanh(W_xc @ x)\nh = tanh(c)")


def weights_of(cell: Cell, seed: int = 0) -> dict[str, np.ndarray]:
    return cell.new_weights(3, 50, np.random.default_rng(seed))


@pytest.mark.parametrize(("cell", "state"), [(CELLS["lstm"], "c"), (CELLS["gru"], "h"), (COUPLED, "c")])
@pytest.mark.parametrize("bias", [-2.0, 0.0, 3.0])
def test_the_carry_starts_as_open_as_its_bias_says(cell, state, bias):
    trace = run(cell, with_carry_bias(cell, weights_of(cell), bias), np.zeros((1, 1, 3)))
    np.testing.assert_allclose(trace.carry(state), 1 / (1 + np.exp(-bias)), rtol=1e-12)


def test_a_cell_without_a_carry_is_left_as_it_is():
    weights = weights_of(CELLS["rnn"])
    moved = with_carry_bias(CELLS["rnn"], weights, 3.0)
    assert all(moved[name] is weights[name] for name in weights)


def test_chrono_gives_keeping_times_up_to_the_longest_lag_and_closes_what_writes():
    cell = CELLS["lstm"]
    weights = with_chrono(cell, weights_of(cell), np.random.default_rng(0), longest=110)
    np.testing.assert_array_equal(weights["b_i"], -weights["b_f"])
    times = 1 / (1 - 1 / (1 + np.exp(-weights["b_f"])))
    assert 2 <= times.min() < 20
    assert 80 < times.max() <= 110


def test_chrono_turns_the_sign_where_a_higher_bias_keeps_less():
    weights = with_chrono(COUPLED, weights_of(COUPLED), np.random.default_rng(0), longest=110)
    assert (weights["b_i"] <= 0).all()


def test_chrono_of_a_lag_that_is_none_is_refused():
    with pytest.raises(ValueError, match="at least 3 steps, got 2"):
        with_chrono(CELLS["lstm"], weights_of(CELLS["lstm"]), np.random.default_rng(0), 2)


@pytest.mark.parametrize("name", list(CELLS))
@pytest.mark.parametrize("rule", ["orthogonal", "identity", "radius", "singular"])
def test_a_recurrence_has_the_size_that_was_asked_for(name, rule):
    cell = CELLS[name]
    weights = with_recurrence(cell, weights_of(cell), np.random.default_rng(0), rule, 0.8)
    for key in (key for key, shape in cell.parameters.items() if shape == ("H", "H")):
        sizes = np.linalg.svd(weights[key], compute_uv=False)
        found = np.abs(np.linalg.eigvals(weights[key])).max() if rule == "radius" else sizes[0]
        np.testing.assert_allclose(found, 0.8, rtol=1e-10)
        if rule in ("orthogonal", "identity"):
            np.testing.assert_allclose(sizes, 0.8, rtol=1e-10)


def test_an_unknown_rule_is_refused():
    with pytest.raises(ValueError, match="did you mean 'orthogonal'"):
        with_recurrence(CELLS["rnn"], weights_of(CELLS["rnn"]), np.random.default_rng(0), "orthogonl")
