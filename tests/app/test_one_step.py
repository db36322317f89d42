"""One step: the numbers of a seed, presets that do what they say, predictions that name the misconception they fit."""

import json
import struct
from pathlib import Path

import numpy as np
import pytest
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest

from lstm_core import CELLS, Cell, Edit, run
from lstm_core.board.meanings import meanings
from tests.support.mounted import messages, unlinked
from tests.support.sampled import one_in
from ui.lessons.one_step.numbers import drawn, here, read, written
from ui.lessons.one_step.pack import node_values, packed, whole_values
from ui.lessons.one_step.presets import applied, presets
from ui.lessons.one_step.questions import APART, questions
from ui.lessons.one_step.recall import share_kept
from ui.lessons.one_step.sheet import open_to_change
from ui.lessons.one_step.state import cells

ROOT = Path(__file__).resolve().parents[2]
STEP = [CELLS[key] for key in cells()]
TYPED = [
    Cell(
        "coupled with a peephole",
        """
        i = sigmoid(W_xi @ x + W_hi @ h_prev + w_ci * c_prev + b_i)
        g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
        o = sigmoid(W_xo @ x + W_ho @ h_prev + b_o)
        c = (1 - i) * c_prev + i * g
        h = o * tanh(c)
        """,
    ),
    Cell(
        "1997",
        """
        i = sigmoid(W_xi @ x + W_hi @ h_prev + b_i)
        g = tanh(W_xg @ x + W_hg @ h_prev + b_g)
        c = c_prev + i * g
        h = tanh(c)
        """,
    ),
    Cell(
        "multiplicative",
        """
        m = (W_xm @ x) * (W_hm @ h_prev)
        f = sigmoid(W_xf @ x + W_mf @ m + b_f)
        c = f * c_prev + (1 - f) * tanh(W_xc @ x + W_mc @ m)
        h = c
        """,
    ),
]
every_cell = pytest.mark.parametrize("cell", [*STEP, *TYPED], ids=lambda cell: cell.title)


@pytest.fixture
def opened(monkeypatch):
    """`opened(step_cell="GRU")` opens the page as a link does and returns the AppTest after its first run."""
    start = PagesManager.__init__

    def without_directory(self, *args, **kwargs):
        start(self, *args, **kwargs)
        PagesManager.uses_pages_directory = False  # as ui/serving/server.py does before the first visit

    monkeypatch.setattr(PagesManager, "__init__", without_directory)

    def open_link(**query: str) -> AppTest:
        test = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
        for key, value in query.items():
            test.query_params[key] = value
        test.switch_page("pages/one_step.py").run()
        assert not test.exception, [box.value for box in test.exception]
        return test

    return open_link


def unpacked(blob: bytes) -> tuple[dict, dict[str, np.ndarray]]:
    (length,) = struct.unpack_from("<I", blob)
    header = json.loads(blob[4 : 4 + length])
    floats = np.frombuffer(blob[4 + length :], "<f4")
    return header, {
        name: floats[place["offset"] :][: int(np.prod(place["shape"]))].reshape(place["shape"])
        for name, place in header["arrays"].items()
    }


def message(test: AppTest) -> tuple[dict, dict[str, np.ndarray]]:
    """Header and arrays of the walk on the page."""
    blobs = messages(test, "step")
    assert len(blobs) == 1
    return unpacked(blobs[0])


def drawn_values(blob: tuple[dict, dict[str, np.ndarray]], cell: Cell) -> dict[str, np.ndarray]:
    return {name: blob[1][f"node/{node}"] for name, node in cell.graph.names.items()}


@every_cell
@pytest.mark.parametrize(("units", "inputs"), [(1, 1), (2, 3), (4, 4)])
def test_every_value_sent_is_the_value_that_the_step_computes(cell, units, inputs):
    numbers = drawn(cell, units, inputs, seed=3)
    blob = unpacked(packed(numbers, "", 3))
    expected = cell.step(numbers.weights, numbers.x, numbers.prev)
    for name, value in drawn_values(blob, cell).items():
        np.testing.assert_allclose(value, here(expected[name])[0], rtol=1e-6, err_msg=name)
    for name, array in numbers.arrays.items():
        np.testing.assert_allclose(blob[1][f"number/{name}"], array, rtol=1e-6, err_msg=name)


