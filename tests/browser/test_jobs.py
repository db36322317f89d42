"""A training that a page starts, in a real browser: its link, its owner, its end."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tools.chromium import PATIENCE

START, STOP, STEPS = "Train my cell", "Stop the training", re.compile(r"\d of [\d,]+ steps · ")


def test_a_training_is_followed_by_its_link_and_only_the_browser_that_began_it_may_stop_it(screen):
    expect.set_options(timeout=PATIENCE)
    mine = screen("/invent", invent_training="true")
    mine.page.get_by_role("button", name=START).click()
    expect(mine.page.get_by_text(STEPS)).to_be_visible()
    (name,) = parse_qs(urlsplit(mine.page.url).query)["invent_train_job"]
    other = screen("/invent", theme="dark", width=400, invent_training="true", invent_train_job=name)
    expect(other.page.get_by_text(STEPS)).to_be_visible()
    assert other.page.get_by_role("button", name=STOP).count() == 0
    mine.page.reload()
    mine.page.get_by_role("button", name=STOP).click()
    for each in (mine, other):
        expect(each.page.get_by_text(re.compile("It was stopped; what it had learned"))).to_be_visible()
        expect(each.page.get_by_role("button", name=START)).to_be_enabled()
    assert name in mine.page.url
