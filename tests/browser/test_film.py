"""The film in a real browser: every number drawn is the run's, keys do what they say, the server hears nothing."""

import base64
import csv
import io
import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from lstm_core import CELLS, Network
from lstm_core.browser.film_message import pack
from lstm_core.film import Film
from lstm_core.pixel_film import pixel_film
from lstm_core.sentence_film import film_data
from tests.support import films
from tests.support.sampled import covering, one_in
from tools.chromium import Screen
from tools.server import ROOT, AppServer, app_server

UNITS = 12
EVIL = "<img/src=x/onerror=document.title='owned'>"
WORDS = ("i", "grew", "up", "in", "france", ".", "my", EVIL, "=lives", "in", "a", "town", ".", "i", "speak", "fluent")
VOCABULARY = (*dict.fromkeys(WORDS), "spain", "french", "spanish")

MOUNT = """async ([text, width]) => {
  const parentElement = document.createElement("div");
  if (width) parentElement.style.width = width;
  document.body.replaceChildren(parentElement);
  const { default: film } = await import("/film/main.js");
  const unpack = (packed) => Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  window.said = [];
  const setStateValue = (name, value) => window.said.push([name, value]);
  window.show = (packed) => (window.leave = film({ data: unpack(packed), parentElement, setStateValue }));
  window.show(text);
}"""
FILMED = ("rnn", "gru", "lstm", "full_gate_recurrence")  # drawn by hand, and the largest that is laid out


def number(value: float, digits: int = 2) -> str:
    """A number as the film writes it."""
    return f"{float(np.float32(value)) + 0.0:.{digits}f}".replace("-", "\u2212").replace(
        f"\u2212{0:.{digits}f}", f"{0:.{digits}f}"
    )


def percent(probability: float) -> str:
    value = 100 * float(np.float32(probability))
    if 0 < value < 0.1:
        return "<\u202f0.1\u202f%"
    return f"{value:.{0 if value == 0 or value >= 9.95 else 1}f}\u202f%"


def a_film(cell: str = "lstm", words: tuple[str, ...] = WORDS, alternatives: bool = True, units: int = UNITS) -> Film:
    network = Network.new(CELLS[cell], VOCABULARY, units, 8, np.random.default_rng(7))
    for weights in network.layers[0].weights.values():
        weights *= 2.0  # wide enough for negative numbers of more than one digit
    ids = np.array([[VOCABULARY.index(word)] for word in words])
    other = np.array([[VOCABULARY.index("spain" if word == "france" else word)] for word in words])
    return film_data(network, ids, [other] if alternatives else None, span=(min(4, len(words) - 1), len(words)))


@pytest.fixture
def mounted(blank: Callable[..., Screen]) -> Callable[..., Screen]:
    """`mounted(film, query="", theme=…, width=…)` opens an empty page with that film on it."""

    def mount(film: Film, query: str = "", listen: bool = False, **options) -> Screen:
        screen = blank(**options)
        if query:
            screen.page.goto(screen.page.url + query)
        screen.page.evaluate(MOUNT, [packed(film, listen), ""])
        screen.page.wait_for_selector(".lstm-film[data-zoom]")
        settle(screen)
        return screen

    return mount


def packed(film: Film, listen: bool = False) -> str:
    return base64.b64encode(pack(film, listen=listen)).decode()


def settle(screen: Screen) -> None:
    """Two frames: what was changed is drawn."""
    screen.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def at_rest(screen: Screen) -> None:
    """Until neither the columns nor the page have moved for a fifth of a second."""
    screen.page.wait_for_function(
        """() => {
            const { x, y } = document.querySelector(".main > .lanes .column-frame").getBoundingClientRect();
            const here = `${x} ${y}`, now = performance.now();
            if (window.restingAt !== here) [window.restingAt, window.restingSince] = [here, now];
            return now - window.restingSince > 200;
        }""",
        polling="raf",
    )


def press(screen: Screen, *keys: str) -> None:
    screen.page.locator(".lstm-film").focus()
    for key in keys:
        screen.page.keyboard.press(key)
    settle(screen)


