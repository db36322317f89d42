"""What carries a state is read from its equation: the factor, what is kept and added, and the bias that moves it."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell, run
from lstm_core.plain.evaluate import step_values
from tests.support.by_hand import logistic
from tests.support.oracles import Case
from tests.support.typed_cells import TYPED, cells

# The table by hand: cell -> {state: (text, bias, the factor from values v and weights w)}
EXPECTED = {
    "lstm": {"c": ("f", ("b_f", 1), lambda v, w: v["f"])},
    "gru": {"h": ("z", ("b_z", 1), lambda v, w: v["z"])},
    "rnn": {},
    "peephole": {"c": ("f", ("b_f", 1), lambda v, w: v["f"])},
    "coupled": {"c": ("1 - i", ("b_i", -1), lambda v, w: 1 - v["i"])},
    "lstm1997": {"c": ("1", None, lambda v, w: np.ones_like(v["i"]))},
    "multiplicative": {"c": ("f", ("b_f", 1), lambda v, w: v["f"])},
    "mgu": {"h": ("1 - f", ("b_f", -1), lambda v, w: 1 - v["f"])},
    "janet": {"h": ("f", ("b_f", 1), lambda v, w: v["f"])},
    "leaky_echo": {"h": ("1 - leak", None, lambda v, w: np.full_like(v["n"], 0.7))},
    "slstm": {"c": ("f", None, lambda v, w: v["f"]), "norm": ("f", None, lambda v, w: v["f"])},
    "minlstm": {"h": ("keep", None, lambda v, w: v["f"] / (v["f"] + v["i"]))},
    "mingru": {"h": ("z", ("b_z", 1), lambda v, w: v["z"])},
    "diagonal": {"c": ("a", ("b_rate", -1), lambda v, w: np.exp(-np.exp(w["b_rate"])) + 0 * v["c"])},
    "nudged": {"h": ("1 - leak", None, lambda v, w: np.full_like(v["n"], 0.7))},
    "coupled_peephole": {"c": ("1 - i", ("b_i", -1), lambda v, w: 1 - v["i"])},
    "gru_before": {"h": ("z", ("b_z", 1), lambda v, w: v["z"])},
    "gru, reset before": {"h": ("z", ("b_z", 1), lambda v, w: v["z"])},
    "minimal": {},
    "no past": {},
    "two memories": {
        "c": ("f", ("b_f", 1), lambda v, w: v["f"]),
        "d": ("s", ("b_s", 1), lambda v, w: v["s"]),
    },
    "gates read gates": {"c": ("f", ("b_f", 1), lambda v, w: v["f"])},
    "oddities": {"c": ("keep", ("b_k", -1), lambda v, w: v["keep"])},
    "weight per unit": {"h": ("w_h", None, lambda v, w: w["w_h"] + 0 * v["h"])},
    "unnamed gate": {
        "h": ("sigmoid(W_xk @ x + b_k)", ("b_k", 1), lambda v, w: logistic(v.x @ w["W_xk"].T + w["b_k"])),
    },
    "subtracts": {"c": ("f", ("b_f", 1), lambda v, w: v["f"])},
}


@pytest.mark.parametrize("key", EXPECTED)
def test_the_factor_is_the_one_on_the_blackboard(key: str):
    cell = {**CELLS, **TYPED}[key]
    case = Case(cell)
    trace = run(cell, case.weights, case.x, case.state)
    assert set(cell.carry) == set(EXPECTED[key])
    for state, (text, bias, factor) in EXPECTED[key].items():
        carry = cell.carry[state]
        assert (carry.text, carry.bias) == (text, bias)
        np.testing.assert_allclose(trace.carry(state), factor(trace, case.weights), rtol=1e-14)


@pytest.mark.parametrize("key", cells())
def test_kept_is_factor_times_the_value_before_and_with_what_is_added_makes_the_state(key: str):
    cell = cells()[key]
    case = Case(cell)
    values = step_values(cell.graph, case.weights, case.x[0], case.state)
    for state, carry in cell.carry.items():
        factor = carry.of_nodes(values)
        assert factor.shape == values[carry.root].shape
        if carry.node is not None:
            np.testing.assert_allclose(np.broadcast_to(values[carry.node], factor.shape), factor, rtol=1e-14)
        if carry.kept:
            kept = sum(sign * values[k] for sign, k in carry.kept)
            added = sum((sign * values[k] for sign, k in carry.added), np.zeros_like(kept))
            np.testing.assert_allclose(kept, factor * case.state[state], rtol=1e-13)
            np.testing.assert_allclose(kept + added, values[carry.root], rtol=1e-12)


@pytest.mark.parametrize("key", cells())
def test_the_bias_moves_the_factor_in_the_direction_of_its_sign(key: str):
    cell = cells()[key]
    case = Case(cell)
    for carry in cell.carry.values():
        if carry.bias is None:
            continue
        name, sign = carry.bias
        before = carry.of_nodes(step_values(cell.graph, case.weights, case.x[0], case.state))
        more = {**case.weights, name: case.weights[name] + 1.0}
        after = carry.of_nodes(step_values(cell.graph, more, case.x[0], case.state))
        assert (sign * (after - before) > 0).all()


def test_the_shipped_cells_with_a_carry_have_kept_and_added_parts():
    for cell in CELLS.values():
        for carry in cell.carry.values():
            assert carry.kept
            assert carry.added


def test_what_mixes_kept_and_added_in_one_product_has_no_parts():
    carry = TYPED["gru, reset before"].carry["h"]
    assert (carry.kept, carry.added) == ((), ())


def test_a_square_of_the_state_is_added_and_does_not_carry():
    cell = Cell("square", "c = c_prev * c_prev + W_xc @ x\nh = tanh(c)")
    assert cell.carry == {}


def test_a_name_that_is_half_kept_is_looked_through():
    cell = Cell("through", "n = tanh(W_xn @ x)\nu = 0.5 * h_prev + n\nh = u - 0.25 * h_prev")
    assert cell.carry["h"].text == "0.25"
    assert [sign for sign, _ in cell.carry["h"].kept] == [1, -1]


def test_terms_that_cancel_carry_nothing():
    assert Cell("cancels", "h = h_prev + tanh(W_xh @ x) - h_prev").carry == {}


def test_a_factor_without_a_name_has_no_value_from_names_alone():
    cell = TYPED["unnamed gate"]
    assert cell.carry["h"].value({"h": np.ones((1, 1, 1))}) is None


def test_the_gate_of_a_carry_is_a_defined_name_alone():
    gates = {key: carry.gate for key, cell in CELLS.items() for carry in cell.carry.values()}
    assert (gates["lstm"], gates["gru"], gates["coupled"]) == (("f", 1), ("z", 1), ("i", -1))
    assert gates["lstm1997"] is gates["leaky_echo"] is None
    for written in ("0.5 * f", "f * f", "2 - f", "1 + f", "b_f", "1 - b_f"):
        page = f"f = sigmoid(W_xf @ x + b_f)\nh = ({written}) * h_prev + W_xh @ x"
        assert Cell("none", page).carry["h"].gate is None


def test_two_biases_that_move_the_factor_are_none():
    cell = Cell("both", "f = sigmoid(W_xf @ x + b_f)\ns = sigmoid(W_xs @ x + b_s)\nh = f * s * h_prev + W_xh @ x")
    assert cell.carry["h"].text == "f * s"
    assert cell.carry["h"].bias is None


REFUSED = {
    "n = max(n_prev, b_n)\nh = n": ("n", "n_prev stands inside max"),
    "f = sigmoid(b_f)\nn = max(f, b_n)\nh = f * h_prev / n": (
        "h",
        "it is a quotient; write its factor as one value, (f / n) * h_prev",
    ),
    "h = (1 + b_h * h_prev) / (1 + b_f)": (
        "h",
        "it is a quotient; write its factor as one value, (b_h / (1 + b_f)) * h_prev",
    ),
    "h = b_h / h_prev": ("h", "h_prev stands in a division"),
    "h = exp(h_prev)": ("h", "h_prev stands inside exp"),
    "h = tanh(W_hh @ h_prev)": ("h", "h_prev is read through a matrix, which mixes all units"),
    "h = h_prev * h_prev + b_h": ("h", "h_prev is multiplied by itself"),
}


@pytest.mark.parametrize("page", REFUSED)
def test_what_is_no_factor_is_refused_with_its_reason(page: str):
    cell, (state, reason) = Cell("refused", f"{page}\nlast = b_l"), REFUSED[page]
    assert cell.refusals == {state: f"no factor carries {state}: {reason}"}
    weights = {name: np.ones(shape) for name, shape in cell.shapes(1, 1).items()}
    with pytest.raises(KeyError, match="carries nothing in"):
        run(cell, weights, np.ones((1, 1, 1)), {state: np.ones((1, 1))}).carry(state)


def test_what_the_refusal_offers_is_a_factor():
    cell = Cell("offered", "f = sigmoid(b_f)\nn = max(f, b_n)\nh = (f / n) * h_prev")
    assert cell.carry["h"].text == "(f / n)"
    assert Cell("half", "h = h_prev / 2 + b_h").carry["h"].text == "0.5"


def test_every_state_is_carried_or_refused():
    for cell in cells().values():
        assert {*cell.carry, *cell.refusals} == set(cell.states)
        assert not {*cell.carry} & {*cell.refusals}
