"""The page that breaks things: the list of edits as text, what it makes, and what the page says of it."""

import re

import numpy as np
import pytest

from lstm_core import CELLS, Edit
from tests.support.mounted import header_of, messages, prose
from ui import edits
from ui.lessons.break_it import guess, single, two_readings, workbench
from ui.lessons.break_it import words as break_it_words
from ui.lessons.carriers import gates, numbers, tables
from ui.lessons.carriers import words as carriers_words
from ui.shipped import evidence, networks, stories

WORDS = tuple(stories.story("france", 3))
MIDDLE = 13


def changes_of(text: str, cell: str = "lstm") -> list[edits.Change]:
    changes, refusals = edits.read(text, CELLS[cell], WORDS, 64)
    assert not refusals
    return changes


@pytest.mark.parametrize(
    "text",
    ["f=0 word 14", "f=0.25 words 2-9 units 3,17", "c from spain word 13", "h from japan word 28 units 5; o=1 word 28"],
)
def test_a_list_of_edits_is_read_and_written_without_loss(text):
    assert edits.written(changes_of(text)) == text


def test_an_edit_without_a_place_holds_at_every_word():
    assert edits.written(changes_of("f = 1")) == "f=1 words 1-28"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("q=0 word 3", "the LSTM has no 'q'"),
        ("f=2 word 3", "f is set to a value from 0 to 1, not to 2"),
        ("c=99 word 3", "c is set to a value from -4 to 4"),
        ("f=0 word 29", "counted from 1 to 28, not 29"),
        ("f=0 words 9-3", "counted from 1 to 28, not 9 to 3"),
        ("f=0 word 3 units 64", "there is no unit 64; there are 64"),
        ("c from france word 9", "already about france"),
        ("c from utopia word 9", "know no country 'utopia'"),
        ("c from spain words 3-9", "after one word"),
        ("f from spain word 9", "hands on to the next word can be transplanted: c, h"),
        ("<script>alert(1)</script>", "an edit reads like"),
        ("f=nan word 3", "an edit reads like"),
        ("__import__('os')", "an edit reads like"),
    ],
)
def test_what_cannot_be_made_is_refused_and_the_rest_is_kept(text, sentence):
    changes, refusals = edits.read(f"f=0 word 14; {text}; o=1 word 2", CELLS["lstm"], WORDS, 64)
    assert edits.written(changes) == "f=0 word 14; o=1 word 2"
    assert len(refusals) == 1
    assert sentence in refusals[0]


def test_a_list_that_is_too_long_is_cut_with_a_sentence():
    changes, refusals = edits.read("; ".join(["f=0 word 3"] * 40), CELLS["lstm"], WORDS, 64)
    assert len(changes) == edits.MOST
    assert refusals == [f"Only the first {edits.MOST} of 40 edits are made."]


def test_another_memory_turns_the_answer_and_another_output_does_not():
    after = two_readings.broken("lstm", 0, WORDS, tuple(changes_of(f"c from spain word {MIDDLE}"))).after
    assert after.network.vocabulary[after.probs[-1, 0].argmax()] == "spanish"
    after = two_readings.broken("lstm", 0, WORDS, tuple(changes_of(f"h from spain word {MIDDLE}"))).after
    assert after.network.vocabulary[after.probs[-1, 0].argmax()] == "french"


def test_a_transplant_is_the_core_s_edit_of_what_the_next_word_reads():
    network = networks.network("lstm", 0)
    other = networks.trace_of("lstm", 0, tuple("spain" if word == "france" else word for word in WORDS))
    units = [3, 17]
    expected = network.run(network.encode(WORDS), [Edit("c_prev", source=other, steps=MIDDLE, units=units)])
    found = two_readings.broken("lstm", 0, WORDS, tuple(changes_of(f"c from spain word {MIDDLE} units 3,17")))
    np.testing.assert_array_equal(found.after.logits, expected.logits)
    difference = (expected.layers[0]["c"] - network.run(network.encode(WORDS)).layers[0]["c"])[:, 0]
    np.testing.assert_allclose(found.film.because["c"], difference, atol=1e-12)


def test_a_memory_carried_over_after_the_last_word_changes_nothing():
    found = two_readings.broken("lstm", 0, WORDS, tuple(changes_of(f"c from spain word {len(WORDS)}")))
    np.testing.assert_array_equal(found.after.logits, found.before.logits)
    said = two_readings.after_each("lstm", 0, WORDS, tuple(changes_of(f"f=0 word 3; c from spain word {len(WORDS)}")))
    assert len(said) == 2
    assert said[0] == said[1]


