"""Learning, before the page trains: what it is sent, from which choices, and what a link cannot have."""

import numpy as np
import pytest

from lstm_core import CELLS, TASKS
from lstm_core.cell_page import page_of_cell
from lstm_core.learning.train import fit
from lstm_core.live.packed import packed
from tests.support.mounted import header_of, messages, prose
from tests.support.sampled import one_in
from ui.lessons.learning import drawn, hero, levers, votes
from ui.lessons.learning.choice import Choice, shipped
from ui.lessons.learning.recipes import RECIPES

OWN = page_of_cell(CELLS["janet"]).replace("start b_f = 1", "start b_f = 2")


def sent(page) -> list[dict]:
    return [header_of(message) for message in messages(page, "learning")]


@pytest.mark.parametrize("task", one_in(3, RECIPES))
def test_the_levers_start_where_the_core_would_train_with_the_same_seed(task):
    choice = Choice(task, "lstm", 8, 1)
    config, found = choice.config(), {lever.name: lever.start for lever in levers.levers(choice)}
    bias = CELLS["lstm"].carry["c"].bias[0]
    assert found["rate"] / 1000 == config.rate
    assert found["bias"] == drawn.network(choice).layers[0].weights[bias].mean()
    told = {"clip": config.clip, "batch": config.batch_size, "length": config.level}
    assert {name: found[name] for name in told} == told
    assert drawn.bodies(choice)[0] == packed(drawn.network(choice))
    fit(drawn.network(choice), TASKS[task], config)  # the config is one that the core takes


@pytest.mark.parametrize("task", RECIPES)
def test_the_sequences_that_are_looked_at_are_solved_by_their_own_answers(task):
    about = TASKS[task]
    for one in drawn.sequences(task, 0):
        assert len(one["labels"]) == len(one["told"]) == len(one["inputs"]) / (about.input_size or 1)
        assert any(one["told"])
        assert one["asked"]
        assert all(0 <= step < len(one["labels"]) for step, _ in one["asked"])
        several = one["allowed"] or [[target] for _, target in one["asked"]]
        assert all(target in right for (_, target), right in zip(one["asked"], several, strict=True))
    first = drawn.sequences(task, 0)[0]
    if task == "adding":
        assert first["asked"][0][1] == pytest.approx(sum(float(label) for label in first["labels"] if label), abs=0.011)
    if task == "copy_short":
        letters = [label for label in first["labels"] if label in "abcdefgh"]
        assert [about.vocabulary[target] for _, target in first["asked"]] == letters


def test_before_the_guess_the_page_knows_no_guess_and_afterwards_only_the_guess_is_new(opened):
    (before,) = sent(opened("learning"))
    (after,) = sent(opened("learning", learning_vote="about half"))
    assert before["guess"] is None
    assert after["guess"] == {"said": "about half", "from": 0.25, "to": 0.75}
    assert {**before, "guess": after["guess"]} == after


def test_every_flat_cell_can_be_chosen_and_its_gates_are_those_that_a_sigmoid_computes():
    assert set(shipped()) == {key for key, cell in CELLS.items() if not cell.spatial}
    assert hero.gates_of(Choice("latch", "lstm", 4, 0)) == ["i", "f", "o"]
    assert hero.gates_of(Choice("latch", "rnn", 4, 0)) == []


def test_the_readers_own_equations_come_with_the_link_that_invent_uses(opened):
    page = opened("learning", invent_page=OWN)
    assert page.selectbox(key="learning_cell").value == "yours"
    (header,) = sent(page)
    assert [one["name"] for one in header["names"]] == list(CELLS["janet"].names)
    assert header["drawn"] == 2
    assert not page.info


def test_equations_that_were_written_in_this_visit_can_be_chosen_and_then_stand_in_the_link(opened):
    page = opened("learning")
    assert "your own" not in page.selectbox(key="learning_cell").options
    page.session_state["invent_good"] = OWN
    page.run()
    assert page.selectbox(key="learning_cell").value == "lstm"
    page.selectbox(key="learning_cell").set_value("yours").run()
    assert OWN in page.query_params["invent_page"]
    page.run()
    assert page.selectbox(key="learning_cell").value == "yours"
    assert sent(page)[0]["drawn"] == 2


def test_a_mistake_in_the_equations_of_a_link_is_said_and_the_lstm_trains(opened):
    page = opened("learning", invent_page="h = tanh(W_xh @@ x)")
    assert "mistake in line 1" in page.info[0].value
    assert page.selectbox(key="learning_cell").value == "lstm"
    assert "read images" in opened("learning", invent_page=page_of_cell(CELLS["conv_lstm"])).info[0].value


def test_a_link_to_a_lever_that_does_not_exist_says_so(opened):
    page = opened("learning", learning_rate="7000", learning_length="33")
    assert "“7000” is not a choice for “Learning rate”" in page.info[0].value
    assert "“33” is not a choice for “Length”" in page.info[0].value


def test_the_recall_is_answered_by_trainings_of_the_core():
    question, said, right = votes.which_bias()
    losses = {option: votes.loss_after(int(option)) for option in said}
    assert right == min(losses, key=losses.get)
    assert np.log(4) > min(losses.values())
    assert "forget" in question


def test_what_the_loss_does_is_said_only_after_the_guess(opened):
    assert "stand still" not in prose(opened("learning"))
    assert "stand still" in prose(opened("learning", learning_vote="nearly all"))
