"""What a reader of the screen hears of a film: every control has a name, what is held and what is answered are said."""

from playwright.sync_api import Page, expect

from tests.browser.test_film import percent
from tests.support.films import WORDS, frames

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
    answer = f"after “{WORDS[-1]}”: {film.top_words[-1][0][0]} {percent(film.top_words[-1][0][1])}"
    for zoom in "4312":
        wrapper.press(zoom)
        frames(screen)
        assert unnamed(page) == [], f"zoom {zoom}"
    wrapper.press("h")
    expect(page.get_by_role("dialog", name="Hold a value: f of unit 29")).to_be_visible()
    page.locator(".bubble [data-value=all]").click()
    page.get_by_role("button", name="hold at 0", exact=True).click()
    expect(heard).to_contain_text("One value is held. after “fluent”: ")
    expect(page.locator(".bubble .state")).to_contain_text("The answer ")
    assert unnamed(page) == []
    page.get_by_role("button", name="Remove f = 0 at “fluent”, all units").click()
    expect(heard).to_have_text(f"Nothing is held. {answer}")
    wrapper.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="what else could stand here?")).to_be_visible()
    assert unnamed(page) == []
    page.get_by_role("option", name="french", exact=True).first.click()
    expect(heard).to_contain_text("“fluent” is now “french”. after “french”: ")
