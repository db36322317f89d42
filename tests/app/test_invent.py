"""The page of a cell of one's own: what a learner types is read, bounded, kept, drawn, checked, and never executed."""

import json
import struct
from urllib.parse import quote

import numpy as np
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from figures.charts.learning import size_by_step
from lstm_core import CELLS, TASKS, Cell, Config, Network
from lstm_core.__main__ import main
from lstm_core.cell_page import OWN, cell_of_page, page_of_cell
from lstm_core.diagram.diagram import diagram
from lstm_core.equations.limits import MAX_CHARACTERS
from lstm_core.learning.resumable import record
from lstm_core.learning.run_reader import load_config, load_metrics, load_status
from lstm_core.learning.train import new_network
from lstm_core.running.gradient_check import gradient_check
from tests.support.books import BOOKS, OPEN
from tests.support.mounted import messages
from ui import frame
from ui.lessons.invent import measured, racing, source, state, training
from ui.lessons.invent.recall import what_is_kept
from ui.lessons.invent.verdict import verdict

GRU = """r = sigmoid(W_xr @ x + W_hr @ h_prev + b_r)
z = sigmoid(W_xz @ x + W_hz @ h_prev + b_z)
n = tanh(W_xn @ x + b_n + r * (W_hn @ h_prev + b_hn))
h = (1 - z) * n + z * h_prev"""
LSTM = page_of_cell(CELLS["lstm"])
HOSTILE = {
    "far too long": "h = " + "x + " * 10_000,
    "ten thousand lines": "h = tanh(W_xh @ x)\n" * 10_000,
    "deep": "h = " + "(" * 900 + "h_prev" + ")" * 900,
    "deep without brackets": "h = " + "-" * 1500 + "h_prev",
    "a look-alike": "h = tanh(W_xh @ \u0445)",
    "right to left": "h = \u202etanh(W_xh @ x)",
    "not a number": "constant k = nan\nh = k * (W_xh @ x)",
    "infinite": "h = 1e999 * (W_xh @ x)",
    "markup": "<img src=x onerror=alert(1)> = 1",
    "markup in a name": "constant <b> = 1\nh = W_xh @ x",
    "markdown": "h = **:red[x]** $x$ `y`",
    "code": "h = __import__('os').system('true')",
    "nothing": "",
    "blanks": " \n\t\n",
    "a null": "h = \0",
    "half typed": "r = sigmoid(W_xr @ x +",
    "no output": "r = sigmoid(W_xr @ x)",
    "nothing to learn": "h = 0.5 * h_prev",
}


def bench(page) -> dict:
    """The header of the bench's message."""
    (blob,) = messages(page, "invent")
    return json.loads(blob[4 : 4 + struct.unpack_from("<I", blob)[0]])


def typed(page, text: object, origin: int | None = None):
    """What the component's callback does with a message from the browser, then a run of the page."""
    session = page.session_state
    if origin is None or origin == session[state.ORIGIN]:
        session[state.TEXT] = str(text)[: MAX_CHARACTERS + 1]
    return page.run()


def test_the_page_opens_with_the_lstm_and_says_what_it_is(opened):
    page = opened("invent")
    header = bench(page)
    assert header["text"] == LSTM
    assert header["error"] is None
    assert header["cell"]["diagram"]["boxes"] == json.loads(json.dumps(diagram(CELLS["lstm"])))["boxes"]
    facts = {fact["label"]: fact for fact in header["facts"]}
    assert facts["Parameters"]["value"] == "24,832"
    assert facts["Memory"]["value"] == "c, h"
    assert facts["What carries"]["value"] == "c × f"
    assert "A higher b_f keeps more of c." in facts["What carries"]["says"]


def test_a_page_in_the_link_is_the_cell_on_the_screen(opened):
    page = opened("invent", invent_page=GRU, invent_units="10", invent_inputs="5")
    header = bench(page)
    assert (header["text"], header["error"], header["stale"]) == (GRU, None, False)
    assert header["cell"]["diagram"] == json.loads(json.dumps(diagram(CELLS["gru"])))
    weights = CELLS["gru"].shapes(5, 10)
    assert header["facts"][0]["value"] == f"{sum(int(np.prod(shape)) for shape in weights.values()):,}"
    assert not page.info
    assert page.query_params[state.PAGE] in (GRU, [GRU])


def test_what_is_typed_goes_into_the_link_and_half_of_it_keeps_the_last_picture(opened):
    page = typed(opened("invent"), GRU)
    assert page.query_params[state.PAGE] in (GRU, [GRU])
    half = GRU.replace("h_prev + b_hn))", "h_prev +")
    header = bench(typed(page, half))
    assert header["text"] == half
    assert header["stale"]
    assert (header["error"]["line"], header["error"]["column"]) == (3, 31)
    assert header["cell"]["diagram"] == json.loads(json.dumps(diagram(CELLS["gru"]))), "the last picture stays"
    assert page.query_params[state.PAGE] in (half, [half]), "a reload brings back what was typed"
    assert not page.exception
    assert not page.error


