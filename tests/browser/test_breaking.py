"""Breaking the network in a real browser: an edit is made, listed, undone; a drag in the film prepares the next one."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
from playwright.sync_api import Locator, Page, expect

from lstm_core import CELLS, Edit
from ui import edits
from ui.lessons.break_it import two_readings
from ui.shipped import evidence, networks, stories

expect.set_options(timeout=30_000)


def test_carrying_over_spain_s_memory_turns_the_answer_and_undo_brings_it_back(screen):
    shown = screen("/break_it", broken_guess="show", broken_kind="Carry over a memory", broken_answers="true")
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
    shown = screen("/break_it", height=1400, broken_guess="show", broken_answers="true")
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


def drag_in_f(page: Page, first: int, last: int, row: float = 5) -> Locator:
    """Drags over words of the forget gate's lane; its bubble."""
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    lane = page.locator(".lstm-film .lanes .lane[data-name=f]:visible")
    lane.scroll_into_view_if_needed()
    box = lane.bounding_box()
    column, y = box["width"] / 28, box["y"] + row
    page.mouse.move(box["x"] + (first + 0.5) * column, y)
    page.mouse.down()
    page.mouse.move(box["x"] + (last + 0.5) * column, y, steps=4)
    return page.locator(".lstm-film .bubble")


def test_a_learner_s_first_drag_takes_the_carriers_and_changes_the_answer(screen):
    shown = screen("/break_it", height=1400, broken_guess="show", broken_answers="true")
    page = shown.page
    bubble = drag_in_f(page, 8, 12)
    lane = page.locator(".lstm-film .lanes .lane[data-name=f]:visible").bounding_box()
    framed = [band.bounding_box()["height"] for band in page.locator(".band[data-kind=draft]").all()]
    assert sum(framed) < 0.8 * lane["height"]  # the frame spans the rows that are taken, not the lane
    page.mouse.up()
    carriers = evidence.carriers("lstm", 0)
    expect(bubble.locator(".title")).to_contain_text(f"the {len(carriers)} carriers")
    with shown.rerun():
        bubble.get_by_role("button", name="hold at 0").click()
    words = tuple(stories.story("france", 3))
    network = networks.network("lstm", 0)
    edit = Edit("f", value=0.0, steps=range(8, 13), units=sorted(carriers))
    probs = network.run(network.encode(words), edits=[edit]).probs[-1, 0]
    now = network.answers[int(np.argmax(probs))]
    assert now != "french"
    expect(page.locator(".answer-line .now")).to_contain_text(now)
    expect(bubble.locator(".state")).to_contain_text(f"The answer changes: french 98\u202f% → {now}")
    expect(page.get_by_text(re.compile(rf"^f is set to 0 .*: french 98 % → {now}"))).to_be_visible()


def test_where_the_answer_stays_the_bubble_says_why(screen):
    shown = screen("/break_it", height=1400, broken_guess="show", broken_answers="true")
    page = shown.page
    bubble = drag_in_f(page, 8, 12)
    page.mouse.up()
    bubble.get_by_text("this unit").click()
    with shown.rerun():
        bubble.get_by_role("button", name="hold at 0").click()
    state = bubble.locator(".state")
    expect(state).to_contain_text("The answer stays french")
    expect(state).to_contain_text("One unit alone seldom changes it: 11 units carry the country.")
    page.keyboard.press("Escape")
    bubble = drag_in_f(page, 0, 2, row=60)
    page.mouse.up()
    with shown.rerun():
        bubble.get_by_role("button", name="hold at 1").click()
    expect(bubble.locator(".state")).to_contain_text("The country comes later.")


def test_each_edit_in_the_list_says_the_answer_before_it_and_after_it(screen):
    page = screen("/break_it", broken_edits="c from spain word 13; c from japan word 20", broken_answers="true").page
    rows = page.get_by_test_id("stMain").locator("ol li")
    expect(rows).to_have_count(2)
    words = tuple(stories.story("france", 3))
    changes = tuple(edits.read("c from spain word 13; c from japan word 20", CELLS["lstm"], words, 64)[0])
    (first, _), (second, _) = two_readings.after_each("lstm", 0, words, changes)
    expect(rows.nth(0)).to_contain_text(f"→ {first}")
    expect(rows.nth(1)).to_contain_text(f"{first} ")
    expect(rows.nth(1)).to_contain_text(f"→ {second}")
    assert (first, second) == ("spanish", "japanese")
