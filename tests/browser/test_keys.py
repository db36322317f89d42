"""The keys of a page's instruments: from the first moment and after any click, never while a person types."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.support.lists import open_list
from tests.support.sampled import one_in
from tools.chromium import Screen
from ui import frame

LESSONS = [found.name for found in frame.catalogue()]
INSTRUMENTS = ".lstm-film, .lstm-step, .lstm-backward"
WHERE = """(wrapper) => [
    wrapper.dataset.zoom, wrapper.dataset.playing, wrapper.querySelector(".part .count")?.textContent,
    ...[...wrapper.querySelectorAll("input[type=range]")].map((range) => range.value)].join(" ")"""
IN_SIGHT = """(wrappers) => wrappers.findIndex((one) => {
    const { top, bottom, height } = one.getBoundingClientRect();
    return one.checkVisibility() && Math.min(bottom, innerHeight) - Math.max(top, 0) >= Math.min(height, 100);
})"""
FOCUSED = """() => {
    let at = document.activeElement;
    while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
    return at?.className ?? "";
}"""
expect.set_options(timeout=30_000)


def path(name: str) -> str:
    return "/" if name == LESSONS[0] else f"/{name}"


def frames(page: Page) -> None:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def pressed(page: Page, instrument: Locator, *keys: str) -> list[str]:
    """Where the instrument stands before the first key and after each."""
    found = [instrument.evaluate(WHERE)]
    for key in keys:
        page.keyboard.press(key)
        frames(page)
        found.append(instrument.evaluate(WHERE))
    return found


@pytest.fixture
def film(screen):
    """`film(**options)` opens the page France, and gives the screen and its film, alive."""

    def open_page(name: str = "france", **options) -> tuple[Screen, Locator]:
        opened = screen(path(name), **options)
        wrapper = opened.page.locator(".lstm-film").first
        wrapper.locator(".answer-line").wait_for()
        return opened, wrapper

    return open_page


@pytest.mark.parametrize("name", one_in(5, LESSONS, first=1))
def test_the_keys_work_as_soon_as_a_page_is_open(screen, name):
    page = screen(path(name)).page
    page.wait_for_load_state("networkidle")
    found = page.locator(INSTRUMENTS)
    if not found.count():
        return
    shown = found.evaluate_all(IN_SIGHT)
    instrument = found.nth(max(0, shown))
    if shown < 0 and not instrument.is_visible():
        return
    before, one, other = pressed(page, instrument, "ArrowLeft", "ArrowRight")
    assert {before, one, other} != {before}, "neither arrow moved it"
    if instrument.get_attribute("class") == "lstm-film":
        for key in "3142":
            page.keyboard.press(key)
            expect(instrument).to_have_attribute("data-zoom", key)
    expect(instrument).to_be_in_viewport()


def test_a_clicker_walks_through_the_film_and_the_step(screen, film):
    opened, wrapper = film()
    sent = len(opened.sent)
    last, before, again = pressed(opened.page, wrapper, "PageUp", "PageDown")
    assert last == again != before
    assert len(opened.sent) == sent
    page = screen("/one_step").page
    page.locator(".lstm-step .equation math").first.wait_for()
    for key, at in (("PageDown", 2), ("PageDown", 3), ("PageUp", 2)):
        page.keyboard.press(key)
        expect(page.locator(".part .count:visible")).to_have_text(f"{at} of 14")


def test_a_clicker_walks_through_every_picture_that_has_a_clock_also_from_its_rail(blank):
    page = blank().page
    page.evaluate("""async () => {
        const { createClock } = await import("/shared/clock/clock.js");
        const { createBar, listenToKeys } = await import("/shared/clock/bar.js");
        const wrapper = document.body.appendChild(document.createElement("div"));
        const clock = createClock({ last: () => 50, at: 20, pace: () => 10_000, moved: () => bar?.draw() });
        const bar = createBar(clock, { play: "Play", pause: "Pause", back: "Back", on: "On", rail: "moment" }, String);
        const lever = Object.assign(document.createElement("input"), { type: "range", max: "50", value: "20" });
        lever.setAttribute("aria-label", "lever");
        wrapper.tabIndex = 0;
        wrapper.append(bar.element, lever);
        listenToKeys(wrapper, clock);
        bar.draw();
        Object.assign(window, { clock, wrapper });
    }""")
    rail, lever = page.get_by_role("slider", name="moment"), page.get_by_role("slider", name="lever")

    def stands_at(moment: int) -> None:
        assert page.evaluate("() => clock.at()") == moment

    page.evaluate("() => wrapper.focus()")
    for key, moment in (("PageDown", 21), ("PageDown", 22), ("PageUp", 21)):
        page.keyboard.press(key)
        stands_at(moment)
    rail.focus()
    page.keyboard.press("PageDown")
    stands_at(22)
    lever.focus()
    page.keyboard.press("PageDown")
    stands_at(22)
    assert int(lever.input_value()) < 20  # its own large step
    for focused in (rail, lever):
        focused.focus()
        page.keyboard.press("Space")
        assert page.evaluate("() => clock.plays()")
        page.keyboard.press("Space")
        assert not page.evaluate("() => clock.plays()")


def test_after_a_click_anywhere_in_the_film_every_key_still_works(film):
    opened, wrapper = film(below="open")
    page = opened.page
    page.keyboard.press("2")
    for zoom, places in (
        ("2", [".lane canvas", ".cell", ".part", ".belt", ".next"]),
        ("3", [".cell", ".part"]),
        ("4", [".unit-view .lane"]),
        ("1", [".network"]),
    ):
        for place in places:
            page.keyboard.press(zoom)
            expect(wrapper).to_have_attribute("data-zoom", zoom)
            target = wrapper.locator(place).locator("visible=true").first
            target.scroll_into_view_if_needed()
            target.click(position={"x": 8, "y": 8})
            page.keyboard.press("Escape")
            for other in [one for one in "1342" if one != zoom]:
                page.keyboard.press(other)
                expect(wrapper).to_have_attribute("data-zoom", other)
            _, one, two = pressed(page, wrapper, "Home", "ArrowRight")
            assert one != two, f"after a click on {place}"
            assert page.evaluate(FOCUSED) == "lstm-film"


def test_the_film_keeps_the_focus_when_the_zoom_takes_away_what_had_it(film):
    opened, wrapper = film()
    page = opened.page
    page.keyboard.press("4")
    wrapper.get_by_role("button", name="Unit in the row above").focus()
    for zoom in "132":
        page.keyboard.press(zoom)
        expect(wrapper).to_have_attribute("data-zoom", zoom)
        assert page.evaluate(FOCUSED) == "lstm-film"


def test_who_types_is_not_disturbed(film):
    opened, wrapper = film()
    page, typed = opened.page, "1 2,3.4"
    page.evaluate("""() => {
        const field = document.createElement("textarea");
        field.id = "own-field";
        document.querySelector("[data-testid=stMain]").prepend(field);
    }""")
    before = wrapper.evaluate(WHERE)
    page.locator("#own-field").focus()
    page.keyboard.type(typed)
    for key in ("Home", "ArrowRight", "ArrowLeft", "PageUp", "End", "Escape"):
        page.keyboard.press(key)
    frames(page)
    assert page.locator("#own-field").input_value() == typed
    assert wrapper.evaluate(WHERE) == before
    wrapper.get_by_role("button", name="Type a sentence").click()
    field = wrapper.locator(".typing textarea, .typing input").first
    field.fill("")
    page.keyboard.type(typed)
    assert field.input_value() == typed
    assert wrapper.get_attribute("data-zoom") == before.split()[0]


def test_an_open_menu_and_the_browsers_own_keys_are_left_alone(film):
    opened, wrapper = film()
    page, before = opened.page, wrapper.evaluate(WHERE)
    for key in ("Control+1", "Alt+2", "Meta+3", "Control+Home"):
        page.keyboard.press(key)
    page.get_by_text("Another sentence, another network").click()
    country = page.get_by_role("combobox", name="Country")
    expect(open_list(country).first).to_be_visible()
    for key in ("ArrowDown", "Home", "3", "Escape"):
        page.keyboard.press(key)
    frames(page)
    assert wrapper.evaluate(WHERE) == before


def test_a_focused_button_keeps_space_and_leaves_the_arrows(film):
    opened, wrapper = film()
    page = opened.page
    page.get_by_role("button", name="Copy link").focus()
    first, left, after = pressed(page, wrapper, "ArrowLeft", "Space")
    assert first != left == after


def test_on_a_page_where_no_instrument_is_in_sight_the_page_scrolls(film):
    opened, wrapper = film()
    page = opened.page
    main = page.locator("[data-testid=stMain]")
    main.evaluate("(main) => main.scrollTo(0, main.scrollHeight)")
    expect(wrapper).not_to_be_in_viewport()
    page.get_by_role("heading", name="To keep").click()
    low = main.evaluate("(main) => main.scrollTop")
    before, after = pressed(page, wrapper, "PageUp")
    assert before == after
    page.wait_for_function("(low) => document.querySelector('[data-testid=stMain]').scrollTop < low", arg=low)


def test_of_two_instruments_the_one_that_was_used_last_hears_the_keys(blank):
    page = blank().page
    page.evaluate("""async () => {
        const { hearPage } = await import("/shared/keys/page.js");
        window.heard = [];
        window.forget = ["one", "two"].map((name) => {
            const wrapper = document.createElement("div");
            Object.assign(wrapper, { id: name, tabIndex: 0, textContent: name });
            wrapper.style.height = "150px";
            wrapper.addEventListener("keydown", (event) => (heard.push(name + event.key), event.preventDefault()));
            document.body.append(wrapper);
            return hearPage(wrapper);
        });
    }""")
    page.keyboard.press("1")
    page.locator("#two").click()
    page.evaluate("() => document.activeElement.blur()")
    page.keyboard.press("2")
    page.evaluate("() => forget[1]()")
    page.keyboard.press("3")
    page.evaluate("() => forget[0]()")
    page.keyboard.press("4")
    assert page.evaluate("() => heard") == ["one1", "two2", "one3"]


def test_fifty_instruments_come_and_go_and_nothing_listens_any_more(blank):
    page = blank().page
    counted = page.evaluate("""async () => {
        const listening = new Map(), { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
        function count(by, what) {
            return function (kind, ...rest) {
                if (this === document) listening.set(kind, (listening.get(kind) ?? 0) + by);
                return what.call(this, kind, ...rest);
            };
        }
        EventTarget.prototype.addEventListener = count(1, add);
        EventTarget.prototype.removeEventListener = count(-1, remove);
        const { mountedBy } = await import("/shared/mounting.js");
        const open = () => ({ redraw() {}, leave() {} });
        const mount = mountedBy({ class: "one", label: "one", module: location.href, css: [], open });
        const most = [];
        for (let k = 0; k < 50; k += 1) {
            const parentElement = document.body.appendChild(document.createElement("div"));
            const leave = mount({ data: new Uint8Array([k]), parentElement });
            await new Promise(requestAnimationFrame);
            most.push(listening.get("keydown") ?? 0);
            leave();
            parentElement.remove();
        }
        const { all, hear } = globalThis[Symbol.for("lstm-instruments")];
        return [Math.max(...most), listening.get("keydown"), all.size, hear];
    }""")
    assert counted == [1, 0, 0, None]


@pytest.mark.parametrize(("name", "few"), [("france", "Space←→1–4"), ("one_step", "Space←→")])
def test_the_page_says_which_keys_there_are_and_a_question_mark_lists_them(screen, name, few):
    page = screen(path(name)).page
    hint = page.locator(".keys-hint:has(button)")
    expect(page.locator(".keys-few")).to_have_text(few)
    page.keyboard.press("Shift+?")
    listed = hint.get_by_role("dialog", name="Keys")
    expect(listed).to_be_visible()
    expect(listed).to_contain_text(re.compile("clicker"))
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    hint.get_by_role("button", name="All keys").click()
    expect(listed).to_be_visible()
    page.mouse.click(5, 400)
    expect(listed).to_be_hidden()


@pytest.mark.parametrize("name", one_in(2, ["france", "one_step"]))
def test_a_screen_that_is_touched_says_nothing_of_keys(screen, name):
    page = screen(path(name), width=400, has_touch=True).page
    page.locator(".cell .diagram").first.wait_for()
    for hint in page.locator(".keys-hint").all():
        expect(hint).to_be_hidden()
    assert "→" not in page.locator("[data-testid=stMarkdown]").first.inner_text()