def test_a_pixel_is_computed_from_its_neighbours_and_only_what_lies_at_it_is_changed():
    cell, numbers = CELLS["conv_lstm"], drawn(CELLS["conv_lstm"], 2, 2, seed=3)
    assert numbers.x.shape == (1, 2, 3, 3)
    wide = np.random.default_rng(0).normal(size=(1, 2, 7, 7))  # the same pixel and neighbours within a larger picture
    wide[..., 2:5, 2:5] = numbers.x
    prev = {}
    for state, value in numbers.prev.items():
        prev[state] = np.random.default_rng(1).normal(size=(1, 2, 7, 7))
        prev[state][..., 2:5, 2:5] = value
    expected = cell.step(numbers.weights, wide, prev)
    for name, value in drawn_values(unpacked(packed(numbers, "", 3)), cell).items():
        np.testing.assert_allclose(value, expected[name][0, :, 3, 3], rtol=1e-6)
    changed = numbers.changed({("x", (1,)): 5.0, ("W_hf", (0, 1)): -4.0})
    difference = (
        np.argwhere(changed.x != numbers.x).tolist(),
        np.argwhere(changed.whole["W_hf"] != numbers.whole["W_hf"]),
    )
    assert difference[0] == [[0, 1, 1, 1]]
    assert difference[1].tolist() == [[0, 1, 1, 1]]
    assert not np.array_equal(node_values(changed)[cell.graph.names["f"]], node_values(numbers)[cell.graph.names["f"]])


@every_cell
def test_each_number_of_a_cell_has_its_place_on_the_worksheet(cell):
    sheet = unpacked(packed(drawn(cell, 2, 2, 0), "", 0))[0]["sheet"]
    on_sheet = {name for row in sheet["rows"] for name in (*row["weights"].values(), *row["own"])}
    on_sheet |= {column["array"] for column in sheet["columns"] if column["array"]}
    on_sheet |= {f"{state}_prev" for state in sheet["alone"]}
    assert on_sheet == set(drawn(cell, 2, 2, 0).arrays)


@every_cell
def test_bars_begin_where_the_one_before_ended_and_end_at_the_sum(cell):
    header, arrays = unpacked(packed(drawn(cell, 3, 2, seed=5), "", 5))
    for part in header["micro_steps"]:
        picture = part["picture"]
        if picture["kind"] == "sum":
            ends = arrays[f"ends/{picture['node']}"]
            np.testing.assert_allclose(ends[-1], arrays[f"node/{picture['node']}"], atol=1e-6)
            for k, term in enumerate(picture["terms"]):
                node = header["nodes"][term["node"]]  # the browser reads a plain number from there
                value = term["sign"] * (node["value"] if node["op"] == "number" else arrays[f"node/{term['node']}"])
                np.testing.assert_allclose(ends[k + 1] - ends[k], value, atol=1e-6)


def test_the_slope_at_the_dot_is_what_a_nudge_measures():
    numbers = drawn(CELLS["lstm"], 2, 2, seed=1)
    arrays = unpacked(packed(numbers, "", 1))[1]
    node = CELLS["lstm"].graph.names["f"]
    up, down = (numbers.changed({("b_f", (0,)): 1 + nudge}) for nudge in (1e-5, -1e-5))
    slope = (node_values(up)[node] - node_values(down)[node])[0, 0] / 2e-5
    assert arrays[f"slope/{node}"][0] == pytest.approx(slope, rel=1e-5)


@every_cell
def test_a_seed_always_draws_the_same_numbers_of_two_decimals(cell):
    one, other = drawn(cell, 2, 2, seed=7), drawn(cell, 2, 2, seed=7)
    for name, array in one.arrays.items():
        np.testing.assert_array_equal(array, other.arrays[name])
        np.testing.assert_array_equal(array, np.round(array, 2))


