"""Sentence, answer, memory and cell are in sight where a film is the hero: in every zoom, full screen, on a phone."""

import json
import struct
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lstm_core.browser.film_message import pack
from lstm_core.browser.readings import readings, versus
from lstm_core.tasks import france
from tests.browser.test_film import a_film, mounted, number, percent, press, settle, values  # noqa: F401
from tests.support.sampled import one_in
from tools.chromium import PATIENCE
from ui import frame
from ui.edits import read as read_edits
from ui.lessons.break_it import two_readings
from ui.places import HOME
from ui.shipped import networks, stories

expect.set_options(timeout=PATIENCE)
PAGES = [lesson.name for lesson in frame.catalogue()]
LOOKED_UP = {lesson.name for lesson in frame.catalogue() if lesson.reference}


def sources(name: str) -> list[Path]:
    """The page of a lesson, and what draws its hero where that is a file of its own."""
    found = (HOME / "pages" / f"{name}.py", HOME / "ui" / "lessons" / name / "hero.py")
    return [path for path in found if path.is_file()]


FILMS = [name for name in PAGES if any("    film(\n" in path.read_text("utf-8") for path in sources(name))]
ANSWERED = {"break_it": {"broken_guess": "show"}}  # a film that asks shows one lane until the guess
WORDS = tuple(stories.story("france", 3))
SIZES = {"normal": (1280, 720), "full": (1280, 720), "projector": (1920, 1080), "phone": (360, 740)}


def address(name: str) -> str:
    return "/" if name == "start" else f"/{name}"


def answer_after(step: int) -> str:
    text, probability = networks.film_of("lstm", 0, WORDS).top_words[step][0]
    return f"{text} {percent(probability)}"


def wait_until_still(page: Page) -> None:
    """For a while no frame has moved the end of the hero."""
    page.wait_for_function(
        """() => {
            const now = document.querySelector(".st-key-hero").getBoundingClientRect().bottom;
            const before = (window.stood ??= { at: now, since: performance.now() });
            if (Math.abs(before.at - now) > 0.5) window.stood = { at: now, since: performance.now() };
            return performance.now() - window.stood.since > 700;
        }"""
    )


def assert_ends(page: Page, name: str) -> None:
    box = page.locator(".st-key-hero").bounding_box()
    assert box["y"] + box["height"] <= 720, f"the hero of {name} ends at {box['y'] + box['height']:.0f} px"


def inside(page: Page, selector: str, height: int) -> None:
    """The whole box is in the window, without scrolling."""
    box = page.locator(f".lstm-film {selector}").first.bounding_box()
    assert box is not None, selector
    assert box["height"] > 0, selector
    assert box["y"] >= -1, (selector, box)
    assert box["y"] + box["height"] <= height + 1, (selector, box)


@pytest.mark.parametrize("name", one_in(6, PAGES))
def test_a_hero_ends_on_the_first_screen(screen, name):
    """Every lesson has one, found by looking: whatever comes later, one screen of a projector holds it."""
    if name in LOOKED_UP:
        pytest.skip(f"{name} is looked up and has no hero")
    page = screen(address(name), height=720).page
    hero = page.locator(".st-key-hero")
    expect(hero).to_be_visible()
    wait_until_still(page)
    if name in FILMS:
        assert_ends(page, name)  # what stands there until the film has come
        expect(hero.locator(".lstm-film .answer-line")).to_be_visible()
        wait_until_still(page)
    assert_ends(page, name)
    assert page.get_by_role("heading", level=1).bounding_box()["y"] >= 0


def test_the_films_are_heroes():
    assert {"start", "france", "break_it"} <= set(FILMS)


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"]))
@pytest.mark.parametrize("name", one_in(3, FILMS, first=1))
def test_a_film_is_wholly_usable_on_the_first_screen(screen, name, theme):
    page = screen(address(name), theme=theme, height=720, **ANSWERED.get(name, {})).page
    expect(page.locator(".st-key-hero .lstm-film .answer-line")).to_be_visible()
    for part in (".words", ".answers", ".transport", ".lane[data-name=c]", ".lane[data-name=f]", ".folding", ".cell"):
        inside(page, part, 720)
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert heading["y"] >= 0


