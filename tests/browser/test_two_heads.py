"""Two heads over the sentence about a bat, in a real browser: they move, shade and speak without the server."""

import re

import pytest
from playwright.sync_api import Page, expect

from lstm_core.said import percent
from tests.support.sampled import covering
from ui.lessons.layers import numbers, votes

GUESSED = {"layers_bat": "surely the animal"}
OUT = ".lstm-directions .clock output"
WORDS = numbers.sentence(*numbers.USUAL)
NOUN, LAST = WORDS.index(numbers.NOUN), len(WORDS)


def opened(page: Page) -> Page:
    expect(page.locator(OUT)).to_be_visible(timeout=60_000)
    return page


def at(read: int) -> str:
    return f"{read} of {LAST} words read"


def go(page: Page, read: int) -> None:
    page.locator(".lstm-directions .clock input").evaluate(
        "(rail, to) => { rail.value = to; rail.dispatchEvent(new Event('input')); }", str(read)
    )
    expect(page.locator(OUT)).to_have_text(at(read))


def stand(page: Page, read: int) -> None:
    """Waits until both heads stand over their words, and compares the shades with what each has read."""
    on_their_words = """(hero, [read, last]) => {
      const boxes = [...hero.querySelectorAll(".word")].map((word) => word.getBoundingClientRect());
      const middle = (box) => box.left + box.width / 2;
      const heads = [...hero.querySelectorAll(".head")].map((head) => middle(head.getBoundingClientRect()));
      return [read - 1, last - read].every((k, side) => Math.abs(heads[side] - middle(boxes[k])) < 1);
    }"""
    hero = page.locator(".lstm-directions").element_handle()
    page.wait_for_function("([hero, code, given]) => eval(code)(hero, given)", arg=[hero, on_their_words, [read, LAST]])
    shaded = page.locator(".lstm-directions .word").evaluate_all("""(words) => words.map((word) =>
      ["left", "right"].map((side) => word.hasAttribute(`data-${side}`)))""")
    assert shaded == [[k < read, k >= LAST - read] for k in range(LAST)]


@pytest.mark.parametrize(("theme", "width"), covering(["light", "dark"], [1280, 400]))
def test_each_head_stands_over_the_word_that_it_reads_and_what_it_has_read_is_shaded(screen, theme, width):
    page = opened(screen("/layers", theme=theme, width=width, reduced_motion="reduce", **GUESSED).page)
    for read in (NOUN + 1, 1, LAST, 5):
        go(page, read)
        stand(page, read)
    colours = (
        page.locator(".lstm-directions .word")
        .first.locator("i")
        .evaluate_all(
            "(halves) => halves.map((half) => [getComputedStyle(half).opacity, half.getBoundingClientRect().height])"
        )
    )
    assert [opacity for opacity, _ in colours] == ["1", "0"]
    box = page.locator(".lstm-directions").bounding_box()
    for name in page.locator(".lstm-directions .head span").all():
        here = name.bounding_box()
        assert here["x"] >= box["x"] - 1
        assert here["x"] + here["width"] <= box["x"] + box["width"] + 1


def test_bars_are_as_long_as_the_probabilities_and_stand_only_once_the_noun_is_read(screen):
    page = opened(screen("/layers", **GUESSED).page)
    shares = numbers.meanings(*numbers.USUAL)
    for k, (way, said) in enumerate(numbers.WAYS.items()):
        track = page.locator(f".lstm-directions [data-way='{k}']")
        begins = numbers.known(way, WORDS)
        go(page, begins - 1)
        expect(track.locator(".bar")).to_be_hidden()
        expect(track.locator(".waiting")).to_be_visible()
        go(page, begins)
        expect(track.locator(".bar")).to_be_visible()
        expect(track.locator(".waiting")).to_be_hidden()
        widths = track.evaluate("""(track) => {
          const dots = [...track.querySelectorAll(".dot")].map((dot) => dot.offsetLeft + dot.offsetWidth / 2);
          return [track.clientWidth, track.querySelector(".bar").offsetWidth, ...dots];
        }""")
        assert widths[1] / widths[0] == pytest.approx(shares[said][:, 0].mean(), abs=0.003)
        dots = [place / widths[0] for place in widths[2:]]
        assert dots == pytest.approx(shares[said][:, 0].tolist(), abs=0.012)


def test_the_guess_is_marked_on_the_bar_that_it_is_about(screen):
    page = opened(screen("/layers", **GUESSED).page)
    track, mark = (page.locator(f".lstm-directions {part}").bounding_box() for part in ("[data-way='0']", ".guess"))
    low, high = votes.OPTIONS["surely the animal"]
    assert (mark["x"] - track["x"]) / track["width"] == pytest.approx(low, abs=0.01)
    assert (mark["x"] + mark["width"] - track["x"]) / track["width"] == pytest.approx(high, abs=0.01)


