"""Other roads in a real browser: a run that is started can be stopped."""

import re

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