def place(screen: Screen) -> tuple[int, int, int]:
    """(word, micro-step, zoom) as the page shows them, from 0, 0 and 1."""
    page = screen.page
    word = page.locator(".chip[data-place=now]").evaluate("(chip) => [...chip.parentElement.children].indexOf(chip)")
    micro = page.locator(".dot[data-stage=now]").evaluate("(dot) => [...dot.parentElement.children].indexOf(dot)")
    return word, micro, int(page.locator(".lstm-film").get_attribute("data-zoom"))


def values(film: Film, name: str, because: bool) -> np.ndarray:
    return film.because[name] if because and name in film.because else film.node_arrays[film.cell.graph.names[name]]


@pytest.mark.parametrize(("cell", "theme"), covering(FILMED, ["light", "dark"]))
def test_every_number_in_lanes_diagram_and_bars_is_the_number_of_the_run(mounted, cell, theme):
    film = a_film(cell)
    screen = mounted(film, f"?lanes={','.join(film.cell.names)}", theme=theme)
    last = len(film.words) - 1
    unit = int(film.orders["carries"][0])
    for word in (last, 4, 0):
        screen.page.locator(".chip").nth(word).click()
        for view in ("because", "raw"):
            screen.page.locator(f".settings [data-value={view}]").click()
            settle(screen)
            for name in film.cell.names:
                shown = screen.page.locator(f".lanes .value[data-value={name}]").inner_text()
                assert shown == number(values(film, name, view == "because")[word, unit]), (name, view)
                if view == "because" and name in film.because:
                    beside = screen.page.locator(f".main > .lanes .label[data-name={name}] .difference").inner_text()
                    assert "vs 1 other sentence" in beside
                    assert f"raw {number(values(film, name, False)[word, unit])}" in beside
        wires = screen.page.locator(".diagram .number").evaluate_all(
            "(all) => all.map((t) => [+t.dataset.node, t.textContent])"
        )
        assert {node for node, _ in wires} >= {film.cell.graph.names[name] for name in ("h",)}
        for node, text in wires:
            array = film.node_arrays[node]
            assert text == number(array[word, unit] if array.ndim == 2 else array[unit])
        rows = screen.page.locator(".next .row").evaluate_all(
            "(all) => all.map((r) => [...r.querySelectorAll('.word,.value')].map((e) => e.textContent))"
        )
        assert rows == [[text, percent(probability)] for text, probability in film.top_words[word]]


@pytest.mark.parametrize("cell", FILMED)
def test_kept_and_added_are_drawn_with_their_numbers_and_make_up_the_state(mounted, cell):
    film = a_film(cell)
    screen = mounted(film)
    press(screen, "3")
    unit, word = int(film.orders["carries"][0]), len(film.words) - 1
    shown = screen.page.locator(".belt .value").evaluate_all(
        "(all) => all.map((v) => [+v.dataset.node, v.textContent])"
    )
    for state, carry in film.cell.carry.items():
        terms = [*carry.kept, *carry.added]
        total = sum(sign * film.node_arrays[node][word, unit] for sign, node in terms)
        assert total == pytest.approx(film.node_arrays[film.cell.graph.names[state]][word, unit])
        for sign, node in terms:
            assert [node, number(sign * film.node_arrays[node][word, unit])] in shown
    assert bool(shown) == bool(film.cell.carry)


@pytest.mark.parametrize("cell", FILMED)
def test_each_micro_step_lights_its_parts_and_puts_its_numbers_in(mounted, cell):
    film = a_film(cell)
    screen = mounted(film, "?word=5&zoom=3")
    unit, steps = int(film.orders["carries"][0]), film.micro_steps
    for micro in range(len(steps) - 1, -1, -1):
        assert place(screen) == (4, micro, 3)
        lit = screen.page.locator(".diagram [data-stage=now][data-node]").evaluate_all(
            "(all) => all.map((e) => +e.dataset.node)"
        )
        assert set(lit) <= set(steps[micro].nodes)
        assert lit or steps[micro].kind == "concatenate"
        put = screen.page.locator(".numbers .put").evaluate_all(
            "(all) => all.map((e) => [+e.dataset.node, e.textContent])"
        )
        for node, text in put:
            array = film.node_arrays[node]
            size = number(abs(array[4, unit] if array.ndim == 2 else array[unit]))
            assert text.strip("()\u2212") == size
        sentence = screen.page.locator(".part .sentence").inner_text()
        assert sentence
        assert "{" not in sentence
        press(screen, "Shift+ArrowLeft")
    assert place(screen) == (3, len(steps) - 1, 3)


