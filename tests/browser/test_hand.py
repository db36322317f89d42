"""A hand in the lanes of a live film: what it holds is drawn where it is held, and the answer is the network's own."""

import base64
import re
from collections.abc import Callable
from urllib.parse import parse_qs, quote, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from lstm_core import Network
from lstm_core.browser.film_message import pack
from lstm_core.film import Film
from lstm_core.learning.run_reader import load_run
from lstm_core.live.packed import packed
from lstm_core.plain.interventions import Edit
from lstm_core.sentence_film import film_data
from lstm_core.tasks import france
from tests.browser.test_film import at_rest, number, percent, press, settle
from tools.chromium import Screen
from tools.server import ROOT
from ui.components.film.live import Alive, about

STORY = "i grew up in france . my brother lived in italy . the clouds are in the sky . i speak fluent"
WORDS = tuple(STORY.split())
SKY, LAST = WORDS.index("sky"), len(WORDS) - 1

MOUNT = """async ([film, network, name]) => {
  const unpack = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const parentElement = document.createElement("div");
  document.body.replaceChildren(parentElement);
  const { keep } = await import("/shared/networks.js");
  const { default: mounted } = await import("/film/main.js");
  const setStateValue = (name, value) => (window.said ??= []).push([name, value]);
  window.leave = mounted({ data: unpack(film), parentElement, setStateValue });
  keep(name, unpack(network));
}"""


@pytest.fixture(scope="module")
def network() -> Network:
    """A trained LSTM of 64 units that ships."""
    return load_run(ROOT / "assets" / "runs" / "france-lstm-0").network


@pytest.fixture(scope="module")
def film(network: Network) -> Film:
    others = [network.encode(other) for other in france.alternatives(WORDS)]
    return film_data(network, network.encode(WORDS), others, span=(4, len(WORDS)))


@pytest.fixture
def held(blank: Callable[..., Screen], network: Network, film: Film) -> Callable[..., Screen]:
    """`held(hold="f=0 words 13-18")` opens the live film on an empty page."""

    def open_film(hold: str = "", **options) -> Screen:
        screen = blank(height=1300, **options)
        if hold:
            screen.page.goto(f"{screen.page.url}?hold={quote(hold)}")
        live = about(Alive(network), "each other country")
        blobs = (pack(film, live=live), packed(network))
        texts = [base64.b64encode(blob).decode() for blob in blobs]
        screen.page.evaluate(MOUNT, [*texts, live["network"]])
        screen.page.wait_for_selector(".lstm-film .answer-line")
        settle(screen)
        return screen

    return open_film


def spot(screen: Screen, film: Film, name: str, word: int, unit: int) -> tuple[float, float]:
    """The middle of a cell on the screen, read off the frame of the chosen unit once that is this one."""
    lane = screen.page.locator(f".main > .lanes .lane[data-name={name}]")
    box = lane.bounding_box()
    column = box["width"] / len(WORDS)
    row = lane.locator(".unit-frame").bounding_box()
    assert f"Unit {unit} " in screen.page.locator(".cell h2").inner_text()
    return box["x"] + (word + 0.5) * column, row["y"] + row["height"] / 2


def drag(screen: Screen, film: Film, name: str, first: int, last: int) -> int:
    """Drags along the row of the chosen unit, the one that carries most."""
    unit = int(film.orders["carries"][0])
    (x0, y), (x1, _) = (spot(screen, film, name, word, unit) for word in (first, last))
    screen.page.mouse.move(x0, y)
    screen.page.mouse.down()
    screen.page.mouse.move(x1, y, steps=4)
    screen.page.mouse.up()
    settle(screen)
    return unit


def answer(network: Network, *edits: Edit, words: tuple[str, ...] = WORDS) -> str:
    """What the network answers after the last word, as the film writes it."""
    probabilities = network.run(network.encode(words), edits=list(edits)).probs[-1, 0]
    best = int(np.argmax(probabilities))
    return f"{network.answers[best]} {percent(probabilities[best])}"


