"""What some say of LSTMs is quoted where the reader can test it, and judged by the numbers on the page."""

import re

import pytest

from lstm_core.said import percent
from tests.support.mounted import prose
from ui import frame, guesses
from ui.lessons.layers import depths
from ui.lessons.race.numbers import gaps
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
        ("gru", {"carriers_cell": "GRU"}),
        ("removed", {"vanishing_bias": "2"}),
        ("one_number", {"step_units": "4"}),
        ("own_weights", {"invent_units": "10"}),
        ("forget_one", {"step_preset": "erase"}),
        ("one_tanh", {"step_seed": "7"}),
        ("one_seed", {"why_fillers": "8", "why_gap": "true"}),
        ("default", {"race_gap": "100"}),
        ("more_layers", {"layers_between": "40", "layers_depth_open": "true"}),
    ],
)
def test_a_verdict_speaks_of_the_readers_own_numbers(opened, key, others):
    claim = CLAIMS[key]
    guessed = {**asked(opened(claim.lesson)), **(CARRIERS if claim.lesson == "carriers" else {})}
    link = {**guessed, f"claim_{key}": "true"}
    assert verdict(opened(claim.lesson, **link)) != verdict(opened(claim.lesson, **link, **others))


def test_the_claim_on_the_default_is_judged_once_two_starts_were_tried_at_one_length(opened):
    link = {"race_vote": guesses.SHOW, "claim_default": "true", "race_gap": "100"}
    page = opened("race", **link, race_start="its own (LSTM 1, GRU 0)")
    assert "task: 0 with the start *its own*" in verdict(page)
    assert verdict(page).endswith("Now choose *3* at the same length.")
    page.button_group(key="race_start").set_value("chrono").run()
    met = sum(lane.reached is not None for lane in gaps()[-1].groups()["LSTM, chrono"])
    assert f"task: 0 with the start *its own* and {met} with the start *chrono*" in verdict(page)
    assert "only where the start opens its forget gate" in verdict(page)


def test_the_claim_on_the_forget_gate_is_judged_once_it_kept_and_erased(opened):
    page = opened("one_step", claim_forget_one="true", step_preset="keep")
    assert "with f at 1.00, 100 % of the memory before stays (means of the units). Now press *erase*." in verdict(page)
    page.button_group(key="step_preset").set_value("erase").run()
    assert verdict(page).endswith("A gate of 1 keeps.")


def test_the_claim_on_depth_is_judged_by_the_distances_that_were_read(opened):
    page = opened("layers", layers_bat=guesses.SHOW, claim_more_layers="true", layers_depth_open="true")
    assert verdict(page).endswith("Now take 24 words or more in between.")
    page.slider(key="layers_between").set_value(depths.MOST).run()
    for words in (depths.USUAL, depths.MOST):
        shares = [percent(share) for share in depths.right(words).values()]
        assert f"with {words} words in between {shares[0]} (1 layer), {shares[1]} (2 layers)" in verdict(page)
    assert "How long a layer remembers is up to its forget gates" in verdict(page)


def test_the_claim_on_the_gru_is_judged_by_the_rows_that_were_carried_over(opened):
    link = {**CARRIERS, "claim_gru": "true", "carriers_cell": "GRU", "carriers_from": "italy"}
    assert "Now drag the handle down" in verdict(opened("carriers", **link))
    told = verdict(opened("carriers", **link, carriers_rows="64"))
    assert "With 64 of its rows carried over from Italy" in told
    assert "it says “italian”" in told
    assert "its h is its memory" in told


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
