"""What a reader opens under the answer on France: the time of training, and three networks under one cursor."""

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from lstm_core import load_run
from lstm_core.networks.network import Network
from lstm_core.networks.typed_words import split
from lstm_core.plain.interventions import Edit
from lstm_core.tasks import france
from tests.browser.test_film import percent
from tests.support.sampled import one_in
from tools.chromium import Screen
from ui.shipped import networks, stories, together, training

expect.set_options(timeout=30_000)
WORDS = tuple(stories.story("france", 3))
OWN = tuple(split("i grew up in norway . then i moved to italy . my brother lived in italy . i speak fluent"))
RUN = load_run(networks.run_folder("lstm", 0))


@cache
def checkpoints() -> dict[int, Network]:
    return {step: RUN.at(step).network for step in RUN.checkpoints}


def best(network: Network, words: tuple[str, ...], step: int = -1, edits: list[Edit] = (), most: int = 1) -> list:
    """The likeliest next words after a step, as they are written."""
    probs = network.run(network.encode(words), edits=edits).probs[step, 0]
    return [(network.answers[k], percent(float(probs[k]))) for k in np.argsort(-probs, kind="stable")[:most]]


def right_from(words: tuple[str, ...], language: str) -> int:
    """The first update from which on every checkpoint answers right: counted from the end."""
    found = None
    for update, network in reversed(checkpoints().items()):
        if best(network, words)[0][0] != language:
            break
        found = update
    assert found is not None
    return found


def france_page(screen: Callable[..., Screen], *given: Any, **query: Any) -> Screen:
    """The lesson, once its film is alive and, where the link opens something, that stands there."""
    opened = screen("/france", *given, **query)
    opened.page.wait_for_selector(".more", state="attached")
    for key, part in (("update", ".training"), ("compare", ".together")):
        if (
            key in query
            and query[key] in ("units", "parameters", *map(str, RUN.checkpoints))
            and "france_seed" not in query
        ):
            opened.page.wait_for_selector(part)
    return opened


def watch(page: Page) -> Locator:
    """Opens the training; the slider once its marks stand."""
    page.get_by_role("button", name="Watch it learn").click()
    page.wait_for_selector(".flag.right span")
    return page.locator(".training .updates")


def compare(page: Page) -> Locator:
    page.get_by_role("button", name="Compare RNN and GRU").click()
    page.wait_for_selector(".together")
    return page.locator(".network-row")


def answer(page: Page) -> Locator:
    return page.locator(".answer-line .answer .now")


def to(slider: Locator, checkpoint: int) -> None:
    slider.evaluate(
        "(one, at) => { one.value = at; one.dispatchEvent(new Event('input', { bubbles: true })); }", checkpoint
    )


def written(found: tuple[str, str]) -> str:
    return f"{found[0]} {found[1]}"


def test_every_checkpoint_answers_as_in_python_without_a_message(screen: Callable[..., Screen]):
    opened = france_page(screen)
    before = len(opened.sent)
    slider = watch(opened.page)
    assert opened.sent[before:] == ["rerun_script"]
    before = len(opened.sent)
    for k, (update, network) in enumerate(checkpoints().items()):
        to(slider, k)
        expect(opened.page.locator(".training .update")).to_have_text(f"update {update:,} of 1,500")
        expect(answer(opened.page)).to_have_text(written(best(network, WORDS)[0]))
        (word, share), *_ = best(network, WORDS)
        expect(opened.page.locator(".next .row").first).to_contain_text(word)
        expect(opened.page.locator(".next .row .value").first).to_have_text(share)
    assert len(opened.sent) == before


def test_the_marks_stand_where_python_finds_them(screen: Callable[..., Screen]):
    page = france_page(screen).page
    slider = watch(page)
    right = right_from(WORDS, "french")
    carried = training.about("lstm", 0)["carried"]
    expect(page.locator(".flag.right")).to_have_attribute("data-at", str(right))
    expect(page.locator(".flag.right span")).to_have_text(f"right from update {right:,} on")
    expect(page.locator(".flag.carried span")).to_have_text(f"carriers carry from update {carried:,} on")
    for flag, update in (("right", right), ("carried", carried)):
        k = RUN.checkpoints.index(update)
        box = slider.bounding_box()
        centre = box["x"] + 7.5 + (box["width"] - 15) * k / (len(RUN.checkpoints) - 1)
        assert page.locator(f".flag.{flag}").bounding_box()["x"] == pytest.approx(centre, abs=0.6)
    ticks = [tick.bounding_box() for tick in page.locator(".lstm-film .tick").all()]
    assert len(ticks) == len(RUN.checkpoints)
    assert np.ptp(np.diff([tick["x"] for tick in ticks])) < 0.5
    page.get_by_text("What do the marks mean?").click()
    expect(page.locator(".why p")).to_contain_text(training.about("lstm", 0)["carriers"])


def test_what_ships_of_the_carriers_is_what_is_measured():
    found = training.measured(training.FOUND)["runs"]["france-lstm-0"]
    assert training.swapped("lstm", 0) == found
    late = [share >= training.CARRIED for share in found["swapped"]]
    first = found["updates"].index(training.about("lstm", 0)["carried"])
    assert all(late[first:])
    assert not late[first - 1]


