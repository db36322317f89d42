"""While pictures play and networks train, nothing that a hand could be pressing is taken away from under it."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_spoken import PLAYERS
from tests.support.sampled import one_in
from tools.chromium import PATIENCE
from ui import guesses

expect.set_options(timeout=PATIENCE)
STARTED = PLAYERS | {
    "start": {},
    "learning": {"learning_vote": guesses.SHOW, "learning_frozen": "true", "learning_moments": "true"},
}
# Starts what there is to start, and says which controls were taken out of the page while it ran, in three seconds.
TAKEN = """async () => {
  const under = (root) => [...root.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? every(e.shadowRoot) : []));
  const every = (root) => [root, ...under(root)];
  const PRESSED = "button, a[href], select, input, textarea, summary, [role=button], [role=slider]";
  const found = (what) => every(document).flatMap((root) => [...root.querySelectorAll(what)]);
  const play = found("button.play, .player .play, .levers .head button").find((e) => e.getClientRects().length && !e.disabled);
  play.click();
  await new Promise((next) => setTimeout(next, 500)); // what its start takes away may go
  found(".lstm-learning .play").find((e) => e.textContent.startsWith("Freeze"))?.click(); // its gates are measured meanwhile
  const taken = [];
  const watch = new MutationObserver((changes) => taken.push(...changes.flatMap(({ removedNodes }) => [...removedNodes])));
  for (const root of every(document)) watch.observe(root, { childList: true, subtree: true });
  await new Promise((next) => setTimeout(next, 3000));
  watch.disconnect();
  const controls = taken.filter((one) => one instanceof Element).flatMap((one) => [one, ...one.querySelectorAll("*")]).filter((one) => one.matches(PRESSED));
  return controls.filter((one) => !one.isConnected).map((one) => one.outerHTML.slice(0, 160));
}"""  # noqa: E501


@pytest.mark.parametrize("name", one_in(5, STARTED))
def test_what_can_be_pressed_stays_while_a_picture_plays(screen, name):
    page = screen("/" if name == "start" else f"/{name}", **STARTED[name]).page
    expect(page.locator(":is(.play, .levers .head button):visible").first).to_be_visible()
    if page.locator(".lstm-film").count():
        expect(page.locator(".answer-line")).to_be_visible()  # it is alive
    page.wait_for_timeout(1000)
    assert page.evaluate(TAKEN) == []
