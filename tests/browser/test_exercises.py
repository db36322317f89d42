"""The exercises at the end of a lesson see the reader's own state: open before, ticked at the answer, not beside it."""

import pytest
from playwright.sync_api import expect

from tests.support.sampled import one_in
from ui import frame, guesses

expect.set_options(timeout=30_000)
SHOW = guesses.SHOW
# lesson: a link that is not yet the answer, a link that is
ANSWERS = {
    "race": ({"race_vote": SHOW, "race_gap": "50"}, {"race_vote": SHOW, "race_start": "3", "race_gap": "70"}),
    "roads": (
        {"roads_vote_reservoir": SHOW, "roads_radius": "1.2"},
        {"roads_vote_reservoir": SHOW, "roads_radius": "1.1"},
    ),
    "layers": ({"layers_bat": SHOW}, {"layers_bat": SHOW, "layers_cue": "before the noun"}),
    "attention": (
        {"attention_guess": SHOW, "attention_at": "1"},
        {"attention_guess": SHOW, "attention_at": "4"},
    ),
    "many_jobs": (
        {"jobs_guess_reviews": SHOW, "jobs_text": "the lamp is not useful but ugly ."},
        {"jobs_guess_reviews": SHOW, "jobs_text": "the lamp is not ugly but useful ."},
    ),
    "moving": ({"moving_guess": SHOW, "moving_at": "9"}, {"moving_guess": SHOW, "moving_at": "2"}),
    "why_memory": (
        {"why_language": SHOW, "why_gap": "true", "why_fillers": "1"},
        {"why_language": SHOW, "why_gap": "true", "why_fillers": "0"},
    ),
    "family": ({}, {"family_first": "RNN", "family_second": "ReLU RNN"}),
    "big_demos": (
        {"big_guess_reviews": SHOW, "big_own": "i like it. it was worth it. "},
        {"big_guess_reviews": SHOW, "big_own": "awful novel. awful and disappointing. so terrible. "},
    ),
}


@pytest.mark.parametrize("name", one_in(3, ANSWERS, first=1))
def test_an_exercise_is_ticked_by_the_state_that_answers_it_and_by_no_other(screen, name):
    (exercise,) = next(lesson for lesson in frame.catalogue() if lesson.name == name).exercises
    beside, answer = ANSWERS[name]
    page = screen(f"/{name}", **beside).page
    item = page.locator("li", has_text=exercise.says)
    expect(item).to_be_visible()
    if beside:
        page.locator(".lstm-thread li[data-done]").first.wait_for(state="attached")  # what is done has been looked at
    expect(item.and_(page.locator("[data-done]"))).to_have_count(0)
    page = screen(f"/{name}", **answer).page
    expect(page.locator("li[data-done]", has_text=exercise.says)).to_be_visible()
    expect(page.locator(".shown", has_text=exercise.shows)).to_be_visible()
