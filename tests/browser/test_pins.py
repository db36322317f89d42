"""A unit that is pinned stands on top of every lane with all its numbers, wherever it was clicked."""

import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_core.film import Film
from tests.support import scales
from tests.support.films import WORDS, frames
from tools.chromium import Screen
from ui.components import mention

LANES = ("c", "f", "i", "g", "o", "h")


def values(film: Film, name: str) -> np.ndarray:
    return film.because[name] if name in film.because else film.node_arrays[film.cell.graph.names[name]]


def number(value: float, digits: int = 2) -> str:
    text = f"{abs(float(np.float32(value))):.{digits}f}"
    return f"\u2212{text}" if value < 0 and float(text) else text


def pinned(screen: Screen) -> list[tuple[str, int]]:
    """(lane, unit) of every pinned row, from the top."""
    rows = screen.page.locator(".pinned:visible")
    return [
        tuple(row) for row in rows.evaluate_all("(all) => all.map((r) => [r.dataset.name, Number(r.dataset.unit)])")
    ]


def pins(*units: int) -> list[tuple[str, int]]:
    return [(name, unit) for name in LANES for unit in units]


@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 1280), ("dark", 400)])
def test_every_number_of_a_pinned_unit_stands_in_the_colour_of_its_value(shown, film, theme, width):
    screen = shown("?pin=29,2", theme=theme, width=width)
    assert pinned(screen) == pins(29, 2)
    for name, unit in pins(29, 2):
        row = values(film, name)[:, unit].astype(np.float32)
        cells = screen.page.locator(f".pinned[data-name={name}][data-unit='{unit}'] > span").evaluate_all(
            """(all) => all.map((cell) => {
              const { backgroundColor, color, fontSize } = getComputedStyle(cell);
              const cut = Math.max(cell.scrollWidth - cell.clientWidth, cell.scrollHeight - cell.clientHeight);
              return [cell.textContent, backgroundColor, color, parseFloat(fontSize), cut];
            })"""
        )
        limit = scales.end_of(values(film, name))
        label = screen.page.locator(f".main > .lanes .label[data-name={name}]")
        mark = label.evaluate("({ style }) => style.getPropertyValue('--mark')")
        for (text, ground, ink, size, cut), value in zip(cells, row, strict=True):
            assert text in (number(value), number(value, 1))
            gate = name in "fio"
            shade = scales.gate(value, mark, theme == "dark") if gate else scales.signed(value, limit, theme == "dark")
            assert scales.rgb(ground) == shade
            assert scales.contrast(scales.rgb(ground), scales.rgb(ink)) >= 4.5
            assert size >= 10
            assert cut <= 0, f"{text} is cut"


def test_pinned_rows_stand_over_their_lane_in_the_columns_of_the_words(shown):
    screen = shown("?pin=29")

    def boxes(where: str) -> list[list[float]]:
        return screen.page.locator(where).evaluate_all(
            """(all) => all.map((one) => one.getBoundingClientRect())
                .map(({ left, top, width, bottom }) => [left, top, width, bottom])"""
        )

    for name in LANES:
        (left, _, _, bottom), *_ = boxes(f".pinned[data-name={name}]")
        (lane,) = boxes(f".main > .lanes .lane[data-name={name}]")
        assert lane[1] - 4 <= bottom <= lane[1]
        assert left == pytest.approx(lane[0], abs=0.5)
        cells, heads = boxes(f".pinned[data-name={name}] > span"), boxes(".main > .lanes .head")
        for cell, head in zip(cells, heads, strict=True):
            assert cell[0] == pytest.approx(head[0], abs=0.6)
        (label,) = boxes(f".pinned-label[data-name={name}]")
        assert label[3] == pytest.approx(bottom, abs=0.6)


@pytest.mark.parametrize("alive", [False, True])
def test_a_unit_is_pinned_from_a_lane_and_unpinned_by_a_click(shown, film, network, alive):
    screen = shown(network=network if alive else None, height=1300)
    lane = screen.page.locator(".main > .lanes .lane[data-name=c] canvas")
    lane.dblclick(position={"x": 40, "y": 90})
    frames(screen)
    unit = int(re.search(r"Unit (\d+)", screen.page.locator(".cell h2").inner_text())[1])
    assert pinned(screen) == pins(unit)
    screen.page.keyboard.press("Escape")
    frames(screen)
    corner = screen.page.locator(".rail .pin")
    expect(corner).to_have_text(f"unit {unit}")
    expect(corner).to_have_attribute("aria-label", f"Unpin unit {unit}")
    screen.page.locator(".pinned[data-name=f]").click(position={"x": 10, "y": 8})  # a pinned row is a row
    expect(screen.page.locator(".cell h2")).to_have_text(f"Unit {unit} at \u201c{WORDS[0]}\u201d")
    screen.page.keyboard.press("Escape")
    frames(screen)
    screen.page.locator(".pinned-label[data-name=f] .unpin").click()
    expect(screen.page.locator(".pinned")).to_have_count(0)
    corner.click()
    frames(screen)
    assert pinned(screen) == pins(unit)


