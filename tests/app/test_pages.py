"""Every lesson found in pages/ opens, says its claim, keeps its state in the link, and answers from the networks."""

import ast
import json
import struct
from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from lstm_core import load_run
from lstm_core.browser.film_message import pack
from lstm_core.said import percent
from lstm_core.tasks import france
from tests.support.mounted import messages, unlinked
from tests.support.sampled import one_in
from ui import frame, lesson
from ui.components.film.live import about
from ui.components.network import message
from ui.lessons.france import words as france_words
from ui.lessons.why_memory import words as why_memory
from ui.shipped import answers, networks, stories
from ui.shipped import start as shipped
from ui.shipped.alive import alive, alive_with_more

ROOT = Path(__file__).resolve().parents[2]
LESSONS = {found.name: found for found in frame.catalogue()}
ANSWERED = {"why_memory": {"why_clouds": "sky", "why_language": "french"}}  # its pictures stand behind a vote
CONTROLS = ("selectbox", "slider", "button_group", "text_input", "number_input", "radio", "checkbox", "toggle")


def texts(test: AppTest) -> str:
    """All prose on the page."""
    return "\n".join(
        unlinked(element.value) for element in [*test.markdown, *test.error, *test.info, *test.success, *test.warning]
    )


def films(test: AppTest) -> list[bytes]:
    """The packed films on the page."""
    return messages(test, "film")


def header(blob: bytes) -> dict:
    (length,) = struct.unpack_from("<I", blob)
    return json.loads(blob[4 : 4 + length])


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_opens_with_its_claim_as_title(opened, name):
    assert [title.value for title in opened(name).title] == [LESSONS[name].claim]


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_says_how_to_read_what_to_keep_and_asks_one_question(opened, name):
    page = opened(name, **ANSWERED.get(name, {}))
    assert {"To keep", "Do you remember?"} <= {head.value for head in page.header}
    assert "How to read this." in texts(page) or any("readings" in header(blob) for blob in films(page))
    assert not page.error
    assert len([radio for radio in page.radio if radio.key.endswith("_recall")]) == 1


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_has_at_most_five_controls_outside_more(opened, name):
    page = opened(name)
    folded = {id(control) for box in page.expander for kind in CONTROLS for control in box.get(kind)}
    shown = [
        control
        for kind in CONTROLS
        for control in page.main.get(kind)
        if id(control) not in folded and not str(control.key).endswith("_recall")
    ]
    assert len(shown) <= 5, [control.key for control in shown]


@pytest.mark.parametrize("name", one_in(3, LESSONS))
def test_whatever_the_answer_the_recall_question_replies(opened, name):
    page = opened(name)
    (question,) = [radio for radio in page.radio if radio.key.endswith("_recall")]
    replies = []
    for option in question.options:
        page.radio(key=question.key).set_value(option).run()
        replies.append([len(page.success), len(page.warning)])
    assert sum(right for right, _ in replies) == 1, "exactly one answer is right"
    assert all(sum(reply) == 1 for reply in replies)


def test_a_link_reproduces_the_screen(opened):
    page = opened("france", france_country="Spain", france_fillers="5", france_cell="GRU", france_seed="1")
    assert page.selectbox(key="france_country").value == "spain"
    (blob,) = films(page)
    assert header(blob)["words"] == stories.story("spain", 5)
    assert header(blob)["title"] == "GRU"
    made = networks.film_of("gru", 1, tuple(stories.story("spain", 5)))
    live = about(alive_with_more("gru", 1), "each other country")
    assert blob == pack(made, "each other country", live=live)
    assert not page.info


def test_a_control_that_is_moved_changes_the_film(opened):
    page = opened("france")
    page.slider(key="france_fillers").set_value(1).run()
    assert header(films(page)[0])["words"] == stories.story("france", 1)


def test_an_invalid_value_falls_back_alone_and_one_line_says_so(opened):
    page = opened("france", france_country="Atlantis", france_fillers="99", france_cell="GRU", france_seed="x")
    assert page.selectbox(key="france_country").value == "france"
    assert page.slider(key="france_fillers").value == 3
    assert header(films(page)[0])["title"] == "GRU", "the rest of the link is kept"
    (line,) = [box.value for box in page.info]
    for said in ("Atlantis", "99", "x"):
        assert f"“{said}”" in line
    page.run()
    assert len(page.info) == 1, "the line stays while nothing changes"
    page.selectbox(key="france_country").set_value("spain").run()
    page.slider(key="france_fillers").set_value(1).run()
    assert "Atlantis" not in page.info[0].value
    assert "99" not in page.info[0].value


