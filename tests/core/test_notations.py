"""Formulas in the letters of PyTorch or of textbooks: only names change; what is written is what is computed."""

import numpy as np
import pytest

from lstm_core import CELLS, Cell
from lstm_core.board.latex import latex_of
from lstm_core.board.notations import NOTATIONS, PAGE, PYTORCH, TEXTBOOK, renamed, spelled, spellings
from lstm_core.board.show import mathml, mathml_derivative
from lstm_core.cell_page import cell_of_page
from lstm_core.notation.rewriting import rewrite
from tests.core.test_show import Board, at, letter, right_side
from tests.support.formulas import Reader, marked
from tests.support.typed_cells import cells

OTHERS = [notation for notation in NOTATIONS if notation != PAGE]
PRINTED = {  # as PyTorch's documentation and the textbooks print the LSTM
    PYTORCH: [
        r"i_t = \sigma(W_{ii} x_t + W_{hi} h_{t-1} + b_i)",
        r"f_t = \sigma(W_{if} x_t + W_{hf} h_{t-1} + b_f)",
        r"g_t = \tanh(W_{ig} x_t + W_{hg} h_{t-1} + b_g)",
        r"o_t = \sigma(W_{io} x_t + W_{ho} h_{t-1} + b_o)",
        r"c_t = f_t \odot c_{t-1} + i_t \odot g_t",
        r"h_t = o_t \odot \tanh(c_t)",
    ],
    TEXTBOOK: [
        r"i_t = \sigma(W_i x_t + U_i h_{t-1} + b_i)",
        r"f_t = \sigma(W_f x_t + U_f h_{t-1} + b_f)",
        r"\tilde{c}_t = \tanh(W_c x_t + U_c h_{t-1} + b_c)",
        r"o_t = \sigma(W_o x_t + U_o h_{t-1} + b_o)",
        r"c_t = f_t \odot c_{t-1} + i_t \odot \tilde{c}_t",
        r"h_t = o_t \odot \tanh(c_t)",
    ],
}


def printed(cell: Cell, notation: str) -> list[str]:
    return [latex_of(spelled(mathml(cell, name), cell, notation)[2]) for name in cell.names]


class Renamed(Board):
    """The same run, whose symbols carry their names of another notation."""

    def __init__(self, cell: Cell, notation: str):
        super().__init__(cell)
        self.others = renamed(cell, notation)

    def symbols(self, t: int) -> dict[str, np.ndarray]:
        found = super().symbols(t)
        added = {}
        shown = {"c_tilde": "c~", "h_tilde": "h~"}
        for name, other in self.others.items():
            if name == other:
                continue
            for spell in (letter, *(lambda one, when=when: at(one, when) for when in ("t−1", "t", "t+1"))):
                for before in ("", "∂L/∂"):
                    old, new = f"{before}{spell(name)}", f"{before}{spell(shown.get(other, other))}"
                    if old in found:
                        added[new] = found[old]
        return found | added


@pytest.mark.parametrize("notation", OTHERS)
def test_the_lstm_is_printed_as_the_documentation_and_the_books_print_it(notation):
    assert printed(CELLS["lstm"], notation) == PRINTED[notation]


@pytest.mark.parametrize("notation", OTHERS)
@pytest.mark.parametrize("key", cells())
def test_in_every_notation_two_names_stay_two_names(key, notation):
    cell = cells()[key]
    others = renamed(cell, notation)
    assert len(set(others.values())) == len(others)
    assert set(others) >= {*cell.names, *cell.parameters}
    pairs = spellings([cell], notation, every=True)
    assert len({str(other) for _, other in pairs}) == len(pairs)


@pytest.mark.parametrize("notation", OTHERS)
@pytest.mark.parametrize("key", cells())
def test_in_every_notation_the_formula_still_gives_the_value_of_its_name(key, notation):
    cell = cells()[key]
    board = Renamed(cell, notation)
    for name in cell.names:
        tree = spelled(mathml(cell, name), cell, notation)
        value = Reader(board.symbols(1))(right_side(tree))
        np.testing.assert_allclose(np.broadcast_to(value, (4,)), board.trace[name][1, 0], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("notation", OTHERS)
@pytest.mark.parametrize("key", CELLS)
def test_in_every_notation_the_marks_stay_and_going_back_gives_the_same_formula(key, notation):
    cell = CELLS[key]
    back = {str(other): one for one, other in spellings([cell], notation, every=True)}

    def returned(tree: list) -> list:
        plain = [tree[0], None, *tree[2:]]
        if str(plain) in back:
            return [back[str(plain)][0], tree[1], *back[str(plain)][2:]]
        raised = ["msub", None, *tree[2:4]]
        if tree[0] == "msubsup" and str(raised) in back:
            return [tree[0], tree[1], *back[str(raised)][2:], *tree[4:]]
        return [*tree[:2], *(returned(part) if isinstance(part, list) else part for part in tree[2:])]

    formulas = [mathml(cell, name) for name in cell.names]
    formulas += [mathml_derivative(cell, name) for name in (*cell.names, *cell.parameters)]
    for formula in [*formulas, *(step.formula for step in cell.micro_plan)]:
        other = spelled(formula, cell, notation)
        assert [element[1] for element in marked(other)] == [element[1] for element in marked(formula)]
        assert returned(other) == formula


@pytest.mark.parametrize("notation", OTHERS)
@pytest.mark.parametrize("key", ["rnn", "lstm", "gru", "gru_before", "coupled", "lstm1997"])
def test_what_is_printed_is_read_back_as_the_same_cell(key, notation):
    """By the reader of lectures, which knows nothing of how this was written."""
    cell = CELLS[key]
    text = "\n".join(printed(cell, notation))
    found = rewrite(text)
    assert found.text is not None, [text, *map(str, found.refusals)]
    read = cell_of_page(found.text)
    assert len(read.names) == len(cell.names)
    assert sorted(read.parameters.values()) == sorted(cell.parameters.values())


def test_no_two_cells_of_the_app_disagree_on_how_a_symbol_is_written():
    for notation in OTHERS:
        found = {}
        for cell in CELLS.values():
            for one, other in spellings([cell], notation):
                assert found.setdefault(str(one), other) == other


def test_a_name_of_the_readers_own_that_would_collide_leaves_the_cell_as_it_is():
    cell = Cell("mine", "g = tanh(W_xg @ x)\nc_tilde = tanh(W_xc @ x)\nh = g + c_tilde + h_prev")
    assert printed(cell, TEXTBOOK) == printed(cell, PAGE)
