"""A page with everything on it: every question answered with *just show me*, every fold open."""

from playwright.sync_api import Locator

from tools.chromium import Screen
from ui.guesses import SHOW

ROUNDS = 40  # a fold may hold questions, and an answer folds
QUIET = 600  # ms without a message from the server
UNFOLD = """() => {
    const inside = (root) => [...root.querySelectorAll("*")]
      .flatMap((one) => [one, ...(one.shadowRoot ? inside(one.shadowRoot) : [])]);
    const shut = inside(document).filter((one) => one.localName === "details" && !one.open && one.checkVisibility());
    for (const fold of shut) fold.querySelector("summary").click();
    return shut.length;
}"""
WAS_SAID = """(text) => {
    const { ariaChecked, ariaPressed } = text.closest("button") ?? text;
    return ariaChecked === "true" || ariaPressed === "true";
}"""


def open_all(shown: Screen) -> int:
    """Answers and unfolds until nothing is left, and says how many folds were opened."""
    folds = 0
    for _ in range(ROUNDS):
        wait_until_quiet(shown)
        if question := _unanswered(shown):
            question.click()
        elif more := shown.page.evaluate(UNFOLD):
            folds += more
        else:
            return folds
    raise AssertionError(f"after {ROUNDS} rounds something is still folded at {shown.page.url}")


def wait_until_quiet(shown: Screen) -> None:
    """The server has said nothing for a while, and runs nothing."""
    heard = -1
    while heard != len(shown.received):
        heard = len(shown.received)
        shown.page.wait_for_timeout(QUIET)
    shown.page.wait_for_selector('[data-testid="stApp"][data-test-script-state="notRunning"]')


def _unanswered(shown: Screen) -> Locator | None:
    options = shown.page.get_by_text(SHOW, exact=True).all()
    return next((one for one in options if one.is_visible() and not one.evaluate(WAS_SAID)), None)
