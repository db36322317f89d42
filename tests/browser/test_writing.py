"""The text that a larger network writes while a hand holds one of its units: letter for letter what the core writes."""

import re
from itertools import pairwise

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from lstm_core import Edit
from lstm_core.networks.writing import write
from tests.support.sampled import covering
from ui import guesses
from ui.lessons.big_demos import reading, runs, writing
from ui.lessons.big_demos.hero import held, offered
from ui.places import ASSETS

expect.set_options(timeout=30_000)

REVIEWS = {"big_guess_reviews": guesses.SHOW}
RUN = ASSETS / "big" / "reviews-multiplicative-0"


def hero(page: Page) -> Locator:
    expect(page.locator(".lstm-writing .free .letters")).not_to_be_empty()
    return page.locator(".lstm-writing")


def letters(place: Locator) -> str:
    return place.locator(".letters").text_content().replace("⏎\n", "\n")


def told(path=RUN):
    run = runs.read(path)
    return run, runs.network(run)


def written(run, network, text: str, value: float | None, number: int = 0, unit: int | None = None) -> str:
    """What the core writes after a text, the known unit or another held at a value or not, from the same draws."""
    unit, state = writing.known_unit(run)[0] if unit is None else unit, network.layers[-1].cell.states[0]
    edits = [] if value is None else [Edit(state, value=value, units=unit, layer=len(network.layers) - 1)]
    rng = np.random.default_rng([writing.SEED, number])
    ids = write(network, reading.ids_of(network, text), held.LENGTH, rng, edits=edits)
    return "".join(network.words(ids, 0))


def move(page: Page, value: float) -> None:
    lever = hero(page).get_by_role("slider")
    lever.evaluate("(lever, value) => { lever.value = value; lever.dispatchEvent(new Event('input')); }", value)


@pytest.mark.parametrize(("which", "value"), covering([0, 1], [-2.15, 2.5]))
def test_both_texts_are_letter_for_letter_those_of_the_core(screen, which, value):
    page = screen("/big_demos", **REVIEWS, big_review=str(which)).page
    place = hero(page)
    move(page, value)
    run, network = told()
    text = offered.texts(run, network)[which][1]
    expect(place.locator(".held .title")).to_contain_text(f"{abs(value):.2f}")
    assert place.locator(".opening").text_content() == text
    assert letters(place.locator(".free")) == written(run, network, text, None)
    assert letters(place.locator(".held")) == written(run, network, text, value)


def test_the_counts_are_those_of_all_texts_that_the_core_writes(screen):
    page = screen("/big_demos", **REVIEWS).page
    tally = hero(page).locator(".tally")
    expect(tally).not_to_have_attribute("data-counting", "")
    run, network = told()
    text, value = offered.texts(run, network)[0][1], held.levers(run, network)[0].start
    most = 0
    for row, kind in enumerate(offered.kinds(run)):
        pattern = r"(?<![a-z])(?:" + "|".join(map(re.escape, kind["phrases"])) + r")(?![a-z])"
        counts = [
            sum(len(re.findall(pattern, written(run, network, text, how, number))) for number in range(offered.TEXTS))
            for how in (None, value)
        ]
        shown = tally.locator(f".row[data-kind={kind['name']}] .value").all_text_contents()
        assert [int(count) for count in shown] == counts, row
        most = max(most, *counts)
    widths = tally.locator(".bar").evaluate_all("bars => bars.map(bar => bar.offsetWidth / bar.parentNode.offsetWidth)")
    values = [int(count) for count in tally.locator(".value").all_text_contents()]
    assert widths == pytest.approx([value / most for value in values], abs=0.02)


def test_a_letter_has_the_colour_of_what_the_chosen_unit_held_once_it_was_read(screen):
    page = screen("/big_demos", **REVIEWS).page
    place = hero(page)
    spans = place.locator(".opening span")
    expect(spans.first).to_be_visible()
    run, network = told()
    known, text = writing.known_unit(run)[0], offered.texts(run, network)[0][1]
    read = network.run(reading.ids_of(network, text)).layers[-1]["c"][:, 0]
    for unit in (known, (known + 7) % network.hidden_size):
        place.get_by_role("combobox").select_option(str(unit))
        expect(place.locator(".held .title")).to_contain_text(f"unit {unit} ")
        values = read[:, unit]
        grounds = spans.evaluate_all(
            "all => all.map(one => getComputedStyle(one).backgroundColor.match(/\\d+/g).map(Number))"
        )
        assert len(grounds) == len(values)
        for at in (int(values.argmax()), int(values.argmin())):
            red, _, blue = grounds[at]
            assert (red > blue) == (values[at] > 0), text[at]
        sentence = [k for k in range(1, len(text)) if text[k - 1 : k + 1] == ". "]
        said = place.locator(".stops").text_content().replace("−", "-")
        assert f"{values[sentence].mean():.2f}" in said
        assert place.locator(".marks").is_visible() == (unit == known)  # what they mean was found of that one alone
    move(page, 1.5)
    expect(place.locator(".held .title")).to_contain_text("1.50")
    assert letters(place.locator(".held")) == written(run, network, text, 1.5, unit=unit)
    page.wait_for_url(f"**big_coloured={unit}**")