def test_markup_in_a_link_stays_text(opened):
    page = opened("france", france_country="**:red[x]** <b>")
    assert "**:red[x]**" not in page.info[0].value


def test_the_answers_shown_after_a_vote_are_those_of_the_networks(opened):
    page = opened("why_memory", why_clouds="sea", why_language="french", why_fillers="2", why_gap="true")
    network = load_run(networks.RUNS / "france-lstm-0").network
    probs = network.run(network.encode(why_memory.CLOUDS)).probs[-1, 0]
    found = answers.answers(why_memory.CLOUDS, why_memory.PLACES)["LSTM"]
    assert found[0, 0] == pytest.approx(probs[network.vocabulary.index("sky")])
    said = texts(page)
    assert "You said sea; it is **sky**." in said
    assert "**French**, as you said." in said
    assert f"{percent(found[:, 0].mean())} (LSTM)" in said
    assert f"**{stories.gap_of(stories.story('france', 2))} words**" in said


def test_before_the_vote_no_answer_is_shown(opened):
    page = opened("why_memory")
    assert not page.get("plotly_chart")
    assert not any(f"**{word}**" in text.value for text in page.markdown for word in ("clouds", "france"))
    voted = opened("why_memory", why_clouds="sea", why_language="german")
    assert all(any(f"**{word}**" in text.value for text in voted.markdown) for word in ("clouds", "france"))
    charts = [json.loads(chart.proto.spec)["layout"]["yaxis"]["ticktext"] for chart in voted.get("plotly_chart")[:2]]
    assert {"✓ sky", "<b>sea</b> · your guess"} <= set(charts[0])
    assert {"✓ french", "<b>german</b> · your guess"} <= set(charts[1])
    voted = {"why_clouds": "sky", "why_language": "german"}
    assert len(opened("why_memory", **voted).get("plotly_chart")) == 2
    assert len(opened("why_memory", **voted, why_gap="true").get("plotly_chart")) == 4
    assert not opened("why_memory", why_gap="true").get("plotly_chart")


def test_every_cell_is_compared_over_five_seeds():
    assert [networks.seeds(cell) for cell in networks.COMPARED] == [[0, 1, 2, 3, 4]] * 3


@pytest.mark.parametrize(("cell", "seed", "gap"), [("rnn", 4, 0), ("gru", 2, 1), ("lstm", 0, 3)])
def test_the_probability_at_a_gap_is_the_mean_over_the_test_sentences(cell, seed, gap):
    batch = france.evaluation_set(answers.GAPS[gap], answers.PER_COUNTRY)
    network = load_run(networks.RUNS / f"france-{cell}-{seed}").network
    expected = []
    for column, length in enumerate(batch.lengths):
        probs = network.run(batch.inputs[:length, column : column + 1]).probs
        step = int(np.argmax(batch.weights[:, column]))
        expected.append(probs[step, 0, batch.targets[step, column]])
    shown = answers.by_gap()[networks.title(cell)][seed, gap]
    assert shown == pytest.approx(np.mean(expected), abs=1e-4), "run `python -m ui.shipped.start`"


def test_the_share_that_a_unit_keeps_is_the_product_of_its_forget_gate():
    words = tuple(stories.story("france", 3))
    trace = networks.trace_of("lstm", 0, words).layers[0]
    first, last = france.country_position(words) + 1, france.asked_position(words)
    expected = np.exp(np.log(trace["f"][first : last + 1, 0]).sum(axis=0))
    np.testing.assert_allclose(france_words.kept_over_gap(networks.film_of("lstm", 0, words)), expected, atol=1e-12)