def test_signs_are_written_as_people_write_them(blank):
    formula = [
        "math",
        None,
        ["mrow", None, ["mi", {"data-node": 1}, "a"], ["mo", None, "="], ["mi", {"data-node": 2}, "b"]],
    ]
    formula[2] += [
        ["mo", None, "+"],
        ["mrow", None, ["mi", {"data-node": 3}, "c"], ["mo", None, "⊙"], ["mi", {"data-node": 4}, "d"]],
    ]
    script = """async ([formula, values]) => {
      const { numbers } = await import("/shared/formulas/mathml.js");
      return numbers(formula, (node) => values[node]).textContent;
    }"""
    page = blank().page
    assert page.evaluate(script, [formula, [0, 1, 1.55, -0.55, 1]]) == "1.00=1.55\u22120.55⋅1.00"
    assert page.evaluate(script, [formula, [0, 1, -1.55, 0.55, -1]]) == "1.00=\u22121.55+0.55⋅(\u22121.00)"
    assert page.evaluate(script, [formula, [0, -0.001, 0, 0, 0]]).startswith("0.00=0.00")


def test_keys_play_step_and_zoom(mounted):
    film = a_film()
    screen = mounted(film, "?word=5&unit=3&zoom=2")
    last = len(film.micro_steps) - 1
    assert place(screen) == (4, last, 2)
    for key, expected in {
        "ArrowRight": (5, last, 2),
        "Shift+ArrowRight": (6, 0, 2),
        ".": (6, 1, 2),
        ",": (6, 0, 2),
        "Shift+ArrowLeft": (5, last, 2),
        "ArrowLeft": (4, last, 2),
        "Home": (0, last, 2),
        "End": (len(WORDS) - 1, last, 2),
        "1": (len(WORDS) - 1, last, 1),
        "4": (len(WORDS) - 1, last, 4),
        "3": (len(WORDS) - 1, last, 3),
        "2": (len(WORDS) - 1, last, 2),
    }.items():
        press(screen, key)
        assert place(screen) == expected, key
    press(screen, "Home", "Space")
    screen.page.wait_for_function("() => document.querySelector('.chip[data-place=now]').previousElementSibling")
    assert screen.page.locator(".lstm-film").get_attribute("data-playing") == "true"
    press(screen, "Space")
    here = place(screen)
    screen.page.wait_for_timeout(300)
    assert place(screen) == here


def test_a_word_takes_a_good_second_and_a_quarter_of_that_at_speed_4(blank):
    screen = blank()
    screen.page.clock.install()  # the browser's own clock, which this test turns by hand
    screen.page.evaluate(MOUNT, [packed(a_film()), ""])
    screen.page.clock.run_for(100)
    for speed, words in (("1", 3), ("4", 12)):
        screen.page.locator(".speed").select_option(speed)
        for key in ("Home", "Space"):
            screen.page.locator(".lstm-film").press(key)
            screen.page.clock.run_for(50)
        screen.page.clock.run_for(3600)
        assert abs(place(screen)[0] - words) <= 2, speed  # time runs on between the turns as well
        screen.page.locator(".lstm-film").press("Space")


def test_keys_stay_in_the_film_and_the_page_keeps_its_own(mounted):
    screen = mounted(a_film())
    screen.page.evaluate("() => { window.heard = []; addEventListener('keydown', (e) => heard.push(e.key)); }")
    press(screen, "ArrowLeft", "Space", "Tab")
    assert screen.page.evaluate("() => heard") == ["Tab"]


def test_nothing_starts_by_itself_and_the_film_opens_at_the_end_of_the_gap(mounted):
    screen = mounted(a_film())
    screen.page.wait_for_timeout(700)
    assert place(screen)[0] == len(WORDS) - 1
    assert screen.page.locator(".lstm-film").get_attribute("data-playing") == "false"
    screen.page.wait_for_url(lambda url: "?" not in url)