@every_cell
def test_what_was_changed_by_hand_comes_back_from_the_link(cell):
    numbers, rng = drawn(cell, 4, 4, seed=0), np.random.default_rng(0)
    edits = {
        (name, tuple(int(rng.integers(side)) for side in array.shape)): round(float(rng.uniform(-10, 10)), 3)
        for name, array in numbers.arrays.items()
    }
    back, ignored = read(written(edits), numbers)
    assert back == edits
    assert not ignored
    for (name, place), value in edits.items():
        assert numbers.changed(back).arrays[name][place] == value


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("b_k.1.2", "no number “b_k”"),
        ("b_f.3.2", "2 places"),
        ("W_xf.1.2", "2 × 2 places"),
        ("W_xf.00.2", "2 × 2 places"),
        ("b_f.1.nan", "from −10 to 10"),
        ("b_f.1.1e9", "from −10 to 10"),
        ("b_f.1.", "takes a number"),
        ("b_f", "2 places"),
        ("", None),
    ],
)
def test_what_does_not_fit_is_ignored_in_a_sentence_and_the_rest_is_kept(text, says):
    edits, ignored = read(f"b_f.2.4~{text}~x.1.-0.5" if text else "", drawn(CELLS["lstm"], 2, 2, 0))
    if says is None:
        assert (edits, ignored) == ({}, [])
    else:
        assert edits == {("b_f", (1,)): 4.0, ("x", (0,)): -0.5}
        assert len(ignored) == 1
        assert says in ignored[0]


@every_cell
@pytest.mark.parametrize("seed", range(4))
def test_presets_do_what_they_say(cell, seed):
    numbers = drawn(cell, 2, 3, seed)
    for name, biases in presets(cell).items():
        tuned = applied(numbers, biases)
        after = cell.step(tuned.weights, tuned.x, tuned.prev)
        other = cell.step(tuned.weights, tuned.x, {state: 0 * value for state, value in tuned.prev.items()})
        for state, carry in cell.carry.items():
            if name == "keep":
                np.testing.assert_allclose(after[state], tuned.prev[state], atol=0.01)
            if name == "erase":
                np.testing.assert_allclose(after[state], 0, atol=0.01)
            if name == "write" and carry.bias:
                assert np.abs(carry.of_nodes(node_values(tuned))).max() < 0.01
                assert np.abs(other[state]).max() > 0.01
        if name == "show":
            gates = [n for n, m in meanings(cell).items() if m.kind == "gate" and n in cell.graph.reads["h"]]
            edits = [Edit(gate, value=1.0) for gate in gates]
            shown = run(cell, tuned.weights, tuned.x[None], tuned.prev, edits=edits)["h"][0]
            np.testing.assert_allclose(after["h"], shown, atol=0.01)


def test_a_cell_offers_the_presets_that_mean_something_in_it():
    offered = {cell.title: list(presets(cell)) for cell in (*STEP, *TYPED)}
    assert offered["LSTM"] == ["keep", "erase", "write", "show"]
    assert offered["GRU"] == ["keep", "write"]
    assert offered["RNN"] == []
    assert offered["coupled with a peephole"] == ["keep", "write", "show"]
    assert offered["1997"] == ["keep", "write"]


def test_the_wrong_values_of_the_lstm_are_what_each_misconception_computes():
    numbers = drawn(CELLS["lstm"], 2, 2, seed=4)
    v = {
        name: float(value[0, 0]) for name, value in CELLS["lstm"].step(numbers.weights, numbers.x, numbers.prev).items()
    }
    c_prev = float(numbers.prev["c"][0, 0])
    expected = {
        "c": {
            "f = 1 for “forget”": (1 - v["f"]) * c_prev + v["i"] * v["g"],
            "without forgetting": c_prev + v["i"] * v["g"],
            "writes all": v["f"] * c_prev + v["g"],
            "only what was kept": v["f"] * c_prev,
        },
        "h": {"That is c itself": v["c"], "forgot the tanh": v["o"] * v["c"], "shows everything": np.tanh(v["c"])},
    }
    for name, wrong in asked(numbers).items():
        for choice in wrong[0]:
            if choice.says is None:
                assert choice.value == pytest.approx(v[name], abs=1e-12)
            else:
                (idea,) = [idea for idea in expected[name] if idea in choice.says]
                assert choice.value == pytest.approx(expected[name][idea], abs=1e-12)


