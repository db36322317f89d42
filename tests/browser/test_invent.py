"""A cell of one's own in a real browser: typed by hand, drawn while it is typed; a mistake shows its place."""

import re

import pytest
from playwright.sync_api import expect

from lstm_core import CELLS
from lstm_core.cell_page import cell_of_page, page_of_cell
from lstm_core.notation.rewriting import rewrite
from lstm_core.running.gradient_check import gradient_check
from tests.app.test_invent import GRU
from tests.support.books import BOOKS
from tests.support.sampled import covering
from tests.support.slides import SLIDES

expect.set_options(timeout=30_000)


def test_a_gru_typed_by_hand_is_drawn_checked_and_in_the_link(screen):
    shown = screen("/invent")
    page = shown.page
    field = page.get_by_label("Your page of equations")
    field.press("Control+a")
    field.press_sequentially(GRU[:46])
    expect(page.locator(".editor[data-state=wrong]")).to_be_visible()
    expect(page.get_by_text("The picture of the last page without a mistake.")).to_be_visible()
    expect(page.locator(".formula[data-of]")).to_have_count(len(CELLS["lstm"].names))
    field.press_sequentially(GRU[46:])
    expect(page.locator(".editor[data-state=right]")).to_be_visible()
    assert field.input_value() == GRU
    expect(page.locator(".board > .formulas > .formula[data-of]")).to_have_count(len(CELLS["gru"].names))
    expect(page.locator(".picture .diagram")).to_have_count(1)
    check = gradient_check(cell_of_page(GRU))
    expect(page.locator(".facts")).to_contain_text(f"nudges of {check.nudged} numbers")
    page.wait_for_function("location.search.includes('invent_page=')")
    page.reload()
    expect(field).to_have_value(GRU)
    expect(page.locator(".board > .formulas > .formula[data-of]")).to_have_count(len(CELLS["gru"].names))


@pytest.mark.parametrize(("start", "theme"), covering(["LSTM", "sLSTM", "RNN"], ["light", "dark"]))
def test_text_picture_and_verdict_stand_on_the_first_screen(screen, start, theme):
    page = screen("/invent", theme=theme, height=720, invent_start=start).page
    expect(page.locator(".editor[data-state=right]")).to_be_visible()
    expect(page.locator(".picture .diagram")).to_be_visible()
    for part in (".paper", "#said", ".picture .diagram"):
        box = page.locator(part).bounding_box()
        assert box["y"] + box["height"] <= 720, part
    hero = page.locator(".st-key-hero").bounding_box()
    assert hero["y"] + hero["height"] <= 720


def test_a_tall_drawing_scrolls_in_its_place_and_its_letters_can_be_read(screen):
    own = page_of_cell(CELLS["slstm"]).replace("tanh", "softsign")
    page = screen("/invent", height=720, invent_page=own).page
    expect(page.locator(".picture .diagram")).to_be_visible()
    place, drawing = (page.locator(f".picture .{part}").bounding_box() for part in ("place", "diagram"))
    assert place["y"] + place["height"] <= 720
    assert drawing["height"] > place["height"]
    letters = page.locator(".picture .diagram text").first.evaluate("text => text.getBoundingClientRect().height")
    assert letters >= 9
    paths = page.locator(".picture .wire").evaluate_all("all => all.map(wire => wire.firstChild.getAttribute('d'))")
    assert len([path for path in paths if re.fullmatch(r"M0 ([\d.]+)L[\d.]+ \1", path)]) == 2, (
        "c and norm run straight from the left border"
    )


def test_a_mistake_is_underlined_at_its_place_and_mended_with_one_press(screen):
    shown = screen("/invent", width=400, theme="dark", invent_page=GRU.replace("@ h_prev + b_z", "@ h_pre + b_z"))
    page = shown.page
    field = page.get_by_label("Your page of equations")
    expect(page.locator("#said")).to_have_text("Line 2, column 31: unknown name 'h_pre'; did you mean h_prev?")
    expect(page.locator(".ink .wrong")).to_have_text("h_pre")
    expect(field).to_have_attribute("aria-invalid", "true")
    ink, typed = page.locator(".ink").bounding_box(), field.bounding_box()
    assert (ink["x"], ink["y"]) == (typed["x"], typed["y"]), "the coloured copy lies exactly under what is typed"
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth") <= 400
    page.get_by_role("button", name="Go there").click()
    selected = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert selected == "h_pre"
    page.get_by_role("button", name="Write h_prev").click()
    expect(page.locator(".editor[data-state=right]")).to_be_visible()
    assert field.input_value() == GRU
    expect(page.locator(".ink .wrong")).to_have_count(0)
    field.press("Control+z")
    assert field.input_value() != GRU, "the browser's own undo takes it back"
    field.evaluate("field => { field.value = '<img src=x onerror=alert(1)>\\n'.repeat(10000); }")
    field.dispatch_event("input")
    expect(page.locator("#said")).to_contain_text("the page is too long")
    assert page.locator(".lstm-invent img").count() == 0