def test_the_address_is_written_after_the_last_movement_and_read_when_the_film_mounts(mounted):
    screen = mounted(a_film(), "?country=france&word=3&unit=7&zoom=3")
    assert place(screen)[::2] == (2, 3)
    assert "Unit 7" in screen.page.locator(".cell h2").inner_text()
    press(screen, "ArrowRight", "ArrowRight", "2")
    screen.page.wait_for_url(lambda url: "word=3" in url)
    screen.page.wait_for_url("**word=5**")
    screen.page.wait_for_url(lambda url: "country=france" in url)
    screen.page.wait_for_url(lambda url: "unit=7&zoom=2" in url)
    screen.page.locator(".settings [data-value=keeps]").click()
    screen.page.locator(".settings [data-value=raw]").click()
    press(screen, "Shift+ArrowRight")
    screen.page.wait_for_url("**part=1&rows=keeps&colour=raw")
    screen.page.goto(screen.page.url)
    screen.page.evaluate(MOUNT, [packed(a_film()), ""])
    screen.page.wait_for_selector(".dot[data-stage=now]")
    assert place(screen) == (5, 0, 2)
    for chosen in ("keeps", "raw"):
        assert screen.page.locator(f".settings [data-value={chosen}]").get_attribute("aria-pressed") == "true"


def test_what_a_link_gets_wrong_is_ignored_and_said(mounted):
    screen = mounted(a_film(), "?word=99&unit=minus&zoom=3")
    assert place(screen)[::2] == (len(WORDS) - 1, 3)
    said = screen.page.locator(".notice").inner_text()
    assert "word=99" in said
    assert "unit=minus" in said
    assert "zoom" not in said


def test_a_click_chooses_the_word_and_the_unit_and_a_pointer_reads_the_number(mounted):
    film = a_film()
    screen = mounted(film)
    lane = screen.page.locator(".lane[data-name=f] canvas")
    box = lane.bounding_box()
    rank, word = 5, 6
    at = {"x": (word + 0.5) * box["width"] / len(WORDS), "y": (rank + 0.5) * box["height"] / UNITS}
    lane.hover(position=at)
    unit = int(film.orders["carries"][rank])
    tip = screen.page.locator(".tooltip").inner_text()
    assert number(film.node_arrays[film.cell.graph.names["f"]][word, unit], 3) in tip
    assert f"unit {unit}" in tip
    lane.click(position=at)
    settle(screen)
    assert place(screen)[0] == word
    assert screen.page.locator(".cell h2").inner_text().startswith(f"Unit {unit} ")


def test_a_click_among_many_thin_rows_chooses_the_unit_that_the_pointer_read(mounted):
    film = a_film(units=48)
    screen = mounted(film)
    lane = screen.page.locator(".lane[data-name=f] canvas")
    box = lane.bounding_box()
    for share in (0.3, 0.55, 0.8, 0.97):
        at = {"x": box["width"] / 2, "y": share * box["height"]}
        lane.hover(position=at)
        unit = screen.page.locator(".tooltip").inner_text().partition("unit ")[2].split()[0]
        lane.click(position=at)
        settle(screen)
        assert screen.page.locator(".cell h2").inner_text().startswith(f"Unit {unit} ")


def test_dragging_along_a_lane_scrubs_and_keeps_the_unit(mounted):
    screen = mounted(a_film())
    box = screen.page.locator(".lane[data-name=f] canvas").bounding_box()
    column = box["width"] / len(WORDS)
    screen.page.mouse.move(box["x"] + 2.5 * column, box["y"] + 5)
    screen.page.mouse.down()
    unit = screen.page.locator(".cell h2").inner_text().split()[1]
    screen.page.mouse.move(box["x"] + 9.5 * column, box["y"] + 40, steps=5)
    screen.page.mouse.up()
    settle(screen)
    assert place(screen)[0] == 9
    assert screen.page.locator(".cell h2").inner_text().split()[1] == unit


