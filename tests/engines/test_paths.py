"""What a reader of each lesson surely does, in Firefox and WebKit: it is shown, and as the core computes it."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from lstm_core import CELLS, Edit
from offline.one_file import one_file
from offline.recording import recorder
from tests.browser.test_film import percent
from tests.browser.test_learning_page import CHOICE, GUESSED, trained, values
from tests.browser.test_one_step import SEED, seen
from tests.engines.tab import Tab
from ui import frame
from ui.lessons.one_step.numbers import drawn
from ui.lessons.one_step.pack import node_values
from ui.shipped import networks, stories

pytestmark = [pytest.mark.engines, pytest.mark.long]
LESSONS = {lesson.name: lesson for lesson in frame.catalogue()}
FILM, LANE = ".lstm-film[data-ready]", ".main > .lanes .lane[data-name=f]"
WORD = "all('.chip').findIndex((chip) => chip.dataset.place === 'now')"


def play_and_step(tab: Tab, words: tuple[str, ...]) -> None:
    """From the first word the film plays by itself, stands when it is told to, and then goes word by word."""
    tab.wait(f"find('{FILM} .answer-line') && find('h1')")
    tab.click("button", "First word")
    assert tab.wait(f"{WORD} === 0")
    tab.click("button", "Play")
    assert tab.wait(f"{WORD} > 1")
    tab.click("button", "Pause")
    assert tab.wait(f"find('{FILM}').dataset.playing === 'false'")
    stands = tab.ask(WORD)
    tab.press("ArrowRight")
    assert tab.wait(f"{WORD} === {stands + 1}")
    tab.press("ArrowLeft", "ArrowLeft")
    assert tab.wait(f"{WORD} === {stands - 1}")
    tab.press("End")
    assert tab.wait(f"{WORD} === {len(words) - 1}")


def hold_the_forget_gate(tab: Tab, words: tuple[str, ...], first: int, last: int) -> None:
    """A hand marks a stretch of the chosen unit's row and holds it at 0; the answer is the core's with that edit."""
    unit = int(re.search(r"Unit (\d+)", tab.text(".cell h2"))[1])
    x, _, width, _ = tab.place(LANE)
    _, y, _, height = tab.place(f"{LANE} .unit-frame")
    column = width / len(words)
    tab.drag(*((x + (word + 0.5) * column, y + height / 2) for word in (first, last)))
    tab.click(".bubble button", "hold at 0")
    network = networks.network("lstm", 0)
    edit = Edit("f", value=0.0, steps=range(first, last + 1), units=[unit])
    probabilities = network.run(network.encode(words), edits=[edit]).probs[-1, 0]
    best = int(np.argmax(probabilities))
    answer = f"{network.answers[best]} {percent(probabilities[best])}"
    assert tab.wait(f"find('.answer-line .now').innerText === {json.dumps(answer)}")
    assert tab.wait("all('.hold').length === 1")


def test_a_film_plays_steps_and_answers_a_held_value(shown):
    words = tuple(stories.story("france", 3))
    tab = shown("/france")
    assert tab.text("h1") == LESSONS["france"].claim
    play_and_step(tab, words)
    hold_the_forget_gate(tab, words, 8, 14)
    assert "hold=f" in tab.wait("location.search.includes('hold') && location.search")


def test_one_step_walks_to_its_question_and_says_what_the_answer_is(shown):
    cell = CELLS["lstm"]
    plan, found = cell.micro_plan, node_values(drawn(cell, 2, 2, SEED))
    tab = shown("/one_step")
    assert tab.wait("find('.lstm-step .equation math') && find('.picture .number')")
    first = [seen(value) for node in plan[0].nodes for value in found[node].reshape(-1)]
    assert tab.ask("all('.picture .number').map((one) => one.textContent)") == first
    asked = next(k for k, step in enumerate(plan) if step.name == "c")
    for k in range(asked):
        tab.click(".player button", "Next micro-step")
        assert tab.wait(f"find('.part .count').textContent.startsWith('{k + 2} of')")
    tab.click(".option")
    verdict = tab.text(".verdict")
    assert seen(found[cell.graph.names["c"]][0, 0]) in verdict or verdict.startswith("Yes")


def test_learning_trains_here_and_its_gates_are_the_cores_after_as_many_updates(shown):
    tab = shown("/learning", **GUESSED)
    controls, film = (f"find('.lstm-learning .{part}').dataset" for part in ("controls", "film"))
    tab.wait("find('.lstm-learning .gaps b')?.textContent.includes('%')")
    tab.click(".lstm-learning button", "Start")
    assert tab.wait(f"{controls}.update > 20")
    tab.click(".lstm-learning button", "Pause")
    assert tab.wait(f"{controls}.stage !== 'runs' && {film}.update > 20")
    tab.click(".lstm-learning .film .names button", "f")
    updates, mean = tab.wait(f"{film}.name === 'f' && [{film}.update, find('.strip .cells').dataset.mean]")
    assert float(mean) == pytest.approx(values(trained(CHOICE, int(updates)), "f").mean(), abs=1e-6)


@pytest.fixture(scope="session")
def france(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson as one file."""
    target = tmp_path_factory.mktemp("file") / "france.html"
    with recorder() as running:
        target.write_text(one_file(running, LESSONS["france"], "", 3), encoding="utf-8")
    return target


def test_a_lesson_opens_from_the_disk_and_its_film_is_alive(france, tab):
    words = tuple(stories.story("france", 3))
    tab.go(france.as_uri())
    assert tab.text("h1") == LESSONS["france"].claim
    play_and_step(tab, words)
    hold_the_forget_gate(tab, words, 8, 14)