def test_a_page_of_a_book_becomes_a_cell_with_one_press_and_the_press_can_be_taken_back(screen):
    printed, _ = BOOKS["Olah, the LSTM"]
    shown = screen("/invent", width=400, theme="dark")
    page = shown.page
    field = page.get_by_label("Your page of equations")
    field.fill(printed)
    expect(page.locator(".editor[data-state=offered]")).to_be_visible()
    expect(page.locator("#said")).to_contain_text("press “Rewrite all”")
    expect(page.locator(".ink .other").first).to_be_visible()
    assert field.evaluate("field => field.scrollWidth <= field.clientWidth"), "no line is cut"
    lines = page.locator(".offer .line")
    offered = "\n".join(lines.all_text_contents())
    assert offered == rewrite(printed).text
    for line in lines.all():
        assert line.evaluate("line => line.getBoundingClientRect().right <= innerWidth")
    expect(page.locator(".offer mark", has_text="h_prev").first).to_be_visible()
    page.get_by_role("button", name="Rewrite all").click()
    expect(page.locator(".editor[data-state=right]")).to_be_visible()
    expect(field).to_have_value(offered)
    expect(page.locator(".ink .fresh").first).to_be_visible()
    page.get_by_text("Formulas, derivatives, numbers").click()
    expect(page.locator(".formula[data-of=c_tilde] mover").first).to_be_visible()
    belt = page.locator(".picture .wire").evaluate_all(
        "wires => wires.filter((wire) => wire.dataset.node).map((wire) => wire.firstChild.getAttribute('d'))"
    )
    assert any(path.startswith("M0 58L") for path in belt), "the memory runs along the top"
    expect(page.get_by_role("combobox", name="Start from")).to_have_value("your own")
    assert page.locator("[data-testid=stMain]").evaluate("main => main.scrollWidth") <= 400
    page.get_by_role("button", name="Undo").click()
    expect(field).to_have_value(printed)
    expect(page.locator(".editor[data-state=offered]")).to_be_visible()


def test_every_slide_becomes_a_running_cell_with_one_press(screen):
    page = screen("/invent").page
    field = page.get_by_label("Your page of equations")
    for name, (printed, _) in SLIDES.items():
        rewritten = rewrite(printed).text
        if rewritten == printed:
            continue
        field.fill(printed)
        expect(page.locator(".editor[data-state=offered]")).to_be_visible()
        page.get_by_role("button", name="Rewrite all").click()
        expect(field, name).to_have_value(rewritten)
        expect(page.locator(".editor[data-state=right]"), name).to_be_visible()
        drawn = page.locator(".board > .formulas > .formula[data-of]")
        expect(drawn, name).to_have_count(len(cell_of_page(rewritten).names))


def test_what_can_be_read_in_two_ways_is_refused_where_it_stands_and_nothing_is_offered(screen):
    page = screen("/invent", invent_page="f_t = σ(W x_t)\nc_t = f_t * c_t - 1\nh_t = c_t").page
    expect(page.locator("#said")).to_contain_text("Line 2, column 13: c_t - 1 may be the value of the step before")
    expect(page.locator(".ink .wrong").first).to_be_visible()
    expect(page.get_by_role("button", name="Rewrite all")).to_have_count(0)
    page.get_by_role("button", name="Go there").click()
    field = page.get_by_label("Your page of equations")
    selected = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert selected == "c_t - 1"


def test_the_letters_in_ink_lie_on_what_is_typed_also_where_a_long_line_wraps(screen):
    page = screen("/invent", width=400).page
    field = page.get_by_label("Your page of equations")
    expect(page.locator(".ink .row")).to_have_count(len(page_of_cell(CELLS["lstm"]).splitlines()))
    ink, typed = page.locator(".ink").bounding_box(), field.bounding_box()
    assert (ink["x"], ink["y"], ink["width"]) == (typed["x"], typed["y"], typed["width"])
    heights = page.locator(".ink .row").evaluate_all("rows => rows.map((row) => row.getBoundingClientRect().height)")
    assert max(heights) > 1.5 * min(heights), "the lines of the gates wrap"
    whole = field.evaluate(
        "field => (Object.assign(field.style, { height: 'auto', alignSelf: 'start' }), field.scrollHeight)"
    )
    padding = field.evaluate("field => 2 * parseFloat(getComputedStyle(field).paddingTop)")
    assert abs(whole - padding - sum(heights)) < 2, "both copies wrap at the same places"


def test_a_link_keeps_the_cell_that_it_begins_with(screen):
    page = screen("/invent", invent_start="GRU").page
    expect(page.get_by_role("combobox", name="Start from")).to_have_value("GRU")
    expect(page.locator(".lstm-invent")).to_be_visible()
    page.wait_for_url(lambda url: "invent_start=GRU" in url)