def test_a_finger_chooses_as_well(mounted):
    screen = mounted(a_film(), "?word=1", has_touch=True, width=400)
    lane = screen.page.locator(".lane[data-name=f] canvas")
    lane.tap(position={"x": 2.5 * lane.bounding_box()["width"] / len(WORDS), "y": 10})
    settle(screen)
    assert place(screen)[0] == 2


def test_the_rows_follow_the_chosen_order(mounted):
    film = a_film()
    screen = mounted(film)
    for by in ("index", "keeps", "carries"):
        screen.page.locator(f".settings [data-value={by}]").click()
        press(screen, "1")
        screen.page.locator(".units").first.locator("rect").nth(2).click(force=True)
        press(screen, "4")
        assert screen.page.locator(".picker h2").inner_text().startswith(f"Unit {film.orders[by][2]},")
        press(screen, "2")


def test_a_film_with_named_units_opens_on_the_first_of_them(mounted):
    film = a_film()
    names = [int(unit) for unit in film.orders["carries"][::-1]]
    named = replace(film, orders={"named": np.array(names), **film.orders})
    screen = mounted(named, "?zoom=4")
    assert screen.page.locator(".picker h2").inner_text().startswith(f"Unit {names[0]},")
    assert screen.page.locator(".settings [data-value=named]").inner_text() == "named"


def test_one_unit_over_time_shows_every_number(mounted):
    film = a_film()
    screen = mounted(film, "?unit=2&zoom=4")
    for name in film.cell.names:
        shown = screen.page.locator(f".unit-view .lane[data-name={name}] text").all_text_contents()
        assert shown == [number(value) for value in film.node_arrays[film.cell.graph.names[name]][:, 2]]


LAID_OUT = """() => {
  const view = document.querySelector(".unit-view");
  const seen = view.querySelector(".scroller").getBoundingClientRect();
  const digits = [...view.querySelectorAll(".lane[data-name=c] text")];
  const heads = [...view.querySelectorAll(".head")].map((head) => head.getBoundingClientRect().left);
  const words = [...digits.keys()];
  return { laid: words.filter((word) => digits[word].getClientRects().length),
    seen: words.filter((word) => heads[word] > seen.left && heads[word] < seen.right - 60) };
}"""


def test_of_a_long_sentence_only_the_digits_near_what_is_seen_are_laid_out(blank, network):
    words = (*films.WORDS[:6], *(18 * films.WORDS[12:19]), *films.WORDS[-3:])
    screen = films.show(blank(), films.filmed(network, words), query="?zoom=4")
    page = screen.page
    assert len(words) > 100
    for left in (0, 900, 10_000):
        page.locator(".unit-view .scroller").evaluate(
            "(one, left) => one.scrollTo({ left, behavior: 'instant' })", left
        )
        settle(screen)
        found = page.evaluate(LAID_OUT)
        assert set(found["seen"]) <= set(found["laid"]), "what is seen has its digits"
        assert len(found["seen"]) > 10
        assert len(found["laid"]) < len(words), "what is far away costs the page nothing"


@pytest.mark.parametrize("noun", ["word", "letter", "picture", "step"])
def test_the_player_calls_its_steps_what_they_are(mounted, noun):
    screen = mounted(replace(a_film(), noun=noun))
    named = screen.page.locator(".transport .group").first.get_by_role("button")
    names = [name for name in named.evaluate_all("(all) => all.map((one) => one.ariaLabel)") if name]
    assert names == [f"First {noun}", f"{noun.capitalize()} before", f"Next {noun}", f"Last {noun}"]


def test_zero_is_neutral_and_the_dark_theme_has_a_dark_centre(blank):
    script = (
        "async () => { const { signedScale, luminance } = await import('/shared/colour.js');"
        "return [false, true].map((dark) => signedScale(dark).map(luminance)); }"
    )
    light, dark = np.array(blank().page.evaluate(script))
    assert light.argmax() in (127, 128)
    assert dark.argmin() in (127, 128)