def says(screen: Screen) -> str:
    return screen.page.locator(".answer-line .now").inner_text()


def holds(screen: Screen) -> list[str]:
    return parse_qs(urlsplit(screen.page.url).query).get("hold", [""])[0].split("; ")


def bubble(screen: Screen) -> Locator:
    return screen.page.locator(".bubble")


def test_a_press_opens_the_bubble_and_changes_nothing(held, network, film):
    screen = held()
    before = says(screen)
    unit = drag(screen, film, "f", SKY, SKY)
    expect(bubble(screen)).to_be_visible()
    assert bubble(screen).locator(".title").inner_text().startswith(f"f of unit {unit} at “sky”")
    value = film.node_arrays[film.cell.graph.names["f"]][SKY, unit]
    assert float(bubble(screen).locator(".lever").input_value()) == pytest.approx(float(value), abs=0.006)
    assert screen.page.locator(".chip[data-place=now]").inner_text() == "sky"
    assert says(screen) == before == answer(network)
    screen.page.wait_for_url(lambda url: "hold=" not in url)
    assert screen.page.locator(".hold").count() == 0


def test_the_bubble_covers_neither_its_row_nor_leaves_the_screen(held, film):
    for width in (1280, 400):
        screen = held(width=width)
        screen.page.locator(".folding [data-lane=h]").click()
        for name in ("c", "h"):
            for word in (0, LAST):
                screen.page.locator(".chip").nth(word).click()
                screen.page.locator(f".main > .lanes .lane[data-name={name}]").scroll_into_view_if_needed()
                at_rest(screen)
                drag(screen, film, name, word, word)
                box, row = (
                    screen.page.locator(which).bounding_box()
                    for which in (".bubble", f".main > .lanes .lane[data-name={name}] .unit-frame")
                )
                assert box["y"] >= row["y"] + row["height"] or box["y"] + box["height"] <= row["y"]
                assert box["x"] >= 0
                assert box["x"] + box["width"] <= width
                assert box["y"] >= 0
                assert box["y"] + box["height"] <= 1300
                screen.page.keyboard.press("Escape")
                expect(bubble(screen)).to_be_hidden()


def test_a_stretch_is_held_where_it_was_dragged_and_the_network_answers_as_in_python(held, network, film):
    screen = held()
    unit = drag(screen, film, "f", 12, SKY)
    bubble(screen).get_by_role("button", name="hold at 0").click()
    settle(screen)
    band, lane = screen.page.locator(".band"), screen.page.locator(".main > .lanes .lane[data-name=f]")
    box, all_of_it, row = band.bounding_box(), lane.bounding_box(), lane.locator(".unit-frame").bounding_box()
    column = all_of_it["width"] / len(WORDS)
    assert box["x"] == pytest.approx(all_of_it["x"] + 12 * column, abs=1)
    assert box["width"] == pytest.approx((SKY - 12 + 1) * column, abs=1)
    assert box["y"] == pytest.approx(row["y"], abs=2)
    assert box["height"] == pytest.approx(row["height"], abs=3)
    assert band.locator(".tag").inner_text() == "0"
    edit = Edit("f", value=0.0, steps=range(12, SKY + 1), units=[unit])
    assert says(screen) == answer(network, edit)
    assert holds(screen) == [f"f=0 words 13-{SKY + 1} units {unit}"]
    assert f"unit {unit}" in screen.page.locator(".hold").inner_text()
    trace = network.run(network.encode(WORDS), edits=[edit]).layers[0]
    press(screen, "End")
    for folded in screen.page.locator(".folding [aria-pressed=false]").all()[::-1]:
        folded.dispatch_event("click")
    settle(screen)
    moved, row = band.bounding_box(), lane.locator(".unit-frame").bounding_box()
    assert moved["y"] == pytest.approx(row["y"], abs=2)  # the band goes with its lane
    screen.page.locator(".settings [data-value=raw]").click()
    for name in film.cell.names:
        shown = screen.page.locator(f".main > .lanes .value[data-value={name}]").inner_text()
        assert shown == number(trace[name][-1, 0, unit]), name