@pytest.mark.parametrize("name", HOSTILE)
def test_whatever_is_typed_is_refused_in_one_sentence_and_nothing_breaks(opened, name):
    page = typed(opened("invent"), HOSTILE[name])
    assert not page.exception
    assert not page.error
    header = bench(page)
    assert header["stale"]
    error = header["error"]
    assert 0 < len(error["reason"]) < 300
    assert "\n" not in error["reason"]
    assert error["line"] >= 1
    assert error["column"] >= 1
    assert header["cell"]["equations"][0]["name"] == "i", "the LSTM is still there"
    assert len(header["text"]) <= MAX_CHARACTERS + 1


@pytest.mark.parametrize("name", [name for name in HOSTILE if HOSTILE[name].strip() and "\0" not in HOSTILE[name]])
def test_a_link_that_cannot_be_read_falls_back_and_says_so(opened, name):
    page = opened("invent", invent_page=HOSTILE[name], invent_start="GRU")
    (line,) = [box.value for box in page.info]
    assert "not understood in full" in line
    assert "GRU" in line
    assert "<img" not in line
    header = bench(page)
    assert header["cell"]["diagram"] == json.loads(json.dumps(diagram(CELLS["gru"])))
    assert header["text"] == (HOSTILE[name] if len(HOSTILE[name]) <= MAX_CHARACTERS else GRU)
    assert not page.exception


def test_a_message_of_a_page_that_was_replaced_meanwhile_or_no_message_at_all_is_left_alone(monkeypatch):
    monkeypatch.setattr(st, "session_state", session := {state.ORIGIN: 2, state.TEXT: "h = b_h", state.BEFORE: ""})
    for said in (None, "h", 3, {}, {"text": "h = x"}, {"text": "late", "origin": 1}, {"text": 5, "origin": 2}):
        state.typed(said)
        assert session[state.TEXT] == "h = b_h"
    state.typed({"text": "h" * 10**6, "origin": 2})
    assert len(session[state.TEXT]) == MAX_CHARACTERS + 1


def test_another_cell_to_start_from_replaces_the_page_and_what_was_typed_can_be_brought_back(opened):
    own = GRU.replace("tanh", "relu")
    page = typed(opened("invent"), own)
    before = bench(page)["origin"]
    page.selectbox(key=state.START).set_value("rnn").run()
    header = bench(page)
    assert header["text"] == page_of_cell(CELLS["rnn"])
    assert header["origin"] == before + 1
    assert header["before"]
    assert page.session_state[state.BEFORE] == own


def test_only_what_was_typed_is_kept_to_be_brought_back(monkeypatch):
    session = {state.ORIGIN: 1, state.TEXT: "h = W_xh @ x + half", state.BEFORE: "", state.START: "gru"}
    monkeypatch.setattr(st, "session_state", session)
    state._start_anew()
    assert session[state.TEXT] == page_of_cell(CELLS["gru"])
    session[state.START] = "rnn"
    state._start_anew()
    state.bring_back()
    assert (session[state.TEXT], session[state.BEFORE]) == ("h = W_xh @ x + half", "")
    assert session[state.ORIGIN] == 4
    state.bring_back()
    assert session[state.TEXT] == "h = W_xh @ x + half", "there is nothing more to bring back"


@pytest.mark.parametrize("key", CELLS)
def test_every_shipped_cell_is_a_start(opened, key):
    page = opened("invent", invent_start=CELLS[key].title)
    header = bench(page)
    assert header["text"] == page_of_cell(CELLS[key])
    assert not header["stale"]
    assert not page.error
    assert state.PAGE not in page.query_params


BOOK = """f = sigmoid(W_xf @ x_t + W_hf @ h_t-1 + b_f)
g = tanh(W_xg @ x_t + W_hg @ h_t-1 + b_g)
c = f * c_t-1 + (1 - f) * g
h = tanh(c)"""


def test_all_that_a_book_writes_otherwise_is_shown_at_once_with_the_page_to_put_in(opened):
    header = bench(typed(opened("invent"), BOOK))
    assert header["stale"]
    assert header["error"]["instead"] is None, "no single repair is offered beside the whole"
    lines = BOOK.splitlines()
    found = [lines[s["line"] - 1][s["column"] - 1 : s["column"] - 1 + s["length"]] for s in header["slips"]]
    assert found == ["x_t", "h_t-1", "x_t", "h_t-1", "c_t-1"]
    offered = header["offer"]["text"]
    assert "c = f * c_prev + (1 - f) * g" in offered
    marked = [line["text"][a:b] for line in header["offer"]["lines"] for a, b in line["marks"]]
    assert marked == ["x", "h_prev", "x", "h_prev", "c_prev"]
    assert cell_of_page(offered).carry["c"].text == "f"


