"""The head of a page as it is drawn: nothing of it lies under the menu, over something else or beside the screen."""

from playwright.sync_api import Page, expect

CLAIM = """(h1) => {
    const text = document.createRange();
    text.selectNodeContents(h1);
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return { left, right, top, bottom };
}"""


def assert_head_is_whole(page: Page) -> None:
    """Claim, link and things to do are in sight, and none of them overlaps another."""
    width = page.viewport_size["width"]
    bar = page.locator('[data-testid="stHeader"]').bounding_box()
    claim = page.get_by_role("heading", level=1).evaluate(CLAIM)
    link = page.get_by_role("button", name="Copy link").bounding_box()
    assert link["y"] >= bar["y"] + bar["height"], "the menu covers the edge of “Copy link”"
    assert claim["right"] <= link["x"], "the claim runs into “Copy link”"
    assert link["x"] + link["width"] <= width
    if not (head := page.locator(".st-key-thread")).count():
        return
    expect(head.locator(".do li").first).to_be_visible()
    boxes = [one.bounding_box() for one in head.locator(".do li").all()]
    assert min(box["y"] for box in boxes) >= max(claim["bottom"] - 4, link["y"] + link["height"]), "over the claim"
    assert max(box["x"] + box["width"] for box in boxes) <= width, "a thing to do is cut off"
