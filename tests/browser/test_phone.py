"""The way back of an error signal on a phone: lever, sentence, chart on one screen, no label cut, all by touch."""

from itertools import combinations

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.support.sampled import covering
from tools.chromium import PATIENCE
from ui import guesses

expect.set_options(timeout=PATIENCE)
WIDTH, HEIGHT = 360, 740
HEROES = {"vanishing": (".lstm-vanishing", "vanishing_vote"), "way_back": (".lstm-way-back", "back_vote")}
PLACES = [
    ("vanishing", {}),
    ("vanishing", {"vanishing_bias": "4", "vanishing_scale": "2", "vanishing_length": "400"}),
    ("way_back", {}),
    ("way_back", {"back_fillers": "8", "back_window": "12"}),
    ("way_back", {"back_fillers": "8", "back_window": "60", "back_at": "40"}),
]
LABELS = "svg text, .levers :is(.name, output, .ends span, button), th, td, caption"
TEXTS = f"""(hero) => [...hero.querySelectorAll("{LABELS}")]
    .filter((one) => one.textContent.trim() && one.checkVisibility())
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .map(([says, {{ left, right, top, bottom }}]) => [says, left, right, top, bottom])
    .filter(([, left, right]) => right > left)"""
UNDER_THE_MENU = """(hero, below) => {
    const main = document.querySelector("[data-testid=stMain]");
    main.scrollBy(0, hero.getBoundingClientRect().top - below);
}"""


def opened(screen, name: str, **query) -> tuple[Page, str, float]:
    """The page, its hero, and where the menu ends: it stands right under that, one scroll from the top."""
    hero = HEROES[name][0]
    page = screen(f"/{name}", width=WIDTH, height=HEIGHT, has_touch=True, **query).page
    expect(page.locator(f"{hero} .chart .line").first).to_be_visible()
    expect(page.locator(f"{hero} .sentence")).not_to_be_empty()
    menu = page.get_by_test_id("stHeader").bounding_box()["height"]
    page.locator(hero).evaluate(UNDER_THE_MENU, menu + 4)
    return page, hero, menu


@pytest.mark.parametrize(("name", "place", "guessed"), covering(PLACES, [True, False]))
def test_lever_sentence_and_chart_are_one_screen_and_no_label_is_cut_or_lies_on_another(screen, name, place, guessed):
    query = {**place, HEROES[name][1]: guesses.SHOW} if guessed else place
    page, hero, menu = opened(screen, name, **query)
    levers, sentence, chart = (
        page.locator(f"{hero} {part}").bounding_box() for part in (".levers", ".sentence", ".chart")
    )
    assert menu <= min(levers["y"], chart["y"])
    assert levers["y"] < sentence["y"]
    for part in (levers, sentence, chart):
        assert part["y"] + part["height"] <= HEIGHT
    texts = page.locator(hero).evaluate(TEXTS)
    for says, left, right, _, _ in texts:
        assert left >= 0, says
        assert right <= WIDTH, says
    for one, other in combinations(texts, 2):
        beside = min(one[2], other[2]) - max(one[1], other[1])
        above = min(one[4], other[4]) - max(one[3], other[3])
        assert beside <= 1 or above <= 3.1, f"“{one[0]}” lies on “{other[0]}”"
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def finger(devtools: CDPSession, *places: tuple[float, float]) -> None:
    """A finger comes down at the first place, goes over the others and leaves."""
    for k, (x, y) in enumerate(places):
        point = [{"x": x, "y": y}]
        devtools.send("Input.dispatchTouchEvent", {"type": "touchMove" if k else "touchStart", "touchPoints": point})
    devtools.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


@pytest.mark.parametrize("name", HEROES)
def test_a_finger_drags_the_first_lever_and_the_sentence_follows(screen, name):
    page, hero, _ = opened(screen, name, **{HEROES[name][1]: guesses.SHOW})
    lever = page.locator(f"{hero} .levers input").first
    stood, said = lever.input_value(), page.locator(f"{hero} .sentence").inner_text()
    box, (low, high) = lever.bounding_box(), lever.evaluate("(lever) => [Number(lever.min), Number(lever.max)]")
    share = (float(stood) - low) / (high - low)
    share = 1 - share if lever.get_attribute("dir") == "rtl" else share
    y, thumb = box["y"] + box["height"] / 2, box["x"] + 10 + share * (box["width"] - 20)
    devtools = page.context.new_cdp_session(page)
    finger(devtools, *((thumb + step, y) for step in range(0, 121, 20)))
    expect(lever).not_to_have_value(stood)
    expect(page.locator(f"{hero} .sentence")).not_to_have_text(said)


def test_a_word_of_the_sentence_and_a_place_of_the_chart_are_tapped(screen):
    page, hero, _ = opened(screen, "way_back", back_vote=guesses.SHOW)
    word = page.locator(f"{hero} .strip span").nth(20)
    word.tap()
    expect(word).to_have_attribute("data-here", "true")
    chart = page.locator(f"{hero} .chart svg[role=img]").bounding_box()
    page.touchscreen.tap(chart["x"] + chart["width"] / 3, chart["y"] + chart["height"] / 2)
    expect(word).not_to_have_attribute("data-here", "true")


@pytest.mark.parametrize("name", ["break_it", "france"])
def test_under_a_finger_no_word_of_the_sentence_lies_on_the_next(screen, name):
    page = screen(f"/{name}", width=400, height=800, has_touch=True).page
    chips = page.locator(".lstm-film .chip")
    expect(page.locator(".lstm-film .answer-line")).to_be_visible()
    sizes = chips.evaluate_all("(all) => all.map((one) => [one.clientWidth, one.scrollWidth])")
    assert len(sizes) > 10
    assert [(shown, whole) for shown, whole in sizes if shown < whole] == []
