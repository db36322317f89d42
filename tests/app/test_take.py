"""What a reader takes along holds the numbers of the core, every stop of a tour, and no markup of a reader's."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from html import unescape

import numpy as np
import pytest

from lstm_core import Edit, load_run
from tests.support.house import ROOT
from tests.support.mounted import header_of, messages
from ui import frame
from ui.shipped import networks, stories
from ui.take import stops, taken
from ui.take.found import handout, notebook_of
from ui.take.handout import Blank
from ui.take.notebook import notebook
from ui.take.slides import slides
from ui.take.worksheet import worksheet
from ui.thread import way
from ui.thread.way import TOURS

LESSONS = {lesson.name: lesson for lesson in frame.catalogue()}
HELD = "f=0 words 14 units 42,25; c from italy word 13"
ASKED = {"france_country": "Spain", "france_seed": "1", "france_fillers": "4", "hold": HELD}
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def section(text: str, name: str) -> str:
    """One section of a sheet."""
    (found,) = re.findall(rf'<section id="{name}">(.*?)</section>', text, re.DOTALL)
    return found


def said(html: str) -> str:
    """What a piece of HTML says."""
    return unescape(re.sub("<[^>]*>", "", html))


def run_of(asked: dict):
    """The run that stands on France at ASKED, by the core alone."""
    network = load_run(ROOT / "assets" / "runs" / "france-lstm-1").network
    words = stories.story("spain", 4)
    other = network.run(network.encode(stories.story("italy", 4))).layers[0]
    edits = [
        Edit("f", value=0, steps=[13], units=[42, 25]),
        Edit("c_prev", value=other["c"][12], steps=[13]),
    ]
    return network, words, network.run(network.encode(words), edits)


def test_the_numbers_of_a_worksheet_are_those_of_the_core():
    network, words, run = run_of(ASKED)
    gives = handout("france", ASKED)
    (table,) = gives.tables
    unit = int(re.search(r"unit (\d+)", table.asks)[1])
    names = [title.split()[-1] for title in table.head[1:-1]]
    assert names == ["c", "i", "f"]
    for row in table.rows:
        step, word = row[0].split(" · ")
        assert words[int(step) - 1] == word
        for name, cell in zip(names, row[1:-1], strict=True):
            value = float(run.layers[0][name][int(step) - 1, 0, unit])
            assert float(cell.right.replace("−", "-")) == pytest.approx(value, abs=0.00501)
        assert row[-1].right == network.answers[run.probs[int(step) - 1, 0].argmax()]
    untouched = network.run(network.encode(words)).layers[0]["c"][:, 0]
    change = run.layers[0]["c"][:, 0, unit] - untouched[:, unit]
    drawn = re.findall(r'<rect [^>]*fill="(#\w+)"', gives.picture)[: len(words)]  # the first row is that unit's
    paper = [color == "#f7f7f7" for color in drawn]
    assert paper[:13] == [True] * 13
    assert not all(paper)
    for color, value in zip(drawn, change, strict=True):
        red, _, blue = (int(color[k : k + 2], 16) for k in (1, 3, 5))
        assert red == blue or (red > blue) == (value > 0)
    answer = network.answers[run.probs[-1, 0].argmax()]
    assert gives.questions[0].right.startswith(f"{answer}, ")


@pytest.mark.parametrize("minutes", TOURS)
def test_a_worksheet_has_a_field_for_every_number_and_the_key_on_a_page_of_its_own(minutes):
    found = stops.tour(way.of(frame.catalogue(), minutes), LESSONS["france"], ASKED)
    text = worksheet(found, "A tour", "http://here")
    before, key = text.split('<section class="key">')
    assert re.search(r"\.key \{[^}]*break-before: page", text)
    for stop in found:
        sheet, answers = section(before, stop.lesson.name), section(key, f"{stop.lesson.name}-key")
        rows = [row for table in stop.gives.tables for row in table.rows]
        blanks = [one.right for row in rows for one in row if isinstance(one, Blank)]
        assert sheet.count("<td><input>") == len(blanks) > 0
        assert "<td><b>" not in sheet
        assert [unescape(text) for text in re.findall(r"<td><b>(.*?)</b>", answers)] == blanks
        assert sheet.count("<textarea") == sum(not question.options for question in stop.gives.questions) + len(
            stop.lesson.exercises
        )
        for question in stop.gives.questions:
            assert question.right in question.options or not question.options
            assert f"{question.right} " in f"{said(answers)} ".replace(f"{question.right}.", f"{question.right} ")
    assert "<script" not in text


@pytest.mark.parametrize("minutes", TOURS)
def test_slides_have_every_stop_with_claim_question_and_picture(minutes):
    found = stops.tour(way.of(frame.catalogue(), minutes), LESSONS["start"], {})
    text = slides(found, "A tour", "http://here")
    parts = re.findall(r'<section data-stop="(\w+)">(.*?)</section>', text, re.DOTALL)
    assert list(dict.fromkeys(name for name, _ in parts)) == ["start", *(stop.lesson.name for stop in found), "end"]
    for stop in found:
        claim, *more = [inside for name, inside in parts if name == stop.lesson.name]
        asked = next(question for question in stop.gives.questions if question.options)
        assert said(claim).count(stop.lesson.claim) == 1
        (question,) = [inside for inside in more if "class=options" in inside]
        assert all(option in said(question) for option in asked.options)
        before, answer = question.split("<p class=later>")
        assert asked.says not in said(before) or not asked.says
        assert said(answer).startswith(asked.right)
        (picture,) = [inside for inside in more if "<svg" in inside]
        assert (more.index(picture) < more.index(question)) == stop.gives.first
    script = text.partition("<script>")[2].partition("</script>")[0]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in text
    assert len(text) < 100_000


def run_alone(text: str, folder) -> str:
    """What the notebook prints from top to bottom, in an interpreter of its own, anywhere."""
    cells = [cell["source"] for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    (folder / "cells.py").write_text("\n\n".join(cells), encoding="utf-8")
    done = subprocess.run([sys.executable, "-I", "cells.py"], cwd=folder, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_notebook_runs_from_top_to_bottom_and_gives_the_numbers_of_the_held_run(tmp_path):
    network, words, run = run_of(ASKED)
    reading = handout("france", ASKED).reading
    text = notebook(reading, "A claim", "About", "http://here/?a=`b`")
    said = run_alone(text, tmp_path)
    lines = said.splitlines()[2 : 2 + len(words)]
    names = said.splitlines()[1].split()[1:-2]
    for step, line in enumerate(lines):
        word, *numbers, answer, _ = line.split()
        assert word == words[step]
        for name, number in zip(names, numbers, strict=True):
            assert float(number) == pytest.approx(run.layers[0][name][step, 0, reading.unit], abs=0.00501)
        assert answer == network.answers[run.probs[step, 0].argmax()]
    assert f"c: {len(words) * network.hidden_size:,} numbers, largest difference" in said
    assert set(re.findall(r"^import (\w+)", (tmp_path / "cells.py").read_text(), re.MULTILINE)) == {
        "base64",
        "io",
        "numpy",
    }


def test_the_notebook_of_one_step_gives_every_value_of_the_step(tmp_path):
    asked = {"step_cell": "GRU", "step_units": "3", "step_seed": "9", "step_set": "b_z.2.4"}
    step = handout("one_step", asked).reading
    printed = run_alone(notebook(step, "A claim", "About", "http://here"), tmp_path)
    values = step.cell.step(step.weights, step.x[None], {name: value[None] for name, value in step.prev.items()})
    assert step.weights["b_z"][1] == 4
    for name, value in values.items():
        assert f"{name.rjust(3)} {value[0].round(4)}" in printed
    with pytest.raises(ValueError, match="reads pictures"):
        handout("one_step", {"step_cell": networks.title("conv_lstm")})


def test_a_notebook_is_one_by_the_rules_of_notebooks():
    nbformat = pytest.importorskip("nbformat")
    text = notebook(handout("start", {}).reading, "A claim", "About", "http://here")
    nbformat.validate(nbformat.reads(text, 4))
    nbformat.validate(nbformat.reads(notebook(handout("one_step", {}).reading, "A claim", "", "http://here"), 4))
    for name in LESSONS:
        assert bool(notebook_of(name)) == (handout(name, {}).reading is not None)


@pytest.mark.parametrize(
    "cell",
    [cell if cell in ("rnn", "gru") else pytest.param(cell, marks=pytest.mark.long) for cell in networks.filmed()],
)
def test_every_cell_of_the_film_has_a_notebook_that_runs(tmp_path, cell):
    held = "h=0.5 words 3-4 units 1,2"
    reading = handout("france", {"france_cell": networks.title(cell), "hold": held}).reading
    assert reading.network.cell is networks.network(cell, networks.seeds(cell)[0]).cell
    assert "largest difference" in run_alone(notebook(reading, "A claim", "About", "http://here"), tmp_path)
    assert np.ravel(reading.edits[0].value).tolist() == [0.5]


def asked_for(opened, name: str, key: str, address: object = None, **query):
    """The file that a page hands over when a button is pressed, or what it says instead."""
    page = opened(name, **query)
    page.session_state[taken.WANTED] = {"key": key, "address": address or f"http://here/{name}", "number": "7"}
    page.run()
    assert not page.exception, [box.value for box in page.exception]
    (message,) = messages(page, "take")
    return header_of(message)


@pytest.mark.parametrize(
    "name", [name if name in ("start", "family") else pytest.param(name, marks=pytest.mark.long) for name in LESSONS]
)
def test_every_lesson_gives_a_worksheet_with_its_question(opened, name):
    file = asked_for(opened, name, "worksheet")["file"]
    assert (file["number"], file["name"]) == ("7", f"worksheet-{name}.html")
    assert file["text"].count("class=question") >= 1
    assert all(thing.says.split("*")[0] in file["text"].replace("&#x27;", "'") for thing in LESSONS[name].do)
    kinds = [kind["key"] for kind in header_of(messages(opened(name), "take")[0])["kinds"]]
    assert kinds == [
        "worksheet",
        *(f"slides_{minutes}-minutes" for minutes in TOURS),
        *(["notebook"] if notebook_of(name) else []),
    ]


def test_nothing_is_made_before_it_is_asked_for_and_what_cannot_be_made_is_said(opened, monkeypatch):
    def refuse(*_):
        raise ValueError("the disk is full")

    monkeypatch.setattr(taken, "worksheet", refuse)
    monkeypatch.setattr(taken, "slides", refuse)
    before = header_of(messages(opened("france"), "take")[0])
    assert (before["file"], before["refusal"]) == (None, "")
    after = asked_for(opened, "france", "worksheet_tour", tour="25")
    assert (after["file"], after["refusal"]) == (None, "Worksheet of your tour: the disk is full.")


@pytest.mark.parametrize(
    "wanted", [7, "notebook", {"key": ["notebook"]}, {"key": "notebook", "address": 3}, {"key": "no"}]
)
def test_a_hand_made_wish_is_ignored(opened, wanted):
    page = opened("start")
    page.session_state[taken.WANTED] = wanted
    page.run()
    assert not page.exception
    assert header_of(messages(page, "take")[0])["file"] is None


def test_no_text_of_an_address_is_markup_in_a_file(opened):
    address = f"http://here/france?say={EVIL}&hold={EVIL}&france_country={EVIL}&step_set={EVIL}"
    for key in ("worksheet", "slides_10-minutes"):
        text = asked_for(opened, "france", key, address)["file"]["text"]
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "&lt;script&gt;" in text
    book = json.loads(asked_for(opened, "france", "notebook", address)["file"]["text"])
    assert "`http://here" in book["cells"][0]["source"]