def test_the_lever_moves_the_answer_and_is_one_step_back(held, network, film):
    screen = held()
    unit = drag(screen, film, "c", SKY, SKY)
    for value in ("1", "2.5", "-3.5"):
        bubble(screen).locator(".typed").fill(value)
        settle(screen)
        assert says(screen) == answer(network, Edit("c", value=float(value), steps=[SKY], units=[unit]))
        assert bubble(screen).locator(".lever").input_value() == value
    bubble(screen).locator(".typed").press("Enter")
    expect(bubble(screen)).to_be_hidden()
    screen.page.get_by_role("button", name="Undo").click()
    settle(screen)
    assert screen.page.locator(".hold").count() == 0
    assert says(screen) == answer(network)
    screen.page.get_by_role("button", name="Redo").click()
    settle(screen)
    assert holds(screen) == [f"c=-3.5 word {SKY + 1} units {unit}"]


def test_every_word_that_a_hold_reaches_has_its_own_next_words_once_the_hand_rests(held, network, film):
    """While the hand moves they are found only where they are in sight."""
    screen = held()
    unit = drag(screen, film, "c", SKY, SKY)
    typed = bubble(screen).locator(".typed")
    typed.fill("3.5")
    settle(screen)
    typed.press("Enter")
    run = network.run(network.encode(WORDS), edits=[Edit("c", value=3.5, steps=[SKY], units=[unit])])
    for word in range(LAST, SKY - 1, -1):
        screen.page.locator(".chip").nth(word).click()
        settle(screen)
        best = np.argsort(-run.probs[word, 0], kind="stable")[:5]
        shown = [row.inner_text().split("\n") for row in screen.page.locator(".next .row").all()]
        assert [text for text, *_ in shown] == [network.answers[k] for k in best], WORDS[word]
        assert [value for *_, value in shown] == [percent(run.probs[word, 0, k]) for k in best], WORDS[word]


def test_the_carriers_and_all_units_are_held_together(held, network, film):
    screen = held()
    drag(screen, film, "f", 12, LAST)
    bubble(screen).get_by_role("button", name="hold at 0").click()
    lane = screen.page.locator(".main > .lanes .lane[data-name=f]").bounding_box()
    steps = range(12, LAST + 1)
    carriers = [int(unit) for unit in film.orders["carries"][:8]]
    for which, units in (("carriers", carriers), ("all", None)):
        bubble(screen).locator(f"[data-value={which}]").click()
        settle(screen)
        assert says(screen) == answer(network, Edit("f", value=0.0, steps=steps, units=units))
        box = screen.page.locator(".band").bounding_box()
        assert box["y"] == pytest.approx(lane["y"], abs=1)
        assert (box["height"] == pytest.approx(lane["height"], abs=1)) == (units is None)
    assert holds(screen) == [f"f=0 words 13-{LAST + 1}"]
    assert screen.page.locator(".hold").inner_text().endswith("all units")


def test_several_are_held_each_is_removed_and_every_step_goes_back_and_forth(held, network, film):
    screen = held("f=0 words 13-18; o=0.5 word 22; i=1 words 2-3 units 4")
    page = screen.page
    assert page.locator(".hold").count() == 3
    every = [
        Edit("f", value=0.0, steps=range(12, 18)),
        Edit("o", value=0.5, steps=[21]),
        Edit("i", value=1.0, steps=[1, 2], units=[4]),
    ]
    assert says(screen) == answer(network, *every)
    page.locator(".gone").nth(1).click()
    settle(screen)
    assert says(screen) == answer(network, every[0], every[2])
    assert holds(screen) == ["f=0 words 13-18", "i=1 words 2-3 units 4"]
    press(screen, "Control+z")
    assert says(screen) == answer(network, *every)
    press(screen, "Control+Shift+z")
    assert says(screen) == answer(network, every[0], every[2])
    page.get_by_role("button", name="As it was").click()
    settle(screen)
    assert says(screen) == answer(network)
    assert page.locator(".band").count() == 0
    page.wait_for_url(lambda url: "hold=" not in url)


