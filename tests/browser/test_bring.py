"""A reader's own text in a real browser: dropped, trained on, and nowhere to be had by anybody else."""

import re
import urllib.error
import urllib.request
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tools.chromium import PATIENCE
from ui import guesses

SECRET = "Only I may read that the Köln ferry sank. "
TABLE = "t;y\r\n" + "".join(f"{k};{k % 7},5\r\n" for k in range(90))
OPEN = {"big_training": "true", "big_guess_characters": guesses.SHOW, "big_demo": "Characters"}
START, STOP = "Train it here", "Stop the training"


def drop(page, name: str, content: bytes) -> None:
    page.locator("input[type=file]").set_input_files({"name": name, "mimeType": "text/plain", "buffer": content})


def test_a_text_is_dropped_and_trained_on_and_nobody_else_can_fetch_it(screen, server):
    pytest.importorskip("torch")
    expect.set_options(timeout=PATIENCE)
    mine = screen("/big_demos", **OPEN, big_from_characters="a text of yours", big_steps_characters="5000")
    expect(mine.page.get_by_role("button", name=START)).to_be_disabled()
    drop(mine.page, "<img src=x onerror=alert(1)>.txt", b"too short")
    expect(mine.page.get_by_text(re.compile("has 9 characters; there is something to learn from"))).to_be_visible()
    assert mine.page.locator("img[src=x]").count() == 0
    mine.page.get_by_role("button", name=re.compile("Remove|Delete", re.I)).first.click()
    drop(mine.page, "mine.txt", (SECRET * 60).encode("cp1252"))
    expect(mine.page.get_by_text(re.compile("Read as Windows-1252"))).to_be_visible()
    mine.page.get_by_role("button", name=START).click()
    expect(mine.page.get_by_text(re.compile(r"of 5,000 steps · "))).to_be_visible()
    assert "Only" not in mine.page.url
    (name,) = parse_qs(urlsplit(mine.page.url).query)["big_job"]
    for path in (
        f"runs/{name}/own.txt",
        f"app/static/../runs/{name}/own.txt",
        f"app/static/%2e%2e/runs/{name}/own.txt",
    ):
        try:
            with urllib.request.urlopen(f"{server.url}/{path}", timeout=10) as answer:
                got = answer.read()
        except urllib.error.HTTPError as refused:
            got = refused.read()
        assert b"ferry" not in got
    other = screen("/big_demos", theme="dark", width=400, **OPEN, big_job=name)
    expect(other.page.get_by_text(re.compile(r"of 5,000 steps · "))).to_be_visible()
    assert "mine.txt" not in other.text()
    assert other.page.get_by_role("button", name=STOP).count() == 0
    mine.page.get_by_role("button", name=STOP).click()
    expect(mine.page.get_by_text(re.compile("It was stopped"))).to_be_visible()


def test_a_table_is_pasted_and_read_as_it_was_meant(screen):
    expect.set_options(timeout=PATIENCE)
    query = {"big_training": "true", "big_guess_series": guesses.SHOW, "big_demo": "Series"}
    mine = screen("/big_demos", theme="dark", width=400, **query, big_from_series="a table of yours")
    box = mine.page.get_by_label("Paste a table")
    box.fill(TABLE)
    box.press("Control+Enter")
    expect(
        mine.page.get_by_text(re.compile("90 rows of t, y.*semicolons.*a comma before the decimals"))
    ).to_be_visible()
    box.fill("a;b\n1;2\n3\n")
    box.press("Control+Enter")
    expect(mine.page.get_by_text(re.compile("has 1 cell in line 3, but 2 cells in line 1"))).to_be_visible()
    assert mine.page.evaluate("document.documentElement.scrollWidth <= 400")
