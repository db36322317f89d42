"""The head of a page as it is drawn: nothing of it lies under the menu, over something else or beside the screen."""

from playwright.sync_api import Page, expect

BOX = """(one) => {
    const of = document.createRange();
    of.selectNodeContents(one);
    const { left, right, top, bottom } = (one.matches("h1") ? of : one).getBoundingClientRect();
    return { left, right, top, bottom };
}"""  # of the claim the letters, which may end before its line


def assert_head_is_whole(page: Page) -> None:
    """Claim, link and things to do are in sight, and none of them overlaps another."""
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    if page.locator(".st-key-thread").count():
        expect(page.locator(".st-key-thread .do li").first).to_be_visible()
    bar, claim, link, *things = at_rest(page)
    width = page.viewport_size["width"]
    assert link["top"] >= bar["bottom"], "the menu covers the edge of “Copy link”"
    assert claim["right"] <= link["left"], "the claim runs into “Copy link”"
    assert link["right"] <= width
    if things:
        assert min(box["top"] for box in things) >= max(claim["bottom"] - 4, link["bottom"]), "over the claim"
        assert max(box["right"] for box in things) <= width, "a thing to do is cut off"


def at_rest(page: Page) -> list[dict]:
    """Where bar, claim, link and things to do are, once they have stopped moving: what styles them comes bit by bit."""
    parts = ('[data-testid="stHeader"]', "h1", "button[title='Copy link']", ".st-key-thread .do li")
    before, now = None, []
    while now != before:
        page.wait_for_timeout(200)
        before, now = now, [one.evaluate(BOX) for part in parts for one in page.locator(part).all()]
    return now