@pytest.mark.parametrize("cell", networks.COMPARED)
def test_the_bench_makes_an_edit_takes_it_back_and_clears_the_list(cell, opened):
    page = opened("break_it", broken_cell=networks.title(cell))
    page.button(key="broken_go").click().run()
    first = page.text_input(key="broken_edits").value
    assert "word 16" in first
    page = opened("break_it", broken_cell=networks.title(cell), broken_kind=workbench.CARRY_OVER, broken_edits=first)
    page.button(key="broken_go").click().run()
    assert page.text_input(key="broken_edits").value.startswith(first + "; ")
    assert "from spain" in page.text_input(key="broken_edits").value
    next(button for button in page.button if button.label == "Undo").click().run()
    assert page.text_input(key="broken_edits").value == first
    next(button for button in page.button if button.label == "Reset").click().run()
    assert page.text_input(key="broken_edits").value == ""
    assert not page.exception


def test_a_link_with_edits_shows_what_they_do_and_refuses_the_rest_in_words(opened):
    page = opened("break_it", broken_edits=f"c from spain word {MIDDLE}; f=0 word 99", broken_answers="true")
    assert any("it says **spanish**" in text.value for text in page.markdown)
    assert any("counted from 1 to 28" in warning.value for warning in page.warning)


def test_each_unit_is_held_by_itself_and_the_answers_are_the_core_s():
    network, (name, step) = networks.network("lstm", 0), single.hold("lstm", 0, WORDS)
    answered = single.answers("lstm", 0, WORDS)
    for unit in (None, 0, 7, *single.turning(answered)):
        held = [] if unit is None else [Edit(name, value=0.0, steps=[step], units=[unit])]
        probs = network.run(network.encode(WORDS), held).probs[-1, 0]
        word, sure = answered[-1 if unit is None else unit]
        assert word == network.vocabulary[probs.argmax()]
        assert sure == pytest.approx(float(probs.max()), rel=1e-6)
    assert single.turning(answered) == [10]
    assert 10 in evidence.carriers("lstm", 0)


def rows_of(page) -> tuple[dict, dict]:
    """The header of the page's film, and what it says of its rows."""
    (film,) = messages(page, "film")
    header = header_of(film)
    return header, header["live"]["rows"]


@pytest.mark.parametrize(("cell", "seed"), [("lstm", 0), ("gru", 1), ("rnn", 2)])
def test_before_the_guess_neither_the_page_nor_its_messages_give_the_row_away(cell, seed, opened):
    page = opened("break_it", broken_cell=networks.title(cell), broken_seed=str(seed), broken_answers="true")
    header, rows = rows_of(page)
    assert not rows["answered"]
    assert set(rows) == {"answered", "hold", "key", "says"}
    assert list(header["orders"]) == ["index"]
    assert header["orders"]["index"] == list(range(64))
    assert header["live"]["carriers"] == []
    assert "%" not in prose(page) + str(rows["says"])
    assert not re.search(r"unit \d", prose(page) + rows["says"]["text"])
    assert not page.get("plotly_chart")


@pytest.mark.parametrize(("cell", "seed"), [("lstm", 0), ("gru", 1), ("rnn", 2)])
def test_after_the_guess_the_rankings_are_those_that_were_measured(cell, seed, opened):
    page = opened("break_it", broken_cell=networks.title(cell), broken_seed=str(seed), broken_guess="7")
    header, rows = rows_of(page)
    run = evidence.of_run(cell, seed)
    assert rows["guess"] == 7
    assert list(rows["measures"]) == list(run["top"])
    for by, one in rows["measures"].items():
        assert one["values"] == run["ranking"][by]
        assert header["orders"][by] == list(np.argsort(-np.array(one["values"]), kind="stable"))
    assert rows["turning"] == single.turning(single.answers(cell, seed, WORDS))
    assert set(header["live"]["carriers"]) == set(run["evidence"]["carriers"])


def test_a_row_that_was_guessed_in_one_run_is_no_guess_in_another(opened):
    page = opened("break_it", broken_guess="7")
    page.selectbox(key="broken_country").set_value("japan").run()
    _, rows = rows_of(page)
    assert rows["answered"]
    assert rows["guess"] is None
    assert page.query_params["broken_guess"] in (["show"], "show")


@pytest.mark.parametrize("asked", ["64", "-1", "7.0", "x", ""])
def test_a_row_that_there_is_not_is_no_guess_and_said(asked, opened):
    page = opened("break_it", broken_guess=asked)
    assert not rows_of(page)[1]["answered"]
    assert any("your guess" in info.value for info in page.info)


