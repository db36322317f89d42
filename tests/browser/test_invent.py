"""A cell of one's own in a real browser: typed by hand, drawn while it is typed; a mistake shows its place."""

from playwright.sync_api import expect

from lstm_core import CELLS
from lstm_core.cell_page import cell_of_page
from lstm_core.running.gradient_check import gradient_check
from tests.app.test_invent import GRU

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
