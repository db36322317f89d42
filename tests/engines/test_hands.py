"""What a hand does in the film, in Firefox and WebKit, with the mouse and with a finger; the answers are the core's."""

import json
import re

import numpy as np
import pytest

from lstm_core import Edit
from tests.browser.test_film import percent
from tests.engines.tab import Tab
from ui.shipped import networks, stories

pytestmark = [pytest.mark.engines, pytest.mark.long]
WORDS = tuple(stories.story("france", 3))
COUNTRY = WORDS.index("france")
RESTS = 700  # milliseconds until a finger that rests has gripped, and more
LANE = ".main > .lanes .lane[data-name={}]"
NOW = "find('.answer-line .answer .now').innerText"


class Hand:
    """The mouse of a tab, or a finger on it."""

    def __init__(self, tab: Tab, finger: bool):
        self.tab, self.finger = tab, finger

    def press(self, selector: str, text: str | None = None) -> None:
        (self.tab.tap if self.finger else self.tab.click)(selector, text)

    def draw(self, *places: tuple[float, float]) -> None:
        if self.finger:
            self.tab.touch(*places, rests=RESTS)
        else:
            self.tab.drag(*places)


@pytest.fixture(params=["mouse", "finger"])
def hand(request, shown) -> Hand:
    """On the film of France."""
    finger = request.param == "finger"
    tab = shown("/france", gap="3", lanes="c,f")
    tab.wait("find('.lstm-film[data-ready] .answer-line')")
    if finger and not touches(tab):
        pytest.skip("this driver makes a mouse of a finger")
    return Hand(tab, finger)


FINGER = "addEventListener('pointerdown', (event) => (window.came = event.pointerType), { once: true, capture: true })"


def touches(tab: Tab) -> bool:
    """Whether a finger of the driver is one in the page: WebKitGTK's is a mouse."""
    tab.ask(FINGER)
    tab.tap("h1")
    return tab.wait("window.came") == "touch"


def answer(words: tuple[str, ...], *edits: Edit) -> str:
    """What the core answers after the word that asks."""
    network = networks.network("lstm", 0)
    probabilities = network.run(network.encode(words), edits=edits).probs[-1, 0]
    best = int(np.argmax(probabilities))
    return f"{network.answers[best]} {percent(probabilities[best])}"


def answers(tab: Tab, wanted: str) -> None:
    assert tab.wait(f"{NOW} === {json.dumps(wanted)}")


def test_a_stretch_is_held_moved_and_removed(hand):
    tab = hand.tab
    unit = int(re.search(r"Unit (\d+)", tab.text(".cell h2"))[1])
    x, _, width, _ = tab.place(LANE.format("f"))
    _, y, _, height = tab.place(f"{LANE.format('f')} .unit-frame")
    hand.draw(*((x + (word + 0.5) * width / len(WORDS), y + height / 2) for word in (8, 11, 14)))
    hand.press(".bubble button", "all units")
    hand.press(".bubble button", "hold at 0")
    answers(tab, answer(WORDS, Edit("f", value=0.0, steps=range(8, 15))))
    hand.press(".bubble button", "this unit")
    answers(tab, answer(WORDS, Edit("f", value=0.0, steps=range(8, 15), units=[unit])))
    hand.press(".bubble .remove")
    assert tab.wait("all('.hold').length === 0")
    answers(tab, answer(WORDS))


def test_a_word_is_replaced_and_taken_back(hand):
    tab = hand.tab
    chip = f"word {COUNTRY + 1}: france"
    hand.press(".chip", chip)
    assert tab.wait(f"all('.chip').findIndex((one) => one.dataset.place === 'now') === {COUNTRY}")
    hand.press(".chip", chip)
    hand.press(".word-menu .option", "italy")
    answers(tab, answer((*WORDS[:COUNTRY], "italy", *WORDS[COUNTRY + 1 :])))
    hand.press(".ways button", "Undo")
    answers(tab, answer(WORDS))


def test_a_memory_of_another_sentence_is_carried_over(hand):
    tab, step = hand.tab, COUNTRY + 4
    hand.press(".carry-over")
    tab.wait("all('.other-word').length")
    other = tab.ask("find('.carry-head .pick .shown').textContent")
    x, _, width, _ = tab.place(LANE.format("c"))
    _, y, _, height = tab.place(".thin[data-carry=c]")
    _, below, _, tall = tab.place(LANE.format("c"))
    column = x + (step + 0.5) * width / len(WORDS)
    hand.draw((column, y + height / 2), (column, below + tall / 4), (column, below + tall / 2))
    network = networks.network("lstm", 0)
    told = (*WORDS[:COUNTRY], other, *WORDS[COUNTRY + 1 :])
    c = network.run(network.encode(told)).layers[0]["c"][step]
    answers(tab, answer(WORDS, Edit("c_prev", value=c, steps=[step + 1])))
    assert tab.wait("all('.hold').length === 1")
