"""Edits of named values: what they change, what they leave, and the gradients of the edited computation."""

import numpy as np
import pytest

from lstm_core import CELLS, Edit, backward, run
from tests.support.oracles import Case, cells, central_difference, relative_error

CELL_NAMES = list(cells())


def edited(case: Case, *edits: Edit):
    return run(case.cell, case.weights, case.x, case.state, edits=edits)


@pytest.mark.parametrize("name", CELL_NAMES)
def test_an_edit_that_changes_nothing_changes_nothing(name):
    case = Case(cells()[name])
    plain = edited(case)
    for value in case.cell.names:
        same = edited(case, Edit(value, scale=1.0), Edit(value, source=plain, steps=[1, 2]))
        for key in case.cell.names:
            np.testing.assert_allclose(same[key], plain[key], rtol=1e-13, atol=1e-14)


def test_a_set_value_is_seen_by_later_equations_of_the_same_step():
    case = Case(CELLS["lstm"])
    plain, closed = edited(case), edited(case, Edit("f", value=0, steps=2, units=[1, 3], sequences=0))
    np.testing.assert_array_equal(closed["f"][2, 0, [1, 3]], 0)
    np.testing.assert_allclose(closed["c"][2, 0, [1, 3]], (plain["i"] * plain["g"])[2, 0, [1, 3]], rtol=1e-12)
    np.testing.assert_allclose(closed["c"][2, 0, [0, 2]], plain["c"][2, 0, [0, 2]], rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(closed["c"][:2], plain["c"][:2], rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(closed["h"][:, 1], plain["h"][:, 1], rtol=1e-13)


def test_an_edit_of_what_is_read_leaves_the_step_before_alone():
    case = Case(CELLS["lstm"])
    plain, read = edited(case), edited(case, Edit("c_prev", value=0, steps=2))
    np.testing.assert_allclose(read["h"][:2], plain["h"][:2], rtol=1e-13, atol=1e-15)
    np.testing.assert_allclose(read["c"][:2], plain["c"][:2], rtol=1e-13, atol=1e-15)
    np.testing.assert_array_equal(read.before("c")[2], 0)
    np.testing.assert_allclose(read["c"][2], (plain["i"] * plain["g"])[2], rtol=1e-12)


def test_swapping_the_memory_is_the_run_of_the_other_from_there_on():
    case, other = Case(CELLS["lstm"], 0), Case(CELLS["lstm"], 1)
    source = run(case.cell, case.weights, other.x, other.state)
    swapped = edited(case, Edit("c_prev", source=source, steps=3), Edit("h_prev", source=source, steps=3))
    rest = run(case.cell, case.weights, case.x[3:], {key: source[key][2] for key in case.cell.states})
    for key in case.cell.names:
        np.testing.assert_allclose(swapped[key][3:], rest[key], rtol=1e-12)


def test_a_transplant_takes_other_steps_where_asked_and_one_sequence_for_all():
    case, other = Case(CELLS["gru"], 0), Case(CELLS["gru"], 1, B=1, T=9)
    source = run(case.cell, case.weights, other.x, other.state)
    moved = edited(case, Edit("h", source=source, steps=[1, 2], source_steps=[7, 8]))
    np.testing.assert_array_equal(moved["h"][1:3], np.repeat(source["h"][7:9], 2, axis=1))


def test_edits_of_one_name_compose_in_the_order_given():
    case = Case(CELLS["lstm"])
    twice = edited(case, Edit("f", value=0.5, steps=1), Edit("f", scale=0.5, steps=1))
    other = edited(case, Edit("f", scale=0.5, steps=1), Edit("f", value=0.5, steps=1))
    np.testing.assert_array_equal(twice["f"][1], 0.25)
    np.testing.assert_array_equal(other["f"][1], 0.5)


@pytest.mark.parametrize("name", CELL_NAMES)
def test_gradients_after_edits_are_those_of_the_edited_computation(name):
    case = Case(cells()[name])
    source = run(case.cell, case.weights, -case.x, case.state)
    edits = []
    for place, value in enumerate((*case.cell.names, *(f"{s}_prev" for s in case.cell.states))):
        kind = ({"value": 0.3}, {"scale": 0.6}, {"source": source})[place % 3]
        edits.append(Edit(value, **kind, steps=[place % 5, (place + 2) % 5], units=[place % 4, (place + 1) % 4]))

    def total() -> float:
        trace = edited(case, *edits)
        return sum(float((trace[key] * weight).sum()) for key, weight in case.d.items())

    grads = backward(edited(case, *edits), case.d)
    for parts, arrays in ((case.weights, grads.weights), (case.state, grads.state), ({"x": case.x}, {"x": grads.x})):
        for key, array in parts.items():
            assert relative_error(arrays[key], central_difference(total, array)) <= 1e-6, key


def test_a_set_value_passes_no_gradient_to_what_it_was_computed_from():
    case = Case(CELLS["lstm"])
    grads = backward(edited(case, Edit("f", value=0.5)), {"h": case.d["h"]}, values=True)
    np.testing.assert_array_equal(grads.weights["W_xf"], 0)
    assert np.abs(grads.values["f"]).max() > 0


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ({"name": "forget", "value": 0}, "no value 'forget' to edit"),
        ({"name": "i_prev", "value": 0}, "no value 'i_prev' to edit"),
        ({"name": "f", "value": 0, "steps": 5}, "there is no step 5; there are 5"),
        ({"name": "f", "value": 0, "units": [0, 99]}, "there is no unit 99; there are 4"),
        ({"name": "f", "value": 0, "sequences": -3}, "there is no sequence -3; there are 2"),
        ({"name": "f", "value": 0, "steps": [0.5]}, "steps are whole numbers"),
        ({"name": "f", "value": [1.0, 2.0, 3.0]}, "have shape (5, 2, 4), got values of shape (3,)"),
    ],
)
def test_an_edit_outside_the_run_is_refused_with_a_sentence(edit, sentence):
    with pytest.raises(ValueError, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        edited(Case(CELLS["lstm"]), Edit(**edit))


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        ({}, "exactly one of value, scale, source; got none"),
        ({"value": 0, "scale": 1}, "exactly one of value, scale, source; got value and scale"),
        ({"value": float("nan")}, "finite value"),
        ({"value": "1"}, "finite value"),
        ({"value": 0, "source_steps": 1}, "only together with a source"),
    ],
)
def test_an_edit_that_says_two_things_or_nothing_is_refused(edit, sentence):
    with pytest.raises(ValueError, match=sentence):
        Edit("f", **edit)


def test_a_transplant_from_another_cell_is_refused():
    lstm, gru = Case(CELLS["lstm"]), Case(CELLS["gru"])
    with pytest.raises(ValueError, match="the source is a trace of GRU, this run is of LSTM"):
        edited(lstm, Edit("h", source=edited(gru)))