def test_a_band_and_a_chip_open_the_bubble_of_what_they_hold(held, film):
    screen = held("f=0.25 words 13-18")
    drag(screen, film, "f", SKY, SKY)
    assert bubble(screen).locator(".title").inner_text().startswith("f of all units at “the”")
    assert bubble(screen).locator(".lever").input_value() == "0.25"
    screen.page.keyboard.press("Escape")
    screen.page.locator(".hold").click()
    expect(bubble(screen)).to_be_visible()
    bubble(screen).get_by_role("button", name="Remove").click()
    settle(screen)
    expect(bubble(screen)).to_be_hidden()
    assert screen.page.locator(".band").count() == 0


def test_what_a_link_holds_wrongly_is_said_and_the_rest_stands(held):
    screen = held("f=0 words 13-18; q=1; o=7 word 3; c from atlantis word 4")
    assert holds(screen)[0] == "f=0 words 13-18"
    assert screen.page.locator(".hold").count() == 1
    said = screen.page.locator(".notice").inner_text()
    assert all(part in said for part in ("q=1", "o=7 word 3", "c from atlantis word 4"))


def donor(network: Network, name: str, step: int) -> np.ndarray:
    """What the sentence about Spain has after a step, (1, H)."""
    words = ["spain" if word == "france" else word for word in WORDS]
    return network.run(network.encode(words)).layers[0][name][step]


# Mean colours of four stretches down a column: of strip and lane before the country and at a step, of what is dragged.
COLUMNS = """([country, step, steps]) => {
  const down = (canvas, x) => [0, 1, 2, 3].flatMap((band) => {
    const height = Math.floor(canvas.height / 4);
    const { data } = canvas.getContext("2d").getImageData(Math.floor(x * canvas.width), band * height, 1, height);
    return [0, 1, 2].map((part) => data.filter((_, k) => k % 4 === part).reduce((sum, one) => sum + one, 0) / height);
  });
  const both = (which) => [country - 1, step].map((k) => down(document.querySelector(which), (k + 0.5) / steps));
  const ghost = document.querySelector(".memory-ghost canvas");
  return [both(".thin[data-carry=c] canvas"), both(".main > .lanes .lane[data-name=c] canvas"), down(ghost, 0.5)];
}"""


def test_spain_s_memory_is_carried_over_by_dragging_it_down(held, network, film):
    screen = held()
    page = screen.page
    assert page.locator(".carry-head").is_hidden()
    page.get_by_role("button", name="Carry over from another country").click()
    settle(screen)
    assert "i grew up in spain ." in " ".join(page.locator(".other-words").inner_text().split())
    thin, lane = (
        page.locator(which).bounding_box() for which in (".thin[data-carry=c]", ".main > .lanes .lane[data-name=c]")
    )
    assert thin["x"] == pytest.approx(lane["x"], abs=1)
    x = lane["x"] + (SKY + 0.5) * lane["width"] / len(WORDS)
    page.mouse.move(x, thin["y"] + 10)
    page.mouse.down()
    page.mouse.move(x, lane["y"] + 20, steps=5)
    landing = page.locator(".memory-landing").bounding_box()
    assert landing["x"] == pytest.approx(lane["x"] + SKY * lane["width"] / len(WORDS), abs=1)
    expect(page.locator(".memory-ghost")).to_contain_text("after “sky”")
    thin, own, dragged = page.evaluate(COLUMNS, [WORDS.index("france"), SKY, len(WORDS)])
    apart = np.abs(np.subtract(thin, own)).max(axis=1)
    assert apart[0] < 12, "before the country both sentences are the same"
    assert apart[1] > 25, f"after it another memory stands there: {apart}"
    assert dragged == thin[1], "what hangs on the pointer is the column that it was taken from"
    page.mouse.up()
    settle(screen)
    assert says(screen) == answer(network, Edit("c_prev", value=donor(network, "c", SKY), steps=[SKY + 1]))
    assert says(screen).startswith("spanish")
    assert holds(screen) == [f"c from spain word {SKY + 1}"]
    assert page.locator(".memory-ghost").is_hidden()
    assert bubble(screen).is_hidden()