@pytest.mark.parametrize("name", [*BOOKS, *OPEN])
def test_no_offered_repair_leads_to_another_cell_than_the_one_that_is_printed(name):
    printed, page = (BOOKS | OPEN)[name]
    given, presses = verdict(printed), 0
    while given is not None and presses < 40:
        if given.page is not None:
            printed = given.page.text
        elif given.error.instead is not None:
            lines = printed.split("\n")
            line, at = lines[given.error.line - 1], given.error.column - 1
            lines[given.error.line - 1] = line[:at] + given.error.instead + line[at + given.error.length :]
            printed = "\n".join(lines)
        else:
            break
        given, presses = verdict(printed), presses + 1
    assert (given is None) == (name in BOOKS), printed
    if name in BOOKS:
        assert presses == 1
        assert dict(cell_of_page(printed).parameters) == dict(cell_of_page(page).parameters)


def test_what_is_open_is_said_at_its_place_and_all_else_is_still_underlined(opened):
    header = bench(typed(opened("invent"), "f_t = σ(W x_t)\nc_t = f_t c_t - 1\nh_t = c_t"))
    assert header["offer"] is None
    assert "may be the value of the step before" in header["error"]["reason"]
    assert [s["line"] for s in header["slips"] if s["open"]] == [2]
    assert any(not s["open"] for s in header["slips"])


def test_the_box_says_your_own_once_the_text_is_the_readers(opened):
    page = typed(opened("invent"), GRU.replace("tanh", "relu"))
    assert page.selectbox(key=state.START).value == state.OWN_START
    page = typed(page, LSTM)
    assert page.selectbox(key=state.START).value == "lstm"
    linked = opened("invent", invent_page=GRU.replace("tanh", "relu"), invent_start="GRU")
    assert linked.selectbox(key=state.START).value == state.OWN_START
    assert not linked.info


def test_the_gradient_check_on_the_page_is_the_one_that_was_run(opened):
    (fact,) = [fact for fact in bench(opened("invent"))["facts"] if fact["label"] == "Gradient check"]
    check = gradient_check(cell_of_page(LSTM))
    assert f"{check.error:.1e}".split("e")[0] in fact["value"]
    assert f"{check.nudged} numbers" in fact["says"]


def test_the_signals_of_the_lstm_typed_are_those_of_the_lstm():
    logs = measured.beside_lstm(LSTM)
    np.testing.assert_array_equal(logs["LSTM"], logs["Yours"])
    assert logs["Yours"].shape == (5, 100)


def test_what_the_picture_means_is_said_where_lines_are_one_or_nothing():
    assert "exactly what the LSTM does" in measured.remark(LSTM)
    assert "Nothing comes back" in measured.remark("h = tanh(W_xh @ x)")
    assert measured.remark(GRU) == ""


def test_a_race_is_told_the_page_and_is_shorter_than_that_of_the_papers(monkeypatch):
    told = []
    monkeypatch.setattr(racing.panel, "panel", lambda *given, **more: told.append(given))
    cell = cell_of_page(GRU)
    for task in racing.raced(cell):
        racing.hold(state.Page(GRU, GRU, cell, None, 0, False), task)
        easiest, _, usual = next(iter(TASKS[task].levels.values()))
        assert easiest <= racing.level(task) <= usual
    assert len(told) == len(racing.raced(cell)) > 3
    assert all(arguments[:2] == ["lstm_core", "race"] and GRU in arguments for _, arguments, *_ in told)


@pytest.mark.parametrize("page", ["h = 9 * h_prev * h_prev + W_xh @ x", "h = 1e300 * h_prev + W_xh @ x"])
def test_a_cell_that_overflows_says_so_in_place(opened, page):
    shown = opened("invent", invent_page=page, invent_signals="true")
    assert any("verflow" in box.value for box in shown.error)
    assert not shown.exception
    assert not bench(shown)["stale"]


def test_a_cell_of_pictures_is_drawn_and_what_it_cannot_do_is_said(opened):
    folds = dict.fromkeys(("invent_signals", "invent_reads", "invent_training", "invent_racing"), "true")
    page = opened("invent", invent_page="h = tanh(conv(W_xh, x) + conv(W_hh, h_prev))", **folds)
    assert not page.error
    assert not page.exception
    assert any("reads images" in text.value for text in page.markdown)