def test_a_new_film_keeps_the_place_and_the_same_film_changes_nothing(mounted):
    film = a_film()
    screen = mounted(film, "?word=6&unit=4&zoom=2")
    wrapper = screen.page.locator(".lane").first.element_handle()
    screen.page.evaluate("(packed) => show(packed)", packed(film))
    settle(screen)
    assert wrapper.evaluate("(lane) => lane.isConnected")
    screen.page.evaluate("(packed) => show(packed)", packed(a_film(words=WORDS[:4])))
    screen.page.wait_for_function("() => document.querySelectorAll('.chip').length === 4")
    settle(screen)
    assert place(screen)[0] == 3
    assert screen.page.locator(".cell h2").inner_text().startswith("Unit 4 ")
    other = a_film("gru", WORDS[:4], alternatives=False)
    screen.page.evaluate("(packed) => show(packed)", packed(other))
    screen.page.wait_for_selector(".lane[data-name=z]")
    settle(screen)
    assert screen.page.locator(".cell h2").inner_text().startswith(f"Unit {other.orders['carries'][0]} ")
    assert screen.page.locator(".settings [data-value=because]").is_hidden()


def test_a_film_of_another_format_is_refused_in_a_sentence(mounted):
    screen = mounted(a_film())
    blob = pack(a_film()).replace(b'"format":1', b'"format":9')
    screen.page.evaluate("(packed) => show(packed)", base64.b64encode(blob).decode())
    assert "format 9" in screen.page.locator("[role=alert]").inner_text()


def test_nothing_is_left_behind_when_the_film_is_taken_away(mounted):
    screen = mounted(a_film())
    press(screen, "Home", "Space")
    screen.page.evaluate("() => leave()")
    before = screen.page.url
    screen.page.wait_for_timeout(700)
    assert screen.page.locator(".lstm-film").count() == 0
    assert screen.page.url == before


def test_words_are_text_and_never_markup(mounted):
    screen = mounted(a_film(), f"?word={WORDS.index(EVIL) + 1}")
    assert screen.page.locator(".chip[data-place=now]").inner_text() == EVIL
    assert screen.page.locator(".lstm-film img").count() == 0
    assert EVIL in screen.page.locator(".cell h2").inner_text()
    assert screen.page.title() == "blank"


def test_the_line_for_screen_readers_says_where_the_film_stands(mounted):
    film = a_film()
    screen = mounted(film, "?word=5&unit=3")
    line = screen.page.locator("[role=status][aria-live=polite]")
    line.get_by_text("Word 5 of 16, france").wait_for()
    value = film.node_arrays[film.cell.graph.names["f"]][4, 3]
    assert f"unit 3: memory {number(film.node_arrays[film.cell.graph.names['c']][4, 3])}" in line.inner_text()
    assert f"forget gate {number(value)}" in line.inner_text()


def test_downloads_hold_the_numbers_of_the_run(mounted, tmp_path):
    film = a_film()
    screen = mounted(film)

    def download(kind: str) -> Path:
        screen.page.get_by_role("button", name="Download").click()
        with screen.page.expect_download() as taken:
            screen.page.get_by_role("menuitem", name=kind).click()
        path = tmp_path / taken.value.suggested_filename
        taken.value.save_as(path)
        return path

    arrays = np.load(download("NPZ"))
    assert list(arrays["words"]) == list(WORDS)
    for name, node in film.cell.graph.names.items():
        np.testing.assert_array_equal(arrays[name], film.node_arrays[node].astype(np.float32))
    np.testing.assert_array_equal(arrays["because_c"], film.because["c"].astype(np.float32))
    assert arrays["next_probabilities"].shape == (len(WORDS), 5)
    rows = list(csv.DictReader(io.StringIO(download("CSV").read_text(encoding="utf-8"))))
    assert len(rows) == len(WORDS) * UNITS
    assert rows[8 * UNITS]["word"] == "'=lives"  # no spreadsheet takes a word for a formula
    for row in rows[:: UNITS + 1]:
        step, unit = int(row["step"]) - 1, int(row["unit"])
        assert np.float32(row["c"]) == np.float32(film.node_arrays[film.cell.graph.names["c"]][step, unit])
    said = json.loads(download("JSON").read_text(encoding="utf-8"))
    assert (said["words"], said["units"]) == (list(WORDS), UNITS)
    for name, node in film.cell.graph.names.items():
        np.testing.assert_array_equal(np.float32(said["values"][name]), film.node_arrays[node].astype(np.float32))
    assert [[one["text"] for one in row] for row in said["next"]] == [[word for word, _ in r] for r in film.top_words]
    picture = download("SVG").read_text(encoding="utf-8")
    assert picture.startswith("<svg")
    assert "france" in picture
    assert "<img" not in picture
    assert download("Picture as PNG").read_bytes().startswith(b"\x89PNG")


