"""Words and rows have the colours of their numbers, on the scale that is printed, also while the numbers change."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_core.film import Film
from lstm_core.plain.interventions import Edit
from tests.support import scales
from tests.support.films import WORDS, frames
from tests.support.sampled import covering
from tools.chromium import Screen

SHADES = """() => [...document.querySelectorAll(".chip")].map((chip) => {
  const { backgroundColor, color } = getComputedStyle(chip);
  return [backgroundColor, color, chip.dataset.tinted !== undefined];
})"""
FRANCE = WORDS.index("france")


def values(film: Film, name: str, because: bool = True) -> np.ndarray:
    return film.because[name] if because and name in film.because else film.node_arrays[film.cell.graph.names[name]]


def end_of_row(row: np.ndarray) -> float:
    return scales.rounded_up(float(np.abs(row.astype(np.float32)).max()))


def ends(screen: Screen, where: str) -> list[str]:
    """What is printed at a scale: its two ends, and whose they are."""
    low, _, high, of = screen.page.locator(f"{where} .scale > span").all_text_contents()
    return [low, high, of]


def printed(limit: float, inside: np.ndarray, of: str = "") -> list[str]:
    digits = 0 if limit >= 10 else 1 if limit >= 1 else 2
    beyond = bool((np.abs(inside.astype(np.float32)) > 1.001 * limit).any())
    sign = ("\u2264\u2009", "\u2265\u2009") if beyond else ("", "")
    return [f"{sign[0]}\u2212{limit:.{digits}f}", f"{sign[1]}{limit:.{digits}f}", of]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("name", ["c", "f"])
def test_the_words_have_the_colours_of_a_row_and_can_be_read(shown, film, theme, name):
    dark, unit = theme == "dark", int(film.orders["carries"][0])
    screen = shown(theme=theme)
    button = screen.page.locator(f".main > .lanes .brush[data-tint={name}]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    row, limit = values(film, name)[:, unit], scales.end_of(values(film, name))
    if name == "c":
        assert row.min() < 0, "the row must not lie on one side of zero only"
        assert (row == 0).any()
    label = screen.page.locator(f".main > .lanes .label[data-name={name}]")
    mark = label.evaluate("({ style }) => style.getPropertyValue('--mark')")
    for (ground, text, tinted), value in zip(screen.page.evaluate(SHADES), row, strict=True):
        expected = scales.gate(value, mark, dark) if name == "f" else scales.signed(np.float32(value), limit, dark)
        assert scales.rgb(ground) == expected
        assert tinted
        assert scales.contrast(scales.rgb(ground), scales.rgb(text)) >= 4.5
    legend = screen.page.locator(".tint-legend")
    assert f"colour of {name} of unit {unit}" in " ".join(legend.inner_text().split())
    assert ends(screen, ".tint-legend") == (["0", "1", ""] if name == "f" else printed(limit, values(film, name)))
    legend.get_by_role("button", name="Stop colouring the words").click()
    expect(legend).to_be_hidden()
    assert not any(tinted for _, _, tinted in screen.page.evaluate(SHADES))


def test_positive_zero_and_negative_values_have_the_two_hues_and_paper(shown, film):
    c = values(film, "c", because=False)
    unit = int(((c > 0.3).any(axis=0) & (c < -0.3).any(axis=0)).argmax())
    shades = [scales.rgb(ground) for ground, *_ in shown(f"?colour=raw&tint=c-{unit}").page.evaluate(SHADES)]
    limit = scales.end_of(c)
    assert shades == [scales.signed(np.float32(value), limit) for value in c[:, unit]]
    for step, (red, _, blue) in enumerate(shades):
        if abs(c[step, unit]) > 0.3:
            assert (red > blue) == (c[step, unit] > 0)
    before = shown(f"?tint=c-{unit}").page.evaluate(SHADES)[:FRANCE]
    assert {scales.rgb(ground) for ground, *_ in before} == {scales.signed(0, 1)}


def test_text_can_be_read_on_every_colour_of_every_scale(blank):
    script = """async () => {
      const { gateScale, signedScale, inkOn } = await import("/shared/colour.js");
      const marks = ["#f90680", "#2e9e9e", "#b938fa", "#258cf4"];
      const tablesOf = (dark) => [signedScale(dark), ...marks.map((mark) => gateScale(mark, dark))];
      const tables = [false, true].flatMap(tablesOf);
      return tables.flat().map((ground) => [ground, inkOn(ground)]);
    }"""
    inks = {"#000000": (0, 0, 0), "#ffffff": (255, 255, 255)}
    for ground, ink in blank().page.evaluate(script):
        assert scales.contrast(tuple(ground), inks[ink]) >= 4.5, ground


def test_another_unit_colours_the_words_unless_the_row_is_named(shown, film):
    screen = shown("?tint=c&unit=5")
    limit = scales.end_of(values(film, "c"))
    for query, key, unit in (("?tint=c&unit=5", "4", 5), ("?tint=c-7&unit=5", "4", 7)):
        screen = shown(query)
        row = [scales.signed(np.float32(value), limit) for value in values(film, "c")[:, unit]]
        assert [scales.rgb(ground) for ground, *_ in screen.page.evaluate(SHADES)] == row, key
        assert f"of unit {unit}" in screen.page.locator(".tint-legend").inner_text()


def test_a_film_that_plays_colours_the_words_as_they_are_read(shown):
    screen = shown("?tint=c&word=1")
    assert all(tinted for *_, tinted in screen.page.evaluate(SHADES))
    screen.page.locator(".lstm-film").press("Space")
    screen.page.wait_for_function("() => document.querySelectorAll('.chip[data-tinted]').length === 4")
    states = screen.page.evaluate(
        "() => [...document.querySelectorAll('.chip')].map((c) => [c.dataset.place, c.dataset.tinted !== undefined])"
    )
    for place, tinted in states:
        assert tinted if place == "read" else place == "now" or not tinted
    screen.page.locator(".lstm-film").press("Space")
    screen.page.wait_for_function(f"() => document.querySelectorAll('.chip[data-tinted]').length === {len(WORDS)}")


def test_what_a_hand_changes_colours_the_words_in_the_same_frame(shown, film, network):
    unit = int(film.orders["carries"][0])
    hold = f"f=0 words 7-{len(WORDS)} unit {unit}"
    screen = shown(f"?colour=raw&tint=c-{unit}&hold={hold}", network=network)
    edit = Edit("f", value=0.0, units=unit, steps=slice(6, None))
    held = network.run(network.encode(WORDS), edits=[edit]).layers[0]["c"][:, 0, unit]
    untouched = scales.end_of(values(film, "c", because=False))
    shades = [scales.rgb(ground) for ground, *_ in screen.page.evaluate(SHADES)]
    assert shades == [scales.signed(np.float32(value), untouched) for value in held]
    changed = screen.page.evaluate(
        """() => new Promise((done) => {
          const chip = document.querySelectorAll(".chip")[12], tint = () => chip.style.getPropertyValue("--tint");
          const before = tint();
          document.querySelector(".held .gone").click();
          requestAnimationFrame(() => requestAnimationFrame(() => done([before, tint()])));
        })"""
    )
    assert scales.rgb(changed[0]) == scales.signed(np.float32(held[12]), untouched)
    assert scales.rgb(changed[1]) == scales.signed(np.float32(values(film, "c", because=False)[12, unit]), untouched)


def test_the_range_of_every_lane_is_that_of_its_numbers_in_each_scale(shown, film):
    screen = shown()
    unit = int(film.orders["carries"][0])
    signed = {name: values(film, name) for name in ("c", "g", "h")}
    layer = {name: scales.end_of(array) for name, array in signed.items()}
    widest = max(layer.values())
    own = {
        name: scales.rounded_up(float(np.abs(array[:, unit].astype(np.float32)).max()))
        for name, array in signed.items()
    }
    for scope in ("layer", "unit", "all", "layer"):
        screen.page.locator(f".settings [data-value={scope}]").click()
        frames(screen)
        for name, array in signed.items():
            where = f".main > .lanes .label[data-name={name}]"
            expected = {
                "layer": printed(layer[name], array),
                "unit": printed(own[name], array[:, unit], f"unit {unit}"),
                "all": printed(widest, array, "all lanes"),
            }[scope]
            assert ends(screen, where) == expected, scope
        for name in ("f", "i", "o"):
            assert ends(screen, f".main > .lanes .label[data-name={name}]") == ["0", "1", ""]


PIXELS = """([name, step, steps]) => {
  const canvas = document.querySelector(`.main > .lanes .lane[data-name=${name}] canvas`);
  const frame = document.querySelector(`.main > .lanes .lane[data-name=${name}] .unit-frame`);
  const dense = canvas.height / canvas.clientHeight;
  const y = (frame.offsetTop + frame.offsetHeight / 2) * dense;
  const x = ((step + 0.5) * canvas.width) / steps;
  return [...canvas.getContext("2d").getImageData(Math.round(x), Math.round(y), 1, 1).data.slice(0, 3)];
}"""


@pytest.mark.parametrize(("scope", "theme"), covering(["unit", "layer", "all"], ["light", "dark"]))
def test_a_row_is_painted_on_the_scale_that_is_chosen(shown, film, scope, theme):
    screen = shown(f"?scale={scope}&unit=29", theme=theme)
    widest = max(scales.end_of(values(film, name)) for name in ("c", "g", "h"))
    for name in ("c", "g", "h"):
        row = values(film, name)[:, 29].astype(np.float32)
        limit = {"unit": end_of_row(row), "layer": scales.end_of(values(film, name)), "all": widest}[scope]
        for step in (int(row.argmax()), int(row.argmin()), 2):
            seen = screen.page.evaluate(PIXELS, [name, step, len(WORDS)])
            assert seen == pytest.approx(scales.signed(row[step], limit, theme == "dark"), abs=2), (name, step)


def test_network_words_and_lanes_share_the_scale(shown, film):
    screen = shown("?scale=unit&zoom=1&tint=c-29")
    last = len(WORDS) - 1
    fills = (
        screen.page.locator(".strip .units")
        .first.locator("rect")
        .evaluate_all("(all) => all.map((r) => r.getAttribute('fill'))")
    )
    for unit, fill in zip(film.orders["carries"], fills, strict=True):
        row = values(film, "c")[:, unit].astype(np.float32)
        assert scales.rgb(fill) == scales.signed(row[last], end_of_row(row)), unit
    row = values(film, "c")[:, 29]
    assert ends(screen, ".tint-legend") == printed(end_of_row(row), row, "unit 29")


def test_the_address_keeps_scale_and_coloured_words_and_says_what_it_cannot_have(shown):
    screen = shown()
    screen.page.locator(".settings [data-value=all]").click()
    screen.page.locator(".main > .lanes .brush[data-tint=h]").click()
    screen.page.wait_for_url(re.compile("tint=h.*scale=all|scale=all.*tint=h"))
    again = shown("?scale=all&tint=h")
    assert again.page.locator(".settings [data-value=all]").get_attribute("aria-pressed") == "true"
    assert again.page.locator(".main > .lanes .brush[data-tint=h]").get_attribute("aria-pressed") == "true"
    assert not again.page.locator(".notice").inner_text()
    wrong = shown("?scale=mine&tint=c-64&unit=3")
    said = wrong.page.locator(".notice").inner_text()
    assert said.count("The link was ignored") == 1
    assert "scale=mine (scales are unit, layer, all)" in said
    assert "tint=c-64" in said
    expect(wrong.page.locator(".tint-legend")).to_be_hidden()
