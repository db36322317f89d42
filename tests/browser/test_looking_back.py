"""The alignment in a real browser: it builds up character by character, without the server."""

import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from figures.theme import SEQUENTIAL
from tests.support.sampled import covering, one_in
from ui.lessons.attention import numbers

WAY = {"attention_way": "20 nov 2026"}
INSIDE = {"attention_guess": "inside it"}
GUESSED = {**WAY, "attention_guess": "its first character"}
OUT = ".lstm-attention .clock output"
DIGIT = numbers.MONTH_DIGIT


def opened(page: Page) -> Page:
    expect(page.locator(OUT).first).to_be_visible(timeout=60_000)
    return page


def found() -> numbers.Found:
    return numbers.translation("attention", numbers.text_of(WAY["attention_way"], next(iter(numbers.offered())), ""))


def at(moment: int) -> str:
    return f"character {moment} of {len(found().written)}"


def go(page: Page, moment: int) -> None:
    page.locator(".lstm-attention .clock input").evaluate(
        "(rail, to) => { rail.value = to; rail.dispatchEvent(new Event('input')); }", str(moment)
    )
    expect(page.locator(OUT)).to_have_text(at(moment))


def drawn(page: Page) -> list[dict]:
    """The lines: which pair each joins, how thick it is, whether it is strong, faint or not there yet."""
    lines = page.locator(".lstm-attention .lines path")
    return lines.evaluate_all("""(lines) => lines.map((line) => ({
      t: Number(line.dataset.written), s: Number(line.dataset.read), stage: line.getAttribute("class"),
      width: parseFloat(getComputedStyle(line).strokeWidth), opacity: Number(getComputedStyle(line).opacity),
      shown: getComputedStyle(line).display !== "none", d: line.getAttribute("d").match(/[\\d.]+/g).map(Number),
    }))""")


def test_lines_are_as_thick_as_the_weights_strong_for_the_character_now_and_faint_for_those_before(screen):
    page = opened(screen("/attention", **GUESSED).page)
    weights = found().weights
    for moment in (7, 3):
        go(page, moment)
        lines = drawn(page)
        assert len(lines) == (weights[: len(found().written)] >= 0.005).sum()
        widths, wanted = np.array([[line["width"], weights[line["t"], line["s"]]] for line in lines]).T
        thick = widths.max() / wanted.max()
        assert thick > 5
        np.testing.assert_allclose(widths, thick * wanted, atol=0.01)
        for line in lines:
            now = line["t"] == moment - 1
            assert line["shown"] == (line["t"] < moment)
            assert line["opacity"] == (1 if now else pytest.approx(0.2)) or not line["shown"]


def test_each_line_joins_its_two_characters(screen):
    page = opened(screen("/attention", **GUESSED).page)
    go(page, 11)
    texts = page.locator(".lstm-attention .lines").evaluate("""(svg) => ["read", "written"].map((name) =>
      [...svg.querySelectorAll(`text.${name}`)].map((text) => [text.textContent, Number(text.getAttribute("x"))]))""")
    assert "".join(text for text, _ in texts[0]) == found().text.replace(" ", "␣")
    assert "".join(text for text, _ in texts[1]) == found().written
    for line in drawn(page):
        assert line["d"][0] == pytest.approx(texts[0][line["s"]][1], abs=0.02)
        assert line["d"][2] == pytest.approx(texts[1][line["t"]][1], abs=0.02)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_map_has_the_colours_of_the_weights_under_the_characters(screen, theme):
    page = opened(screen("/attention", theme=theme, **GUESSED).page)
    canvas = page.locator(".lstm-attention .map canvas")
    size, data = canvas.evaluate(
        "(c) => [[c.height, c.width], [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]]"
    )
    weights = found().weights[: len(found().written)]
    assert size == list(weights.shape)
    stops = np.array([[int(color[k : k + 2], 16) for k in (1, 3, 5)] for color in SEQUENTIAL], float)
    place = weights / weights.max() * (len(stops) - 1)
    wanted = np.stack([np.interp(place, range(len(stops)), stops[:, k]) for k in range(3)], axis=-1)
    np.testing.assert_allclose(np.array(data).reshape(*size, 4)[..., :3], wanted, atol=3)
    box, first = canvas.bounding_box(), page.locator(".lstm-attention .read").nth(4).bounding_box()
    middle = box["x"] + 4.5 * box["width"] / weights.shape[1]
    assert first["x"] + first["width"] / 2 == pytest.approx(middle, abs=1.5)
    later = page.locator(".lstm-attention .later:not(path)").bounding_box()
    assert later["y"] - box["y"] == pytest.approx(7 / 11 * box["height"], abs=1)