@pytest.mark.parametrize("size", one_in(2, SIZES))
def test_the_strip_says_the_answer_in_every_zoom(screen, size):
    width, height = SIZES[size]
    page = screen("/france", width=width, height=height).page
    strip = page.locator(".lstm-film .answer-line")
    expect(strip).to_be_visible()
    if size in ("full", "projector"):
        page.get_by_role("button", name="Full screen").click()
        expect(page.locator(".lstm-film[data-big]")).to_be_visible()
    asked = france.asked_position(WORDS)
    for zoom in "1234":
        page.locator(".lstm-film").focus()
        page.keyboard.press(zoom)
        expect(page.locator(f".lstm-film[data-zoom='{zoom}']")).to_be_visible()
        page.keyboard.press("End")
        expect(strip.locator(".now")).to_have_text(answer_after(asked))
        inside(page, ".answers", height)
        inside(page, ".words", height)
        for step, key in ((0, "Home"), (1, "ArrowRight")):
            page.keyboard.press(key)
            expect(strip.locator(".likely")).to_have_text(answer_after(step))
            expect(strip.locator(".now")).to_have_text(answer_after(asked))
        inside(page, ".answers", height)


@pytest.mark.parametrize("size", one_in(2, ["full", "projector"]))
def test_full_screen_shows_memory_cell_and_answer_together(screen, size):
    width, height = SIZES[size]
    page = screen("/france", width=width, height=height).page
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(".lstm-film[data-big]")).to_be_visible()
    for part in (
        ".words",
        ".answers",
        ".lane[data-name=c]",
        ".lane[data-name=f]",
        ".folding",
        ".cell",
        ".cell .diagram",
    ):
        inside(page, part, height)
    expect(page.get_by_role("button", name="First word")).to_be_visible()
    expect(page.get_by_role("button", name="Last word")).to_be_visible()
    if size == "projector":
        inside(page, ".next", height)
    for zoom in "134":
        page.locator(".lstm-film").focus()
        page.keyboard.press(zoom)
        expect(page.locator(f".lstm-film[data-zoom='{zoom}']")).to_be_visible()
        inside(page, ".next", height)


def test_on_a_phone_play_and_the_picture_begin_on_the_first_screen(screen):
    for name in ("start", "france"):
        page = screen(address(name), width=360, height=740).page
        expect(page.locator(".lstm-film .answer-line")).to_be_visible()
        for part in (".words", ".answers", ".play", ".lane[data-name=c]"):
            inside(page, part, 740)
        speed, lanes = (page.locator(f".lstm-film {part}").first.bounding_box() for part in (".speed", ".lanes"))
        assert speed["y"] > lanes["y"] + lanes["height"] - 1  # settings stand below the picture
        clipped = page.locator(".lstm-film .speed").evaluate(
            "(e) => e.scrollWidth > e.clientWidth || e.clientWidth < 55"
        )
        assert not clipped


def test_while_it_plays_the_strip_changes(screen):
    page = screen("/france", height=720).page
    likely = page.locator(".lstm-film .answer-line .likely")
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    page.locator(".lstm-film").focus()
    page.keyboard.press("Home")
    expect(likely).to_have_text(answer_after(0))
    likely.evaluate(
        """(element) => {
            window.seen = [];
            new MutationObserver(() => window.seen.push(element.textContent))
              .observe(element, { childList: true, characterData: true, subtree: true });
        }"""
    )
    page.get_by_role("button", name="Play").click()
    page.wait_for_function("() => window.seen.length >= 4")
    seen = page.evaluate("() => window.seen.slice(0, 4)")
    sequence = iter([answer_after(step) for step in range(len(WORDS))])
    assert all(text in sequence for text in seen), seen  # in the order of the words, though a busy machine skips some


def test_a_folded_lane_opens_at_a_click_and_the_link_says_so(mounted):  # noqa: F811
    film = a_film()
    screen = mounted(film)
    page = screen.page
    lane = page.locator(".main > .lanes .lane[data-name=o]")
    expect(lane).to_be_hidden()
    page.locator(".folding [data-lane=o]").click()
    expect(lane).to_be_visible()
    unit, last = int(film.orders["carries"][0]), len(film.words) - 1
    shown = page.locator(".main > .lanes .value[data-value=o]").inner_text()
    assert shown == number(values(film, "o", False)[last, unit])
    page.wait_for_function("() => location.search.includes('lanes=c%2Cf%2Co')")
    page.locator(".folding [data-lane=o]").click()
    expect(lane).to_be_hidden()


