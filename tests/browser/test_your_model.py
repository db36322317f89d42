"""A dropped model in a real browser: its film plays and is held without the server, long runs are walked by hand."""

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from lstm_core import Edit
from lstm_core.models.opening import open_model
from tests.support.dropped import KIND, safetensors, state_dict
from tests.support.sampled import one_in
from tools.chromium import PATIENCE
from ui import guesses
from ui.lessons.your_model.dropped import inputs

expect.set_options(timeout=PATIENCE)
GUESSED = {"yours_guess": guesses.SHOW}
LONG = {"yours_input": inputs.RANDOM, "yours_steps": "1000"}


def drop(screen, *files: tuple[str, bytes]) -> Page:
    page = screen.page
    with screen.rerun():
        given = [{"name": name, "mimeType": KIND, "buffer": content} for name, content in files]
        page.locator("input[type=file]").first.set_input_files(given)
    return page


def film(page: Page):
    expect(page.locator(".lstm-film .answer-line")).to_be_attached()
    return page.locator(".lstm-film")


@pytest.mark.parametrize(("width", "height"), one_in(2, [(1280, 720), (400, 800)]))
def test_a_dropped_file_plays_and_one_of_its_rows_is_held_without_a_message(screen, width, height):
    shown = screen("/your_model", width=width, height=height, **GUESSED)
    arrays = state_dict()
    page = drop(shown, ("mine.safetensors", safetensors(arrays)))
    expect(page.get_by_text("mine.safetensors").first).to_be_visible()
    played = film(page)
    expect(page.get_by_text("reproduces your model: largest difference").filter(visible=True).first).to_be_visible()
    played.focus()
    page.keyboard.press("Home")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    expect(played.locator(".heads [data-now=true]")).to_have_text("5")
    sent = len(shown.sent)
    page.keyboard.press("h")
    bubble = page.locator(".lstm-film .bubble")
    expect(bubble).to_be_visible()
    bubble.get_by_role("button", name="hold at 0").click()
    page.keyboard.press("Escape")
    expect(played.locator(".holds .hold")).to_have_count(1)
    page.keyboard.press("ArrowRight")
    network = open_model(safetensors(arrays), name="mine.safetensors").networks[0].network
    x = inputs.random(network, 60, 0).values
    held = network.run(x, [Edit("f", value=0.0, steps=[4], units=[unit_of(page)])]).layers[0]
    drawn = played.locator(".value[data-value=c]").first
    expect(drawn).to_have_text(two_digits(held["c"][5, 0, unit_of(page)]))
    assert len(shown.sent) == sent, "a hand never waits for the server"


def unit_of(page: Page) -> int:
    text = page.locator(".lstm-film .cell h2, .lstm-film .cell .title").first.inner_text()
    return int(text.split()[1])


def two_digits(value: float) -> str:
    return f"{value:.2f}".replace("-", "\u2212")


def test_a_long_run_is_walked_by_hand_and_the_film_follows_when_the_hand_rests(screen):
    shown = screen("/your_model", **GUESSED, **LONG)
    page = shown.page
    field = page.locator(".lstm-overview .field")
    expect(field).to_be_visible()
    film(page)
    box = field.bounding_box()
    sent = len(shown.sent)
    page.mouse.move(box["x"] + 10, box["y"] + 20)
    page.mouse.down()
    for share in np.linspace(0.1, 0.5, 12):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + 20)
    frame = page.locator(".lstm-overview .stretch").bounding_box()
    assert abs(frame["x"] + frame["width"] / 2 - (box["x"] + 0.5 * box["width"])) < 0.03 * box["width"]
    assert abs(frame["width"] - 0.1 * box["width"]) < 4, "as wide as the share of the run that the film shows"
    assert len(shown.sent) == sent
    with shown.rerun():
        page.mouse.up()
    page.wait_for_function("() => new URLSearchParams(location.search).get('yours_start') === '9'")
    expect(page.locator(".lstm-overview output")).to_have_text("steps 451 to 550")


def test_the_film_begins_on_the_first_screen_and_everything_fits_a_phone(screen):
    page = screen("/your_model", height=720, **GUESSED).page
    film(page)
    for part in (".lstm-film .words", ".lstm-film .answers", ".lstm-film .play"):
        box = page.locator(part).first.bounding_box()
        assert box["y"] + box["height"] <= 720, part
    hero = page.locator(".st-key-hero").bounding_box()
    assert hero["y"] + hero["height"] <= 720
    phone = screen("/your_model", width=400, height=800, **GUESSED, **LONG).page
    film(phone)
    assert phone.evaluate("() => document.documentElement.scrollWidth <= 400")


def test_nothing_of_a_dropped_file_is_in_the_address(screen):
    shown = screen("/your_model", **GUESSED)
    page = drop(shown, ("secret.safetensors", safetensors(state_dict())))
    film(page)
    assert "secret" not in page.url


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"]))
def test_every_part_opens_in_both_themes(screen, theme):
    folds = ("found", "gates", "carrying", "one_step", "reach", "two_files")
    page = screen("/your_model", theme=theme, **GUESSED, **{f"yours_{fold}": "true" for fold in folds}).page
    film(page)
    expect(page.locator("[data-testid=stPlotlyChart]")).to_have_count(7)
    assert not page.locator("[data-testid=stAlertContentError]").count()