def test_guess_and_truth_are_marked_at_the_months_second_digit_alone(screen):
    page = opened(screen("/attention", **GUESSED).page)
    expect(page.locator(OUT)).to_have_text(at(DIGIT + 1))
    first, _ = numbers.month(found().text)
    most = int(found().weights[DIGIT].argmax())
    for name, s in (("yours", first), ("so", most)):
        mark = page.locator(f".lstm-attention .lines rect.{name}")
        box, text = mark.bounding_box(), page.locator(".lstm-attention .read").nth(s).bounding_box()
        assert box["x"] < text["x"]
        assert text["x"] + text["width"] < box["x"] + box["width"]
        expect(page.locator(f".lstm-attention .cells .{name}")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".lstm-attention .lines rect.so")).to_be_hidden()


def test_it_writes_steps_and_scrubs_and_the_server_hears_nothing(screen):
    tab = screen("/attention", attention_at="1", **GUESSED)
    page = opened(tab.page)
    before = len(tab.sent)
    page.get_by_role("button", name="Write").click()
    expect(page.locator(OUT)).to_have_text(re.compile(r"character [3-9] "))
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Write")).to_be_visible()
    moment = int(page.locator(OUT).inner_text().split()[1])
    page.keyboard.press("ArrowRight")
    expect(page.locator(OUT)).to_have_text(at(moment + 1))
    written = page.locator(".lstm-attention .written")
    assert sum(text.is_visible() for text in written.all()) == moment + 1
    page.keyboard.press("End")
    expect(page.locator(OUT)).to_have_text(at(11))
    canvas = page.locator(".lstm-attention .map canvas").bounding_box()
    page.mouse.click(canvas["x"] + 40, canvas["y"] + 3.5 / 11 * canvas["height"])
    expect(page.locator(OUT)).to_have_text(at(4))
    rail = page.locator(".lstm-attention .clock input").bounding_box()
    page.mouse.move(rail["x"] + 20, rail["y"] + rail["height"] / 2)
    page.mouse.down()
    page.mouse.move(rail["x"] + rail["width"] / 2, rail["y"] + rail["height"] / 2, steps=8)
    page.mouse.up()
    expect(page.locator(OUT)).to_have_text(at(6))
    page.wait_for_url(re.compile("attention_at=6"))
    assert len(tab.sent) == before


def test_with_reduced_motion_nothing_is_written_slowly(screen):
    page = opened(screen("/attention", reduced_motion="reduce", attention_at="2", **GUESSED).page)
    page.get_by_role("button", name="Write").click()
    expect(page.locator(OUT)).to_have_text(at(11))


def test_before_the_guess_it_writes_but_shows_no_weight_and_afterwards_all_is_there(screen):
    page = opened(screen("/attention", **WAY).page)
    assert drawn(page) == []
    assert page.locator(".lstm-attention canvas, .lstm-attention rect.so").count() == 0
    expect(page.locator(".lstm-attention .sentence")).to_contain_text("It writes 1")
    page.get_by_text("after it", exact=True).click()
    expect(page.locator(".lstm-attention canvas")).to_be_visible()
    expect(page.locator(".lstm-attention rect.yours")).to_be_visible()


def test_a_typed_date_is_read_and_then_plays_in_the_page(screen):
    tab = screen("/attention", attention_guess="inside it")
    page = opened(tab.page)
    field = page.get_by_label("Or type a date of your own")
    field.fill("2.1.2030")
    field.press("Enter")
    expect(page.locator(".lstm-attention .read")).to_have_count(8)
    expect(page.get_by_text("2030-01-02", exact=False).first).to_be_visible()
    before = len(tab.sent)
    page.get_by_role("button", name="Next character").click()
    expect(page.locator(OUT)).to_have_text("character 8 of 11")
    assert len(tab.sent) == before


@pytest.mark.parametrize(("query", "theme"), covering([{}, INSIDE, GUESSED], ["light", "dark"]))
def test_the_first_screen_holds_the_whole_hero(screen, query, theme):
    page = opened(screen("/attention", theme=theme, width=1280, height=720, **query).page)
    box = page.locator(".st-key-hero").bounding_box()
    assert box["y"] > 0
    assert box["y"] + box["height"] <= 720


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"]))
def test_on_a_phone_the_longest_date_fits_and_its_characters_do_not_overlap(screen, theme):
    page = opened(screen("/attention", theme=theme, width=400, height=800, attention_guess="after it").page)
    boxes = [text.bounding_box() for text in page.locator(".lstm-attention .read").all()]
    for left, right in pairwise(boxes):
        assert left["x"] + left["width"] <= right["x"] + 1
    assert boxes[-1]["x"] + boxes[-1]["width"] <= 400
    names = [page.locator(f".lstm-attention text.{name}").bounding_box() for name in ("yours", "so")]
    left, right = sorted(names, key=lambda box: box["x"])
    assert left["x"] + left["width"] <= right["x"]
    assert right["x"] + right["width"] <= 400
