"""Other roads and moving pictures in a real browser: a run that is started can be stopped; a pixel can be clicked."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

expect.set_options(timeout=30_000)


def test_a_road_is_walked_until_it_is_stopped_and_what_was_walked_stays(screen):
    page = screen("/roads", roads_road="Trial and reward", roads_corridor="50").page
    expect(page.get_by_text("LSTM, told every step").first).to_be_visible()
    expect(page.get_by_text("your run")).to_have_count(0)
    page.get_by_role("button", name="Run it here").click()
    expect(page.get_by_text(re.compile(r"[1-9][0-9,]* episodes lived"))).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("button", name="Stop").click()
    expect(page.get_by_text("your run").first).to_be_visible()
    expect(page.get_by_text("episodes lived")).to_have_count(0)


def test_a_click_on_a_pixel_shows_its_memory(screen):
    shown = screen("/moving", theme="dark", width=400, moving_film="3")
    page = shown.page
    points = page.locator(".st-key-moving_map .scatterlayer .trace").first.locator("path.point")
    expect(points).to_have_count(144)
    pixel = points.nth(12 * 3 + 8)
    pixel.scroll_into_view_if_needed()
    box = pixel.bounding_box()
    with shown.rerun():  # plotly listens on a sheet above its points
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.get_by_text("Row 4, column 9.")).to_be_visible()
    query = parse_qs(urlsplit(page.url).query)
    assert (query["moving_row"], query["moving_column"]) == (["4"], ["9"])
