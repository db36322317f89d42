"""Other roads in a real browser: tasks play, a started run can be stopped."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from lstm_core.roads.homeland_by_hand import exact
from tests.support.sampled import one_in
from ui import guesses
from ui.lessons.roads import numbers, scenes, votes, words

expect.set_options(timeout=30_000)
KEYS = {"reservoir": "", "evolution": numbers.LAGS[0], "reward": numbers.CORRIDORS[0], "states": ""}


def asked(road: str, said: str | None = guesses.SHOW, **more: str) -> dict[str, str]:
    """The link to a road, after a guess."""
    return {"roads_road": words.ROADS[road]} | ({f"roads_vote_{road}{KEYS[road]}": said} if said else {}) | more


def picture(page: Page, road: str):
    box = page.locator(f".lstm-roads:has([data-kind='{road}'])")
    expect(box).to_be_visible()
    return box


def go(page: Page, at: int) -> None:
    """The slider of the clock, as a hand moves it."""
    slider = page.locator(".lstm-roads .clock input")
    slider.evaluate("(e, at) => { e.value = at; e.dispatchEvent(new Event('input')); }", str(at))
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def points(page: Page, path: str) -> list[tuple[float, float]]:
    found = re.findall(r"(-?[\d.]+) (-?[\d.]+)", page.locator(path).get_attribute("d"))
    return [(float(x), float(y)) for x, y in found]


def levels(page: Page) -> list[float]:
    """The heights of the lines of the grid, from the top."""
    drawn = page.locator(".lstm-roads .grid path").evaluate_all("(all) => all.map((e) => e.getAttribute('d'))")
    return [float(re.match(r"M[\d.]+ ([\d.]+)", d)[1]) for d in drawn]


def test_the_echo_is_as_large_as_that_of_the_reservoir_and_guess_and_truth_are_marked(screen):
    page = screen("/roads", **asked("reservoir", "10 steps")).page
    picture(page, "reservoir")
    expect(page.locator(".lstm-roads .unit")).to_have_count(scenes.UNITS)
    top, *_, bottom = levels(page)
    size = scenes.echo_sizes()[scenes.RADII.index(0.9)]
    for at in (0, 20, scenes.STEPS - 1):
        go(page, at)
        line = points(page, ".lstm-roads .line")
        assert len(line) == at + 1
        for (_, y), share in zip(line, size, strict=False):
            assert y == pytest.approx(top + (2 - np.log10(share)) / 5 * (bottom - top), abs=0.1)
    x = [x for x, _ in line]
    for name, step in (("said", 10), ("truth", votes.faded())):
        at = page.locator(f".lstm-roads .{name}").get_attribute("d")
        assert float(re.match(r"M([\d.]+)", at)[1]) == pytest.approx(x[step], abs=0.02)
    go(page, 0)
    fills = page.locator(".lstm-roads .unit").evaluate_all("(all) => all.map((e) => e.getAttribute('fill'))")
    h = scenes.echoes()[scenes.RADII.index(0.9), 0]
    red, _, blue = np.array([re.findall(r"\d+", fill) for fill in fills], float).T
    clear = np.abs(h) > 0.2 * np.abs(h).max()
    assert ((red > blue) == (h > 0))[clear].all(), "red is above zero, blue below"


@pytest.mark.parametrize("stage", [0, 2])
def test_the_signal_and_the_side_to_which_the_network_leans_are_drawn_as_they_are(screen, stage):
    page = screen("/roads", **asked("evolution", "5 times", roads_stage=str(stage))).page
    picture(page, "evolution")
    expect(page.locator(".lstm-roads .seed").first).to_be_attached()
    plus, zero, minus = levels(page)
    told = scenes.held(9)[0]
    bars = page.locator(".lstm-roads .bars rect").evaluate_all(
        "(all) => all.map((e) => [Number(e.getAttribute('y')), Number(e.getAttribute('height'))])"
    )
    assert len(bars) == len(told["signal"])
    for (y, height), value in zip(bars, told["signal"], strict=True):
        assert height == pytest.approx(abs(value) * (zero - plus), abs=0.05)
        assert y == pytest.approx(min(zero, zero - value * (zero - plus)), abs=0.05)
    line = points(page, ".lstm-roads .line")
    for (_, y), p in zip(line, told["plus"][stage], strict=True):
        assert y == pytest.approx(zero - (2 * p - 1) * (zero - plus), abs=0.05)
    assert plus < zero < minus
    seeds = page.locator(".lstm-roads .seed[data-road='evolution']").count()
    assert seeds == len(numbers.needed(numbers.shipped("evolution")["9"]["evolution"]))
    expect(page.locator(".lstm-roads .guessed")).to_have_count(1)


def test_the_walker_stands_where_its_policy_took_it(screen):
    for stage in range(scenes.STAGES):
        page = screen("/roads", **asked("reward", roads_stage=str(stage))).page
        picture(page, "reward")
        for k in (0, 1):
            walk = scenes.walks(10)[stage][k]
            expect(page.locator(".lstm-roads .maze .sign")).to_have_attribute(
                "data-sign", ["left", "right"][walk["sign"]]
            )
            for at, place in enumerate(walk["places"]):
                go(page, at)
                walker = page.locator(".lstm-roads .walker")
                assert walker.get_attribute("data-place") == str(place)
                assert float(walker.get_attribute("cx")) == (place + 0.5) * 40
                widths = page.locator(".lstm-roads .pair > :first-child .meter i").evaluate_all(
                    "(all) => all.map((e) => parseFloat(e.style.width))"
                )
                assert widths == pytest.approx([100 * p for p in walk["chances"][at]], abs=0.02)
            go(page, len(walk["places"]))
            said = "right turn" if walk["right"] else "wrong turn" if walk["turned"] else "too late"
            expect(page.locator(".lstm-roads .outcome")).to_contain_text(said)
            page.get_by_role("button", name="Another one").click()


@pytest.mark.parametrize("countries", one_in(3, scenes.COUNTRIES))
def test_arrows_are_as_thick_as_moves_are_probable_and_boxes_as_filled_as_states(screen, countries):
    page = screen("/roads", **asked("states", "8", roads_lands=str(countries))).page
    picture(page, "states")
    expect(page.locator(".lstm-roads .box")).to_have_count(4 * countries)
    arrows = page.locator(".lstm-roads .move").evaluate_all(
        "(all) => all.map((e) => [e.dataset.source, e.dataset.target, e.getAttribute('stroke-width')].map(Number))"
    )
    move = exact(countries).move
    assert {(a, b) for a, b, _ in arrows} == set(zip(*np.nonzero(move), strict=True))
    for a, b, width in arrows:
        assert width == pytest.approx(12 * move[a, b], abs=0.001)
    belief = scenes.spoken(countries)["sentences"][0]["belief"]
    for at in (0, 2, 5):
        go(page, at)
        filled = page.locator(".lstm-roads .belief").evaluate_all(
            "(all) => all.map((e) => Number(e.getAttribute('fill-opacity')))"
        )
        assert filled == pytest.approx(belief[at], abs=1e-6)
    framed = page.locator(".lstm-roads .twice").count()
    assert framed == (8 if countries == votes.ASKED_COUNTRIES else 0)


@pytest.mark.parametrize("road", one_in(4, words.ROADS))
def test_a_road_plays_at_a_key_without_the_server_and_fits_the_first_screen(screen, road):
    for said in (None, guesses.SHOW):
        shown = screen("/roads", height=720, **asked(road, said))
        page, box = shown.page, picture(shown.page, road)
        whole = page.locator(".st-key-hero").bounding_box()
        assert whole["y"] + whole["height"] <= 720
        page.wait_for_timeout(300)
        before, slider = len(shown.sent), box.locator(".clock input")
        box.focus()
        page.keyboard.press("Home")
        expect(slider).to_have_value("0")
        page.keyboard.press("ArrowRight")
        expect(slider).to_have_value("1")
        page.keyboard.press("Space")
        page.wait_for_function("(e) => Number(e.value) > 2", arg=slider.element_handle())
        page.keyboard.press("End")
        expect(slider).to_have_value(slider.get_attribute("max"))
        expect(box.get_by_role("button", name="Play")).to_be_visible()
        assert len(shown.sent) == before


@pytest.mark.parametrize("road", one_in(2, words.ROADS, first=1))
def test_on_a_phone_and_without_motion_a_road_is_whole(screen, road):
    page = screen(
        "/roads", theme="dark", width=400, height=800, reduced_motion="reduce", has_touch=True, **asked(road)
    ).page
    box = picture(page, road)
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 400
    for part in (".clock", ".picture"):
        size = box.locator(part).bounding_box()
        assert size["x"] >= 0, part
        assert size["x"] + size["width"] <= 400, part
    slider = box.locator(".clock input")
    at, end = slider.input_value(), slider.get_attribute("max")
    box.get_by_role("button", name="Play").click()
    expect(slider).to_have_value("0" if at == end else end)
    expect(box.get_by_role("button", name="Pause")).to_have_count(0)


def test_a_road_is_walked_until_it_is_stopped_and_what_was_walked_stays(screen):
    link = {"roads_corridor": "50", "roads_vote_reward50": guesses.SHOW, "roads_rewarded": "true"}
    page = screen("/roads", roads_road=words.ROADS["reward"], **link).page
    expect(page.get_by_text("LSTM, told every step").first).to_be_visible()
    expect(page.get_by_text("your run")).to_have_count(0)
    stop = page.get_by_test_id("stMain").get_by_role("button", name="Stop")
    expect(stop).to_be_disabled()
    page.get_by_role("button", name="Run it here").click()
    expect(page.get_by_text(re.compile(r"[1-9][0-9,]* episodes lived"))).to_be_visible()
    stop.click()
    expect(page.get_by_text("your run").first).to_be_visible()
    expect(page.get_by_text("episodes lived")).to_have_count(0)
