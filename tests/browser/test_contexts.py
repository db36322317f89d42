"""Screens whose browser context was used before begin as strangers: nothing that another stored is there."""

from tools.chromium import Screen
from tools.contexts import Contexts

STORE = """() => {
  localStorage.setItem("kept", "1");
  sessionStorage.setItem("kept", "1");
  document.cookie = "kept=1; path=/";
}"""
FOUND = "() => [localStorage.getItem('kept'), sessionStorage.getItem('kept'), document.cookie]"


def test_a_context_that_is_used_again_has_forgotten_what_was_stored(browser, files):
    kept = Contexts(browser)
    first = Screen(kept)
    first.page.goto(f"{files}/blank")
    first.page.evaluate(STORE)
    assert first.page.evaluate(FOUND) == ["1", "1", "kept=1"]
    context = first.page.context
    first.close()
    second = Screen(kept)
    assert second.page.context is context
    second.page.goto(f"{files}/blank")
    assert second.page.evaluate(FOUND) == [None, None, ""]
    second.close()
    kept.close()


def test_two_screens_at_once_and_two_kinds_of_screen_do_not_share_one(browser):
    kept = Contexts(browser)
    screens = [Screen(kept), Screen(kept), Screen(kept, "dark")]
    assert len({screen.page.context for screen in screens}) == 3
    for screen in screens:
        screen.close()
    kept.close()
