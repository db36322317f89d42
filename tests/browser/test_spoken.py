"""What a reader of the screen hears: every control of a film has a name, what is held is said, what plays is quiet."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_film import percent
from tests.support.films import WORDS, frames
from tests.support.sampled import one_in
from tools.chromium import PATIENCE
from ui import guesses

expect.set_options(timeout=PATIENCE)
LAST = len(WORDS) - 1
CONTROLS = (
    *("button", "slider", "spinbutton", "combobox", "textbox", "menuitem", "option", "listbox"),
    *("image", "dialog", "group", "link"),
)


def unnamed(page: Page) -> list[str]:
    """The controls and pictures in the browser's tree for readers of the screen that have no name."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    said = [(node["role"]["value"], node.get("name", {}).get("value", "")) for node in nodes if not node["ignored"]]
    assert sum(role == "button" for role, _ in said) > len(WORDS)
    return [role for role, name in said if role in CONTROLS and not name.strip()]


def test_every_control_of_a_film_has_a_name_and_what_is_held_is_said_with_the_answer(shown, network, film):
    screen = shown(f"?pin=5&tint=c-5&unit=29&word={len(WORDS)}", network=network, height=1400)
    page = screen.page
    wrapper, heard = page.locator(".lstm-film"), page.locator(".answer-line .heard")
    answer = f"After “{WORDS[-1]}”: {film.top_words[-1][0][0]} {percent(film.top_words[-1][0][1])}."
    for zoom in "4312":
        wrapper.press(zoom)
        frames(screen)
        assert unnamed(page) == [], f"zoom {zoom}"
    wrapper.press("h")
    expect(page.get_by_role("dialog", name="Hold a value: f of unit 29")).to_be_visible()
    page.locator(".bubble [data-value=all]").click()
    page.get_by_role("button", name="hold at 0", exact=True).click()
    expect(heard).to_contain_text("One value is held. After “fluent”: ")
    expect(page.locator(".bubble .state")).to_contain_text("The answer ")
    assert unnamed(page) == []
    page.get_by_role("button", name="Remove f = 0 at “fluent”, all units").click()
    expect(heard).to_have_text(f"Nothing is held. {answer}")
    wrapper.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="what else could stand here?")).to_be_visible()
    assert unnamed(page) == []
    page.get_by_role("option", name="french", exact=True).first.click()
    expect(heard).to_contain_text("“fluent” is now “french”. After “french”: ")


PLAYERS = {  # what plays by itself once it is told to, and what has to be guessed before
    "france": {},
    "race": {"race_vote": guesses.SHOW, "race_at": "0"},
    "attention": {"attention_guess": guesses.SHOW},
    "layers": {"layers_bat": guesses.SHOW},
    "many_jobs": {"jobs_guess_reviews": guesses.SHOW},
    "moving": {"moving_guess": guesses.SHOW},
    "roads": {"roads_vote_reservoir": guesses.SHOW},
    "vanishing": {"vanishing_vote": guesses.SHOW},
    "way_back": {"back_vote": guesses.SHOW},
}
HEARD = """async () => {
  const under = (root) => [...root.querySelectorAll("*")].flatMap((e) => (e.shadowRoot ? every(e.shadowRoot) : []));
  const every = (root) => [root, ...under(root)];
  const found = (what) => every(document).flatMap((root) => [...root.querySelectorAll(what)]);
  const live = found("output, [role=status], [role=log], [role=alert], [aria-live]");
  const heard = live.filter((e) => e.getAttribute("aria-live") !== "off").map((e) => ({ e, said: [] }));
  const play = found("button.play, .player .play, .levers .head button").find((e) => e.getClientRects().length);
  play.click();
  for (let k = 0; k < 30; k++) {
    await new Promise((next) => setTimeout(next, 100));
    for (const { e, said } of heard) if (said.at(-1) !== e.textContent) said.push(e.textContent);
  }
  return heard.map(({ said }) => said);
}"""


@pytest.mark.parametrize("name", one_in(4, PLAYERS))
def test_what_plays_is_not_read_out_frame_by_frame(screen, name):
    page = screen(f"/{name}", **PLAYERS[name]).page
    expect(page.locator(":is(.play, .levers .head button):visible").first).to_be_visible()
    page.wait_for_timeout(1000)
    said = page.evaluate(HEARD)
    assert said
    assert [one for one in said if len(one) > 2] == []  # what stood there, and one sentence
