"""What is shown of a cell is true: formulas, micro-steps and copied source give the numbers of the run."""

import re
import subprocess
import sys

import numpy as np
import pytest
import torch

from lstm_core import CELLS, Cell, backward, run
from lstm_core.board.mathml import GREEK
from lstm_core.board.meanings import meanings
from lstm_core.board.show import (
    expression,
    latex,
    latex_derivative,
    mathml,
    mathml_derivative,
    numpy_source,
    reads,
    torch_source,
)
from lstm_core.plain.evaluate import step_values
from tests.support.formulas import Reader, marked
from tests.support.oracles import Case
from tests.support.typed_cells import SPATIAL, TYPED, cells

EVERY = {**cells(), **SPATIAL}
T = 4


def letter(name: str) -> str:
    """A name as its symbol reads: W_xf, α, k_2."""
    base, _, rest = name.partition("_")
    base, digits = re.fullmatch(r"(\D+)(\d*)", base).groups()
    return "_".join(part for part in (GREEK.get(base, base), digits + rest) if part)


def at(name: str, when: str) -> str:
    symbol = letter(name)
    return f"{symbol},{when}" if "_" in symbol else f"{symbol}_{when}"


class Board:
    """A run of one sequence with its gradients, and what every symbol on the board stands for at step t."""

    def __init__(self, cell: Cell):
        case = Case(cell, seed=1, T=T, B=1)
        self.cell, self.weights = cell, case.weights
        self.trace = run(cell, case.weights, case.x, case.state, keep="nodes")
        self.d_h = case.d["h"]
        self.gradients = backward(self.trace, {"h": self.d_h}, values=True)

    def symbols(self, t: int) -> dict[str, np.ndarray]:
        found = {letter(name): array for name, array in self.weights.items()}
        found |= {letter(name): np.float64(value) for name, value in self.cell.constants.items()}
        for step, when in ((t, "t"), (t + 1, "t+1")):
            if step < T:
                found |= {at(name, when): self.trace[name][step, 0] for name in self.cell.names}
                found |= {f"∂L/∂{at(n, when)}": self.gradients.values[n][step, 0] for n in self.cell.names}
                found[f"x_{when}"] = self.trace.x[step, 0]
        found |= {at(name, "t−1"): self.trace.before(name)[t, 0] for name in self.cell.names}
        found["∂ℓ_t/∂h_t"] = self.d_h[t, 0]
        return found

    def node(self, k: int, t: int) -> np.ndarray:
        node = self.cell.graph.nodes[k]
        return self.weights[node.name] if node.op == "parameter" else np.asarray(self.trace.steps[t].values[k])[0]


@pytest.fixture(scope="module")
def boards() -> dict[str, Board]:
    return {key: Board(cell) for key, cell in cells().items()}


def right_side(formula: list) -> list:
    return formula[2][4]