def test_the_label_of_a_pinned_row_tells_the_number_at_the_word_and_colours_the_words(shown, film):
    screen = shown("?pin=29&word=8&unit=3")
    for name in LANES:
        label = screen.page.locator(f".pinned-label[data-name={name}]")
        assert label.locator(".value").inner_text() == number(values(film, name)[7, 29])
    screen.page.locator(".pinned-label[data-name=c] .brush").click()
    expect(screen.page.locator(".tint-legend")).to_contain_text("of unit 29")
    screen.page.locator(".pinned-label[data-name=c] .who").click()
    expect(screen.page.locator(".cell h2")).to_contain_text("Unit 29 ")


def test_a_unit_is_pinned_from_the_network_the_cell_and_the_unit_view(shown, film):
    screen = shown("?zoom=1")
    screen.page.locator(".strip .units").first.locator("rect").nth(3).dblclick(force=True)
    first = int(film.orders["carries"][3])
    expect(screen.page.locator(".layer .pin")).to_have_attribute("aria-label", f"Unpin unit {first}")
    screen.page.locator(".strip .units").first.locator("rect").nth(5).click(force=True)
    screen.page.locator(".layer .pin").click()
    film_of = screen.page.locator(".lstm-film")
    film_of.press("4")
    film_of.press("ArrowDown")
    screen.page.locator(".picker .pin").click()
    film_of.press("3")
    film_of.press("ArrowDown")
    screen.page.locator(".cell .pin").click()
    film_of.press("2")
    frames(screen)
    assert pinned(screen) == pins(first, *(int(unit) for unit in film.orders["carries"][5:8]))


def test_a_text_that_names_a_unit_pins_it_and_colours_the_words(shown, film):
    screen = shown(height=700)
    link = re.search(r"\((#[^)]+)\)", mention.unit(29, "c"))[1]
    screen.page.evaluate(
        """(link) => {
          const text = document.createElement("p");
          text.style.marginTop = "900px";
          const a = (href, said) => `<a href="${href}"><span>${said}</span></a> `;
          text.innerHTML = a(link, "unit 29") + a("#unit-64", "unit 64") + a("#else", "else");
          document.body.append(text);
        }""",
        link,
    )
    address = screen.page.url
    screen.page.get_by_role("link", name="unit 29").click()
    frames(screen)
    assert pinned(screen) == pins(29)
    expect(screen.page.locator(".cell h2")).to_contain_text("Unit 29 ")
    expect(screen.page.locator(".tint-legend")).to_contain_text("of unit 29")
    expect(screen.page.locator(".words")).to_be_in_viewport()
    screen.page.wait_for_url(lambda url: "#" not in url)
    screen.page.get_by_role("link", name="unit 29").click()  # once more changes nothing
    frames(screen)
    assert pinned(screen) == pins(29)
    screen.page.get_by_role("link", name="unit 64").click()
    expect(screen.page.locator(".notice")).to_have_text("This film has the units 0 to 63: unit 64 is not among them.")
    screen.page.get_by_role("link", name="else").click()
    assert screen.page.url.startswith(address.partition("#")[0].partition("?")[0])


def test_of_several_films_a_link_speaks_of_its_own_else_of_the_next_else_of_the_last(blank):
    page = blank().page
    page.evaluate("""async () => {
        const { listenToMentions } = await import("/film/pinned/mentions.js");
        window.heard = [];
        const link = (name) => Object.assign(document.createElement("a"), { href: "#unit-3", textContent: name });
        for (const name of ["one", "two"]) {
            const host = document.createElement("div");
            document.body.append(link(`before ${name}`), host);
            const wrapper = document.createElement("div");
            host.attachShadow({ mode: "open" }).append(wrapper);
            wrapper.append(link(`in ${name}`));
            const state = { get: () => ({ pins: [] }), set: ({ unit }) => heard.push(`${name} ${unit}`) };
            listenToMentions(wrapper, { units: 64 }, state, { still: () => true }, () => {});
        }
        document.body.append(link("after all"));
    }""")
    for name in ("before one", "in one", "before two", "in two", "after all"):
        page.get_by_role("link", name=name).click()
    assert page.evaluate("() => heard") == ["one 3", "one 3", "two 3", "two 3", "two 3"]
    page.wait_for_url(lambda url: "#" not in url)


def test_the_address_keeps_the_pins_and_says_which_it_cannot_have(shown):
    screen = shown("?unit=7")
    screen.page.locator(".rail .pin").click()
    screen.page.wait_for_url(re.compile("pin=7"))
    assert pinned(shown("?pin=29,7")) == pins(29, 7)
    wrong = shown("?pin=999,3,x")
    assert pinned(wrong) == pins(3)
    said = wrong.page.locator(".notice").inner_text()
    assert said == "The link was ignored where it said pin=999,x (units are 0 to 63, at most 8 are pinned)."
    many = shown("?pin=0,1,2,3,4,5,6,7,8,9&unit=20")
    assert pinned(many) == pins(*range(8))
    assert "pin=8,9" in many.page.locator(".notice").inner_text()
    corner = many.page.locator(".rail .pin")
    expect(corner).to_be_disabled()
    expect(corner).to_have_attribute("aria-label", "8 units are pinned: unpin one first")


