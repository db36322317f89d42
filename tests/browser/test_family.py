"""The family in a real browser: a click in the gallery compares, and one drawing turns into the other."""

import pytest

from lstm_core import CELLS
from lstm_core.diagram.diagram import diagram


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
    shown = screen("/family", family_second="Peephole LSTM", reduced_motion=motion)
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
    assert "family_second=No+output+gate" in page.url
