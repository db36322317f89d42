"""exp, log, division, the larger of two: what they are worth and hand back, what is said where there is no value."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell, Edit, backward, run
from lstm_core.board.show import latex, latex_derivative
from lstm_core.equations.bounds import between, between_0_and_1
from lstm_core.plain.finite import NotFinite
from tests.support.by_hand import logistic
from tests.support.oracles import Case

DEFINED = {
    "min(a, b)": np.minimum,
    "max(a, b)": np.maximum,
    "abs(a)": lambda a, b: np.abs(a),
    "softsign(a)": lambda a, b: a / (1 + np.abs(a)),
    "hard_sigmoid(a)": lambda a, b: np.clip(0.2 * a + 0.5, 0, 1),
    "silu(a)": lambda a, b: a * logistic(a),
    "softplus(a)": lambda a, b: np.logaddexp(a, 0),
    "log_sigmoid(a)": lambda a, b: -np.logaddexp(-a, 0),
    "exp(a)": lambda a, b: np.exp(a),
    "log(exp(a) + exp(b))": np.logaddexp,
    "a / b": lambda a, b: a / b,
}


def pair(expression: str) -> tuple[Cell, dict[str, np.ndarray]]:
    """A cell whose h is the expression of two named values a and b, and weights that give them signs of all kinds."""
    cell = Cell("pair", f"a = W_xa @ x\nb = W_xb @ x\nh = {expression}")
    rng = np.random.default_rng(3)
    return cell, {name: 3 * rng.normal(size=shape) for name, shape in cell.shapes(4, 6).items()}


@pytest.mark.parametrize("expression", DEFINED)
def test_a_function_is_worth_what_its_name_says(expression: str):
    cell, weights = pair(expression)
    trace = run(cell, weights, np.random.default_rng(0).normal(size=(7, 3, 4)))
    np.testing.assert_allclose(trace["h"], DEFINED[expression](trace["a"], trace["b"]), rtol=1e-14, atol=3e-16)


@pytest.mark.parametrize(("function", "first", "second"), [("max", 1, 0), ("min", 1, 0)])
@pytest.mark.parametrize("keep", ["names", "nodes"])
def test_at_a_tie_the_first_of_two_is_taken(function: str, first: int, second: int, keep: str):
    cell, weights = Cell("tie", f"a = W_xa @ x\nb = W_xb @ x\nh = {function}(a, b)"), {"W_xa": np.ones((1, 1))}
    trace = run(cell, {**weights, "W_xb": np.ones((1, 1))}, np.ones((1, 1, 1)), keep=keep)
    found = backward(trace, {"h": np.ones((1, 1, 1))}, values=True).values
    assert (found["a"].item(), found["b"].item()) == (first, second)


def test_the_slope_of_abs_at_zero_is_that_of_its_positive_side():
    trace = run(Cell("abs", "a = W_xa @ x\nh = abs(a)"), {"W_xa": np.zeros((1, 1))}, np.ones((1, 1, 1)))
    assert backward(trace, {"h": np.ones((1, 1, 1))}, values=True).values["a"].item() == 1


def test_softplus_is_exact_where_its_exponential_is_no_number_and_its_slope_is_the_sigmoid():
    cell, numbers = Cell("soft", "a = W_xa @ x\nh = softplus(a)"), np.array([-800.0, -30.0, -1.0, 0.0, 1.0, 800.0])
    trace = run(cell, {"W_xa": np.ones((1, 1))}, numbers.reshape(1, -1, 1))
    np.testing.assert_allclose(trace["h"].ravel(), np.logaddexp(numbers, 0), rtol=1e-12, atol=3e-16)
    slopes = backward(trace, {"h": np.ones((1, 6, 1))}, values=True).values["a"].ravel()
    with np.errstate(over="ignore"):
        np.testing.assert_allclose(slopes, logistic(numbers), rtol=1e-12)


def test_the_board_writes_fractions_and_names_of_functions():
    cell = Cell("board", "f = sigmoid(b_f)\nn = max(f, exp(b_n))\nh = -f * b_h / n")
    assert latex(cell, "n") == r"n_t = \max(f_t, \exp(b_n))"
    assert latex(cell, "h") == r"h_t = - \frac{f_t \odot b_h}{n_t}"
    first = r"\frac{\partial L}{\partial n_t} \odot \mathbb{1}[f_t \ge \exp(b_n)]"
    assert first in latex_derivative(cell, "f")
    assert r"\frac{\frac{\partial L}{\partial h_t}}{n_t}" in latex_derivative(cell, "n")


LOST = {
    "i = exp(W_xi @ x)\nh = i / (1 + i)": (
        800.0,
        "lost: i = exp(W_xi @ x) has no value at step 2: e to the power of 1600 is too large for a number",
    ),
    "h = tanh(exp(W_xh @ x) * h_prev)": (
        710.0,
        "lost: exp(W_xh @ x), in the equation of h, has no value at step 2: "
        "e to the power of 1420 is too large for a number",
    ),
    "d = W_xd @ x - 2\nh = 0.5 / d": (1.0, "lost: h = 0.5 / d has no value at step 2: 0.5 divided by 0 is no number"),
    "d = 2 - W_xd @ x\nh = log(d)": (
        1.0,
        "lost: h = log(d) has no value at step 2: the logarithm of 0 is no number",
    ),
    "d = W_xd @ x\nh = tanh(log(1 - d) + d)": (
        1.0,
        "lost: log(1 - d), in the equation of h, has no value at step 2: the logarithm of -1 is no number",
    ),
    "d = W_xd @ x - 2\nh = d / d": (1.0, "lost: h = d / d has no value at step 2: 0 divided by 0 is no number"),
}
X = np.array([0.5, 2.0, 1.0]).reshape(3, 1, 1)


@pytest.mark.parametrize("page", LOST)
@pytest.mark.parametrize("keep", ["names", "nodes"])
def test_what_has_no_value_is_said_with_operation_and_step(page: str, keep: str):
    weight, sentence = LOST[page]
    cell = Cell("lost", page)
    weights = {name: np.full(shape, weight) for name, shape in cell.shapes(1, 1).items()}
    with pytest.raises(NotFinite) as refusal:
        run(cell, weights, X, keep=keep)
    assert str(refusal.value) == sentence
    with pytest.raises(NotFinite, match="has no value in this step"):
        cell.step(weights, X[1])


def test_an_edit_that_makes_a_divisor_0_is_refused_at_its_step():
    cell, case = CELLS["slstm"], Case(CELLS["slstm"])
    with pytest.raises(NotFinite, match=r"sLSTM: c / norm, in the equation of h, has no value at step 3: .* by 0"):
        run(cell, case.weights, case.x, case.state, edits=[Edit("norm", value=0.0, steps=2)])


def test_an_input_that_is_no_number_is_not_blamed_on_an_operation():
    cell = CELLS["minlstm"]
    weights = cell.new_weights(1, 2, np.random.default_rng(0))
    assert np.isnan(run(cell, weights, np.full((2, 1, 1), np.nan))["h"]).all()


@pytest.mark.parametrize(
    ("page", "name", "interval"),
    [
        ("h = exp(b_a) / (1 + exp(b_a))", "h", (0, 1)),
        ("f = sigmoid(b_f)\ni = sigmoid(b_i)\nh = i / (f + i)", "h", (0, 1)),
        ("h = i / (2 * i)\ni = b_i", None, None),
        ("a = b_a\nm = max(a, b_b)\nh = exp(a - m)", "h", (0, 1)),
        ("h = exp(-exp(b_a))", "h", (0, 1)),
        ("h = hard_sigmoid(b_a)", "h", (0, 1)),
        ("h = softplus(b_a)", "h", (0, np.inf)),
        ("h = log(1 + sigmoid(b_a))", "h", (0, np.log(2))),
        ("h = min(relu(b_a), 0.25)", "h", (0, 0.25)),
        ("h = tanh(b_a) * tanh(b_b) - 1", "h", (-2, 0)),
        ("h = tanh(b_a) / sigmoid(b_b)", "h", (-np.inf, np.inf)),
    ],
)
def test_the_equations_alone_say_between_which_numbers_a_value_lies(page, name, interval):
    if name is None:
        with pytest.raises(ValueError, match="read before its equation"):
            Cell("bounds", page)
        return
    graph = Cell("bounds", page).graph
    assert between(graph.nodes, graph.names[name]) == interval
    assert between_0_and_1(graph.nodes, graph.names[name]) == (interval[0] >= 0 and interval[1] <= 1)


def test_the_slstm_is_the_one_without_a_stabiliser():
    """The equations of the paper before it adds m: i and f plain exponentials, h = o * c / n."""
    cell = CELLS["slstm"]
    rng = np.random.default_rng(0)
    w = {name: rng.normal(size=shape) for name, shape in cell.shapes(3, 4).items()}
    x = rng.normal(size=(12, 2, 3))
    trace = run(cell, w, x)
    h, c, n = np.zeros((2, 4)), np.zeros((2, 4)), np.zeros((2, 4))
    for t, x_t in enumerate(x):
        i, f, g, o = (x_t @ w[f"W_x{k}"].T + h @ w[f"W_h{k}"].T + w[f"b_{k}"] for k in "ifgo")
        c = np.exp(f) * c + np.exp(i) * np.tanh(g)
        n = np.exp(f) * n + np.exp(i)
        h = logistic(o) * c / n
        np.testing.assert_allclose(trace["h"][t], h, rtol=1e-11)
        np.testing.assert_allclose(trace["c"][t] * np.exp(trace["m"][t]), c, rtol=1e-11)


def test_what_all_exponential_gates_share_changes_no_output_of_the_slstm():
    """c and norm start at 0 and both hold exp(b_i), which cancels out: the gradient by b_i is rounding, no number."""
    cell, rng = CELLS["slstm"], np.random.default_rng(0)
    weights = {name: rng.normal(size=shape) for name, shape in cell.shapes(3, 4).items()}
    x, d = rng.normal(size=(12, 2, 3)), rng.normal(size=(12, 2, 4))
    trace = run(cell, weights, x)
    moved = run(cell, {**weights, "b_i": weights["b_i"] + 0.7}, x)
    np.testing.assert_allclose(moved["h"], trace["h"], rtol=1e-12)
    gradients = backward(trace, {"h": d}).weights
    whole = np.sqrt(sum((array**2).sum() for array in gradients.values()))
    assert np.linalg.norm(gradients["b_i"]) < 1e-14 * whole
    assert all(np.linalg.norm(array) > 1e-3 * whole for name, array in gradients.items() if name != "b_i")


def test_the_slstm_reads_numbers_whose_exponentials_no_computer_holds():
    cell = CELLS["slstm"]
    weights = cell.new_weights(2, 3, np.random.default_rng(0))
    trace = run(cell, weights, 150 * np.random.default_rng(1).normal(size=(60, 2, 2)))
    assert trace["m"].max() > 710
    assert all(np.isfinite(trace[name]).all() for name in cell.names)
    assert np.abs(trace["h"]).max() <= 1


def test_the_share_that_a_minlstm_keeps_and_what_it_writes_make_one():
    cell, case = CELLS["minlstm"], Case(CELLS["minlstm"])
    trace = run(cell, case.weights, case.x, case.state)
    np.testing.assert_allclose(trace["keep"] + trace["write"], 1, rtol=1e-15)
    np.testing.assert_allclose(trace.carry("h"), trace["keep"])


def test_a_diagonal_recurrence_is_a_sum_of_decaying_inputs():
    cell, case = CELLS["diagonal"], Case(CELLS["diagonal"])
    trace, a = run(cell, case.weights, case.x), np.exp(-np.exp(case.weights["b_rate"]))
    inputs = case.x @ case.weights["W_xc"].T
    last = sum(a ** (len(inputs) - 1 - s) * (1 - a) * inputs[s] for s in range(len(inputs)))
    np.testing.assert_allclose(trace["c"][-1], last, rtol=1e-13)