def test_a_difference_says_against_what_and_the_raw_value_stands_beside_it(mounted):  # noqa: F811
    film = a_film()
    for width in (1280, 400):
        page = mounted(film, width=width).page
        unit, last = int(film.orders["carries"][0]), len(film.words) - 1
        raw = number(values(film, "c", False)[last, unit])
        label = page.locator(".main > .lanes .label[data-name=c]")
        assert label.locator(".value").inner_text() == number(film.because["c"][last, unit])
        assert label.locator(".versus").inner_text().startswith(versus("1 other sentence"))
        assert label.locator(".raw").inner_text() == f"raw {raw}"
        assert page.locator(".belt .total .value").first.inner_text() == raw
        expect(page.locator(".reader")).to_contain_text(f"memory {raw}")


def test_how_to_read_speaks_of_the_zoom_and_of_the_sentence_on_the_screen(screen):
    page = screen("/france", height=720, below="open").page
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    told = readings(networks.film_of("lstm", 0, WORDS), "each other country")
    reading, settings = page.locator(".lstm-film .reading"), page.locator(".lstm-film .settings")
    unit = int(networks.film_of("lstm", 0, WORDS).orders["carries"][0])
    put = {"word": "fluent", "unit": unit, "cause": "france"}
    for zoom, parts in {"1": ("network", "because"), "2": ("film", "because"), "3": ("cell",), "4": ("unit",)}.items():
        page.locator(".lstm-film").focus()
        page.keyboard.press(zoom)
        expect(reading).to_have_text("How to read this. " + " ".join(told[part] for part in parts).format(**put))
        expect(settings.get_by_text("Rows by")).to_be_visible(visible=zoom == "2")
    page.keyboard.press("2")
    page.locator(".chip", has_text="france").click(button="right")
    page.get_by_role("option", name="japan", exact=True).first.click()
    expect(reading).to_contain_text("the difference that “japan” makes")


def test_subscripts_are_lowered(mounted):  # noqa: F811
    page = mounted(a_film(), height=1300).page
    drops = page.locator(".part .letters msub").evaluate_all(
        """(all) => all.map(({ children: [letter, below] }) =>
            below.firstElementChild.getBoundingClientRect().bottom - letter.getBoundingClientRect().bottom)"""
    )
    assert drops
    assert min(drops) >= 2.5
    below = page.locator(".belt .expression sub").evaluate_all(
        "(all) => all.map((e) => [e.textContent, getComputedStyle(e).verticalAlign])"
    )
    assert below
    assert all(text == "t−1" and float(align.removesuffix("px")) < 0 for text, align in below)
    assert "_prev" not in page.locator(".belt").inner_text()


def test_the_ends_of_a_scale_do_not_collide(mounted):  # noqa: F811
    for width in (1280, 400):
        screen = mounted(a_film(), width=width, height=900)
        for full in (False, True):
            if full:
                screen.page.get_by_role("button", name="Full screen").click()
                press(screen, "3")
            settle(screen)
            boxes = [
                one.bounding_box() for one in screen.page.locator(".belt .ends .scale span").all() if one.is_visible()
            ]
            for left, right in pairwise(boxes):
                assert left["x"] + left["width"] < right["x"]


def test_a_packed_film_carries_its_readings():
    blob = pack(a_film())
    (length,) = struct.unpack_from("<I", blob)
    header = json.loads(blob[4 : 4 + length])
    assert header["versus"] == "vs 1 other sentence"
    assert set(header["readings"]) == {"network", "film", "cell", "unit", "because", "minus", "raw", "alone"}


@pytest.mark.parametrize(
    "opened", one_in(3, [{}, {"update": "0"}, {"compare": "units"}], first=2), ids=["film", "training", "three at once"]
)
def test_full_screen_keeps_lanes_ranges_and_the_keys_whatever_is_open(screen, opened):
    page = screen("/france", height=720, **opened).page
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    if opened:
        expect(page.locator(".lstm-film :is(.training .scrub, .together .network-row)").first).to_be_visible()
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(".lstm-film[data-big]")).to_be_visible()
    for part in (".words", ".answers", ".transport", ".lane[data-name=c]", ".lane[data-name=f]", ".folding", ".cell"):
        inside(page, part, 720)
    for name in "cf":
        lane = page.locator(f".lstm-film .lane[data-name={name}]:visible").bounding_box()
        assert lane["height"] >= 40, name
    if not opened:
        for name in "cf":
            inside(page, f".label[data-name={name}] .scale", 720)
    page.get_by_role("button", name="All keys").click()
    expect(page.locator(".lstm-film .keys-list")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (400, 800)])