def test_a_film_of_pictures_speaks_of_pictures_and_promises_no_next_word(mounted, tmp_path):
    network = Network.new(
        CELLS["conv_lstm"], (), 3, 0, np.random.default_rng(7), input_size=1, outputs=("next",), output="number"
    )
    film = pixel_film(network, np.random.default_rng(8).normal(size=(6, 1, 1, 5, 5)), 2, 3, cues=[4])
    screen = mounted(film, f"?lanes={','.join(film.cell.names)}")
    page, unit = screen.page, int(film.orders["carries"][0])
    for name, k in film.cell.graph.names.items():
        shown = page.locator(f".lanes .value[data-value={name}]").inner_text()
        assert shown == number(film.node_arrays[k][-1, unit]), name
    assert page.locator(".cell h2").inner_text() == f"Unit {unit} at picture 6"
    assert page.locator(".chip.cue").all_inner_texts() == ["5"]
    page.locator(".dot").nth(1).click()
    settle(screen)
    assert "past around the pixel" in page.locator(".part .sentence").inner_text()
    press(screen, "ArrowRight", "End")
    page.wait_for_function("document.querySelector('.reader').textContent.startsWith('Picture 6 of 6, unit')")
    for zoom in "1234":
        press(screen, zoom)
        assert page.locator(".next").is_hidden()
        seen = page.locator(".lstm-film").inner_text().lower()
        assert "next word" not in seen
        assert "sentence" not in seen
    assert "the kernels read the pixel" in page.locator(".network").text_content().lower()
    page.locator(".download button").first.click()
    with page.expect_download() as found:
        page.locator(".menu button", has_text="NPZ").click()
    found.value.save_as(tmp_path / "film.npz")
    with np.load(tmp_path / "film.npz") as arrays:
        assert "next_words" not in arrays
        np.testing.assert_allclose(arrays["c"], film.node_arrays[film.cell.graph.names["c"]], rtol=1e-6)


@pytest.mark.parametrize("cell", FILMED)
def test_a_phone_shows_every_zoom_without_scrolling_sideways(mounted, cell):
    screen = mounted(a_film(cell), width=400, theme="dark")
    wide = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for zoom in "1234":
        press(screen, zoom)
        assert screen.page.evaluate(wide) <= 0, zoom


def test_on_the_projector_no_type_is_smaller_than_20_px(mounted):
    screen = mounted(a_film(), width=1280, height=720)
    screen.page.get_by_role("button", name="Full screen").click()
    screen.page.wait_for_selector(".lstm-film[data-big]")
    small = """() => [...document.querySelectorAll(".lstm-film *")]
      .filter((e) => !e.closest("svg, math, [hidden], select") && e.checkVisibility())
      .filter((e) => [...e.childNodes].some((child) => child.nodeType === 3 && child.data.trim()))
      .filter((e) => parseFloat(getComputedStyle(e).fontSize) < 20).map((e) => e.className + ": " + e.textContent)"""
    for zoom in "1234":
        press(screen, zoom)
        assert screen.page.evaluate(small) == [], zoom


def test_reduced_motion_turns_sweeps_into_cuts(mounted):
    screen = mounted(a_film(), reduced_motion="reduce")
    moving = """() => [...document.querySelectorAll(".lstm-film *")]
      .filter((e) => parseFloat(getComputedStyle(e).transitionDuration) > 0).length"""
    assert screen.page.evaluate(moving) == 0


