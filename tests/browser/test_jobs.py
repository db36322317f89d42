"""A training that a page starts, in a real browser: its link, its owner, its end."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tools.chromium import PATIENCE

STOP, STEPS = "Stop the training", re.compile(r"\d of [\d,]+ sequences · ")


def test_a_race_is_followed_by_its_link_and_only_the_browser_that_began_it_may_stop_it(screen):
    expect.set_options(timeout=PATIENCE)
    mine = screen("/race")
    mine.page.get_by_role("button", name="Start the race").click()
    expect(mine.page.get_by_text(STEPS)).to_be_visible()
    (name,) = parse_qs(urlsplit(mine.page.url).query)["race_job"]
    other = screen("/race", theme="dark", width=400, race_job=name)
    expect(other.page.get_by_text(STEPS)).to_be_visible()
    assert other.page.get_by_role("button", name=STOP).count() == 0
    mine.page.reload()
    mine.page.get_by_role("button", name=STOP).click()
    for each in (mine, other):
        expect(each.page.get_by_text(re.compile("It was stopped; what it had learned"))).to_be_visible()
        expect(each.page.get_by_role("button", name="Start the race")).to_be_enabled()
    assert name in mine.page.url
