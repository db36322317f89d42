"""What some say of LSTMs is quoted where the reader can test it, and judged by the numbers on the page."""

import re

import pytest

from tests.support.mounted import prose
from ui import frame, guesses
from ui.thread.claims import CLAIMS

LESSONS = {lesson.name for lesson in frame.catalogue()}
CARRIERS = {"carriers_guess": "7"}  # its guess is a click on a row
WAITS = "Guess first, above. Then you can test it."
SAYS = "**What your numbers say:** "


def asked(page) -> dict[str, str]:
    """The guesses of a page, answered."""
    found = {}
    for group in page.get("button_group"):
        options = [option if isinstance(option, str) else option.content for option in group.options]
        if guesses.SHOW in options:
            found[group.key] = guesses.SHOW
    return found


def verdict(page) -> str:
    return next((text.value for text in page.markdown if text.value.startswith(SAYS)), "")


@pytest.mark.parametrize("key", CLAIMS)
def test_every_claim_has_a_page_an_experiment_and_a_verdict_with_numbers(opened, key):
    claim = CLAIMS[key]
    assert claim.lesson in LESSONS
    assert len(claim.steps) >= 2
    closed = opened(claim.lesson)
    assert any(claim.quote in box.label for box in closed.expander)
    guessed = {**asked(closed), **(CARRIERS if claim.lesson == "carriers" else {})}
    page = opened(claim.lesson, **guessed, **{f"claim_{key}": "true"})
    assert not page.error
    said = verdict(page)
    assert re.search(r"\d", said), said
    text = prose(page)
    assert all(step.split("*")[0] in text for step in claim.steps)


@pytest.mark.parametrize("key", CLAIMS)
def test_before_the_guess_a_claim_says_nothing_of_the_answer(opened, key):
    claim = CLAIMS[key]
    before = opened(claim.lesson)
    if not asked(before) and claim.lesson != "carriers":
        assert claim.lesson in ("one_step", "france", "break_it", "invent"), "their guess is in the picture"
        return
    page = opened(claim.lesson, **{f"claim_{key}": "true"})
    assert not verdict(page)
    assert WAITS in prose(page)
    assert len(prose(page).replace(WAITS, "").split()) - len(prose(before).split()) <= 2, "no word more than the sign"


@pytest.mark.parametrize(
    ("key", "others"),
    [
        ("binary", {"france_fillers": "1"}),
        ("units_are_steps", {"france_fillers": "6"}),
        ("same_c_h", {"broken_country": "Japan"}),
        ("by_hand", {"carriers_seed": "2"}),
        ("gru", {"carriers_seed": "2"}),
        ("removed", {"vanishing_bias": "2"}),
        ("one_number", {"step_units": "4"}),
        ("own_weights", {"invent_units": "10"}),
    ],
)
def test_a_verdict_speaks_of_the_readers_own_numbers(opened, key, others):
    claim = CLAIMS[key]
    guessed = {**asked(opened(claim.lesson)), **(CARRIERS if claim.lesson == "carriers" else {})}
    link = {**guessed, f"claim_{key}": "true"}
    assert verdict(opened(claim.lesson, **link)) != verdict(opened(claim.lesson, **link, **others))


def test_a_cell_without_gates_is_told_so_and_nothing_breaks(opened):
    for key, link in (
        ("binary", {"france_cell": "RNN"}),
        ("forget_one", {"step_cell": "RNN"}),
        ("one_tanh", {"step_cell": "GRU"}),
        ("same_c_h", {"broken_cell": "GRU"}),
    ):
        page = opened(CLAIMS[key].lesson, **{f"claim_{key}": "true"}, **link)
        assert not page.error, key
        assert verdict(page), key