def test_in_break_it_the_answer_before_and_now_and_every_edit_stand_by_the_film(screen, width, height):
    edits = "f=0 words 10-12 units 42,25; c from spain word 13"
    shown = screen("/break_it", width=width, height=height, broken_edits=edits)
    page, balance = shown.page, shown.page.locator(".lstm-film .balance")
    expect(page.locator(".lstm-film .held")).to_have_count(2)
    network = networks.network("lstm", 0)
    changes = tuple(read_edits(edits, network.cell, WORDS, network.hidden_size)[0])
    found = two_readings.broken("lstm", 0, WORDS, changes)
    for kind, run, told in (("before", found.before, ".was"), ("today", found.after, ".now")):
        text, probability = two_readings.likeliest(run)
        expect(balance.locator(told)).to_have_text(f"{text} {percent(probability)}")
        rail, bar = (balance.locator(f".{kind}{part}").bounding_box() for part in ("", " .share"))
        assert bar["width"] / rail["width"] == pytest.approx(probability, abs=0.01)
        inside(page, f".balance .{kind}", height)
    for part in (".words", ".balance", ".holds", ".held:nth-child(2)"):
        inside(page, part, height)
    words, line = (page.locator(f".lstm-film {part}").first.bounding_box() for part in (".words", ".answers"))
    assert 0 <= line["y"] - words["y"] - words["height"] < 12  # nothing stands between the sentence and its answer
    with shown.rerun():
        page.locator(".lstm-film .held .gone").nth(1).click()
    expect(balance.locator(".now")).to_contain_text("french")
    expect(page.locator(".lstm-film .held")).to_have_count(1)


def test_in_break_it_the_bar_follows_the_hand_and_the_server_hears_nothing_until_it_lets_go(screen):
    shown = screen("/break_it", height=720, **ANSWERED["break_it"])
    page, bar = shown.page, shown.page.locator(".lstm-film .balance .today .share")
    expect(bar).to_be_visible()
    lane = page.locator(".lstm-film .lanes .lane[data-name=f]:visible").bounding_box()
    column, y = lane["width"] / 28, lane["y"] + 5
    page.mouse.move(lane["x"] + 8.5 * column, y)
    page.mouse.down()
    page.mouse.move(lane["x"] + 12.5 * column, y, steps=4)
    page.mouse.up()
    lever = page.locator(".lstm-film .bubble .lever")
    expect(lever).to_be_visible()
    before, sent = bar.bounding_box()["width"], len(shown.sent)
    for value in ("0.5", "0.2", "0"):
        lever.evaluate("(one, to) => { one.value = to; one.dispatchEvent(new Event('input')); }", value)
    expect(page.locator(".lstm-film .balance[data-turned]")).to_be_visible()
    assert abs(bar.bounding_box()["width"] - before) > 1
    assert len(shown.sent) == sent


def test_what_lies_under_a_hero_opens_beside_its_lanes_and_the_link_says_so(screen):
    page = screen("/france", height=720).page
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    under = page.locator(".lstm-film :is(.cards, .settings, .reading)")
    for one in under.all():
        expect(one).to_be_hidden()
    page.get_by_role("button", name="How to read this").click()
    for one in under.all():
        expect(one).to_be_visible()
    page.wait_for_function("() => location.search.includes('below=open')")


def test_a_sum_that_is_taken_apart_is_in_the_link(screen):
    page = screen("/france", height=900, zoom="3", terms="3").page
    chosen = page.locator(".lstm-film .terms [aria-pressed=true]")
    expect(chosen).to_have_count(1)
    expect(page.locator(".lstm-film .terms-bars svg")).to_be_visible()
    page.locator(".lstm-film .terms .options button").first.click()
    page.wait_for_function("() => location.search.includes('terms=2')")
    wrong = screen("/france", zoom="3", terms="99").page
    expect(wrong.locator(".lstm-film .notice")).to_contain_text("terms=99 (sums are micro-steps")


def test_one_step_shows_cell_part_and_numbers_side_by_side_at_every_micro_step(screen):
    page = screen("/one_step", height=720).page
    dots = page.locator(".lstm-step .way:visible .dot")
    expect(dots.first).to_be_visible()
    for k in range(dots.count()):
        dots.nth(k).click()
        expect(page.locator(".lstm-step .part .count")).to_contain_text(f"{k + 1} of")
        boxes = [page.locator(f".lstm-step .{card}").bounding_box() for card in ("cell", "part", "sheet")]
        assert [box["x"] for box in boxes] == sorted(box["x"] for box in boxes)
        assert len({round(box["y"]) for box in boxes}) == 1
        assert all(box["y"] + box["height"] <= 720 for box in boxes), k