def test_they_read_step_and_are_scrubbed_and_the_server_hears_nothing(screen):
    tab = screen("/layers", layers_at="1", **GUESSED)
    page = opened(tab.page)
    before = len(tab.sent)
    page.get_by_role("button", name="Read").click()
    expect(page.locator(OUT)).to_have_text(re.compile("[3-7] of 8"))
    page.keyboard.press(" ")
    expect(page.get_by_role("button", name="Read")).to_be_visible()
    read = int(page.locator(OUT).inner_text().split()[0])
    page.keyboard.press("ArrowRight")
    expect(page.locator(OUT)).to_have_text(at(read + 1))
    page.keyboard.press("Home")
    stand(page, 1)
    page.locator(".lstm-directions .word").nth(4).click()
    stand(page, 5)
    rail = page.locator(".lstm-directions .clock input").bounding_box()
    page.mouse.move(rail["x"] + 20, rail["y"] + rail["height"] / 2)
    page.mouse.down()
    page.mouse.move(rail["x"] + rail["width"] - 12, rail["y"] + rail["height"] / 2, steps=8)
    page.mouse.up()
    stand(page, LAST)
    page.wait_for_url(re.compile("layers_at=8"))
    assert len(tab.sent) == before


def test_with_reduced_motion_reading_is_a_cut_and_nothing_moves(screen):
    page = opened(screen("/layers", reduced_motion="reduce", layers_at="1", **GUESSED).page)
    page.get_by_role("button", name="Read").click()
    expect(page.locator(OUT)).to_have_text(at(LAST))
    head = page.locator(".lstm-directions .head").first
    assert head.evaluate("(head) => getComputedStyle(head).transitionDuration") in ("0s", "none")


def test_before_the_guess_the_heads_move_but_say_nothing(screen):
    page = opened(screen("/layers").page)
    go(page, LAST)
    stand(page, LAST)
    assert page.locator(".lstm-directions .dot, .lstm-directions .guess").count() == 0
    assert "%" not in page.locator(".lstm-directions").inner_text()
    page.get_by_text("about fifty-fifty", exact=True).click()
    expect(page.locator(".lstm-directions .bar").first).to_be_visible()
    expect(page.locator(OUT)).to_have_text(at(LAST))
    expect(page.locator(".lstm-directions .sentence")).to_contain_text("both ways")


@pytest.mark.parametrize(("query", "theme"), covering([{}, GUESSED, {**GUESSED, "layers_at": "8"}], ["light", "dark"]))
def test_the_first_screen_holds_the_whole_hero(screen, query, theme):
    page = opened(screen("/layers", theme=theme, width=1280, height=720, **query).page)
    box = page.locator(".st-key-hero").bounding_box()
    assert box["y"] > 0
    assert box["y"] + box["height"] <= 720


def test_on_a_phone_heads_and_clock_stand_together(screen):
    page = opened(screen("/layers", width=400, height=800, **GUESSED).page)
    words, clock = (page.locator(f".lstm-directions {part}").bounding_box() for part in (".words", ".clock"))
    assert clock["y"] + clock["height"] - words["y"] < 300
    assert page.locator(".lstm-directions").evaluate("(e) => e.scrollWidth <= e.clientWidth")


def test_cue_and_meaning_are_chosen_in_the_page_and_the_server_hears_nothing(screen):
    tab = screen("/layers", layers_at="8", **GUESSED)
    page = opened(tab.page)
    before = len(tab.sent)
    for cue, stands in numbers.CUES.items():
        for meaning, means in numbers.BATS.items():
            page.get_by_role("button", name=stands, exact=True).click()
            page.get_by_role("button", name=means, exact=True).click()
            expect(page.locator(".lstm-directions .word")).to_have_text(numbers.sentence(cue, meaning))
            shares = numbers.meanings(cue, meaning)
            for k, said in enumerate(numbers.WAYS.values()):
                share = percent(float(shares[said][:, 0].mean()))
                expect(page.locator(".lstm-directions .answer").nth(k).locator(".said")).to_have_text(f"animal {share}")
            expect(page.locator(".lstm-directions .guess")).to_have_count(int((cue, meaning) == numbers.USUAL))
            expect(page.locator(".choice [aria-pressed=true]")).to_have_text([stands, means])
    assert len(tab.sent) == before
    page.get_by_role("button", name="before the noun").click()
    page.wait_for_url(re.compile("layers_cue=before"))
    page.go_back()
    expect(page.get_by_role("button", name="only after it")).to_have_attribute("aria-pressed", "true")


def test_a_link_says_how_the_sentence_is_told_and_what_it_cannot_have_is_said(screen):
    page = opened(screen("/layers", layers_cue="before the noun", layers_meaning="a bird", **GUESSED).page)
    expect(page.locator(".lstm-directions .word")).to_have_text(numbers.sentence("before", "animal"))
    expect(page.get_by_text("“a bird” is not a choice for “The bat is”: here it is an animal")).to_be_visible()