def test_the_wrong_values_of_the_gru_and_the_rnn_are_what_each_misconception_computes():
    numbers = drawn(CELLS["gru"], 2, 2, seed=4)
    v = {
        name: float(value[0, 0]) for name, value in CELLS["gru"].step(numbers.weights, numbers.x, numbers.prev).items()
    }
    h_prev = float(numbers.prev["h"][0, 0])
    told = {choice.says: choice.value for choice in asked(numbers)["h"][0]}
    swapped = next(value for says, value in told.items() if says and "z = 1 for “forget”" in says)
    assert swapped == pytest.approx(v["z"] * v["n"] + (1 - v["z"]) * h_prev, abs=1e-12)

    numbers = drawn(CELLS["rnn"], 1, 1, seed=0)
    told = {choice.says: choice.value for choice in asked(numbers)["h"][0]}
    raw = next(value for says, value in told.items() if says and "forgot the tanh" in says)
    h = CELLS["rnn"].step(numbers.weights, numbers.x, numbers.prev)["h"][0, 0]
    assert raw == pytest.approx(np.arctanh(h), abs=1e-9)


@every_cell
def test_every_question_has_one_right_answer_and_values_that_can_be_told_apart(cell):
    for seed in range(6):
        numbers = drawn(cell, 3, 2, seed)
        values = cell.step(numbers.weights, numbers.x, numbers.prev)
        for name, units in asked(numbers).items():
            for unit, choices in enumerate(units):
                if choices:
                    assert [choice.value for choice in choices if choice.says is None] == [here(values[name])[0, unit]]
                    assert min(np.diff([choice.value for choice in choices])) > APART


def asked(numbers) -> dict:
    nouns = {name: meaning.noun for name, meaning in meanings(numbers.cell).items()}
    return questions(numbers.cell, whole_values(numbers), nouns)


@pytest.mark.parametrize("cell", one_in(4, STEP), ids=lambda cell: cell.title)
def test_the_page_opens_on_every_cell_with_the_numbers_of_its_step(cell, opened):
    test = opened(step_cell=cell.title, step_units="3", step_inputs="1", step_seed="9", step_set="x.1.2")
    numbers = drawn(cell, 3, 1, 9).changed({("x", (0,)): 2.0})
    expected = cell.step(numbers.weights, numbers.x, numbers.prev)
    blob = message(test)
    assert blob[0]["edits"] == "x.1.2"
    for name, value in drawn_values(blob, cell).items():
        np.testing.assert_allclose(value, here(expected[name])[0], rtol=1e-6)
    assert "ignored" not in " ".join(box.value for box in test.info)
    assert any(open_to_change(numbers) in unlinked(text.value) for text in test.markdown)
    question, options, right = share_kept(numbers)
    radio = next(radio for radio in test.radio if radio.label == question)
    radio.set_value(right).run()
    assert any(box.value == f"Yes. {options[right]}" for box in test.success)


def test_a_link_that_asks_for_the_impossible_is_kept_as_far_as_it_goes_and_says_so(opened):
    test = opened(step_cell="GRU", step_seed="ten", step_set="b_f.1.3~b_z.1.3", step_at="99", step_unit="0")
    header, arrays = message(test)
    assert header["title"] == "GRU"
    assert header["edits"] == "b_z.1.3"
    assert arrays["number/b_z"].tolist() == [3.0, 0.0]
    (said,) = [box.value for box in test.info]
    for part in ("ten", "no number “b", "“99”", "“0”"):
        assert part in said


def test_choosing_a_preset_sets_its_biases_over_what_was_changed_before_and_keeps_the_rest(opened):
    test = opened(step_set="b_f.1.-3~x.1.2")
    assert message(test)[1]["number/b_f"].tolist() == [-3.0, 1.0]
    next(group for group in test.get("button_group") if group.key == "step_preset").set_value("keep").run()
    header, arrays = message(test)
    assert header["edits"] == "x.1.2"
    assert arrays["number/b_f"].tolist() == [9.0, 9.0]
    np.testing.assert_allclose(arrays[f"node/{CELLS['lstm'].graph.names['c']}"], arrays["number/c_prev"], atol=0.01)


def test_the_page_has_at_most_five_controls_besides_what_is_folded_away(opened):
    test = opened()
    folded = {slider.key for slider in test.expander[0].slider}
    kinds = ("button", "button_group", "slider", "selectbox", "text_input")
    controls = [found for kind in kinds for found in test.get(kind) if found.key not in folded]
    assert len(controls) <= 5