def test_c_and_enter_carry_over_at_the_chosen_word_and_buttons_do_for_both(held, network, film):
    screen = held()
    page = screen.page
    page.locator(".chip").nth(SKY).click()
    press(screen, "c")
    settle(screen)
    page.keyboard.press("Enter")
    settle(screen)
    assert says(screen) == answer(network, Edit("c_prev", value=donor(network, "c", SKY), steps=[SKY + 1]))
    press(screen, "Control+z")
    page.locator(".carry-head [data-value=carriers]").click()
    page.get_by_role("button", name="carry c and h over").click()
    settle(screen)
    units = [int(unit) for unit in film.orders["carries"][:8]]
    edits = [
        Edit("c_prev", value=donor(network, "c", SKY)[:, units], steps=[SKY + 1], units=units),
        Edit("h", value=donor(network, "h", SKY)[:, units], steps=[SKY], units=units),
    ]
    assert says(screen) == answer(network, *edits)
    assert len(holds(screen)) == 2


def test_after_the_last_word_no_memory_is_carried_over(held, network):
    screen = held("c from spain word 5")
    assert screen.page.locator(".carry-head").is_visible()
    before = says(screen)
    press(screen, "End")
    assert "no step reads c" in screen.page.locator(".carry-head").inner_text()
    screen.page.get_by_role("button", name="carry c over").click(force=True)
    settle(screen)
    assert says(screen) == before
    assert len(holds(screen)) == 1


def test_the_keys_open_move_and_close_it(held, network, film):
    screen = held()
    unit = int(film.orders["carries"][0])
    screen.page.locator(".chip").nth(SKY).click()
    press(screen, "h")
    settle(screen)
    assert bubble(screen).locator(".title").inner_text().startswith(f"f of unit {unit} at “sky”")
    lever = bubble(screen).locator(".lever")
    expect(lever).to_be_focused()
    start = float(lever.input_value())
    screen.page.keyboard.press("ArrowLeft")
    screen.page.keyboard.press("ArrowLeft")
    settle(screen)
    assert screen.page.locator(".chip[data-place=now]").inner_text() == "sky"
    value = float(lever.input_value())
    assert value == pytest.approx(start - 0.02)
    assert says(screen) == answer(network, Edit("f", value=value, steps=[SKY], units=[unit]))
    screen.page.keyboard.press("Enter")
    expect(bubble(screen)).to_be_hidden()
    screen.page.keyboard.press("ArrowRight")
    settle(screen)
    assert screen.page.locator(".chip[data-place=now]").inner_text() == WORDS[SKY + 1]


