"""The example of a job under its cursor and the tracks beside it, drawn as Python's numbers say, without the server."""

import base64

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from tests.support.films import PAPER
from tests.support.mounted import header_of
from tools.chromium import PATIENCE
from ui import guesses
from ui.lessons.many_jobs import hero, votes

expect.set_options(timeout=PATIENCE)
MOUNT = """async (text) => {
  const data = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const parentElement = document.createElement("div");
  document.body.replaceChildren(parentElement);
  const { default: mounted } = await import("/jobs/main.js");
  window.leave = mounted({ data, parentElement, setStateValue() {} });
}"""
HEIGHT, MARGIN = 190, 10


def mounted(page: Page, job: str, guess: str | None, theme: str = "light") -> dict:
    """The hero alone on an empty page; its header."""
    message = hero.message(job, "", guess)
    page.evaluate(PAPER, ["#0e1117", "#fafafa"] if theme == "dark" else ["#ffffff", "#1d2128"])
    page.evaluate(MOUNT, base64.b64encode(message).decode())
    expect(page.locator(".lstm-jobs .clock output")).to_be_visible()
    return header_of(message)


def at(page: Page, step: int, last: int) -> None:
    expect(page.locator(".lstm-jobs .clock output")).to_have_text(f"{step} of {last} read")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (400, "dark")])
def test_the_dots_stand_where_the_numbers_of_the_step_are_and_a_hand_moves_them(blank, width, theme):
    page = blank(width=width, theme=theme).page
    header = mounted(page, "sensor", guesses.SHOW, theme)
    last = len(header["said"])
    at(page, last, last)
    picture = page.locator(".lstm-jobs .curves svg:not(.icon)")
    box = picture.bounding_box()
    assert box["x"] + box["width"] <= width
    page.mouse.move(box["x"] + MARGIN + 0.5 * (box["width"] - 2 * MARGIN), box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + MARGIN + 29 / (last - 1) * (box["width"] - 2 * MARGIN), box["y"] + 60)
    page.mouse.up()
    at(page, 30, last)
    values = [value for line in header["lines"] for value in line["values"] if value is not None]
    low, high = min(values), max(values)
    heights = page.locator(".lstm-jobs .here").evaluate_all(
        "(dots) => dots.map((dot) => Number(dot.getAttribute('cy')))"
    )
    wanted = [
        HEIGHT - MARGIN - (line["values"][29] - low) / (high - low) * (HEIGHT - 2 * MARGIN) for line in header["lines"]
    ]
    np.testing.assert_allclose(heights, wanted, atol=0.1)
    expect(page.locator(".lstm-jobs .sentence")).to_have_text(header["said"][29].replace("**", ""))
    page.locator(".lstm-jobs").focus()
    page.keyboard.press("ArrowLeft")
    at(page, 29, last)
    page.keyboard.press("Home")
    at(page, 1, last)
    assert page.evaluate("new URLSearchParams(location.search).get('jobs_at')") in ("1", "30", "29", None)
    page.wait_for_function("new URLSearchParams(location.search).get('jobs_at') === '1'")


def test_tracks_are_as_long_as_the_shares_and_the_guess_and_the_truth_are_marked(blank):
    page = blank().page
    header = mounted(page, "forecast", "same as last period")
    for track in header["tracks"]:
        row = page.locator(f".lstm-jobs .row[data-who='{track['name']}']")
        share = row.locator(".track").evaluate("(track) => track.querySelector('.bar').offsetWidth / track.clientWidth")
        assert share == pytest.approx(track["mean"], abs=0.006)
        assert row.locator(".dot").count() == (3 if track["learned"] else 0)
        expect(row.locator(".told")).to_have_text(track["told"])
    marks = {one["name"]: one["mark"] for one in header["tracks"] if one["mark"]}
    assert "your guess" in marks["same as last period"]
    assert page.locator(".lstm-jobs .mark").all_text_contents() == list(marks.values())


def test_before_the_guess_the_tracks_wait_and_no_answer_is_drawn(blank):
    page = blank().page
    mounted(page, "gap", None)
    assert page.locator(".lstm-jobs .bar").count() == page.locator(".lstm-jobs .line.answer").count() == 0
    expect(page.locator(".lstm-jobs .waiting")).to_have_count(len(votes.shares("gap")))
    assert page.locator(".lstm-jobs .gap").bounding_box()["width"] > 0
    assert page.locator(".lstm-jobs .seen").count() > 20


def test_words_that_were_read_are_shaded_and_a_click_goes_to_one(blank):
    page = blank().page
    header = mounted(page, "tagging", guesses.SHOW)
    noun = header["asked"][0]
    page.locator(".lstm-jobs .word").nth(noun).click()
    at(page, noun + 1, len(header["words"]))
    assert page.locator(".lstm-jobs .word[data-read]").count() == noun + 1
    assert page.locator(".lstm-jobs .word[data-asked]").all_text_contents() == ["bat", "crane"]
    expect(page.locator(".lstm-jobs .sentence")).to_contain_text("The tag of “bat”: GRU, both ways animal")


def test_a_guess_at_any_job_ticks_the_guess(screen):
    page = screen("/many_jobs", jobs_job="Tagging").page
    step = page.locator("li", has_text="Guess who wins")
    expect(step).to_have_count(1)
    expect(step.and_(page.locator("[data-done]"))).to_have_count(0)
    page.get_by_role("radio", name=votes.options("tagging")[1]).click()
    expect(step.and_(page.locator("[data-done]"))).to_have_count(1)


def test_a_guess_brings_the_film_and_reading_sends_nothing_to_the_server(screen):
    tab = screen("/many_jobs", height=720)
    page = tab.page
    expect(page.locator(".lstm-jobs .waiting").first).to_be_visible()
    assert page.locator(".lstm-film").count() == 0
    page.get_by_role("radio", name="the bag of words").click()
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    expect(page.locator(".lstm-film .next h2")).to_have_text("Likeliest answer")
    expect(page.locator(".lstm-jobs .mark").first).to_be_visible()
    expect(page.get_by_text("You said the bag of words; it is the networks.")).to_be_visible()
    before = len(tab.sent)
    page.locator(".lstm-jobs").focus()
    for key in ("ArrowLeft", "ArrowLeft", "Home", "End", "ArrowLeft"):
        page.keyboard.press(key)
    at(page, 17, 18)
    page.wait_for_function("new URLSearchParams(location.search).get('jobs_at') === '17'")
    assert len(tab.sent) == before
    box = page.locator(".st-key-hero").bounding_box()
    assert box["y"] + box["height"] <= 720
