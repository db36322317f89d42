"""Carriers in a real browser: the guess is a row, nothing gives it away, and the lever's answers are the core's own."""

import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from lstm_core import Edit
from lstm_core.experiments.evidence import memory_of
from lstm_core.tasks import france
from tests.support.sampled import one_in
from ui.lessons.carriers import words
from ui.shipped import evidence, networks, start
from ui.shipped.ranking import MEASURES

expect.set_options(timeout=30_000)

SENTENCE = start.words()
POSITION, ASKED = france.country_position(SENTENCE), france.asked_position(SENTENCE)
MIDDLE = (POSITION + ASKED) // 2


def hero(page: Page) -> Locator:
    expect(page.locator(".lstm-carriers .field")).to_be_visible()
    return page.locator(".lstm-carriers")


def asked(page: Page) -> dict[str, str]:
    return {key: values[-1] for key, values in parse_qs(urlsplit(page.url).query).items()}


def click_row(page: Page, row: int) -> None:
    box = hero(page).locator(".field").bounding_box()
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + (row + 0.5) * box["height"] / 64)


def ranked(by: str, cell: str = "lstm", seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """The values of all units, and the units from the first to the last."""
    values = np.array(evidence.of_run(cell, seed)["ranking"][by])
    return values, np.argsort(-values, kind="stable")


def swapped(cell: str, seed: int, source: str, rows: int, by: str = "selectivity") -> np.ndarray:
    """The probabilities after the last word, with another country's memory in the first rows from mid-gap on."""
    network, units = networks.network(cell, seed), ranked(by, cell, seed)[1][:rows]
    memory = memory_of(network.cell)
    words_of_source = [source if step == POSITION else word for step, word in enumerate(SENTENCE)]
    value = network.run(network.encode(words_of_source)).layers[0][memory][MIDDLE][:, units]
    name, step = (memory, MIDDLE) if memory == "h" else (f"{memory}_prev", MIDDLE + 1)
    edits = [Edit(name, value=value, steps=[step], units=units)] if rows else []
    return network.run(network.encode(SENTENCE), edits=edits).probs[-1, 0]


def percent(share: float) -> str:
    value = 100 * share
    if 0 < value < 0.1:
        return "< 0.1 %"
    return f"{value:.0f} %" if value == 0 or value >= 9.95 else f"{value:.1f} %"


def answers(page: Page) -> list[list[str]]:
    rows = hero(page).locator(".answers .row")
    return [[part.replace("\u202f", " ") for part in row.inner_text().split("\n")] for row in rows.all()]


def expected_answers(network, probs: np.ndarray, source: str) -> list[list[str]]:
    languages = [france.COUNTRIES["france"], france.COUNTRIES[source]]
    shares = [float(probs[network.answers.index(language)]) for language in languages]
    named = [*languages, "all other words"]
    return [[word, percent(share)] for word, share in zip(named, [*shares, 1 - sum(shares)], strict=True)]


def test_before_the_guess_the_page_holds_neither_the_order_nor_the_carriers(screen):
    page = screen("/carriers").page
    expect(hero(page).locator(".ask")).to_contain_text("Which row carries")
    carriers = evidence.carriers("lstm", 0)
    read = "(root) => [root.outerHTML, root.innerText].join(' ')"
    whole = page.locator("body").evaluate(read)
    inside = hero(page).evaluate(read)
    for told in (whole, inside):
        assert ", ".join(map(str, carriers[:4])) not in told
        assert f"{len(carriers)} measured carriers" not in told
        assert f"{len(carriers)} carriers" not in told
    assert "carrier" not in hero(page).evaluate(
        "(root) => [...root.querySelectorAll('rect')].map((r) => r.outerHTML).join()"
    )
    expect(hero(page).locator(".bars")).to_be_hidden()
    expect(hero(page).locator(".lever")).to_be_hidden()
    box = hero(page).locator(".field").bounding_box()
    for row in (0, 7, 63):  # rows stand by number
        page.mouse.move(box["x"] + 50, box["y"] + (row + 0.5) * box["height"] / 64)
        expect(hero(page).locator(".row-name")).to_have_text(f"unit {row}")
        expect(hero(page).locator(".under")).to_have_text("")


def test_a_second_click_is_the_guess_and_it_is_judged_and_marked_at_its_row(screen):
    shown = screen("/carriers", reduced_motion="reduce")
    page = shown.page
    hero(page)
    sent = len(shown.sent)
    for row in (20, 7):  # what a press has marked can be changed
        click_row(page, row)
        expect(hero(page).locator(".confirm")).to_have_text(f"unit {row}: guess it")
        expect(hero(page).locator(".row-name")).to_have_text(f"unit {row}")
    assert "carriers_guess" not in asked(page)
    assert len(shown.sent) == sent
    with shown.rerun():
        click_row(page, 7)
    expect(hero(page).locator(".ask")).to_have_text(words.of_guess("lstm", 0, 7).replace("**", ""))
    assert asked(page)["carriers_guess"] == "7"
    name, bar = (hero(page).locator(which).bounding_box() for which in (".guess-name", "rect[data-unit='7']"))
    assert hero(page).locator(".guess-name").text_content() == "your guess: unit 7"
    assert name["y"] <= bar["y"] + bar["height"] / 2 <= name["y"] + name["height"]
    for other in hero(page).locator("rect").all():  # no bar lies under the name
        box = other.bounding_box()
        apart = box["y"] + box["height"] <= name["y"] + 2 or box["y"] >= name["y"] + name["height"] - 2
        assert apart or box["x"] + box["width"] <= name["x"] + 1
    click_row(page, 20)  # one guess, until the reader wants another
    assert asked(page)["carriers_guess"] == "7"
    with shown.rerun():
        page.get_by_role("button", name="Guess again").click()
    expect(hero(page).locator(".ask")).to_contain_text("Which row carries")
    assert "carriers_guess" not in asked(page)


def test_keys_mark_a_row_and_its_button_says_it(screen):
    shown = screen("/carriers")
    page = shown.page
    hero(page).locator(".field").focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    expect(hero(page).locator(".field")).to_have_attribute("aria-valuetext", "unit 2")
    sent = len(shown.sent)
    for _ in range(3):  # held down: a stray key is no guess
        page.keyboard.down("Enter")
    expect(hero(page).locator(".confirm")).to_be_focused()
    assert len(shown.sent) == sent
    page.keyboard.up("Enter")
    with shown.rerun():
        page.keyboard.press("Enter")
    expect(hero(page).locator(".ask")).to_contain_text("Yes, unit 2 is a carrier.")


def test_a_tap_names_a_row_on_a_phone_and_a_button_says_it(screen):
    shown = screen("/carriers", width=400, height=800, has_touch=True)
    page = shown.page
    field, confirm = hero(page).locator(".field"), hero(page).locator(".confirm")
    expect(confirm).to_be_hidden()
    expect(hero(page).locator(".ask")).not_to_contain_text("Enter")  # a finger has no keys
    for unit in (7, 40):  # what a finger has named can be changed
        sent = len(shown.sent)
        to_the_middle = field.bounding_box()["y"] + 10 * unit - 400
        page.get_by_test_id("stMain").evaluate("(main, by) => main.scrollBy(0, by)", to_the_middle)
        box = field.bounding_box()
        assert box["height"] / 64 >= 10
        page.touchscreen.tap(box["x"] + 40, box["y"] + (unit + 0.5) * box["height"] / 64)
        expect(confirm).to_have_text(f"unit {unit}: guess it")
        assert len(shown.sent) == sent
        assert "carriers_guess" not in asked(page)
        offered, row = confirm.bounding_box(), hero(page).locator(".row-frame").bounding_box()
        assert offered["height"] >= 44
        assert (
            min(abs(offered["y"] - row["y"] - 10), abs(offered["y"] + offered["height"] - row["y"])) < 24
        )  # at the row
        assert 0 <= offered["y"] <= 800 - offered["height"]
    expect(hero(page).locator(".bars")).to_be_hidden()
    with shown.rerun():
        confirm.tap()
    expect(hero(page).locator(".ask")).to_contain_text("unit 40 is a carrier")
    expect(confirm).to_be_hidden()
    assert asked(page)["carriers_guess"] == "40"


@pytest.mark.parametrize("by", one_in(3, ["selectivity", "kept", "ablation"], first=1))
def test_every_bar_is_its_number_and_stands_at_its_row(screen, by):
    page = screen("/carriers", reduced_motion="reduce", carriers_guess="7", carriers_by=by).page
    expect(hero(page).locator("rect.carrier").first).to_be_visible()
    values, order = ranked(by)
    field, row = hero(page).locator(".field").bounding_box(), 320 / 64
    most = 1.0 if by != "ablation" else values.max()
    found = hero(page).evaluate(
        "(root) => [...root.querySelectorAll('rect')].map((r) => [r.dataset.unit, r.getAttribute('width'), "
        "r.getBoundingClientRect().top, r.getAttribute('class')])"
    )
    full = max(
        float(width) / (max(values[int(unit)], 0) / most) for unit, width, *_ in found if values[int(unit)] > 0.5 * most
    )
    for unit, width, top, kind in found:
        assert float(width) / full == pytest.approx(max(0.0, values[int(unit)]) / most, abs=1e-3)
        assert top == pytest.approx(field["y"] + list(order).index(int(unit)) * row, abs=1)
        assert (kind == "carrier") == (int(unit) in evidence.carriers("lstm", 0))
    assert hero(page).locator(".explained").inner_text() == f"{MEASURES[by].label}: {MEASURES[by].says}."


@pytest.mark.parametrize(("cell", "seed", "source"), [("lstm", 0, "spain"), ("gru", 1, "japan"), ("rnn", 2, "italy")])
def test_the_answers_under_the_lever_are_the_core_s_own_transplants(screen, cell, seed, source):
    link = {"carriers_cell": networks.title(cell), "carriers_seed": str(seed), "carriers_from": source}
    page = screen("/carriers", carriers_guess="7", **link).page
    network, lever = networks.network(cell, seed), hero(page).locator(".lever")
    expect(lever).to_be_enabled()
    for rows in (0, 1, 5, 11, 64):
        lever.evaluate("(one, rows) => { one.value = rows; one.dispatchEvent(new Event('input')); }", rows)
        expect(hero(page).locator(".carrying b")).to_have_text("1 row" if rows == 1 else f"{rows} rows")
        expected = expected_answers(network, swapped(cell, seed, source, rows), source)
        assert answers(page) == expected, rows


def test_the_page_s_transplant_is_python_s_to_a_millionth(screen):
    page = screen("/carriers").page
    hero(page)
    network = networks.network("lstm", 0)
    source = "germany"
    about = {
        "ids": network.encode(SENTENCE)[:, 0].tolist(),
        "position": POSITION,
        "middle": MIDDLE,
        "memory": "c",
        "units": 64,
        "sources": {source: {"id": int(network.encode([source])[0, 0])}},
    }
    order = ranked("selectivity")[1].tolist()
    found = page.evaluate(
        """async ([about, source, order]) => {
          const kept = globalThis[Symbol.for("lstm-networks")];
          const bytes = await [...kept.values()][0].promise;
          const { createSwap } = await import(new URL("app/static/carriers/swap.js", location.origin + "/").href);
          const swap = createSwap(bytes, about);
          return Array.from({ length: 65 }, (_, rows) => [...swap.read(source, order.slice(0, rows)).probs]);
        }""",
        [about, source, order],
    )
    for rows in range(65):
        np.testing.assert_allclose(found[rows], swapped("lstm", 0, source, rows), atol=1e-6)


def test_while_the_lever_is_dragged_the_answer_changes_and_nobody_asks_the_server(screen):
    shown = screen("/carriers", carriers_guess="7")
    page, lever = shown.page, hero(shown.page).locator(".lever")
    expect(lever).to_be_enabled()
    box, before = lever.bounding_box(), len(shown.sent)
    step = (box["height"] - 22) / 64
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 11)
    page.mouse.down()
    first = []
    for rows in range(1, 14):
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 11 + rows * step)
        expect(hero(page).locator(".carrying b")).to_have_text("1 row" if rows == 1 else f"{rows} rows")
        first.append(hero(page).locator(".answers [data-first] .word").inner_text())
    assert first[0] == "french"
    assert first[-1] == "spanish"
    assert len(shown.sent) == before
    taken, field = (hero(page).locator(which).bounding_box() for which in (".taken", ".field"))
    assert taken["height"] == pytest.approx(13 * field["height"] / 64, abs=1)
    assert taken["x"] == pytest.approx(field["x"] + (MIDDLE + 1) * field["width"] / len(SENTENCE), abs=1)
    assert "carriers_rows" not in asked(page)
    with shown.rerun():
        page.mouse.up()
    assert len(shown.sent) == before + 1
    assert asked(page)["carriers_rows"] == "13"