def test_what_is_still_to_come_of_a_pinned_row_is_veiled_while_the_film_plays(shown):
    screen = shown("?pin=29&word=1")
    screen.page.locator(".lstm-film").press("Space")
    screen.page.wait_for_selector(".pinned .veil[data-on=true]", state="attached")
    screen.page.wait_for_function(
        """() => {
          const [row] = document.querySelectorAll(".pinned"), veil = row.querySelector(".veil").getBoundingClientRect();
          const cells = [...row.querySelectorAll(":scope > span")].map((cell) => cell.getBoundingClientRect());
          return veil.left > cells[1].left && veil.right >= cells.at(-1).right;
        }"""
    )
    screen.page.locator(".lstm-film").press("Space")
    expect(screen.page.locator(".pinned .veil[data-on=true]")).to_have_count(0)


def test_on_the_projector_the_numbers_of_a_pinned_row_are_read_from_afar(shown):
    screen = shown("?pin=29", height=720)
    screen.page.get_by_role("button", name="Full screen").click()
    screen.page.wait_for_selector(".lstm-film[data-big]")
    frames(screen)
    sizes = screen.page.locator(".pinned > span, .pinned-label :is(.who, .value)").evaluate_all(
        "(all) => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 20


def picture(screen: Screen, tmp_path) -> ET.Element:
    screen.page.get_by_role("button", name="Download").click()
    with screen.page.expect_download() as taken:
        screen.page.get_by_role("menuitem", name="SVG").click()
    taken.value.save_as(tmp_path / "film.svg")
    return ET.parse(tmp_path / "film.svg").getroot()


def drawn(root: ET.Element, kind: str) -> list[dict[str, str]]:
    return [one.attrib for one in root.iter() if one.get("class") == kind]


def test_a_saved_picture_shows_what_is_held_what_is_pinned_and_the_coloured_words(shown, film, network, tmp_path):
    unit = int(film.orders["carries"][0])
    screen = shown(f"?pin=29&tint=c-{unit}&hold=f=0 words 9-13 unit {unit}", network=network, height=1300)
    root = picture(screen, tmp_path)
    texts = [one.text for one in root.iter() if one.tag.endswith("text")]
    (band,) = drawn(root, "held")
    column = float(drawn(root, "pinned-cell")[0]["width"]) + 1
    assert float(band["width"]) == pytest.approx(5 * column, abs=0.6)
    assert float(band["x"]) - float(drawn(root, "pinned-cell")[0]["x"]) == pytest.approx(8 * column, abs=0.6)
    images = {float(one.get("y")): float(one.get("height")) for one in root.iter() if one.tag.endswith("image")}
    top, height = sorted(images.items())[1]  # of the forget gate
    assert top - 0.5 <= float(band["y"]) < top + height
    assert "0" in texts
    cells = screen.page.locator(".pinned > span")
    assert [one["fill"] for one in drawn(root, "pinned-cell")] == cells.evaluate_all(
        "(all) => all.map((c) => c.dataset.ground)"
    )
    assert set(cells.all_text_contents()) <= set(texts)
    assert "unit 29" in texts
    tints = screen.page.locator(".chip").evaluate_all("(all) => all.map((c) => c.style.getPropertyValue('--tint'))")
    assert [one["fill"] for one in drawn(root, "coloured-word")] == tints
    assert any(f"The words have the colour of c of unit {unit}" in (text or "") for text in texts)


@pytest.mark.parametrize("zoom", "134")
def test_a_picture_saved_in_another_zoom_shows_what_is_on_the_screen(shown, tmp_path, zoom):
    root = picture(shown(f"?zoom={zoom}"), tmp_path)
    assert "NaN" not in ET.tostring(root, encoding="unicode")
    shapes = {one.get("class") for one in root.iter()}
    assert {"1": "units", "3": "diagram", "4": "bars-over-time"}[zoom] in shapes
    assert not [one for one in root.iter() if one.tag.endswith("image")]


def test_the_links_in_the_texts_of_a_lesson_reach_its_film_without_a_message(screen):
    france = screen("/france")
    page = france.page
    page.wait_for_selector(".answer-line")
    link = page.locator('a[href^="#unit-"]').first
    unit = int(link.get_attribute("href").removeprefix("#unit-"))
    before = len(france.sent)
    link.click()
    expect(page.locator(f".pinned[data-unit='{unit}']")).to_have_count(len(LANES))
    expect(page.locator(".words")).to_be_in_viewport()
    page.wait_for_url(re.compile(f"pin={unit}"))
    assert france.sent[before:] == []
    page.wait_for_url(lambda url: "#" not in url)
