"""One way of mounting for all components: opened once, told what is new, taken away without a trace."""

import pytest
from playwright.sync_api import expect

KIND = """async (kind) => {
  const { mountedBy } = await import("/shared/mounting.js");
  const parentElement = document.createElement("div");
  document.body.replaceChildren(parentElement);
  window.said = [];
  const open = (wrapper, message, component, before) => {
    said.push(`open ${message[0]} after ${before}`);
    if (message[0] === 9) throw new Error("it is a nine");
    wrapper.textContent = String(message[0]);
    return {
      redraw: () => said.push("redraw"),
      hear: () => said.push("hear"),
      take: (other) => other[0] < 5 && said.push(`take ${other[0]}`) > 0,
      place: () => `place of ${message[0]}`,
      leave: () => said.push("leave"),
    };
  };
  const module = location.origin + "/film/main.js";
  const component = mountedBy({ class: "mounted", module, css: "film.css", open, ...kind });
  window.show = async (...bytes) => {
    window.leave = component({ data: Uint8Array.from(bytes), parentElement });
    while (!said.length) await new Promise(requestAnimationFrame);
    return said.splice(0);
  };
}"""


@pytest.fixture
def page(blank):
    return blank().page


def test_data_that_stay_are_drawn_again_and_other_data_are_taken_or_opened_anew(page):
    page.evaluate(KIND, {"what": "This picture", "label": "A picture"})
    show = "(byte) => show(byte)"
    assert page.evaluate(show, 1) == ["open 1 after undefined"]
    assert page.evaluate(show, 1) == ["hear", "redraw"]
    assert page.evaluate(show, 2) == ["hear", "take 2"]
    assert page.evaluate(show, 2) == ["hear", "redraw"]
    assert page.evaluate(show, 7) == ["hear", "leave", "open 7 after place of 1"]
    wrapper = page.get_by_role("group", name="A picture")
    assert wrapper.get_attribute("tabindex") == "0"
    assert wrapper.evaluate("(one) => one.getRootNode().adoptedStyleSheets.length") == 1
    page.evaluate("() => leave()")
    assert wrapper.count() == 0
    assert page.evaluate("() => said") == ["leave"]


def test_what_cannot_be_shown_is_said_and_what_comes_next_is_shown(page):
    page.evaluate(KIND, {"what": "This picture"})
    page.evaluate("() => show(7)")
    page.evaluate("() => show(9)")
    assert page.get_by_role("alert").inner_text() == "This picture cannot be shown: it is a nine."
    assert page.evaluate("() => show(9)") == ["open 9 after undefined"]
    assert page.evaluate("() => show(8)") == ["open 8 after undefined"]
    assert page.locator(".mounted").inner_text() == "8"
    assert page.get_by_role("alert").count() == 0


def test_a_place_that_is_left_before_its_sheet_has_come_stays_empty(page):
    page.evaluate(KIND, {})
    page.evaluate("() => void (show(1), leave())")
    page.wait_for_timeout(500)
    assert page.evaluate("() => said") == []
    assert page.locator(".mounted").count() == 0


HANDS = """async () => {
  const { mountedBy } = await import("/shared/mounting.js");
  const parentElement = document.createElement("div");
  document.body.replaceChildren(parentElement);
  const open = (wrapper, message) => {
    const lever = Object.assign(document.createElement("input"), { type: "range", id: "lever" });
    const button = (text) => Object.assign(document.createElement("button"), { textContent: text });
    const buttons = ["Go on", "Stop"].slice(message[0] - 1).map(button);
    wrapper.replaceChildren(`${message[0]} `, ...buttons, lever);
    return { redraw() {}, leave() {} };
  };
  const kind = { class: "mounted", label: "A picture", module: `${location.origin}/film/main.js`, css: [] };
  const component = mountedBy({ ...kind, open });
  window.show = (byte) => component({ data: Uint8Array.from([byte]), parentElement });
  show(1);
}"""


def test_what_has_the_focus_keeps_it_when_other_data_come(page):
    page.evaluate(HANDS)
    picture = page.get_by_role("group", name="A picture")
    for part in (page.get_by_role("slider"), page.get_by_role("button", name="Stop")):
        part.focus()
        for byte in (2, 1):
            page.evaluate("(byte) => show(byte)", byte)
            expect(picture).to_contain_text(f"{byte} ")
            expect(part).to_be_focused()
    page.get_by_role("button", name="Go on").focus()
    page.evaluate("() => show(2)")
    expect(picture).to_be_focused()  # what had it is gone
    page.locator("body").evaluate("() => document.activeElement.blur()")
    page.evaluate("() => show(1)")
    expect(picture).to_contain_text("1 ")
    expect(picture).not_to_be_focused()  # nothing takes it from the page


def test_nothing_is_taken_out_of_a_hand_when_other_data_come(page):
    page.evaluate(HANDS)
    picture, lever = page.get_by_role("group", name="A picture"), page.get_by_role("slider")
    lever.hover()
    page.mouse.down()
    page.evaluate("() => { window.held = document.querySelector('#lever'); show(2); show(1); show(2); }")
    page.wait_for_timeout(200)
    expect(picture).to_contain_text("1 ")
    assert page.evaluate("() => held.isConnected")
    page.mouse.up()
    expect(picture).to_contain_text("2 ")
    assert not page.evaluate("() => held.isConnected")
