"""A cell as one text: what its extra lines mean, where its mistakes are, and gradients that nudges confirm."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell, EquationError, load_run
from lstm_core.__main__ import main
from lstm_core.cell_page import cell_of_page, page_of_cell
from lstm_core.running.gradient_check import gradient_check
from tests.support.oracles import TYPED

RNN = "h = tanh(W_xh @ x + W_hh @ h_prev + b_h)"


@pytest.mark.parametrize("key", CELLS)
def test_every_cell_is_a_text_and_the_text_is_the_cell(key):
    cell = CELLS[key]
    again = cell_of_page(page_of_cell(cell), cell.title)
    assert again.graph.nodes == cell.graph.nodes
    assert (again.start, again.constants, again.fixed) == (cell.start, cell.constants, cell.fixed)


@pytest.mark.parametrize(
    ("page", "place", "sentence"),
    [
        (f"constant leak = nan\n{RNN}", (1, 17), "a value is a number up to 1,000,000"),
        (f"constant leak = inf\n{RNN}", (1, 17), "a value is a number up to 1,000,000"),
        (f"constant leak = 1e300\n{RNN}", (1, 17), "a value is a number up to 1,000,000"),
        (f"constant leak\n{RNN}", (1, 10), "write constant name = number"),
        (f"constant W_a = 1\n{RNN}", (1, 10), "this name is taken"),
        (f"constant h = 1\n{RNN}", (1, 10), "an equation defines this name"),
        (f"constant {'a' * 25} = 1\n{RNN}", (1, 10), "names of at most 24 characters"),
        (f"constant <b>a</b> = 1\n{RNN}", (1, 10), "write constant name = number"),
        (f"{RNN}\nstart b_x = 1", (2, 7), "no equation has a parameter b_x; did you mean 'b_h'"),
        (f"{RNN}\nstart b_h = high", (2, 13), "or one of uniform"),
        (f"{RNN}\nstart b_h = identity", (2, 7), "b_h cannot start by the rule identity"),
        (f"{RNN}\nfixed W_hh, W_hx", (2, 13), "no equation has a parameter W_hx"),
        ("constant k = 99\nh = conv(W_xh, x)", (1, 14), "the side k of a kernel is a whole number from 1 to 9"),
        ("constant k = 1.5\nh = conv(W_xh, x)", (1, 14), "the side k of a kernel is a whole number from 1 to 9"),
        ("h = 0.5 * h_prev", (1, 1), "the cell has no parameter"),
        (f"constant a = 1\n\n  {RNN} + wrong", (3, 46), "unknown name 'wrong'"),
        ("h = " + "x" * 100_000, (1, 1), "the page is too long"),
        ("h = 1\n" * 10_000, (1, 1), "the page is too long"),
    ],
)
def test_a_mistake_in_a_page_has_its_place_and_one_sentence(page, place, sentence):
    with pytest.raises(EquationError, match=sentence) as refusal:
        cell_of_page(page)
    assert (refusal.value.line, refusal.value.column) == place
    assert len(str(refusal.value)) < 300
    assert "\n" not in str(refusal.value)


def test_a_name_may_be_called_like_one_of_the_extra_lines():
    cell = cell_of_page("start = sigmoid(W_xs @ x)\nfixed = 1 - start\nh = start * fixed")
    assert cell.names == ("start", "fixed", "h")


@pytest.mark.parametrize("text", [*TYPED.values(), *(page_of_cell(cell) for cell in CELLS.values())])
def test_nudges_confirm_the_gradients_of_every_cell(text):
    check = gradient_check(cell_of_page(text))
    assert check.error < 1e-7
    assert check.nudged > 10


def test_a_wrong_gradient_is_noticed(monkeypatch):
    from lstm_core.running import gradient_check as module

    exact = module.backward

    def wrong(trace, d):
        found = exact(trace, d)
        found.weights["W_hh"][0, 0] *= 1.01
        return found

    monkeypatch.setattr(module, "backward", wrong)
    check = gradient_check(cell_of_page(RNN))
    assert check.worst == "W_hh"
    assert check.error > 1e-4


def test_a_cell_that_overflows_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="overflow within 4 steps"):
        gradient_check(Cell("Wild", "h = 1e200 * h_prev * h_prev + 1e200 * (W_xh @ x)"))


def test_the_same_cell_is_checked_with_the_same_numbers():
    cell = cell_of_page(RNN)
    np.testing.assert_equal(gradient_check(cell), gradient_check(cell))


@pytest.mark.parametrize("as_file", [True, False])
def test_a_typed_cell_is_trained_on_the_command_line_and_its_run_holds_the_page(tmp_path, as_file):
    page = "z = sigmoid(W_xz @ x + b_z)\nh = z * h_prev + (1 - z) * tanh(W_xh @ x)\nstart b_z = 2"
    (tmp_path / "cell.txt").write_text(page)
    given = str(tmp_path / "cell.txt") if as_file else page
    small = ["--hidden-size", "5", "--embedding-size", "4", "--batch-size", "4", "--steps", "2"]
    assert main(["train", "france", "--equations", given, *small, "--out", str(tmp_path / "run")]) == 0
    run = load_run(tmp_path / "run")
    assert (run.config.cell, run.network.cell.title) == ("yours", "Yours")
    assert page_of_cell(run.network.cell) == page


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["--equations", "h = sqrt(x)"], "line 1, column 5: found 'sqrt'"),
        (["--equations", "no/such/file.txt"], "there is no file of equations 'file.txt'"),
        (["--equations", "h = W_xh @ x", "--cell", "gru"], "leave out --cell"),
        (["--equations", "h = W_xh @ x", "--resume"], "leave out --cell and --resume"),
    ],
)
def test_what_cannot_be_trained_is_refused_in_one_sentence(given, sentence, capsys):
    assert main(["train", "france", *given]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.strip().splitlines()) == 1
