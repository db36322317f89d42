"""Breaking the network in a real browser: an edit is made, listed, undone; a drag in the film prepares the next one."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

expect.set_options(timeout=30_000)


def test_carrying_over_spain_s_memory_turns_the_answer_and_undo_brings_it_back(screen):
    shown = screen("/break_it", broken_kind="Carry over a memory")
    page = shown.page
    expect(page.get_by_text("Make an edit, and see what becomes of it.")).to_be_visible()
    with shown.rerun():
        page.get_by_role("button", name="Make this edit").click()
    expect(page.get_by_text("With your edits it says spanish")).to_be_visible()
    expect(page.get_by_text("c is that of the same story in Spain, in all units")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["broken_edits"] == ["c from spain word 16"]
    with shown.rerun():
        page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Make an edit, and see what becomes of it.")).to_be_visible()


def test_dragging_along_a_gate_in_the_film_sets_the_controls_of_the_next_edit(screen):
    shown = screen("/break_it", height=2400)
    page = shown.page
    lane = page.locator(".lstm-film .lanes .lane:visible").nth(1)
    expect(lane).to_be_visible()
    lane.scroll_into_view_if_needed()
    box = lane.bounding_box()
    column, y = box["width"] / 28, box["y"] + box["height"] / 2
    with shown.rerun():
        page.mouse.move(box["x"] + 8.5 * column, y)
        page.mouse.down()
        page.mouse.move(box["x"] + 12.5 * column, y, steps=6)
        page.mouse.up()
    query = parse_qs(urlsplit(page.url).query)
    assert query["broken_words_28"] == ["9", "13"]
    assert query["broken_units"][0].startswith("unit ")
    with shown.rerun():
        page.get_by_role("button", name="Make this edit").click()
    expect(page.get_by_text("f is set to 0 from “lived” (9) to “the” (13)")).to_be_visible()


def test_a_guess_is_answered_with_the_ranking(screen):
    shown = screen("/carriers")
    page = shown.page
    with shown.rerun():
        page.get_by_label("Guess first").fill("3")
        page.keyboard.press("Enter")
    expect(page.get_by_text("Unit 3 is")).to_be_visible()


def test_a_measurement_is_stopped_and_what_was_measured_stays(screen):
    page = screen("/carriers", carriers_live_gap="32").page
    page.get_by_text("Measure it again, here and now").click()
    page.get_by_role("button", name="Measure").click()
    expect(page.get_by_text(re.compile(r"[1-9][0-9]?% of the words"))).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("button", name="Stop").click()
    expect(page.get_by_text("of the words", exact=False)).to_have_count(0)
    expect(page.get_by_text("A hundred sentences of the gap you chose", exact=False)).to_be_visible()
