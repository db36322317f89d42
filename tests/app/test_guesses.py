"""Before a guess no page gives its answer away; whoever does not want to guess is shown it."""

import re

import pytest

from tests.support.mounted import prose
from ui import frame, guesses

LESSONS = [lesson.name for lesson in frame.catalogue()]
TELLING = re.compile(r"\d+(?:[.,]\d+)* ?%|\d+\.\d+|\d+(?:\.\d+)?e-?\d+|10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}(?:,\d{3})+")
ASKING = {  # whose question is asked in the picture itself, or step by step
    "start": "the first look",
    "france": "the film asks nothing: the answer is its claim",
    "break_it": "a row is clicked",
    "carriers": "a row is clicked",
    "one_step": "every micro-step asks",
    "invent": "the reader writes the cell",
}


def questions(page) -> dict[str, list[str]]:
    """{key: options} of the guesses that a page asks for."""
    found = {}
    for group in page.get("button_group"):
        options = [option if isinstance(option, str) else option.content for option in group.options]
        if guesses.SHOW in options:
            found[group.key] = options
    return found


@pytest.mark.parametrize("name", LESSONS)
def test_every_lesson_asks_for_a_guess_or_says_why_it_asks_otherwise(opened, name):
    assert bool(questions(opened(name))) != (name in ASKING)


@pytest.mark.parametrize("name", [name for name in LESSONS if name not in ASKING])
def test_no_number_of_the_answer_stands_on_the_page_before_the_guess(opened, name):
    before = opened(name)
    asked = questions(before)
    shown = prose(opened(name, **dict.fromkeys(asked, guesses.SHOW)))
    spoken = prose(before)
    options = " ".join(option for found in asked.values() for option in found)
    revealed = [sentence for sentence in re.split(r"(?<=[.?!])\s|\n", shown) if sentence not in spoken]
    assert revealed, f"{name}: nothing is said after the guess"
    told = {number for sentence in revealed for number in TELLING.findall(sentence)} - set(TELLING.findall(options))
    assert not told & set(TELLING.findall(spoken)), f"{name} gives away before the guess: {told}"