@pytest.mark.parametrize("key", cells())
def test_every_equation_on_the_board_gives_the_value_of_its_name(key: str, boards: dict[str, Board]):
    board = boards[key]
    for name in board.cell.names:
        value = Reader(board.symbols(1))(right_side(mathml(board.cell, name)))
        np.testing.assert_allclose(np.broadcast_to(value, (4,)), board.trace[name][1, 0], rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("key", cells())
def test_every_derivative_on_the_board_gives_the_exact_gradient(key: str, boards: dict[str, Board]):
    board = boards[key]
    for name in board.cell.names:
        value = Reader(board.symbols(1))(right_side(mathml_derivative(board.cell, name)))
        wanted = board.gradients.values[name][1, 0]
        np.testing.assert_allclose(np.broadcast_to(value, (4,)), wanted, rtol=1e-10, atol=1e-14)
    for name in board.cell.parameters:
        *minus, every_step, of_one_step = right_side(mathml_derivative(board.cell, name))[2:]
        assert every_step == ["munder", None, ["mo", None, "∑"], ["mi", None, "t"]]
        total = sum(Reader(board.symbols(t))(of_one_step) for t in range(T)) * (-1 if minus else 1)
        np.testing.assert_allclose(total, board.gradients.weights[name], rtol=1e-10, atol=1e-14)
    if board.cell.derivative.x is not None:
        value = Reader(board.symbols(1))(right_side(mathml_derivative(board.cell, "x")))
        np.testing.assert_allclose(value, board.gradients.x[1, 0], rtol=1e-10, atol=1e-14)


@pytest.mark.parametrize("key", cells())
def test_every_marked_element_of_a_formula_stands_for_its_node(key: str, boards: dict[str, Board]):
    board = boards[key]
    for name in board.cell.names:
        elements = marked(mathml(board.cell, name))
        assert elements[0][1] == {"data-node": board.cell.graph.names[name], "data-name": name}
        for element in elements:
            value = Reader(board.symbols(1))(element)
            np.testing.assert_allclose(value, board.node(element[1]["data-node"], 1), rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("key", cells())
def test_the_formula_of_every_micro_step_holds_with_the_numbers_put_in(key: str, boards: dict[str, Board]):
    board = boards[key]
    for step in board.cell.micro_plan:
        numbers = [element[1]["data-node"] for element in marked(step.formula)]
        if step.kind == "concatenate":
            assert numbers == list(step.nodes)
            continue
        left, right = step.formula[2][2], step.formula[2][4]
        assert left[1]["data-node"] == step.nodes[-1]
        value = Reader(board.symbols(1), lambda k: board.node(k, 1))(right)
        wanted = board.node(step.nodes[-1], 1)
        np.testing.assert_allclose(np.broadcast_to(value, wanted.shape), wanted, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("key", EVERY)
def test_micro_steps_compute_every_operation_once_and_read_only_what_is_there(key: str):
    cell = EVERY[key]
    nodes, there = cell.graph.nodes, set()
    computed = []
    for step in cell.micro_plan:
        for k in step.reads:
            assert k in there or not nodes[k].args, f"{step.title} reads {expression(cell, k)} too early"
        operations = [k for k in step.nodes if nodes[k].args]
        computed += operations
        there |= set(operations)
    assert sorted(computed) == [k for k, node in enumerate(nodes) if node.args]


@pytest.mark.parametrize("key", cells())
def test_the_sources_of_the_micro_steps_run_in_order_and_give_the_run(key: str, boards: dict[str, Board]):
    board = boards[key]
    cell, trace = board.cell, board.trace
    functions: dict = {}
    exec(numpy_source(cell), functions)
    names = {**functions, **board.weights, "x": trace.x[1, 0], "units": 4}
    names |= {f"{state}_prev": trace.before(state)[1, 0] for state in cell.states}
    for step in cell.micro_plan:
        exec(step.source, names)
        if step.kind != "concatenate" and cell.graph.nodes[step.nodes[-1]].args:
            value = names[step.source.split(" = ")[0]]
            wanted = board.node(step.nodes[-1], 1)
            np.testing.assert_allclose(np.broadcast_to(value, wanted.shape), wanted, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("key", EVERY)
def test_the_sentences_of_the_micro_steps_speak_of_nodes_that_the_step_has(key: str):
    cell = EVERY[key]
    case = Case(cell, B=1, maps=(3, 3) if cell.spatial else ())
    values = step_values(cell.graph, case.weights, case.x[0], case.state)
    for step in cell.micro_steps(case.weights, case.x[0], case.state):
        assert set(step.values) == {*step.nodes, *step.reads}
        for form, k in re.findall(r"\{([np]):(\d+)\}", step.sentence):
            assert int(k) in step.values
            if form == "p":
                assert (values[int(k)] >= 0).all()
                assert (values[int(k)] <= 1).all()
        bare = re.sub(r"\{([np]:\d+|word|unit)\}", "0", step.sentence)
        assert not re.search(r"[{}]|None|  | [.,:]", bare)
        assert step.sentence.endswith(".")
        assert step.title


def test_the_lstm_is_walked_as_on_the_blackboard():
    kinds = [step.kind for step in CELLS["lstm"].micro_plan]
    assert kinds == ["concatenate", *["sum"] * 4, *["squash"] * 4, "keep", "write", "add", "squash", "show"]
    assert [step.name for step in CELLS["lstm"].micro_plan][1:9] == ["i", "f", "g", "o"] * 2


def test_the_gru_keeps_writes_and_adds_last():
    assert [step.kind for step in CELLS["gru"].micro_plan][-3:] == ["keep", "write", "add"]


def test_the_words_of_keep_write_and_add_are_the_lessons():
    plan = {step.kind: step for step in CELLS["lstm"].micro_plan}
    f, c_prev, kept = plan["keep"].reads[0], plan["keep"].reads[1], plan["keep"].nodes[-1]
    assert plan["keep"].sentence == f"The memory keeps {{p:{f}}} of the {{n:{c_prev}}} that it held: {{n:{kept}}}."
    i, g, written = *plan["write"].reads, plan["write"].nodes[-1]
    assert plan["write"].sentence == f"{{p:{i}}} of the candidate {{n:{g}}} is written: {{n:{written}}}."
    assert (plan["keep"].source, plan["write"].source) == ("kept = f * c_prev", "written = i * g")
    assert plan["add"].source == "c = kept + written"
    o, squashed, h = *plan["show"].reads, plan["show"].nodes[-1]
    assert plan["show"].sentence == (
        f"{{p:{o}}} of the squashed memory {{n:{squashed}}} is shown: the output is {{n:{h}}}."
    )


def test_the_lstm_in_latex_is_the_textbooks():
    assert [equation.latex for equation in CELLS["lstm"].equations] == [
        r"i_t = \sigma(W_{xi} x_t + W_{hi} h_{t-1} + b_i)",
        r"f_t = \sigma(W_{xf} x_t + W_{hf} h_{t-1} + b_f)",
        r"g_t = \tanh(W_{xg} x_t + W_{hg} h_{t-1} + b_g)",
        r"o_t = \sigma(W_{xo} x_t + W_{ho} h_{t-1} + b_o)",
        r"c_t = f_t \odot c_{t-1} + i_t \odot g_t",
        r"h_t = o_t \odot \tanh(c_t)",
    ]


def test_the_derivatives_of_the_lstm_in_latex_are_the_textbooks():
    assert latex_derivative(CELLS["lstm"], "f") == (
        r"\frac{\partial L}{\partial f_t} = \frac{\partial L}{\partial c_t} \odot c_{t-1}"
    )
    assert latex_derivative(CELLS["lstm"], "c") == (
        r"\frac{\partial L}{\partial c_t} = \frac{\partial L}{\partial c_{t+1}} \odot f_{t+1}"
        r" + \frac{\partial L}{\partial h_t} \odot o_t \odot (1 - \tanh^2 (c_t))"
    )


@pytest.mark.parametrize("key", EVERY)
def test_latex_is_balanced_and_no_two_signs_meet(key: str):
    cell = EVERY[key]
    formulas = [latex(cell, name) for name in cell.names]
    formulas += [latex_derivative(cell, name) for name in (*cell.names, *cell.parameters)]
    formulas += [step.latex for step in cell.micro_plan]
    for formula in formulas:
        assert formula.count("{") == formula.count("}")
        assert formula.count("(") == formula.count(")")
        assert not re.search(r"[+-]\s*[+-]", formula)
    for source in (numpy_source(cell), torch_source(cell), *(step.source for step in cell.micro_plan)):
        assert not re.search(r"[+-] [+-]", source)


def test_signs_that_meet_are_settled():
    assert latex(TYPED["oddities"], "u").endswith(r"\odot c_{t-1} + \alpha_t")
    assert latex(TYPED["oddities"], "alpha") == r"\alpha_t = \tanh(W_{xa} x_t + b_a)"
    cell = Cell("signs", "h = W_xh @ x - (b_a - -b_c) + -(b_d + b_e)")
    assert latex(cell, "h") == r"h_t = W_{xh} x_t - (b_a + b_c) - (b_d + b_e)"


def test_the_derivative_of_a_name_that_is_not_there_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="RNN has no derivative by 'f'; there are h, "):
        mathml_derivative(CELLS["rnn"], "f")


@pytest.mark.parametrize("key", EVERY)
def test_the_copied_numpy_source_gives_the_same_numbers(key: str):
    cell = EVERY[key]
    case = Case(cell, B=1, maps=(4, 5) if cell.spatial else ())
    trace = run(cell, case.weights, case.x, case.state)
    names: dict = {}
    exec(numpy_source(cell), names)
    values = names["run"](case.weights, case.x[:, 0], {name: array[0] for name, array in case.state.items()})
    assert set(values) == set(cell.names)
    for name in cell.names:
        wanted = trace[name][:, 0]
        np.testing.assert_allclose(np.broadcast_to(values[name], wanted.shape), wanted, rtol=1e-12, atol=1e-14)


@pytest.mark.parametrize("key", EVERY)
def test_the_copied_torch_source_gives_the_same_numbers_and_gradients(key: str):
    cell = EVERY[key]
    case = Case(cell, B=1, maps=(4, 5) if cell.spatial else ())
    trace = run(cell, case.weights, case.x, case.state)
    names: dict = {}
    exec(torch_source(cell), names)
    weights = {name: torch.tensor(array, requires_grad=True) for name, array in case.weights.items()}
    state = {name: torch.tensor(array[0]) for name, array in case.state.items()}
    values = names["run"](weights, torch.tensor(case.x[:, 0]), state)
    for name in cell.names:
        wanted = trace[name][:, 0]
        got = np.broadcast_to(values[name].detach().numpy(), wanted.shape)
        np.testing.assert_allclose(got, wanted, rtol=1e-12, atol=1e-14)
    (values["h"] * torch.tensor(case.d["h"][:, 0])).sum().backward()
    gradients = backward(trace, {"h": case.d["h"]})
    for name, weight in weights.items():
        got = np.zeros(weight.shape) if weight.grad is None else weight.grad.numpy()
        np.testing.assert_allclose(got, gradients.weights[name], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("key", CELLS)
def test_the_copied_numpy_source_runs_as_a_file(key: str, tmp_path):
    file = tmp_path / "cell.py"
    file.write_text(numpy_source(CELLS[key]), encoding="utf-8")
    done = subprocess.run([sys.executable, file], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert re.fullmatch(r"(step \d: h = \[.*\]\n){4}", done.stdout)


@pytest.mark.parametrize("key", CELLS)
def test_the_copied_torch_source_runs_by_itself(key: str, capsys):
    exec(torch_source(CELLS[key]), {"__name__": "__main__"})
    assert re.fullmatch(r"(step \d: h = \[.*\]\n){4}", capsys.readouterr().out)


def test_the_wiring_is_what_each_equation_reads_in_order():
    assert reads(CELLS["lstm"])["c"] == ("f", "c_prev", "i", "g")
    assert reads(CELLS["gru"])["n"] == ("x", "r", "h_prev")


@pytest.mark.parametrize("key", EVERY)
def test_an_equation_written_out_again_is_the_same_equation(key: str):
    cell = EVERY[key]
    lines = [f"{name} = {expression(cell, k)}" for name, k in cell.graph.names.items()]
    written = Cell("again", "\n".join(lines), constants=cell.constants)
    if not any(node.op == "neg" for node in cell.graph.nodes):  # signs that meet are settled
        assert written.graph.nodes == cell.graph.nodes


def test_a_letter_that_is_used_for_something_else_loses_its_known_meaning():
    known = meanings(CELLS["lstm"])
    assert (known["f"].label, known["f"].kind) == ("forget gate", "gate")
    assert known["c"].noun == "memory"
    other = meanings(Cell("other", "f = tanh(W_xf @ x)\nh = f"))
    assert (other["f"].label, other["f"].kind) == ("f", "signed")


def test_a_gate_that_replaces_is_not_said_to_keep():
    assert meanings(CELLS["mgu"])["f"].does == "how much of h is replaced"
    assert meanings(CELLS["janet"])["f"].label == "forget gate"


def test_what_stays_between_0_and_1_is_a_gate():
    kinds = {name: meaning.kind for name, meaning in meanings(TYPED["oddities"]).items()}
    assert kinds["keep"] == "gate"
    assert kinds["alpha"] == "signed"
    assert kinds["k2"] == "gate"
    assert meanings(Cell("two", "h = 2 - sigmoid(W_xh @ x)"))["h"].kind == "signed"


def test_a_page_that_doubles_at_every_line_is_shown_as_well():
    lines = ["a0 = h_prev + 0.5", "k0 = 0.5", "s0 = sigmoid(b_s)"]
    for k in range(1, 12):
        lines += [f"a{k} = a{k - 1} + a{k - 1}", f"k{k} = k{k - 1} + k{k - 1}", f"s{k} = s{k - 1} * s{k - 1}"]
    cell = Cell("doubles", "\n".join([*lines, "h = (a11 + tanh(k11 * x_sum)) * s11".replace("x_sum", "(W_xh @ x)")]))
    assert cell.carry["h"].text == "2048 * s11"
    assert cell.carry["h"].bias == ("b_s", 1)
    assert meanings(cell)["s11"].kind == "gate"
    assert len(cell.micro_plan) > 30
    assert "k11 = np.full" in numpy_source(cell)
    deep = [f"d{k} = d{k - 1} * d{k - 1} + d{k - 1}" for k in range(1, 39)]
    deep = Cell("deep", "\n".join(["d0 = tanh(W_xd @ x + h_prev + b_d)", *deep, "h = d38 * h_prev"]))
    assert deep.carry["h"].text == "d38"
    products = " * ".join(f"(1 + g{k})" for k in range(20))
    gates = "\n".join(f"g{k} = sigmoid(W_x{k} @ x)" for k in range(20))
    assert Cell("long", f"{gates}\nh = {products} * h_prev").carry["h"].names
