"""Breaking the network in a real browser: an edit is made, listed, undone; a drag in the film prepares the next one."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

expect.set_options(timeout=30_000)


def test_carrying_over_spain_s_memory_turns_the_answer_and_undo_brings_it_back(screen):
    shown = screen("/break_it", broken_kind="Carry over a memory")
    page = shown.page
    expect(page.get_by_text("Make an edit, and see what becomes of it.")).to_be_visible()
    page.get_by_text("Edits by controls, or as text").click()
    with shown.rerun():
        page.get_by_role("button", name="Make this edit").click()
    expect(page.get_by_text("With your edits it says spanish")).to_be_visible()
    expect(page.get_by_text("c is that of the same story in Spain, in all units")).to_be_visible()
    assert parse_qs(urlsplit(page.url).query)["broken_edits"] == ["c from spain word 16"]
    expect(page.locator(".lstm-film .held")).to_have_count(1)  # the film holds what the controls made
    with shown.rerun():
        page.get_by_test_id("stExpanderDetails").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Make an edit, and see what becomes of it.")).to_be_visible()
    expect(page.locator(".lstm-film .held")).to_have_count(0)


def test_what_is_held_in_the_film_is_the_page_s_list_of_edits(screen):
    shown = screen("/break_it", height=1400)
    page = shown.page
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    lane = page.locator(".lstm-film .lanes .lane[data-name=f]:visible")
    box = lane.bounding_box()
    column, y = box["width"] / 28, box["y"] + 5
    page.mouse.move(box["x"] + 8.5 * column, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 12.5 * column, y, steps=6)
    page.mouse.up()
    bubble = page.locator(".lstm-film .bubble")
    bubble.get_by_text("all units").click()
    with shown.rerun():
        bubble.get_by_role("button", name="hold at 0").click()
    assert parse_qs(urlsplit(page.url).query)["broken_edits"] == ["f=0 words 9-13"]
    expect(page.get_by_text("With your edits it says")).to_be_visible()
    expect(page.locator(".lstm-film .held")).to_have_count(1)
    answer = page.locator(".answer-line .now").inner_text()
    assert answer.split()[0] in page.get_by_text("With your edits it says").inner_text()


def test_a_measurement_is_stopped_and_what_was_measured_stays(screen):
    page = screen("/carriers", carriers_live_gap="32", carriers_again="true").page
    page.get_by_role("button", name="Measure").click()
    expect(page.get_by_text(re.compile(r"[1-9][0-9]?% of the words"))).to_be_visible()
    page.get_by_test_id("stMain").get_by_role("button", name="Stop").click()
    expect(page.get_by_text("of the words", exact=False)).to_have_count(0)
    expect(page.get_by_text("A hundred sentences of the gap you chose", exact=False)).to_be_visible()
