"""Moving pictures in a real browser: one clock for pictures, gates and errors, without the server."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from figures.theme import SEQUENTIAL
from tests.support.sampled import covering, one_in
from ui.lessons.moving import hero, numbers, votes

FILM, ROW, COLUMN = numbers.USUAL, 9, 8  # where the levers start
GUESSED = {"moving_guess": "half as large"}
OUT = ".lstm-moving .clock output"


def opened(page: Page) -> Page:
    expect(page.locator(OUT).first).to_be_visible(timeout=60_000)
    return page


def at(moment: int) -> str:
    return f"picture {moment} of {hero.LAST}"


def painted(page: Page, canvas: str) -> np.ndarray:
    """The colours of a canvas, (Y, X, 3)."""
    size, data = page.locator(f".lstm-moving canvas[{canvas}]").evaluate(
        "(c) => [[c.height, c.width], [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]]"
    )
    return np.array(data).reshape(*size, 4)[..., :3]


def colours(pictures: np.ndarray) -> np.ndarray:
    """The scale of brightness, by hand."""
    stops = np.array([[int(color[k : k + 2], 16) for k in (1, 3, 5)] for color in SEQUENTIAL], float)
    place = np.clip(pictures, 0, 1) * (len(stops) - 1)
    return np.stack([np.interp(place, range(len(stops)), stops[:, k]) for k in range(3)], axis=-1)


def scrub(page: Page, moment: int) -> None:
    page.locator(".lstm-moving .clock input").evaluate(
        "(rail, to) => { rail.value = to; rail.dispatchEvent(new Event('input')); }", str(moment)
    )
    expect(page.locator(OUT)).to_have_text(at(moment))


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"]))
def test_pixels_are_as_bright_as_what_came_and_what_was_predicted(screen, theme):
    page = opened(screen("/moving", theme=theme, **GUESSED).page)
    came, predicted = numbers.came(FILM, 2), numbers.predicted(FILM, 2)
    for moment in (6, 2, 15):
        scrub(page, moment)
        for name, picture in (("came", came[moment - 1]), ("predicted", predicted[moment - 2])):
            found, wanted = painted(page, f"data-picture={name}"), colours(picture)
            for pixel in (picture.argmax(), picture.argmin()):
                place = np.unravel_index(pixel, picture.shape)
                np.testing.assert_allclose(found[place], wanted[place], atol=2)
            np.testing.assert_allclose(found, wanted, atol=3)
    scrub(page, 1)
    expect(page.locator(".lstm-moving .nothing").nth(1)).to_be_visible()
    assert (
        page.locator("canvas[data-picture=came]").evaluate("(c) => getComputedStyle(c).imageRendering") == "pixelated"
    )


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"], first=1))
def test_the_maps_of_a_pixel_are_those_of_the_run_units_down_and_pictures_across(screen, theme):
    page = opened(screen("/moving", theme=theme, moving_row="4", moving_column="11", **GUESSED).page)
    trace = numbers.seen(FILM, 2).layers[0]
    for name in ("f", "o"):
        values = trace[name][:, 0, :, 3, 10].T  # (H, T)
        drawn = painted(page, f"data-map={name}").astype(float)
        ends = [drawn[np.unravel_index(index, values.shape)] for index in (values.argmin(), values.argmax())]
        way = ends[1] - ends[0]
        span = values.max() - values.min()
        np.testing.assert_allclose((drawn - ends[0]) @ way / (way @ way), (values - values.min()) / span, atol=0.03)
        mean = page.locator(f".lstm-moving .map:has(canvas[data-map={name}]) output")
        assert float(mean.inner_text()) == pytest.approx(values[:, 5].mean(), abs=0.006)
    memory, limit = trace["c"][:, 0, :, 3, 10].T, np.quantile(np.abs(trace["c"]), 0.98)
    drawn = painted(page, "data-map=c").astype(int)
    for value, (red, _, blue) in zip(memory.ravel(), drawn.reshape(-1, 3), strict=True):
        if abs(value) > 0.2 * limit:
            assert (red > blue) == (value > 0)


def test_a_click_and_the_arrow_keys_choose_the_pixel_at_once_and_the_server_hears_when_the_hand_rests(screen):
    tab = screen("/moving", **GUESSED)
    page = opened(tab.page)
    caption = page.locator(".lstm-moving .gates figcaption")
    box = page.locator("canvas[data-picture=came]").bounding_box()
    size = box["width"] / 12
    page.mouse.click(box["x"] + 2.5 * size, box["y"] + 6.5 * size)
    expect(caption).to_have_text("The pixel in row 7, column 3")
    for frame in page.locator(".lstm-moving .frame").all():
        here, screen_box = frame.bounding_box(), frame.locator("xpath=..").bounding_box()
        assert here["x"] - screen_box["x"] == pytest.approx(2 * size, abs=0.6)
        assert here["y"] - screen_box["y"] == pytest.approx(6 * size, abs=0.6)
        assert here["width"] == pytest.approx(size, abs=0.6)
    page.wait_for_url(re.compile("moving_row=7"))
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    expect(caption).to_have_text("The pixel in row 6, column 4")
    expect(page.locator(OUT)).to_have_text(at(6))
    means = numbers.seen(FILM, 2).layers[0]["f"][5, 0, :, 5, 3].mean()
    assert float(page.locator(".lstm-moving .map output").first.inner_text()) == pytest.approx(means, abs=0.006)
    page.wait_for_url(re.compile("moving_column=4"))
    page.keyboard.press(" ")  # the keys of the clock are the picture's too
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_it_plays_steps_and_scrubs_on_one_clock_and_the_server_hears_nothing(screen):
    tab = screen("/moving", moving_at="1", **GUESSED)
    page = opened(tab.page)
    before = len(tab.sent)
    expect(page.locator(OUT)).to_have_text(at(1))
    page.get_by_role("button", name="Play").click()
    expect(page.locator(OUT)).to_have_text(re.compile("picture ([4-9]|10) "))
    page.get_by_role("button", name="Pause").click()
    stood = page.locator(OUT).inner_text()
    moment = int(stood.split()[1])
    page.get_by_role("button", name="Next picture").click()
    expect(page.locator(OUT)).to_have_text(at(moment + 1))
    page.keyboard.press("ArrowLeft")
    expect(page.locator(OUT)).to_have_text(stood)
    page.keyboard.press("End")
    expect(page.locator(OUT)).to_have_text(at(15))
    cursor = page.locator(".lstm-moving .now").first.evaluate("(now) => [now.style.left, now.style.width]")
    assert [float(part.strip("%")) for part in cursor] == pytest.approx([100 * 14 / 15, 100 / 15], abs=0.01)
    rail = page.locator(".lstm-moving .clock input")
    box = rail.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 8, box["y"] + box["height"] / 2)
    page.mouse.down()
    for share in (0.8, 0.5, 0.2):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2, steps=5)
        expect(page.locator(OUT)).to_have_text(at(int(rail.input_value())))
    page.mouse.up()
    page.wait_for_url(re.compile("moving_at="))
    assert len(tab.sent) == before


def test_nothing_starts_by_itself_and_with_reduced_motion_play_shows_the_end(screen):
    page = opened(screen("/moving", reduced_motion="reduce", moving_at="3", **GUESSED).page)
    page.wait_for_timeout(1200)
    expect(page.locator(OUT)).to_have_text(at(3))
    page.get_by_role("button", name="Play").click()
    expect(page.locator(OUT)).to_have_text(at(15))
    expect(page.get_by_role("button", name="Play")).to_be_visible()


def test_the_errors_are_drawn_as_high_as_they_are_and_said_beside_the_picture(screen):
    page = opened(screen("/moving", **GUESSED).page)
    truth, predicted = numbers.came(FILM, 2), numbers.predicted(FILM, 2)
    ours, copied = (numbers.wrong(p, truth[1:]) for p in (predicted, truth[:-1]))
    drawn = page.locator(".lstm-moving .errors").evaluate("""(figure) => {
      const points = (path) => path.getAttribute("d").split(/[ML]/).slice(1).map((p) => p.split(" ").map(Number));
      const all = (name) => [...figure.querySelectorAll(`[data-${name}]`)];
      const paths = (name) => all(name).map((path) => [path.dataset[name], points(path)]);
      return { lines: Object.fromEntries(paths("line")), levels: Object.fromEntries(paths("level")) };
    }""")
    lines = {name: np.array(points) for name, points in drawn["lines"].items()}
    y = np.polynomial.Polynomial.fit(copied, lines[numbers.COPY][:, 1], 1)
    np.testing.assert_allclose(lines[numbers.COPY][:, 1], y(np.array(copied)), atol=0.02)
    np.testing.assert_allclose(lines["the network"][:, 1], y(np.array(ours)), atol=0.02)
    for level in votes.levels(FILM, 2, "half as large"):
        np.testing.assert_allclose(
            [height for _, height in drawn["levels"][level["what"]]], y(level["value"]), atol=0.02
        )
    for moment in (2, 6, 12):
        scrub(page, moment)
        values = page.locator(".lstm-moving .legend output")
        for output, errors in zip(values.all()[:2], (ours, copied), strict=True):
            assert float(output.inner_text()) == pytest.approx(errors[moment - 2], abs=6e-5)
        expect(page.locator(".lstm-moving .sentence")).to_contain_text(f"Picture {moment}: the network's error is")


def test_before_the_guess_the_last_picture_again_stands_where_the_prediction_will(screen):
    page = opened(screen("/moving").page)
    expect(page.locator("canvas[data-picture=copied]")).to_be_visible()
    assert page.locator("canvas[data-picture=predicted], canvas[data-map], .lstm-moving [data-level]").count() == 0
    np.testing.assert_allclose(painted(page, "data-picture=copied"), colours(numbers.came(FILM, 2)[4]), atol=3)
    page.get_by_text("a tenth of it", exact=True).click()
    expect(page.locator("canvas[data-picture=predicted]")).to_be_visible()
    expect(page.locator(".lstm-moving [data-level=guess]")).to_be_attached()
    expect(page.locator(OUT)).to_have_text(at(6))


@pytest.mark.parametrize(("query", "theme"), covering([{}, GUESSED], ["light", "dark"]))
def test_the_first_screen_holds_the_whole_hero(screen, query, theme):
    page = opened(screen("/moving", theme=theme, width=1280, height=720, **query).page)
    box = page.locator(".st-key-hero").bounding_box()
    assert box["y"] > 0
    assert box["y"] + box["height"] <= 720


def test_on_a_phone_pictures_and_clock_stand_together_and_nothing_is_cut_off(screen):
    page = opened(screen("/moving", width=400, height=800, has_touch=True, **GUESSED).page)
    picture, clock = (page.locator(f".lstm-moving {part}").first.bounding_box() for part in (".screen", ".clock"))
    assert clock["y"] + clock["height"] - picture["y"] < 400
    assert page.locator(".lstm-moving").evaluate("(e) => e.scrollWidth <= e.clientWidth")
    canvas = page.locator("canvas[data-picture=predicted]").bounding_box()
    page.touchscreen.tap(canvas["x"] + 1, canvas["y"] + 1)
    expect(page.locator(".lstm-moving .gates figcaption")).to_have_text("The pixel in row 1, column 1")


def test_on_its_own_plays_too(screen):
    tab = screen("/moving", moving_alone_open="true", **GUESSED)
    page = opened(tab.page)
    other = page.locator(".lstm-moving").nth(1)
    expect(other.locator(".clock output")).to_have_text(at(9), timeout=60_000)
    sent = len(tab.sent)
    other.get_by_role("button", name="Next picture").click()
    expect(other.locator(".clock output")).to_have_text(at(10))
    expect(page.locator(OUT).first).to_have_text(at(6))
    np.testing.assert_allclose(painted(page, "data-picture=alone"), colours(numbers.on_its_own(FILM, 2)[1]), atol=3)
    assert len(tab.sent) == sent