def test_a_page_that_listens_gets_one_message_after_the_last_movement(mounted):
    screen = mounted(a_film(), "?word=3&unit=2", listen=True)
    screen.page.wait_for_timeout(800)
    assert screen.page.evaluate("() => said") == []
    press(screen, "ArrowRight", "ArrowRight", "ArrowRight")
    screen.page.wait_for_function("() => said.length")
    screen.page.wait_for_timeout(800)
    assert screen.page.evaluate("() => said") == [["place", {"word": 5, "unit": 2}]]


APP = """
import sys
sys.path.insert(0, {root!r})
import streamlit as st
from pathlib import Path
from ui.components.film.component import film
film(Path({blob!r}).read_bytes(), key="film")
"""


@pytest.fixture(scope="module")
def streamlit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """A page of Streamlit with one film on it."""
    folder = tmp_path_factory.mktemp("app")
    shutil.copytree(ROOT / "static", folder / "static")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "film.bin").write_bytes(pack(a_film()))
    (folder / "page.py").write_text(APP.format(root=str(ROOT), blob=str(folder / "film.bin")))
    with app_server(folder / "log.txt", folder / "page.py") as running:
        yield running


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"]))
def test_playing_scrubbing_and_stepping_send_no_message(browser, streamlit, theme):
    screen = Screen(browser, theme).open(streamlit.url)
    screen.page.wait_for_selector(".lstm-film .lane canvas")
    assert screen.page.locator(".lstm-film").get_attribute("data-theme") == theme
    assert screen.received.count("delta") == 1
    before = len(screen.sent)
    press(screen, "Home", "Space")
    screen.page.wait_for_timeout(2500)
    press(screen, "Space", "ArrowRight", "Shift+ArrowRight", "3", "4", "1", "2")
    screen.page.locator(".scrub").fill("2")
    screen.page.locator(".lane canvas").first.click(position={"x": 40, "y": 20})
    screen.page.wait_for_timeout(900)
    screen.page.wait_for_url(lambda url: "word=" in url)
    assert screen.sent[before:] == []
    assert screen.complaints() == []
    screen.close()


def test_the_theme_flips_while_the_film_is_open(browser, streamlit):
    screen = Screen(browser, "light").open(streamlit.url)
    screen.page.wait_for_selector(".lstm-film[data-theme=light]")
    screen.page.emulate_media(color_scheme="dark")
    screen.page.wait_for_selector(".lstm-film[data-theme=dark]")
    assert screen.complaints() == []
    screen.close()


def test_every_module_is_asked_for_under_one_version(browser, streamlit):
    screen = Screen(browser)
    asked = []
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.open(streamlit.url)
    screen.page.wait_for_selector(".lstm-film")
    ours = [url for url in asked if "/app/static/film/" in url or "/app/static/shared/" in url]
    assert len(ours) > 20
    assert len({url.partition("?v=")[2] for url in ours}) == 1
    assert all("?v=" in url for url in ours)
    screen.close()


def test_a_browser_that_takes_no_second_import_map_gets_the_film_as_well(browser, streamlit):
    screen = Screen(browser)
    screen.page.add_init_script(
        "Element.prototype.append = new Proxy(Element.prototype.append, "
        "{ apply: (append, self, nodes) => nodes.some((n) => n.type === 'importmap') || append.apply(self, nodes) })"
    )
    screen.open(streamlit.url)
    screen.page.wait_for_selector(".lstm-film[data-zoom]")
    assert screen.complaints() == []
    screen.close()


def test_the_blob_says_what_it_holds_and_a_diverged_run_is_refused():
    film = a_film()
    blob = pack(film)
    (length,) = np.frombuffer(blob[:4], "<u4")
    header = json.loads(blob[4 : 4 + length])
    floats = np.frombuffer(blob[4 + length :], "<f4")
    for node, array in film.node_arrays.items():
        if film.cell.graph.nodes[node].op != "x":
            where = header["arrays"][f"node/{node}"]
            assert tuple(where["shape"]) == array.shape
            np.testing.assert_array_equal(
                floats[where["offset"] :][: array.size].reshape(array.shape), array.astype(np.float32)
            )
    film.because["c"][0, 0] = np.nan
    with pytest.raises(ValueError, match="because/c has NaN"):
        pack(film)