def test_the_curve_marks_where_the_lever_stands_and_says_what_was_measured(screen):
    page = screen("/carriers", carriers_guess="7", carriers_rows="8").page
    share = evidence.of_run("lstm", 0)["top"]["selectivity"][evidence.found()["counts"].index(8)]
    expect(hero(page).locator(".measured")).to_have_text(
        f"With 8 rows, {percent(share)} of them change.".replace(" %", "\u202f%")
    )
    places = "(root) => ['.upright', '.dot'].map((one) => root.querySelector('.curve ' + one).getBoundingClientRect())"
    upright, dot = hero(page).evaluate(places)
    points = [point.bounding_box() for point in hero(page).locator(".curve .point").all()]
    eighth = points[evidence.found()["counts"].index(8)]
    assert upright["x"] == pytest.approx(eighth["x"] + eighth["width"] / 2, abs=1)
    assert dot["y"] + dot["height"] / 2 == pytest.approx(eighth["y"] + eighth["height"] / 2, abs=1)


def test_the_hero_fits_the_first_screen(screen):
    page = screen("/carriers", height=720, carriers_guess="7", carriers_rows="11").page
    expect(hero(page).locator(".verdict")).to_contain_text("spanish")
    for part in (".ask", ".field", ".bars", ".lever", ".answers", ".verdict", ".curve"):
        box = hero(page).locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 720, part


def test_another_network_asks_for_another_guess(screen):
    shown = screen("/carriers", carriers_guess="7", carriers_rows="11")
    page = shown.page
    expect(hero(page).locator(".verdict")).to_contain_text("spanish")
    page.get_by_text("Another network").click()
    with shown.rerun():
        page.get_by_test_id("stButtonGroup").get_by_text("GRU").click()
    expect(hero(page).locator(".ask")).to_contain_text("The GRU has 64 units")
    expect(hero(page).locator(".ask")).to_contain_text("Which row carries")
    expect(hero(page).locator(".bars")).to_be_hidden()
    assert {"carriers_guess", "carriers_rows"}.isdisjoint(asked(page))


def test_what_a_link_asks_for_wrongly_is_said_and_the_rest_stands(screen):
    page = screen("/carriers", carriers_guess="inf", carriers_rows="65", carriers_by="kept").page
    expect(page.get_by_text(re.compile("The link was not understood in full"))).to_contain_text("“inf” is not a choice")
    expect(hero(page).locator(".ask")).to_contain_text("Which row carries")
    click_row(page, 40)
    click_row(page, 40)
    expect(hero(page).locator("[aria-pressed=true]")).to_have_text("gates")
