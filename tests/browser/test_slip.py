"""The slip at the end of a tour in a browser: what it says is what was done there, and hidden parts are gone."""

import pytest
from playwright.sync_api import expect

from ui import frame
from ui.classroom import slip

LESSONS = {lesson.name: lesson for lesson in frame.catalogue()}
SAID = "france.why_memory"
COUNTS = [len(LESSONS[name].do + LESSONS[name].exercises) for name in SAID.split(".")]


@pytest.mark.parametrize("count", [1, 5, 13, 40])
def test_the_browser_writes_the_slips_that_the_teachers_page_reads(blank, count):
    page = blank().page
    for done in ([k % 3 == 0 for k in range(count)], [True] * count):
        code = page.evaluate("async (of) => (await import('/thread/slip.js')).codeOf('a.b', of)", done)
        assert slip.done(code, "a.b", [count]) == [done]


def test_at_the_last_stop_stands_a_slip_of_what_was_done(screen):
    tab = screen("/why_memory", tour=SAID, hide="menu.further.keep.exercises")
    page = tab.page
    code = page.get_by_role("status", name="Your slip")
    before = code.inner_text()
    assert not any(map(any, slip.done(before, SAID, COUNTS)))
    page.locator('[data-testid="stButtonGroup"]').get_by_text("sea", exact=True).first.click()
    expect(code).not_to_have_text(before)
    done = slip.done(code.inner_text(), SAID, COUNTS)[1]
    assert done[[thing.says for thing in LESSONS["why_memory"].do].index("Guess the first word")]
    expect(page.locator(".lstm-thread .where")).to_have_text("Your tour, stop 2 of 2")
    for gone in (".st-key-further", ".st-key-keep", ".lstm-thread .exercises"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.get_by_role("link", name="Glossary")).to_have_count(0)