def test_a_finger_opens_it_by_a_second_tap(held, film):
    screen = held(width=400, has_touch=True)
    screen.page.locator(".main > .lanes .lane[data-name=f]").scroll_into_view_if_needed()
    at_rest(screen)
    x, y = spot(screen, film, "f", LAST - 2, int(film.orders["carries"][0]))
    screen.page.touchscreen.tap(x, y)
    settle(screen)
    expect(bubble(screen)).to_be_hidden()
    assert screen.page.locator(".chip[data-place=now]").inner_text() == WORDS[LAST - 2]
    screen.page.touchscreen.tap(x, y)
    settle(screen)
    expect(bubble(screen)).to_be_visible()
    bubble(screen).get_by_role("button", name="hold at 0").tap()
    settle(screen)
    assert screen.page.locator(".hold").count() == 1
    lane = screen.page.locator(".main > .lanes .lane[data-name=f]")
    for share in (0.35, 0.6, 0.9):  # thin rows: the one that was tapped grows, and others come under the finger
        press(screen, "Escape")
        box = lane.bounding_box()
        y = box["y"] + share * box["height"]
        screen.page.touchscreen.tap(x, y)
        settle(screen)
        expect(bubble(screen)).to_be_hidden()
        unit = screen.page.locator(".cell h2").inner_text().split()[1]
        screen.page.touchscreen.tap(x, y)
        settle(screen)
        expect(bubble(screen)).to_be_visible()
        assert f"unit {unit}" in bubble(screen).locator(".owner").inner_text()
        assert screen.page.locator(".cell h2").inner_text().split()[1] == unit


def scroll_words(screen: Screen, left: int) -> None:
    screen.page.locator(".main > .lanes .scroller").evaluate(
        "(one, left) => one.scrollTo({ left, behavior: 'instant' })", left
    )
    at_rest(screen)


def scrolled(screen: Screen) -> int:
    return screen.page.locator(".main > .lanes .scroller").evaluate("(one) => one.scrollLeft")


@pytest.mark.parametrize("touch", [True, False], ids=["a finger", "a mouse"])
def test_the_words_do_not_move_away_under_the_hand_that_chose_one_at_the_edge(held, film, touch):
    screen = held(width=340, has_touch=touch)
    screen.page.locator(".main > .lanes .lane[data-name=f]").scroll_into_view_if_needed()
    unit = int(film.orders["carries"][0])
    press(screen, "Home")
    scroll_words(screen, 0)
    room = screen.page.locator(".main > .lanes .scroller").bounding_box()
    words = [spot(screen, film, "f", word, unit) for word in range(len(WORDS))]
    edge = max(word for word, (x, _) in enumerate(words) if x < room["x"] + room["width"])
    assert edge < LAST - 2
    tap = screen.page.touchscreen.tap if touch else screen.page.mouse.click
    for time in range(2 if touch else 1):
        tap(*words[edge])
        settle(screen)
        expect(screen.page.locator(".chip[data-place=now]")).to_have_text(WORDS[edge])
        screen.page.wait_for_timeout(400)  # as long as a smooth way takes
        assert scrolled(screen) == 0
        expect(bubble(screen)).to_be_visible(visible=not touch or time == 1)
    press(screen, "Escape", "ArrowRight")
    screen.page.wait_for_function(
        "() => document.querySelector('.main > .lanes .scroller').scrollLeft > 0"
    )  # a key that walks on takes them along


STAND_STILL = """() => {
  const [later, never] = [window.setTimeout, window.clearTimeout];
  const waiting = new Map();
  window.setTimeout = (act) => (waiting.set(-1 - waiting.size, act), -waiting.size);
  window.clearTimeout = (id) => waiting.delete(id) || never.call(window, id);
  window.goOn = () => {
    Object.assign(window, { setTimeout: later, clearTimeout: never });
    for (const act of waiting.values()) act();
  };
}"""


