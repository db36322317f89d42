"""The language of cells: what it accepts, what it derives, and the sentences with which it refuses."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell, EquationError, run
from lstm_core.equations.language import parse
from lstm_core.equations.limits import MAX_CHARACTERS, MAX_LINES

RNN = "h = tanh(W_xh @ x + W_hh @ h_prev + b_h)"


def test_shapes_follow_from_use():
    assert parse(RNN).parameters == {"W_xh": ("H", "D"), "W_hh": ("H", "H"), "b_h": ("H",)}


def test_states_are_the_names_whose_past_is_read():
    assert CELLS["lstm"].states == ("c", "h")
    assert parse("h = tanh(W_xh @ x)").states == ()
    assert parse("i = sigmoid(W_xi @ x + W_ii @ i_prev)\nh = i").states == ("i",)


def test_reads_are_in_order_of_appearance():
    assert CELLS["lstm"].graph.reads["c"] == ("f", "c_prev", "i", "g")
    assert CELLS["gru"].graph.reads["n"] == ("x", "r", "h_prev")


def test_equal_expressions_are_one_node_but_names_own_theirs():
    graph = parse("a = tanh(W_xa @ x)\nb = tanh(W_xa @ x)\nc = a\nh = tanh(W_xa @ x) * b + (a + b) * (a + b)")
    assert len({graph.names[name] for name in "abch"}) == 4
    assert sum(node.op == "@" for node in graph.nodes) == 1
    assert sum(node.op == "+" for node in graph.nodes) == 2


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("", "found no equation"),
        ("# a comment", "found no equation"),
        ("c = W_xc @ x", "no equation defines h, the output, yet; defined here: c"),
        ("h = x", r"h is as long as the input \(D\)"),
        ("h = W_xh", "h is a matrix"),
        ("h = h_prev + x", r"joins a value per input \(D\) with a value per unit \(H\)"),
        ("h = W_hh @ h_prev + hprev", "unknown name 'hprev'; did you mean h_prev"),
        ("h = tanh(c)\nc = h_prev", "c is read before its equation"),
        ("h = h_prev\nh = h_prev", "each name is defined once"),
        ("x = h_prev", "this name is taken"),
        ("tanh = h_prev", "this name is taken"),
        ("h_prev = 1", "never defined"),
        ("W_a = 1", "begin the names of parameters"),
        ("r = W_xr @ x\nh = r * W_hh @ h_prev", r"write r \* \(W_hh @ h_prev\)"),
        ("r = W_xr @ x\nh = W_hh @ r * h_prev", r"write W_hh @ \(r \* h_prev\), or \(W_hh @ r\) \* h_prev"),
        ("h = h_prev @ W_hh", "left of @ stands a parameter|needs a parameter"),
        ("h = W_xh @ h_prev", "W_xh says that it reads the input x"),
        ("h = W_hh @ x", "W_hh says that it reads a value of the cell"),
        ("h = W_a @ x + W_a @ h_prev", r"W_a is used with two shapes: \(H, D\) and \(H, H\)"),
        ("h = W_xh @ 2", "found a plain number"),
        ("h = tanh(2)", "tanh of a plain number"),
        ("h = tanh(h_prev, h_prev)", "tanh takes one value"),
        ("h = sqrt(h_prev)", "found 'sqrt'; the functions are sigmoid, tanh, relu, exp, log, max, conv, min, abs"),
        ("h = ln(h_prev)", r"ln is written log\(h_prev\) here"),
        ("h = logsigmoid(h_prev)", r"logsigmoid is written log_sigmoid\(h_prev\) here"),
        ("h = mish(h_prev)", r"mish is written \(h_prev\) \* tanh\(softplus\(h_prev\)\) here"),
        ("h = max(h_prev)", r"max takes two values, found 'max\(h_prev\)'"),
        ("h = max(1, 2) * h_prev", "max of a plain number; write the number itself"),
        ("h = abs(-2) * h_prev", "abs of a plain number; write the number itself"),
        ("h = h_prev * min(W_xh @ x, x)", r"'min\(W_xh @ x, x\)' joins a value per input"),
        ("h = h_prev / (0.5 - 1 / 2)", "nothing can be divided by 0"),
        ("h = W_xh @ x / h_prev", r"bind from the left: write W_xh @ \(x / h_prev\), or \(W_xh @ x\) / h_prev"),
        ("h = W_xh / 2", "W_xh is a matrix: it stands left of @"),
        ("h = h_prev /", "nothing stands right of /"),
        ("max = h_prev", "this name is taken"),
        ("h = h_prev ** 2", r"there is no power; write h_prev \* h_prev"),
        ("h = 1e999 * h_prev", "too large for float64"),
        ("h = True * h_prev", "found True"),
        ("h = 'x'", "an equation is name = expression"),
        ("h += h_prev", "an equation is name = expression"),
        ("a = h = h_prev", "an equation is name = expression"),
        ("h = (lambda: 1)()", "an equation is name = expression"),
        ("__import__('os').system('true')", "an equation is name = expression"),
        ("import os", "this line defines nothing"),
        ("h = [h_prev for x in x]", "an equation is name = expression"),
        ("h = h_prev.real", "nothing is read with a dot"),
        ("h = np.tanh(h_prev)", "found 'np.tanh'; the functions are"),
        ("h = tanh(", r"this \( is never closed"),
        ("h = tanh(h_prev))", r"this \) closes nothing"),
        ("h =", "nothing stands right of ="),
        ("h = W_xh x", "no sign stands between 'W_xh' and 'x'; write W_xh @ x"),
        ("h = 2h_prev", r"write 2 \* h_prev"),
        ("h = 1e5x", "no name begins with a digit"),
        ("h = h_prev +", r"nothing stands right of \+"),
        ("h = W_xh * x", "W_xh is a matrix: write W_xh @ x"),
        ("h = W_hh(h_prev)", "W_hh is a matrix, not a function"),
        ("h = c_prev", "no line defines c yet, so there is no c_prev to read"),
        ("h = nan * h_prev", "a number is written with digits"),
        ("h = inf * h_prev", "a number is written with digits"),
        ("h = h[t-1]", "the value of the step before is h_prev"),
        ("h = h_{t-1}", "names are typed plainly"),
        ("lambda = 1", "a word of the grammar"),
        ("h = <b>x</b>", "found '<'"),
        ('h = "\\d"', "found '\"'"),
        ("h = h_prev; import os", "found ';'"),
        ("h = σ(x)", r"greek small letter sigma\); write 'sigmoid'"),
        ("h = W_xh @ \u0445", r"cyrillic small letter ha\); write 'x'"),
        ("\u210e = h_prev", r"planck constant\); write 'h'"),
        ("h = h_prev \u2212 1", r"minus sign\); write '-'"),
        ("h\u200b = h_prev", "invisible character"),
        ("h = \U0001f600", r"grinning face"),
        ("a" * 25 + " = h_prev", "a name has at most 24 characters"),
        ("h = W_" + "a" * 500 + " @ x", "a name has at most 24 characters"),
        ("h\0 = h_prev", "invisible character"),
        ("ĥ = h_prev\nh = h_prev", r"h with circumflex\); write 'h'"),
        ("h = conv(W_xh, x) + W_hh @ h_prev", "use conv throughout"),
        ("h = " + "-" * 1500 + "h_prev", "nested too deep"),
        ("h = " + "(" * 900 + "h_prev" + ")" * 900, "nested too deep"),
        ("h = " + "tanh(" * 40 + "h_prev" + ")" * 40, "nested too deep"),
        ("h = " + "x" * MAX_CHARACTERS, f"at most {MAX_CHARACTERS} characters are allowed"),
        ("\n".join(f"a{k} = h_prev" for k in range(MAX_LINES)) + "\nh = h_prev", f"at most {MAX_LINES} are allowed"),
        (
            "\n".join(f"a{k} = " + "+".join(f"b_{k}{j}" for j in range(10)) for k in range(20)),
            "more than 200 operations",
        ),
    ],
)
def test_what_is_not_in_the_language_is_refused_with_place_and_reason(page, sentence):
    with pytest.raises(EquationError, match=sentence) as refusal:
        Cell("typed", page)
    assert str(refusal.value).startswith(f"line {refusal.value.line}, column {refusal.value.column}: ")
    assert len(str(refusal.value)) < 400


@pytest.mark.parametrize(
    ("page", "repaired"),
    [
        ("h = tanh(W_xh @ x + hprev)", "h = tanh(W_xh @ x + h_prev)"),
        ("h = Tanh(W_xh @ x)", "h = tanh(W_xh @ x)"),
        ("h = np.tanh(W_xh @ x)", "h = tanh(W_xh @ x)"),
        ("h = tanh(W_xh x)", "h = tanh(W_xh @ x)"),
        ("h = W_xh * x", "h = W_xh @ x"),
        ("h = h_prev ** 2", "h = h_prev * h_prev"),
        ("h = h[t-1]", "h = h_prev"),
        ("h == h_prev", "h = h_prev"),
        ("h = σ(W_xh @ x)", "h = sigmoid(W_xh @ x)"),
        ("r = W_xr @ x\nh = h_prev + r * W_hh @ h_prev", "r = W_xr @ x\nh = h_prev + r * (W_hh @ h_prev)"),
    ],
)
def test_where_there_is_one_right_thing_to_write_the_error_carries_it(page, repaired):
    with pytest.raises(EquationError) as refusal:
        parse(page)
    lines, error = page.split("\n"), refusal.value
    line, at = lines[error.line - 1], error.column - 1
    lines[error.line - 1] = line[:at] + error.instead + line[at + error.length :]
    assert "\n".join(lines) == repaired
    parse(repaired)


def test_the_place_is_the_line_and_column_as_typed():
    with pytest.raises(EquationError) as refusal:
        parse("r = W_xr @ x\n\n   h = r + wrong")
    assert (refusal.value.line, refusal.value.column) == (3, 12)


def test_two_shapes_are_refused_also_where_both_sizes_happen_to_be_equal():
    with pytest.raises(EquationError, match="joins a value per input"):
        Cell("typed", "h = tanh(x + b_h)")


def test_constants_are_named_numbers():
    leaky = Cell("leaky", "h = (1 - leak) * h_prev + leak * tanh(W_xh @ x)", constants={"leak": 0.25})
    out = run(leaky, {"W_xh": np.ones((2, 1))}, np.ones((1, 1, 1)), {"h": np.ones((1, 2))})
    np.testing.assert_allclose(out["h"], 0.75 + 0.25 * np.tanh(1), rtol=1e-15)


@pytest.mark.parametrize("constants", [{"h": 1.0}, {"tanh": 1.0}, {"k": float("nan")}, {"k": "3"}, {"b c": 1.0}])
def test_a_constant_without_a_name_of_its_own_or_a_finite_value_is_refused(constants):
    with pytest.raises(ValueError, match="constant"):
        Cell("typed", RNN, constants=constants)


@pytest.mark.parametrize("given", [{"start": {"b_x": 1.0}}, {"fixed": {"W_hx"}}])
def test_a_start_value_or_a_fixed_weight_of_no_parameter_is_refused(given):
    with pytest.raises(ValueError, match="has no parameter"):
        Cell("typed", RNN, **given)


@pytest.mark.parametrize("key", list(CELLS))
def test_new_weights_have_the_shapes_the_start_values_and_the_seed_asked_for(key):
    cell = CELLS[key]
    weights = cell.new_weights(5, 7, np.random.default_rng(3))
    assert {name: w.shape for name, w in weights.items()} == cell.shapes(5, 7)
    again = cell.new_weights(5, 7, np.random.default_rng(3))
    for name, shape in cell.parameters.items():
        np.testing.assert_array_equal(weights[name], again[name])
        if shape == ("H", "H"):
            np.testing.assert_allclose(weights[name] @ weights[name].T, np.eye(7), atol=1e-14)
        if shape == ("H",):
            np.testing.assert_array_equal(weights[name], cell.start.get(name, 0.0))


def test_the_lstm_starts_with_a_forget_bias_of_one():
    assert (CELLS["lstm"].new_weights(2, 3, np.random.default_rng(0))["b_f"] == 1).all()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"x": np.zeros((4, 3))}, r"reads x of shape \(T, B, D\) with D = 3, T and B at least 1, got \(4, 3\)"),
        ({"x": np.zeros((4, 2, 5))}, r"with D = 3, .*got \(4, 2, 5\)"),
        ({"x": np.zeros((0, 2, 3))}, "T and B at least 1"),
        ({"x": [["a"]]}, "an array of numbers"),
        ({"x": [[1], [1, 2]]}, "rows of unequal length"),
        ({"state": {"c": np.zeros((2, 9))}}, r"state c has shape \(2, 4\), got \(2, 9\)"),
        ({"state": {"memory": np.zeros((2, 4))}}, "no state 'memory'; its states are c, h"),
        ({"keep": "all"}, 'run keeps "names" or "nodes"'),
    ],
)
def test_a_run_with_what_does_not_fit_is_refused_with_a_sentence(change, sentence):
    lstm = CELLS["lstm"]
    given = {"x": np.zeros((4, 2, 3))} | change
    with pytest.raises(ValueError, match=sentence):
        run(lstm, lstm.new_weights(3, 4, np.random.default_rng(0)), **given)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"W_xf": None}, "needs the weight W_xf"),
        ({"W_zz": np.zeros((4, 4))}, "has no weight 'W_zz'"),
        ({"b_f": np.zeros(5)}, r"weight b_f has shape \(H\) with .*H = 4.* got \(5,\)"),
        ({"b_f": np.zeros(4, int)}, "is float32 or float64, got int64"),
        ({"b_f": [0.0] * 4}, "is float32 or float64, got list"),
        ({"b_f": np.zeros(4, np.float32)}, "all weights have one dtype"),
    ],
)
def test_weights_that_do_not_fit_the_cell_are_refused_with_a_sentence(change, sentence):
    lstm = CELLS["lstm"]
    weights = lstm.new_weights(3, 4, np.random.default_rng(0)) | change
    weights = {name: array for name, array in weights.items() if array is not None}
    with pytest.raises(ValueError, match=sentence):
        run(lstm, weights, np.zeros((4, 2, 3)))
