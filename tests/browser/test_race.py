"""The race in a real browser: the task's strip plays, answers come, lines run; what is drawn is what was measured."""

import json
import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from lstm_core import TASKS
from lstm_core.races.moments import asked
from tests.support.sampled import one_in
from tools.chromium import PATIENCE
from ui.lessons.race import hero, numbers, votes

expect.set_options(timeout=PATIENCE)
MOMENTS = json.loads(hero.MOMENTS.read_bytes())
SHOWN = {"LSTM, chrono": "lstm", "GRU, chrono": "gru", "RNN": "rnn"}
ORDERS = ["X X", "X Y", "Y X", "Y Y"]


def picture(page: Page):
    expect(page.locator(".lstm-race .strip [data-step]").first).to_be_visible()
    return page.locator(".lstm-race")


def go(page: Page, at: int | str) -> None:
    """The slider of the clock, as a hand moves it."""
    slider = page.locator(".lstm-race .clock input")
    slider.evaluate("(e, at) => { e.value = at; e.dispatchEvent(new Event('input')); }", str(at))
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def numbers_of(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", path)]


@pytest.mark.parametrize("level", [10, 50, 100])
def test_the_strip_is_the_sequence_that_the_task_draws(screen, level):
    page = screen("/race", race_gap=str(level)).page
    picture(page)
    batch = asked(TASKS["temporal_order"], level)
    names = TASKS["temporal_order"].vocabulary
    for k in (0, 1):
        told = [names[one] for one in batch.inputs[: batch.lengths[k], k]]
        assert page.locator(".lstm-race .strip span").all_inner_texts() == told
        assert page.locator(".lstm-race .strip .matters").all_inner_texts() == [one for one in told if one in "XY"]
        go(page, 3)
        assert page.locator(".lstm-race .strip [data-came]").count() == 4
        page.get_by_role("button", name="Another sequence").click()
        expect(page.locator(".lstm-race .strip span")).not_to_have_text(told)


def test_before_the_guess_no_racer_and_no_answer_are_in_the_picture(screen):
    page = screen("/race").page
    box = picture(page)
    expect(box.locator(".question .truth")).to_contain_text("guess first")
    assert box.locator("[data-racer]").count() == 0
    assert box.locator(".gaps .truth").get_attribute("d") == ""
    with_markup = box.inner_html()
    for title in SHOWN:
        assert title not in with_markup


@pytest.mark.parametrize("level", [20, 100])
def test_answers_lines_and_marks_are_those_of_the_networks_that_were_asked(screen, level):
    page = screen("/race", race_gap=str(level), race_vote="50").page
    box = picture(page)
    expect(box.locator("[data-racer] .said").first).not_to_have_text("…")
    batch, racers = asked(TASKS["temporal_order"], level), MOMENTS["temporal_order"][str(level)]
    steps = int(batch.lengths[0])
    longest = max((racers[title]["sequences"] for title in SHOWN), key=len)
    for frame in (0, 8, len(longest) // 2, len(longest) - 1):
        go(page, steps + frame)
        seen = longest[frame]
        for title in SHOWN:
            racer = racers[title]
            end = racer["moments"][-1]["seen"]
            cells = box.locator(f"tr[data-racer='{title}'] .said").all_inner_texts()
            for cell, due in zip(cells, (104, 1000, 5000, end), strict=True):
                moment = [one for one in racer["moments"] if one["seen"] <= min(due, end)][-1]
                expected = ORDERS[int(np.argmax(moment["said"][0][0]))] if seen >= min(due, end) else "…"
                assert cell == expected, (title, due, seen)
            met = box.locator(f"tr[data-racer='{title}'] .met").inner_text()
            said = f"{racer['reached']:,}" if racer["reached"] else "not in 15,000"
            assert met == (said if seen >= end else "not yet")
            line = numbers_of(box.locator(f".runs .line[data-racer='{title}']").get_attribute("d"))
            grid = [numbers_of(d)[0][1] for d in box.locator(".lines .grid path").evaluate_all(
                "(all) => all.map((e) => e.getAttribute('d').replace('H', ' '))")]  # fmt: skip
            come = [share for x, share in zip(racer["sequences"], racer["accuracy"], strict=True) if x <= seen]
            assert len(line) == len(come)
            for (_, y), share in zip(line, come, strict=True):
                assert y == pytest.approx(grid[0] + share * (grid[2] - grid[0]), abs=0.05)
    truth = ORDERS[int(batch.targets[steps - 1, 0])].replace(" ", ", then ")
    expect(box.locator(".question .truth")).to_have_text(f"Right answer: {truth}")


def test_the_gap_chart_holds_every_seed_the_guess_and_the_truth(screen):
    page = screen("/race", race_vote="50").page
    box = picture(page)
    expect(box.locator(".gaps .seed").first).to_be_attached()
    levels = [race.level for race in numbers.gaps()]
    lines = [
        numbers_of(d.replace("H", " "))[0]
        for d in box.locator(".gaps .grid path").evaluate_all("(all) => all.map((e) => e.getAttribute('d'))")
    ]
    heights = dict(zip(["2,000", "3,000", "5,000", "10,000", "15,000", "not met"], [y for _, y in lines], strict=True))
    for title in SHOWN:
        dots = box.locator(f".gaps .seed[data-racer='{title}']").evaluate_all(
            "(all) => all.map((e) => [Number(e.getAttribute('cx')), Number(e.getAttribute('cy'))])"
        )
        counts = [lane.reached for race in numbers.gaps() for lane in race.groups()[title]]
        assert len(dots) == len(counts)
        for (_, y), count in zip(dots, counts, strict=True):
            share = np.log((count or 24_000) / 2000) / np.log(24_000 / 2000)
            expected = heights["2,000"] + share * (heights["not met"] - heights["2,000"])
            assert y == pytest.approx(expected, abs=0.1)
    places = {level: x for level, (x, _) in zip(np.repeat(levels, 3), dots, strict=True)}
    for name, level in (("said", 50), ("truth", votes.furthest())):
        at = box.locator(f".gaps path.{name}").get_attribute("d")
        assert float(re.match(r"M([\d.]+)", at)[1]) == pytest.approx(places[level], abs=0.01)
    expect(box.locator(".said-name")).to_have_text("your guess: 50")


def test_keys_scrubbing_and_playing_need_no_server(screen):
    race = screen("/race", race_vote="50", race_gap="20")
    page, box = race.page, picture(race.page)
    expect(box.locator("[data-racer] .said").first).not_to_have_text("…")
    page.wait_for_timeout(500)
    before = len(race.sent)
    slider = box.locator(".clock input")
    box.focus()
    page.keyboard.press("Home")
    expect(slider).to_have_value("0")
    page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("1")
    expect(box.locator(".strip [data-came]")).to_have_count(2)
    box.locator(".strip [data-step='7']").click()
    expect(slider).to_have_value("7")
    page.keyboard.press("Space")
    expect(box.get_by_role("button", name="Pause")).to_be_visible()
    expect(box.locator("tr[data-racer='RNN'] .said").first).not_to_have_text("…")
    page.keyboard.press("Space")
    expect(box.get_by_role("button", name="Play")).to_be_visible()
    page.keyboard.press("End")
    chart = box.locator(".lines svg[role=img]").bounding_box()
    page.mouse.click(chart["x"] + chart["width"] / 2, chart["y"] + chart["height"] / 2)
    expect(box.locator("output").first).to_contain_text("sequences")
    assert len(race.sent) == before


def test_the_gap_moves_in_the_page_and_the_link_says_where_it_stands(screen):
    page = screen("/race", race_vote="50").page
    box = picture(page)
    expect(box.locator(".gaps .seed").first).to_be_attached()
    lever = page.locator("#lstm-lever-gap")
    lever.evaluate("(e) => { e.value = 30; e.dispatchEvent(new Event('input')); }")
    expect(box.locator(".strip span")).to_have_count(int(asked(TASKS["temporal_order"], 30).lengths[0]))
    page.wait_for_function("() => location.search.includes('race_gap=30')")


def test_nothing_moves_for_readers_who_want_no_motion(screen):
    page = screen("/race", race_vote="50", race_gap="20", reduced_motion="reduce").page
    box = picture(page)
    expect(box.locator("[data-racer] .said").first).not_to_have_text("…")
    steps = int(asked(TASKS["temporal_order"], 20).lengths[0])
    slider = box.locator(".clock input")
    page.get_by_role("button", name="Play").click()
    expect(slider).to_have_value(str(steps - 1))  # the question, at once
    expect(box.get_by_role("button", name="Pause")).to_have_count(0)
    page.get_by_role("button", name="Play").click()
    expect(box.locator("tr[data-racer='RNN'] .said").first).not_to_have_text("…")


@pytest.mark.parametrize("task", one_in(6, [TASKS[key].title for key in numbers.tasks()]))
def test_every_task_has_a_strip_and_fits_the_first_screen(screen, task):
    for vote in ({}, {"race_vote": "10"}):
        page = screen("/race", height=720, race_task=task, **vote).page
        picture(page)
        box = page.locator(".st-key-hero").bounding_box()
        assert box["y"] + box["height"] <= 720
        assert page.locator(".lstm-race .strip [data-step]").count() > 3  # an echo of lag 3 has four steps


def test_on_a_phone_nothing_runs_over_the_edge(screen):
    page = screen("/race", theme="dark", width=400, height=800, race_vote="10").page
    picture(page)
    expect(page.locator(".lstm-race .gaps .seed").first).to_be_attached()
    assert page.evaluate("() => document.scrollingElement.scrollWidth") <= 400
    for part in (".strip", ".gaps", ".lines", ".clock"):
        box = page.locator(f".lstm-race {part}").first.bounding_box()
        assert box["x"] >= 0, part
        assert box["x"] + box["width"] <= 400, part