def test_what_the_browser_says_of_a_row_is_checked(opened, monkeypatch):
    kept: dict[str, str] = {}
    monkeypatch.setattr(guess.st, "session_state", kept)
    monkeypatch.setattr(guess.st, "query_params", {})
    take = guess.taker(single.hold("lstm", 0, WORDS), "one run")
    take("7 1764345600000")
    assert kept[guess.KEY] == "7"
    assert kept[workbench.LIST] == "c=0 word 16 units 7"
    take("again 1764345600001")
    assert guess.KEY not in kept
    assert kept[workbench.LIST] == ""
    for hostile in ("", " ", "99999", "٧", "<script>", "7;8"):
        take(hostile)
        assert guess.KEY not in kept
        assert kept[workbench.LIST] == ""


def test_the_verdict_on_every_row_is_what_was_computed():
    answered = single.answers("lstm", 0, WORDS)
    for unit in range(64):
        told = break_it_words.of_guess(answered, unit)
        assert told.startswith("**Yes" if unit in single.turning(answered) else "**No")
        assert f"unit {unit} held" in told
        assert answered[unit][0] in told
    none = [("french", 0.9), ("french", 0.4), ("french", 0.98)]
    assert "No row does it all alone. Unit 1 costs most: french 98 % → 40 %." in break_it_words.of_guess(none, "show")


def test_the_experiments_that_ship_are_those_of_the_networks_that_ship():
    names = {f"france-{cell}-{seed}" for cell in networks.COMPARED for seed in networks.seeds(cell)}
    assert names == set(evidence.found()["runs"])
    for run in evidence.found()["runs"].values():
        assert len(run["top"]["selectivity"]) == len(numbers.counts())
        assert len(run["map"]["h"]) == len(numbers.words_of_shipped_map())


def test_a_guess_is_judged_by_the_experiment():
    carriers = evidence.carriers("lstm", 0)
    assert f"unit {carriers[0]} is a carrier" in carriers_words.of_guess("lstm", 0, carriers[0])
    other = next(unit for unit in range(64) if unit not in carriers)
    assert f"unit {other} is not a carrier" in carriers_words.of_guess("lstm", 0, other)


NETWORKS = [(cell, seed) for cell in networks.COMPARED for seed in networks.seeds(cell)]


@pytest.mark.parametrize(("cell", "seed"), NETWORKS)
def test_what_is_said_of_the_gates_is_what_the_numbers_say_in_every_network(cell, seed):
    run = evidence.of_run(cell, seed)
    kept, carriers = run["ranking"]["kept"], run["evidence"]["carriers"]
    told = gates.what_they_keep(cell, seed, named=True)
    if kept is None:
        assert "no gate that keeps" in told
        return
    open_ones = [unit for unit in carriers if kept[unit] > 0.5]
    assert f"({len(open_ones)} of {len(carriers)})" in told
    word = "all" if len(open_ones) == len(carriers) else "most" if 2 * len(open_ones) > len(carriers) else "no carrier"
    assert f"**{word}**" in told
    named = {int(unit): number for unit, number in re.findall(r"(\d+) \((\d\.\d\d)\)", told)}
    exceptions = {unit for unit in range(64) if (kept[unit] > 0.5) != (unit in carriers)}
    assert named == {unit: f"{kept[unit]:.2f}" for unit in exceptions}
    before = gates.what_they_keep(cell, seed, named=False)
    assert not re.search(r"units? \d", before)


def test_a_live_map_grows_and_agrees_with_the_one_that_ships_where_it_must():
    steps = list(numbers.live_map("lstm", 0, gap=11))
    grown = steps[-1][1]
    assert steps[-1][0] == 1
    assert grown["c"][:4] == [0] * 4
    assert grown["c"][-1] == 0
    assert grown["h"][-1] >= 0.9


def test_the_page_says_where_a_seed_falls_short(monkeypatch):
    run = {**evidence.of_run("lstm", 0)["evidence"], "swap_memory": 0.5}
    monkeypatch.setattr(tables, "found", lambda: {"runs": {"france-lstm-7": {"evidence": run}}})
    assert "Seed 7: all of c changes only 50 %." in tables.honest()


def test_without_the_experiments_the_page_says_so_in_sentences(opened, monkeypatch, tmp_path):
    monkeypatch.setattr(evidence, "FOUND", tmp_path / "none.json")
    page = opened("carriers")
    assert page.error
    assert all("none.json" in error.value.replace("\\", "") for error in page.error)


def test_a_network_that_is_missing_is_said_in_one_sentence(opened, monkeypatch, tmp_path):
    monkeypatch.setattr(networks, "RUNS", tmp_path)
    networks.network.clear()
    page = opened("break_it")
    assert not page.exception
    assert len(page.error) == 1
    networks.network.clear()
