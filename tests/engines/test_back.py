"""The browser's Back returns to a page as it was left, in Firefox and WebKit."""

import pytest

pytestmark = [pytest.mark.engines, pytest.mark.long]
VOTED = {"why_clouds": "sea", "why_language": "italian"}


@pytest.mark.parametrize("along", [{}, {"tour": "10"}])
def test_back_from_the_next_lesson_finds_the_votes_of_the_link(shown, along):
    tab = shown("/why_memory", **VOTED, **along)
    said = "document.body.innerText.includes('You said italian; it is french.')"
    assert tab.wait(said)
    left, before = tab.ask("[location.search, history.length]")
    tab.click(".st-key-onward a")
    assert tab.wait("!location.pathname.endsWith('/why_memory')")
    assert tab.ask("history.length") == before + 1
    tab.ask("history.back()")
    assert tab.wait(f"location.pathname.endsWith('/why_memory') && location.search === '{left}' && {said}")