def test_a_changed_sentence_and_what_is_held_stay_while_the_training_moves(screen: Callable[..., Screen]):
    opened = france_page(screen, say=" ".join(OWN), hold="f=0.5 words 8-12 units 2,40")
    page = opened.page
    slider = watch(page)
    edit = Edit("f", value=0.5, steps=[7, 8, 9, 10, 11], units=[2, 40])
    before = len(opened.sent)
    for k in (5, 11, 2, 19, 8):
        update, network = list(checkpoints().items())[k]
        to(slider, k)
        expect(answer(page)).to_have_text(written(best(network, OWN, edits=[edit])[0]))
        expect(page.locator(".held")).to_have_count(1)
    expect(page.locator(".flag.right")).to_have_attribute("data-at", str(right_from(OWN, "norwegian")))
    page.get_by_role("button", name="As it was").click()
    update, network = list(checkpoints().items())[8]
    expect(page.locator(".training .update")).to_have_text(f"update {update:,} of 1,500")
    expect(answer(page)).to_have_text(written(best(network, WORDS)[0]))
    expect(page.locator(".flag.right")).to_have_attribute("data-at", str(right_from(WORDS, "french")))
    page.get_by_role("button", name="close the training").click()
    expect(answer(page)).to_have_text(written(best(checkpoints()[1500], WORDS)[0]))
    assert len(opened.sent) == before


def test_the_ends_of_the_scales_and_the_rows_stay_while_the_training_moves(screen: Callable[..., Screen]):
    page = france_page(screen, colour="raw").page
    slider = watch(page)
    scales = page.locator(".rail .scale").all_inner_texts()
    value = page.locator('.rail [data-value="c"]')
    trained = value.inner_text()
    to(slider, 0)
    expect(value).not_to_have_text(trained)
    now = page.locator(".rail .scale").all_inner_texts()
    assert [re.sub("[≤≥]\u2009", "", text) for text in now] == [re.sub("[≤≥]\u2009", "", text) for text in scales]


def test_the_address_keeps_the_update_and_opens_there(screen: Callable[..., Screen]):
    page = france_page(screen, update="204").page
    expect(page.locator(".training .update")).to_have_text("update 204 of 1,500")
    expect(answer(page)).to_have_text(written(best(checkpoints()[204], WORDS)[0]))
    slider = page.locator(".training .updates")
    slider.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".training .update")).to_have_text("update 266 of 1,500")
    page.wait_for_function("() => location.search.includes('update=266')")
    page.keyboard.press("Home")
    expect(page.locator(".training .update")).to_have_text("update 0 of 1,500")
    expect(page.locator(".chip[data-place=now]")).to_have_text("fluent")


@pytest.mark.parametrize(
    ("query", "says"),
    one_in(
        2,
        [
            ({"update": "7"}, "update=7 (updates are 0, 4,"),
            ({"update": "<b>x"}, "update=<b>x (updates"),
            ({"compare": "all"}, "compare=all (comparisons are units, parameters)"),
            ({"update": "204", "france_seed": "1"}, "update=204 (of this network only the end of its training ships)"),
        ],
    ),
)
def test_a_bad_value_in_the_link_gets_one_sentence(screen: Callable[..., Screen], query: dict[str, str], says: str):
    page = france_page(screen, **query).page
    expect(page.locator(".lstm-film .notice")).to_contain_text(says)
    expect(page.locator(".openers")).to_be_visible()
    expect(page.locator(".training, .together")).to_have_count(0)


def test_the_training_plays_to_its_end_and_not_where_motion_is_unwanted(screen: Callable[..., Screen]):
    page = france_page(screen, update="1201").page
    expect(page.locator(".training .update")).to_have_text("update 1,201 of 1,500")
    page.get_by_role("button", name="play the training").click()
    expect(page.locator(".training .update")).to_have_text("update 1,500 of 1,500")
    expect(page.locator(".training .run")).to_have_attribute("aria-pressed", "false")
    still = france_page(screen, update="1201", reduced_motion="reduce").page
    expect(still.locator(".training .update")).to_be_visible()
    expect(still.get_by_role("button", name="play the training")).to_have_count(0)


def test_only_a_run_with_checkpoints_offers_its_training(screen: Callable[..., Screen]):
    page = france_page(screen, france_cell="gru", france_seed="1").page
    expect(page.get_by_role("button", name="Compare RNN and GRU")).to_be_visible()
    expect(page.get_by_role("button", name="Watch it learn")).to_have_count(0)


def if_asked(network: Network, words: tuple[str, ...], language: str) -> list[float | None]:
    """The probability of the language, were "i speak fluent" read after each word; in the question, at its end."""
    column = network.answers.index(language)
    country, asked = france.country_position(words), france.asked_position(words)
    found: list[float | None] = []
    for step in range(len(words)):
        read = words[: asked + 1] if asked - 2 <= step <= asked else (*words[: step + 1], *france.QUESTION)
        probs = network.run(network.encode(read)).probs[-1, 0, column]
        found.append(None if step < country else float(probs))
    return found


