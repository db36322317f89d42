"""The family in a real browser: a click in the gallery compares, and one drawing turns into the other."""

import pytest

from lstm_core import CELLS
from lstm_core.diagram.diagram import diagram
from tests.support.sampled import one_in

OPEN = {"family_guess": "just show me", "family_all": "true"}


def places(page) -> list[tuple[float, ...]]:
    """Where the boxes of the drawing of the pair stand."""
    found = page.locator(".pair .box.squash rect:first-child").evaluate_all(
        "all => all.map(r => ['x', 'y', 'width', 'height'].map(k => +r.getAttribute(k)))"
    )
    return sorted(tuple(box) for box in found)


def boxes(key: str) -> list[tuple[float, ...]]:
    squashes = [box for box in diagram(CELLS[key])["boxes"] if box["shape"] == "squash"]
    return sorted((b["x"] - b["w"] / 2, b["y"] - b["h"] / 2, b["w"], b["h"]) for b in squashes)


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_one_drawing_turns_into_the_other_and_a_click_in_the_gallery_chooses_it(screen, motion):
    shown = screen("/family", family_second="Peephole LSTM", reduced_motion=motion, **OPEN)
    page = shown.page
    page.locator(".pair .board math").first.wait_for()
    assert places(page) == boxes("lstm")
    page.locator(".choice button").nth(1).click()
    page.wait_for_timeout(50 if motion == "reduce" else 1300)
    assert places(page) == boxes("peephole")
    with shown.rerun():
        page.locator(".gallery button", has_text="No output gate").click()
    page.locator(".choice button", has_text="No output gate").wait_for()
    page.wait_for_timeout(50 if motion == "reduce" else 1300)
    assert places(page) == boxes("no_output_gate")
    page.wait_for_url(lambda url: "family_second=No+output+gate" in url)


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"]))
@pytest.mark.parametrize("guess", [None, "the coupled one", "just show me"])
def test_the_whole_hero_stands_on_the_first_screen(screen, guess, theme):
    page = screen("/family", theme=theme, height=720, **({"family_guess": guess} if guess else {})).page
    page.locator(".pair .diagram").wait_for()
    page.locator(".pair .board math").first.wait_for()
    hero = page.locator(".st-key-hero").bounding_box()
    assert hero["y"] + hero["height"] <= 720
    boards = page.locator(".pair .board th").all_inner_texts()
    assert all(("solves ?" in text) == (guess is None) for text in boards)
    assert any("your guess" in text for text in boards) == (guess == "the coupled one")
    table, drawing = (page.locator(f".pair {part}").bounding_box() for part in (".board", ".diagram"))
    assert table["x"] + table["width"] < drawing["x"], "the two cells and the drawing stand side by side"


def test_on_a_phone_the_guess_is_on_the_first_screen_and_nothing_runs_off_the_edge(screen):
    page = screen("/family", width=400, height=800).page
    page.locator(".pair .diagram").wait_for()
    assert page.get_by_text("just show me").bounding_box()["y"] < 760
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth") <= 400