def test_an_untrained_film_is_the_run_of_a_network_of_the_typed_cell():
    film, _ = measured.untrained_film(GRU)
    network = Network.new(CELLS["gru"], measured.france.TASK.vocabulary, 16, 16, np.random.default_rng(0))
    trace = network.run(network.encode(film.words)).layers[0]
    np.testing.assert_allclose(film.node_arrays[CELLS["gru"].graph.names["h"]], trace["h"][:, 0], rtol=1e-12)


def test_what_is_trained_is_the_page_as_text_and_never_more_than_the_limits(monkeypatch):
    page = state.Page(GRU, GRU, cell_of_page(GRU), None, 0, False)
    told = []
    monkeypatch.setattr(training.panel, "panel", lambda *given, **more: told.append((given, more)))
    training.train(page, "france", 500)
    ((key, arguments, *_), limits) = told[0]
    assert key == "invent_train"
    assert arguments[:5] == ["lstm_core", "train", "france", "--equations", GRU]
    assert arguments[arguments.index("--hidden-size") + 1] == "128"
    assert arguments[arguments.index("--beside") + 1] == "lstm"
    assert limits["seconds"] <= 300


def test_the_learners_curve_and_the_lstms_stand_in_one_chart(tmp_path, monkeypatch):
    small = ["--hidden-size", "5", "--embedding-size", "4", "--batch-size", "4", "--steps", "20"]
    command = ["train", "france", "--equations", GRU, "--beside", "lstm", *small, "--out", str(tmp_path / "run")]
    assert main(command) == 0
    charts = {}
    monkeypatch.setattr(training.lesson, "chart", lambda figure, spoken, key: charts.update({key: figure}))
    monkeypatch.setattr(training, "_learned", lambda *run: None)
    training.draw(tmp_path / "run")
    mine, theirs = charts["invent_learning"].data
    assert (mine.name, theirs.name) == ("yours", "LSTM")
    for curve, run in ((mine, "run"), (theirs, "run/beside")):
        lines = load_metrics(tmp_path / run)
        assert list(curve.x) == [line["step"] for line in lines]
        assert list(curve.y) == [line["accuracy"] for line in lines]
        assert load_config(tmp_path / run).seed == 0
        assert load_status(tmp_path / run)["state"] == "finished"


@pytest.mark.parametrize("key", CELLS)
def test_the_file_to_copy_is_the_cell(key):
    found = {}
    exec(source.cell_file(CELLS[key]), found)
    assert isinstance(found["CELL"], Cell)
    assert page_of_cell(found["CELL"]) == page_of_cell(CELLS[key])


def test_the_question_is_answered_by_reading_equations():
    question, options, right = what_is_kept()
    assert right == "1 - i"
    assert right in options
    assert "c = (1 - i)" in question


def test_everything_the_page_offers_fits_into_a_link():
    assert len(quote("W_xh @ x" * 250)) < 8000, "2,000 characters are a link that servers take"
    assert {found.name for found in frame.catalogue()} >= {"invent"}


@pytest.mark.parametrize("task", ["france", "latch"])
def test_what_a_run_of_a_typed_cell_has_learned_is_shown_and_its_page_is_kept(tmp_path, task):
    config = Config(cell=OWN, task=task, hidden_size=5, embedding_size=4 * (task == "france"), batch_size=4, steps=20)
    network = new_network(cell_of_page(GRU), TASKS[task], config)
    list(record(tmp_path / "run", network, TASKS[task], config))

    def shown(path):
        from pathlib import Path

        from ui.lessons.invent import training

        training.draw(Path(path))

    page = AppTest.from_function(shown, kwargs={"path": str(tmp_path / "run")}, default_timeout=60).run()
    assert not page.exception
    assert not page.error
    assert any("never showed" in text.value for text in page.markdown)
    assert page.code[0].value == GRU
    assert len(messages(page, "film")) == len(messages(page, "network")) == (task == "france")


def test_a_run_that_diverged_is_shown_as_far_as_it_went(tmp_path):
    config = Config(cell=OWN, task="france", hidden_size=8, embedding_size=8, batch_size=8, steps=400)
    network = new_network(cell_of_page("h = 3 * h_prev + W_xh @ x + W_hh @ h_prev"), TASKS["france"], config)
    with np.errstate(all="ignore"), pytest.raises(FloatingPointError, match="at step"):
        list(record(tmp_path / "run", network, TASKS["france"], config))
    lines = load_metrics(tmp_path / "run")
    figure = size_by_step(
        [line["step"] for line in lines], [line["norm"] for line in lines], "length", 400, config.clip
    )
    assert max(figure.data[0].y) == pytest.approx(np.log10(max(line["norm"] for line in lines)))