def test_what_ships_computed_is_what_the_shipped_run_computes():
    network = networks.network(shipped.CELL, shipped.SEED)
    assert shipped.network_of_start() == message(network), "run `python -m ui.shipped.start`"
    live = about(alive(shipped.CELL, shipped.SEED), shipped.ALTERNATIVES)
    fresh = pack(networks.film_of(shipped.CELL, shipped.SEED, shipped.words()), shipped.ALTERNATIVES, live=live)
    kept = shipped.film_of_start()
    assert header(fresh) == header(kept), "run `python -m ui.shipped.start`"
    lengths = [4 + struct.unpack_from("<I", blob)[0] for blob in (fresh, kept)]
    floats = [np.frombuffer(blob, "<f4", offset=length) for blob, length in zip((fresh, kept), lengths, strict=True)]
    np.testing.assert_allclose(*floats, rtol=1e-4, atol=1e-5)
    likeliest, probability = networks.film_of("lstm", 0, shipped.words()).top_words[-1][0]
    assert shipped.answer_of_start() == (likeliest, pytest.approx(probability, rel=1e-4))


def test_start_computes_nothing(opened, monkeypatch):
    for name in ("film_of", "network", "trace_of", "load_run"):
        monkeypatch.setattr(networks, name, None)
    page = opened("start")
    assert not page.error
    assert films(page) == [shipped.film_of_start()]
    assert messages(page, "network") == [shipped.network_of_start()]


@pytest.mark.parametrize("minutes", [10, 25, 50])
def test_a_tour_lists_lessons_that_exist_and_fit_its_time(opened, minutes):
    stops = frame.tour(minutes)
    assert stops
    assert sum(stop.minutes[minutes] for stop in stops) <= minutes
    links = [link.proto.label for link in opened("start").get("page_link")]
    assert all(f"{stop.menu} · {stop.minutes[minutes]} min" in links for stop in stops)


def test_a_story_grows_without_changing_what_was_told_before():
    longest = stories.story("italy", stories.MOST_FILLERS, 2)
    for fillers in range(stories.MOST_FILLERS):
        told = stories.story("italy", fillers, 2)
        assert told[:-3] == longest[: len(told) - 3]


def test_a_page_that_says_too_little_of_itself_stops_the_app_with_its_name(tmp_path):
    page = tmp_path / "quiet.py"
    page.write_text('"""A claim."""\nLESSON = {"menu": "Quiet"}\n')
    with pytest.raises(ValueError, match=r"quiet\.py must say LESSON"):
        frame.declared(page)


def test_what_people_type_is_never_read_as_markup():
    assert lesson.plain("a_b*c <i>") == r"a\_b\*c \<i\>"
    assert lesson.in_words(ValueError("no $x$")) == r"No \$x\$\."
    assert lesson.in_words(FileNotFoundError(2, "No such file", "/of/this/machine/a")) == r"No such file\: a\."


@pytest.mark.parametrize("torn", [False, True])
@pytest.mark.parametrize("name", ["why_memory", "france"])
def test_a_run_that_is_missing_or_torn_is_said_in_sentences(opened, monkeypatch, tmp_path, name, torn):
    for cell in networks.COMPARED if torn else ():
        folder = tmp_path / f"france-{cell}-0"
        folder.mkdir()
        (folder / "config.json").write_text('{"format": 1, "con')
    monkeypatch.setattr(networks, "RUNS", tmp_path)
    for cached in (networks.network, networks.trace_of, networks.film_of, answers.answers):
        cached.clear()
    page = opened(name, **ANSWERED.get(name, {}))
    said = [box.value.replace("\\", "") for box in page.error]
    assert any(f"france-{'lstm' if name == 'france' else 'rnn'}-0" in sentence for sentence in said), said
    for cached in (networks.network, networks.trace_of, networks.film_of, answers.answers):
        cached.clear()


def test_start_leads_to_every_other_lesson(opened):
    start, *others = LESSONS
    references = {page.name for page in frame.pages() if page.reference}
    assert {link.proto.page for link in opened(start).get("page_link")} == {*others, *references}


def test_source_to_copy_wraps_so_that_nothing_scrolls_where_no_key_scrolls_it():
    """Streamlit's block of code cannot be reached by the keys; one that wraps, as tall as its text, need not be."""
    files = [path for folder in ("ui", "pages") for path in (ROOT / folder).rglob("*.py")]
    calls = [node for path in files for node in ast.walk(ast.parse(path.read_bytes())) if isinstance(node, ast.Call)]
    blocks = [call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "code"]
    assert len(blocks) > 5
    for block in blocks:
        given = {keyword.arg: ast.unparse(keyword.value) for keyword in block.keywords}
        assert given.get("wrap_lines") == "True", ast.unparse(block)
        assert "height" not in given, ast.unparse(block)