def test_a_finger_that_rests_marks_a_stretch_and_one_that_moves_scrolls(held, film):
    screen = held(width=400, has_touch=True)
    screen.page.locator(".main > .lanes .lane[data-name=f]").scroll_into_view_if_needed()
    at_rest(screen)
    unit = int(film.orders["carries"][0])
    finger = screen.page.context.new_cdp_session(screen.page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        places = [{"x": x, "y": y} for x, y in points]
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    for rests in (False, True):
        scroll_words(
            screen, 0 if rests else 500
        )  # far enough to be moved; then the last words, which it marks, at the edge
        (x0, y), (x1, _) = (spot(screen, film, "f", word, unit) for word in (LAST - 6, LAST - 2))
        if not rests:
            screen.page.evaluate(STAND_STILL)  # it moves at once, however late this machine sends it
        touch("touchStart", (x0, y))
        if rests:
            expect(screen.page.locator(".band[data-kind=draft]")).to_be_visible()
        for part in range(1, 6):
            touch("touchMove", (x0 + part * (x1 - x0) / 5, y))
            screen.page.wait_for_timeout(30)
        touch("touchEnd")
        if not rests:
            screen.page.evaluate("() => window.goOn()")
        settle(screen)
        at_rest(screen)
        expect(bubble(screen)).to_be_visible(visible=rests)
    first, last = bubble(screen).locator(".title select").all()
    assert (first.input_value(), last.input_value()) == (str(LAST - 6), str(LAST - 2))


def test_a_press_while_the_film_plays_pauses_and_opens_nothing(held, film):
    screen = held()
    press(screen, "Home", "Space")
    screen.page.wait_for_timeout(300)
    lane = screen.page.locator(".main > .lanes .lane[data-name=f]")
    lane.click(position={"x": 40, "y": 30})
    settle(screen)
    assert screen.page.locator(".lstm-film").get_attribute("data-playing") == "false"
    expect(bubble(screen)).to_be_hidden()


def test_dragging_over_the_words_scrubs_and_so_does_shift_in_a_lane(held):
    screen = held()
    page = screen.page
    heads = page.locator(".main > .lanes .field .heads").first.bounding_box()
    lane = page.locator(".main > .lanes .lane[data-name=f]").bounding_box()
    column = lane["width"] / len(WORDS)
    for y, keys in ((heads["y"] + heads["height"] - 8, []), (lane["y"] + 20, ["Shift"])):
        for key in keys:
            page.keyboard.down(key)
        page.mouse.move(lane["x"] + 2.5 * column, y)
        page.mouse.down()
        page.mouse.move(lane["x"] + 9.5 * column, y, steps=7)
        page.mouse.up()
        for key in keys:
            page.keyboard.up(key)
        settle(screen)
        assert page.locator(".chip[data-place=now]").inner_text() == WORDS[9]
        expect(bubble(screen)).to_be_hidden()


def test_the_other_zooms_show_what_is_held(held, network, film):
    unit = int(film.orders["carries"][0])
    screen = held(f"f=0.25 words {SKY + 1}-{LAST + 1} units {unit}")
    forget = film.cell.graph.names["f"]
    press(screen, "3")
    shown = screen.page.locator(f".diagram text.number[data-node='{forget}']")
    assert shown.text_content() == "0.25"
    assert screen.page.locator(".cell .lock").count() >= 1
    press(screen, "4")
    bars = screen.page.locator(".unit-view .lane[data-name=f] text").all_text_contents()
    assert bars[SKY:] == ["0.25"] * (len(WORDS) - SKY)
    press(screen, "2", "ArrowLeft", "Home")
    assert screen.page.locator(".cell .lock").count() == 0


def test_nothing_is_said_to_the_server(screen):
    shown = screen("/france", height=1400)
    page = shown.page
    page.wait_for_selector(".lstm-film .answer-line")
    lane = page.locator(".main > .lanes .lane[data-name=f]")
    lane.scroll_into_view_if_needed()
    before = len(shown.sent)
    lane.click(position={"x": 200, "y": 30})
    page.locator(".bubble [data-value=all]").click()
    page.get_by_role("button", name="hold at 0").click()
    page.get_by_role("button", name="Carry over from another country").click()
    page.get_by_role("button", name="carry c over").click()
    page.locator(".hold").nth(1).wait_for()
    page.wait_for_url(re.compile("hold="))
    page.wait_for_timeout(800)
    assert shown.sent[before:] == []


def test_while_a_hand_moves_what_nobody_sees_waits_until_it_rests(held, film):
    screen = held()
    page, belt = screen.page, screen.page.locator(".belt")
    drag(screen, film, "c", LAST, LAST)
    page.set_viewport_size({"width": 1280, "height": 420})
    bubble(screen).scroll_into_view_if_needed()
    page.wait_for_function("""() => document.querySelector(".belt").getBoundingClientRect().top > innerHeight""")
    settle(screen)
    before = belt.inner_text()
    told = """(lever, [value, kind]) => {
        lever.value = value;
        lever.dispatchEvent(new Event(kind, { bubbles: true }));
    }"""
    bubble(screen).locator(".lever").evaluate(told, [1.5, "input"])
    settle(screen)
    assert belt.inner_text() == before
    bubble(screen).locator(".lever").evaluate(told, [1.5, "change"])
    settle(screen)
    assert "1.50" in belt.inner_text()


def test_while_a_hand_moves_no_bar_lags_behind_it(held, film):
    screen = held()
    drag(screen, film, "c", LAST, LAST)
    moved = """(lever) => {
        lever.value = 1.5;
        lever.dispatchEvent(new Event("input", { bubbles: true }));
        const running = () => [...lever.getRootNode().querySelectorAll(".stage :is(.bar, path)")]
          .flatMap((one) => one.getAnimations()).length;
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(running()))));
    }"""
    assert bubble(screen).locator(".lever").evaluate(moved) == 0


MOVED = """(lever, value) => {
    lever.value = value;
    lever.dispatchEvent(new Event("input", { bubbles: true }));
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
BARS = """(lane) => {
  const said = (selector, name) => lane.querySelector(selector).getAttribute(name);
  const bars = said("path.bars", "d").matchAll(/M[\\d.-]+ ([\\d.-]+)h[\\d.]+v([\\d.]+)h/g);
  return [Number(said("line", "y1")), [...bars].map((bar) => bar.slice(1).map(Number))];
}"""


def test_each_bar_of_a_unit_is_as_tall_as_its_value_in_every_frame_under_a_moving_hand(held, network, film):
    screen = held()
    page, unit = screen.page, int(film.orders["carries"][0])
    drag(screen, film, "c", SKY, LAST)
    press(screen, "4")
    for value in (1.5, -0.75, -2.0):
        bubble(screen).locator(".lever").evaluate(MOVED, value)
        edit = [Edit("c", value=value, steps=range(SKY, LAST + 1), units=[unit])]
        c = network.run(network.encode(STORY), edits=edit).layers[0]["c"][:, 0, unit]
        zero, bars = page.locator(".unit-view .lane[data-name=c]").evaluate(BARS)
        assert len(bars) == len(WORDS)
        longest = int(abs(c).argmax())
        for (top, height), number_of in zip(bars, c, strict=True):
            assert height == pytest.approx(max(abs(number_of) * bars[longest][1] / abs(c[longest]), 0.5), abs=0.15)
            assert (top if number_of < 0 else top + height) == pytest.approx(zero, abs=0.55)
    # once the hand rests, every bar has its own digits, out of sight too
    digits = page.locator(".unit-view .lane[data-name=c] text")
    expect(digits.nth(SKY)).to_have_text(number(-2.0))
    expect(digits).to_have_text([number(each) for each in c])


def test_what_stands_beside_the_lanes_follows_a_moving_hand_too(held, film):
    screen = held()
    drag(screen, film, "c", LAST, LAST)
    shown = screen.page.locator(f".diagram text.number[data-node='{film.cell.graph.names['c']}']")
    for value in (1.5, -0.75):
        for _ in range(3):  # of three frames under a moving hand it takes one
            bubble(screen).locator(".lever").evaluate(MOVED, value)
        assert shown.text_content() == number(value)
    bubble(screen).locator(".lever").evaluate(MOVED, 0.5)
    bubble(screen).locator(".lever").evaluate("(lever) => lever.dispatchEvent(new Event('change', { bubbles: true }))")
    expect(shown).to_have_text(number(0.5))