def checked(
    page: Page, rows: Locator, variant: str, words: tuple[str, ...], language: str, step: int, seed: int = 0
) -> None:
    """All that is drawn of the three, beside NumPy."""
    expect(rows).to_have_count(3)
    for k, cell in enumerate(networks.COMPARED):
        network = load_run(networks.RUNS / together.run_of(cell, variant, seed)).network
        row = rows.nth(k)
        for place, (word, share) in enumerate(best(network, words, step, most=3)):
            one = row.locator(".one").nth(place)
            expect(one.locator(".guess")).to_contain_text(word)
            expect(one.locator(".value")).to_have_text(share)
            probability = float(np.sort(network.run(network.encode(words)).probs[step, 0])[::-1][place])
            width, whole = (one.locator(part).bounding_box()["width"] for part in (".bar", ".rail-of-bar"))
            assert width / whole == pytest.approx(probability, abs=0.01)
        top, share = best(network, words)[0]
        expect(row.locator(".outcome b")).to_have_text(f"{top} {share}")
        expect(row).to_have_attribute("data-right", "true" if top == language else "false")
        expect(row.locator(".verdict")).to_contain_text("right" if top == language else "wrong")
        heights = row.locator(".chance-bar").evaluate_all("all => all.map(one => Number(one.getAttribute('height')))")
        drawn = row.locator(".chance-bar").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
        tall = row.locator(".ground").bounding_box()["height"]
        expected = [probability or 0 for probability in if_asked(network, words, language)]
        assert heights == pytest.approx(expected, abs=1e-9)
        assert [one / tall for one in drawn] == pytest.approx(expected, abs=0.02)


def test_three_networks_answer_as_in_python_under_one_cursor(screen: Callable[..., Screen]):
    opened = france_page(screen)
    page = opened.page
    before = len(opened.sent)
    rows = compare(page)
    assert opened.sent[before:] == ["rerun_script"]
    before = len(opened.sent)
    checked(page, rows, "units", WORDS, "french", len(WORDS) - 1)
    expect(page.locator(".guess", has_text="✓")).not_to_have_count(0)
    box = rows.first.locator(".loses").bounding_box()
    page.mouse.click(box["x"] + box["width"] * 10.5 / len(WORDS), box["y"] + box["height"] / 2)
    expect(page.locator(".chip[data-place=now]")).to_have_text(WORDS[10])
    expect(page.locator(".together .after")).to_have_text(f"next word after “{WORDS[10]}”")
    checked(page, rows, "units", WORDS, "french", 10)
    cursor = rows.nth(2).locator(".cursor").bounding_box()
    assert cursor["x"] + cursor["width"] / 2 == pytest.approx(box["x"] + box["width"] * 10.5 / len(WORDS), abs=3)
    assert len(opened.sent) == before
    with opened.rerun():
        page.get_by_role("button", name="same parameters").click()
    expect(page.locator(".together .size").first).to_contain_text("119 units")
    checked(page, rows, "parameters", WORDS, "french", 10)
    page.wait_for_function("() => location.search.includes('compare=parameters')")
    expect(page.locator(".together .proof")).to_have_text(together.proof("parameters"))


def test_a_word_that_the_reader_changes_changes_all_three(screen: Callable[..., Screen]):
    opened = france_page(screen, compare="units", france_seed="2")
    page = opened.page
    rows = page.locator(".network-row")
    expect(rows).to_have_count(3)
    before = len(opened.sent)
    page.get_by_role("button", name="Type a sentence").click()
    page.locator(".lstm-film textarea, .lstm-film input[type=text]").first.fill(" ".join(OWN))
    page.keyboard.press("Enter")
    expect(page.locator(".chip").nth(4)).to_have_text("norway")
    checked(page, rows, "units", OWN, "norwegian", len(OWN) - 1, seed=2)
    assert len(opened.sent) == before


def test_without_a_country_no_language_is_right_and_nothing_is_marked(screen: Callable[..., Screen]):
    page = france_page(screen, compare="units", say="the clouds are in the sky .").page
    rows = page.locator(".network-row")
    expect(rows).to_have_count(3)
    expect(page.locator(".heads-of-rows")).to_contain_text("no language is right")
    assert [row.inner_text() for row in rows.locator(".verdict").all()] == ["", "", ""]
    heights: Any = rows.locator(".chance-bar").evaluate_all("all => all.map(one => one.getAttribute('height'))")
    assert set(heights) == {"0"}


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"], first=1))
def test_both_fit_on_a_phone(screen: Callable[..., Screen], theme: str):
    page = france_page(screen, theme, 400, 800, update="204", compare="units").page
    expect(page.locator(".flag.right span")).to_be_visible()
    expect(page.locator(".network-row")).to_have_count(3)
    width = page.locator(".lstm-film").bounding_box()
    for part in (".training", ".together", ".flag.right span", ".flag.carried span", ".guesses", ".outcome"):
        for one in page.locator(part).all():
            box = one.bounding_box()
            assert width["x"] - 1 <= box["x"]
            assert box["x"] + box["width"] <= width["x"] + width["width"] + 1, part