def test_units_that_follow_something_are_offered_first_and_all_others_by_their_layer(blank):
    units = blank().page.evaluate(
        """async () => {
          const { createUnits } = await import("/writing/units.js");
          const says = { unit: "c of unit", layer: "{unit} of layer {layer}", follows: "{unit}: {what}" };
          const made = createUnits({ units: 3, layers: 2, follows: { 4: "the line" }, says }, () => {});
          document.body.append(made.element);
          return [[...document.querySelectorAll("option")].map((one) => one.textContent), made.show(5), made.value()];
        }"""
    )
    others = [f"{unit} of layer {layer}" for layer in (1, 2) for unit in range(3) if (unit, layer) != (1, 2)]
    assert units == [["1 of layer 2: the line", *others], {"layer": 1, "unit": 2}, 5]


def test_before_the_guess_nothing_of_the_unit_is_there(screen):
    before = screen("/big_demos").page
    place = hero(before)
    assert not place.locator(".letters span").count()
    for part in (".held", ".hold", ".scale"):
        expect(place.locator(part)).to_be_hidden()
    assert "unit" not in place.text_content().lower()
    assert "29" not in before.locator(".stMain").text_content()
    before.get_by_role("radio", name=guesses.SHOW).click()
    expect(place.locator(".held .letters")).not_to_be_empty()


def test_while_the_lever_moves_the_server_hears_nothing(screen):
    shown = screen("/big_demos", **REVIEWS)
    place = hero(shown.page)
    expect(place.locator(".tally")).not_to_have_attribute("data-counting", "")
    lever = place.get_by_role("slider")
    box = lever.bounding_box()
    sent, first = len(shown.sent), letters(place.locator(".held"))
    shown.page.mouse.move(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    shown.page.mouse.down()
    seen = set()
    for share in (0.4, 0.6, 0.8, 0.9):
        shown.page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] / 2, steps=3)
        shown.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        seen.add(letters(place.locator(".held")))
    assert len(seen | {first}) > 1
    assert len(shown.sent) == sent
    shown.page.mouse.up()
    shown.page.wait_for_url("**big_held=**")


def test_a_typed_text_is_read_at_once_and_what_was_never_seen_is_named(screen):
    page = screen("/big_demos", **REVIEWS).page
    place = hero(page)
    place.get_by_role("textbox").fill("awful soup. É ")
    expect(place.locator(".opening")).to_have_text("awful soup.  ")
    expect(place.locator(".unread")).to_contain_text("É")
    run, network = told()
    assert letters(place.locator(".free")) == written(run, network, "awful soup.  ", None)
    page.wait_for_url("**big_own=**")
    place.get_by_role("button", name="a negative review").click()
    expect(place.locator(".opening")).to_have_text(offered.texts(run, network)[1][1])
    page.wait_for_url(lambda url: "big_own" not in url)


@pytest.mark.parametrize("demo", ["Reviews", "Characters"])
def test_on_the_first_screen_stands_the_whole_picture(screen, demo):
    page = screen("/big_demos", height=720, big_demo=demo, **{f"big_guess_{demo.lower()}": guesses.SHOW}).page
    hero(page)
    expect(page.locator(".lstm-writing .held .letters")).not_to_be_empty()
    box = page.locator(".st-key-hero").bounding_box()
    assert box["y"] + box["height"] <= 720
    labels = sorted(
        (one.bounding_box() for one in page.locator(".lstm-writing .marks span").all()), key=lambda b: b["x"]
    )
    assert all(left["x"] + left["width"] < right["x"] for left, right in pairwise(labels)), "labels run together"


def test_on_a_phone_nothing_runs_over_the_edge(screen):
    page = screen("/big_demos", theme="dark", width=400, has_touch=True, **REVIEWS).page
    hero(page)
    expect(page.locator(".lstm-writing .held .letters")).not_to_be_empty()
    inside = page.locator(".lstm-writing").evaluate(
        "(place) => [...place.querySelectorAll('*')].every(one => one.getBoundingClientRect().right <= innerWidth + 1)"
    )
    assert inside
