"""Break it asks for a row: one hand movement marks it, says it, holds it, and its ranking comes to stand beside it."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from lstm_core.said import percent
from tests.support.sampled import covering, one_in
from tools.chromium import PATIENCE
from ui.lessons.break_it import single, words
from ui.shipped import evidence, networks, stories
from ui.shipped.ranking import MEASURES, ranked

expect.set_options(timeout=PATIENCE)
SENTENCE = tuple(stories.story("france", 3))
ANSWERED = single.answers("lstm", 0, SENTENCE)
UNITS = 64


def film(page: Page) -> Locator:
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    return page.locator(".lstm-film")


def address(page: Page) -> dict[str, str]:
    return {key: values[-1] for key, values in parse_qs(urlsplit(page.url).query).items()}


def press(page: Page, row: int) -> None:
    box = page.locator(".lane[data-name=c]:visible").bounding_box()
    page.mouse.click(box["x"] + 30, box["y"] + (row + 0.5) * box["height"] / UNITS)


def shown(text: str) -> str:
    return text.replace("**", "")


def test_before_the_guess_rows_stand_by_number_and_nothing_ranks_them(screen):
    page = screen("/break_it", height=720).page
    film(page)
    expect(page.locator(".rows-said")).to_contain_text("Which row, held so, changes the answer alone?")
    expect(page.locator(".ranks, .rank-foot, .carry-over, .band")).to_have_count(0)
    expect(page.locator(".lane:visible")).to_have_count(1)  # the memory alone, its rows as tall as they can be
    told = page.locator(".lstm-film").evaluate("(root) => root.outerHTML")
    assert "carrier" not in told
    box = page.locator(".lane[data-name=c]").bounding_box()
    assert box["height"] / UNITS >= 3
    for row in (0, 33, 63):
        press(page, row)
        expect(page.locator(".confirm")).to_have_text(f"unit {row}: hold it")
        row_frame, confirm = (page.locator(one).first.bounding_box() for one in (".unit-frame", ".confirm"))
        away = max(
            confirm["y"] - row_frame["y"] - row_frame["height"], row_frame["y"] - confirm["y"] - confirm["height"]
        )
        assert 0 <= away <= 12  # the button stands by the row that it names
        page.wait_for_timeout(300)
        assert "broken_guess" not in address(page)  # it is marked, and not said yet


@pytest.mark.parametrize("by", ["a press", "Enter"])
def test_a_row_that_is_marked_before_the_film_is_alive_stays_marked(screen, by):
    page = screen("/glossary", height=720).page
    waiting = []
    page.route("**/film/alive.js*", lambda route: waiting.append(route))
    page.goto(page.url.replace("/glossary", "/break_it"))
    expect(page.locator(".lane[data-name=c]")).to_be_visible()
    while not waiting:
        page.wait_for_timeout(50)
    if by == "a press":
        press(page, 33)
    else:
        page.locator(".lstm-film").focus()
        page.keyboard.press("Enter")
        expect(page.locator(".confirm")).to_be_focused()
    expect(page.locator(".confirm")).to_be_visible()
    marked = page.locator(".confirm").inner_text()
    page.locator(".lstm-film").evaluate("(film) => (window.lanes = film.querySelector('.lanes'))")
    waiting[0].continue_()
    page.wait_for_function("() => !window.lanes.isConnected")  # the film that can be changed stands in its place
    expect(page.locator(".confirm")).to_have_text(marked)
    expect(page.locator(".confirm")).to_be_visible()
    if by == "Enter":
        expect(page.locator(".confirm")).to_be_focused()


@pytest.mark.parametrize("unit", one_in(2, [7, 10]))
def test_a_second_press_says_the_row_holds_it_and_brings_the_ranking(screen, unit):
    opened = screen("/break_it", height=720)
    page = opened.page
    film(page)
    sent = len(opened.sent)
    for row in (20, unit):  # what a press has marked can be changed
        press(page, row)
        expect(page.locator(".confirm")).to_have_text(f"unit {row}: hold it")
    assert len(opened.sent) == sent
    assert "broken_guess" not in address(page)
    with opened.rerun():
        press(page, unit)
    expect(page.locator(".rows-said p")).to_have_text(shown(f"{words.of_guess(ANSWERED, unit)} {words.NEXT}"))
    word, sure = ANSWERED[unit]
    expect(page.locator(".answer-line .now")).to_have_text(f"{word} {percent(sure)}".replace(" %", "\u202f%"))
    expect(page.locator(".answer-line .was")).to_contain_text(ANSWERED[-1][0])
    expect(page.locator(".lstm-film .held")).to_have_text(re.compile(rf"^c = 0 at “in”, unit {unit}"))
    found = address(page)
    assert (found["broken_guess"], found["broken_edits"]) == (str(unit), f"c=0 word 16 units {unit}")
    hero = page.locator(".st-key-hero").bounding_box()
    assert hero["y"] + hero["height"] <= 720
    if unit in single.turning(ANSWERED):
        expect(page.locator("li[data-done]", has_text="Change the answer")).not_to_have_count(0)


def bars(page: Page) -> list[dict]:
    return page.locator(".bars rect").evaluate_all(
        """(bars) => bars.map((bar) => ({ unit: Number(bar.dataset.unit), kind: bar.getAttribute("class"),
            top: Number(bar.getAttribute("y")), tall: Number(bar.getAttribute("height")),
            wide: Number(bar.getAttribute("width")), guessed: bar.hasAttribute("data-guess") }))"""
    )


@pytest.mark.parametrize("by", one_in(3, MEASURES))
def test_every_bar_is_as_long_as_its_measure_and_stands_at_the_row_that_it_ranks(screen, by):
    page = screen("/break_it", broken_guess="7", rows=by).page
    film(page)
    one = ranked("lstm", 0)[by]
    expect(page.get_by_role("button", name=MEASURES[by].label, exact=True)).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".explained")).to_contain_text(f"{MEASURES[by].label}: {MEASURES[by].says}.")
    drawn = bars(page)
    order = [bar["unit"] for bar in sorted(drawn, key=lambda bar: bar["top"])]
    assert order == one["order"]
    longest = max(bar["wide"] for bar in drawn)
    values = np.maximum(0, np.array(one["values"])) / max(one["values"])
    for bar in drawn:
        assert bar["wide"] / longest == pytest.approx(values[bar["unit"]], abs=0.01)
        assert (bar["kind"] == "carrier") == (bar["unit"] in evidence.carriers("lstm", 0))
    lane, picture = (page.locator(which).bounding_box() for which in (".lane[data-name=c]", ".bars"))
    assert picture["y"] == pytest.approx(lane["y"], abs=1)
    assert picture["height"] == pytest.approx(lane["height"], abs=1)
    assert picture["x"] >= lane["x"] + lane["width"] - 1
    guessed = next(bar for bar in drawn if bar["guessed"])
    assert guessed["unit"] == 7


def test_guess_and_truth_are_marked_at_their_rows(screen):
    page = screen("/break_it", broken_guess="7").page
    film(page)
    rows = {bar["unit"]: bar for bar in bars(page)}
    names = page.locator(".bars .name")
    expect(names).to_have_text(["you: 7", "turns it: 10"])
    (dot,) = page.locator(".bars circle.turning").all()
    assert float(dot.get_attribute("cy")) == pytest.approx(rows[10]["top"] + rows[10]["tall"] / 2, abs=1)
    for unit, leader in zip((7, 10), page.locator(".bars .leader").all(), strict=True):
        height = float(re.match(r"M[\d.]+ ([\d.]+)L", leader.get_attribute("d"))[1])
        assert height == pytest.approx(rows[unit]["top"] + rows[unit]["tall"] / 2, abs=1)
    one, other = (name.bounding_box() for name in names.all())
    assert max(one["y"], other["y"]) >= min(one["y"], other["y"]) + 13
    assert_names_are_clear(page)


def assert_names_are_clear(page) -> None:
    """No bar and no dot lies under a name."""
    names = [name.bounding_box() for name in page.locator(".bars .name").all()]
    for shape in page.locator(".bars :is(rect, circle)").all():
        box = shape.bounding_box()
        for name in names:
            apart = box["y"] + box["height"] <= name["y"] + 2 or box["y"] >= name["y"] + name["height"] - 2
            assert apart or box["x"] + box["width"] <= name["x"] + 1, (box, name)


def test_rows_are_ranked_anew_and_a_row_is_pressed_and_the_server_hears_nothing(screen):
    opened = screen("/break_it", broken_guess="show", height=720)
    page = opened.page
    film(page)
    expect(page.locator(".bars .name")).to_have_text(["turns it: 10"])
    assert_names_are_clear(page)
    sent = len(opened.sent)
    before = [bar["unit"] for bar in sorted(bars(page), key=lambda bar: bar["top"])]
    page.get_by_role("button", name="loss", exact=True).click()
    expect(page.locator(".explained")).to_contain_text("loss:")
    assert_names_are_clear(page)
    after = [bar["unit"] for bar in sorted(bars(page), key=lambda bar: bar["top"])]
    assert before == ranked("lstm", 0)["selectivity"]["order"]
    assert after == ranked("lstm", 0)["ablation"]["order"]
    page.wait_for_url(re.compile("rows=ablation"))
    page.locator(".rows-said a", has_text="Unit 10").click()
    expect(page.locator(".pinned[data-unit='10']").first).to_be_visible()
    press(page, 3)
    expect(page.locator(".bubble")).to_be_visible()
    chosen = int(re.search(r"\d+", page.locator(".lstm-film .cell h2:visible").first.inner_text())[0])
    value = ranked("lstm", 0)["ablation"]["values"][chosen]
    expect(page.locator(".explained")).to_contain_text(f"Unit {chosen}: {value:.2f}.")
    assert len(opened.sent) == sent


def test_keys_mark_a_row_its_button_says_it_and_it_can_be_guessed_again(screen):
    opened = screen("/break_it")
    page = opened.page
    film(page).focus()
    sent = len(opened.sent)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    for _ in range(3):  # held down: a stray key is no guess
        page.keyboard.down("Enter")
    expect(page.get_by_role("button", name="unit 3: hold it")).to_be_focused()
    assert len(opened.sent) == sent
    assert "broken_guess" not in address(page)
    page.keyboard.up("Enter")
    with opened.rerun():
        page.keyboard.press("Enter")
    expect(page.locator(".bars .name").first).to_have_text("you: 3")
    with opened.rerun():
        page.get_by_role("button", name="Guess again").click()
    expect(page.locator(".rows-said")).to_contain_text("Which row, held so")
    expect(page.locator(".ranks")).to_have_count(0)
    assert not {"broken_guess", "broken_edits"} & set(address(page))
    with opened.rerun():
        page.get_by_role("button", name="Just show me").click()
    expect(page.locator(".rows-said p")).to_have_text(shown(f"{words.of_guess(ANSWERED, 'show')} {words.NEXT}"))
    expect(page.locator(".lstm-film .held")).to_have_count(0)


@pytest.mark.parametrize(("cell", "theme"), covering(networks.COMPARED, ["light", "dark"]))
def test_for_every_cell_the_hero_ends_on_the_first_screen_before_and_after(screen, cell, theme):
    name = single.hold(cell, 0, SENTENCE).name
    for query in ({}, {"broken_guess": "7", "broken_edits": f"{name}=0 word 16 units 7"}):
        page = screen("/break_it", theme=theme, height=720, broken_cell=networks.title(cell), **query).page
        film(page)
        hero = page.locator(".st-key-hero").bounding_box()
        assert hero["y"] + hero["height"] <= 720
        for part in (".rows-said", ".words", ".answers", ".transport", ".lanes", ".folding"):
            box = page.locator(f".lstm-film {part}").first.bounding_box()
            assert box["y"] + box["height"] <= 721, part


def test_on_a_phone_a_row_is_tapped_and_the_rest_fits_the_width(screen):
    opened = screen("/break_it", width=400, height=800, has_touch=True)
    page = opened.page
    film(page)
    lane = page.locator(".lane[data-name=c]")
    lane.scroll_into_view_if_needed()
    box, seen = lane.bounding_box(), page.locator(".lstm-film .scroller").first.bounding_box()
    page.touchscreen.tap(seen["x"] + 60, box["y"] + 20.5 * box["height"] / UNITS)
    expect(page.locator(".confirm")).to_have_text("unit 20: hold it")
    with opened.rerun():
        page.locator(".confirm").tap()
    expect(page.locator(".bars .name").first).to_have_text("you: 20")
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    for name in page.locator(".bars .name").all():
        place = name.bounding_box()
        assert place["x"] + place["width"] <= 400
