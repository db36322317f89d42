"""A closer look at the states of a film: their path in a plane, and the moments of other sentences like one."""

import base64
import re
from collections.abc import Callable

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_core.browser.film_message import pack
from lstm_core.experiments.corpus import Sentence, corpus, moments
from lstm_core.experiments.plane import Plane, country_differences, plane
from lstm_core.live.packed import packed
from lstm_core.tasks import france
from tools.chromium import Screen
from ui.components.film import closer
from ui.components.film.live import Alive, about
from ui.shipped import networks, stories

expect.set_options(timeout=30_000)
NETWORK = networks.network("lstm", 0)
WORDS = tuple(stories.story("france", 3))
MOST = 8


def alike(
    states: np.ndarray, sentences: list[Sentence], target: np.ndarray, own: Sentence, units: list[int] | None = None
) -> list[tuple[int, int, float]]:
    """By brute force: sentence, step and distance of the nearest moments; one of a sentence, one of a beginning."""
    places = [(k, step) for k, sentence in enumerate(sentences) for step in range(len(sentence))]
    counted = slice(None) if units is None else units
    distances = np.sqrt(((states[:, counted].astype(np.float32) - target[counted]) ** 2).sum(axis=1))
    found, used, beginnings = [], set(), {own}
    for place in np.argsort(distances, kind="stable"):
        k, step = places[place]
        beginning = sentences[k][: step + 1]
        if k not in used and beginning not in beginnings:
            found.append((k, step, float(distances[place])))
            used.add(k)
            beginnings.add(beginning)
    return found[:MOST]


def projected(found: Plane, states: np.ndarray) -> np.ndarray:
    return (states - found.mean) @ found.axes.T


def test_the_page_projects_and_finds_what_is_alike_as_numpy_does(blank: Callable[..., Screen]):
    rng = np.random.default_rng(0)
    states = rng.normal(size=(9, 6)) * 3
    found = plane(states)
    sentences = [tuple(rng.integers(0, 3, rng.integers(1, 7)).tolist()) for _ in range(40)]
    by_beginning = {}
    drawn = np.array(
        [by_beginning.setdefault(one[: k + 1], rng.normal(size=4)) for one in sentences for k in range(len(one))]
    ).astype(np.float32)
    target, own = rng.normal(size=4), sentences[3][:2]
    asked = {
        "plane": {key: value.tolist() for key, value in found._asdict().items()},
        "states": states.ravel().tolist(),
        "sentences": [list(one) for one in sentences],
        "drawn": drawn.ravel().tolist(),
        "target": target.tolist(),
        "own": list(own),
    }
    answer = blank().page.evaluate(
        """async ({ plane, states, sentences, drawn, target, own }) => {
          const { projected } = await import("/film/closer/plane.js");
          const { momentsOf, nearest } = await import("/film/closer/nearest.js");
          const moments = momentsOf(sentences);
          const values = Float32Array.from(drawn);
          const near = (units, before) =>
            nearest(moments, values, target, units, moments.beginning(before), 8)
              .map(({ sentence, step, distance }) => [sentence, step, distance]);
          const points = projected(plane, states).map(({ x, y }) => [x, y]);
          return { points, all: near(null, own), two: near([3, 1], [9]) };
        }""",
        asked,
    )
    assert np.array(answer["points"]) == pytest.approx(projected(found, states), abs=1e-9)
    for near, units, before in ((answer["all"], None, own), (answer["two"], [3, 1], (9,))):
        expected = alike(drawn, sentences, target, before, units)
        assert [tuple(one[:2]) for one in near] == [one[:2] for one in expected]
        assert [one[2] for one in near] == pytest.approx([one[2] for one in expected], abs=1e-9)


def test_while_the_sentences_are_read_it_says_how_many_were_and_reads_them_once(blank: Callable[..., Screen]):
    sentences = [list(one) for one in corpus(france.TASK, NETWORK)[:50]]
    told, again = blank().page.evaluate(
        """async ({ network, sentences }) => {
          const { createAsking } = await import("/film/closer/asking.js");
          const { openModel } = await import("/live/model.js");
          const model = openModel(Uint8Array.from(atob(network), (letter) => letter.charCodeAt(0)));
          const asked = { name: "c", target: new Float64Array(model.layers[0].H), units: null, before: [], most: 8 };
          let told = [];
          const answered = () => new Promise((found, failed) => {
            told = [];
            asking.ask(asked, model);
            ended = { found, failed };
          });
          let ended;
          const asking = createAsking(0, sentences, {
            found: (matches) => ended.found([...told, -matches.length]),
            failed: (why) => ended.failed(new Error(why)),
            reads: (count) => told.push(count),
          });
          return [await answered(), await answered()];
        }""",
        {"network": base64.b64encode(packed(NETWORK)).decode(), "sentences": sentences},
    )
    assert told == [16, 32, 48, 50, -MOST]
    assert again == [-MOST]


def test_a_word_without_room_gets_no_label_and_no_label_covers_another(blank: Callable[..., Screen]):
    points = [{"x": 50 + 3 * k, "y": 40, "text": f"word {k}", "strong": k == 0} for k in range(12)]
    places = blank().page.evaluate(
        """async (points) => {
          const { placed } = await import("/film/closer/labels.js");
          return placed(points, { width: 200, height: 80, type: 12 });
        }""",
        points,
    )
    assert places[0] is not None
    assert None in places
    boxes = [
        (one["x"] - {"start": 0, "middle": 0.5, "end": 1}[one["anchor"]] * 6 * 6.6, one["y"])
        for one in places
        if one is not None
    ]
    for k, (x, y) in enumerate(boxes):
        assert all(abs(y - other_y) > 11 or abs(x - other_x) > 6 * 6.6 - 1 for other_x, other_y in boxes[:k])


def numbers(path: str) -> np.ndarray:
    return np.array(re.findall(r"[-\d.]+", path), float).reshape(-1, 2)


def drawn_as(points: np.ndarray, expected: np.ndarray, unit: float, middle: np.ndarray) -> None:
    """Right is more of the first axis, up more of the second; a unit is as long on both."""
    assert points == pytest.approx(middle + unit * expected * [1, -1], abs=0.02)


def test_path_and_moments_are_python_s_and_a_moment_opens_its_sentence(screen: Callable[..., Screen]):
    opened = screen("/france", zoom="1", word="9", pin="29,2")
    page = opened.page
    before = len(opened.sent)
    page.get_by_role("button", name="Look closer").click()
    rows = page.locator(".alike li")
    expect(rows).to_have_count(MOST)
    assert opened.sent[before:] == ["rerun_script"]
    before = len(opened.sent)

    sentences = corpus(france.TASK, NETWORK)
    states = moments(NETWORK, 0, sentences)["c"]
    found = plane(states, country_differences(NETWORK, 0, sentences)["c"])
    told = [WORDS, *map(tuple, france.alternatives(WORDS))]
    own, *others = (NETWORK.run(NETWORK.encode(words)).layers[0]["c"][:, 0] for words in told)
    dots = page.locator(".plane .dots circle").evaluate_all(
        "all => all.map(one => [Number(one.getAttribute('cx')), Number(one.getAttribute('cy'))])"
    )
    expected, points = projected(found, own), np.array(dots)
    assert expected.min() < -1 < 1 < expected.max()
    unit = np.ptp(points[:, 0]) / np.ptp(expected[:, 0])
    middle = points[0] - unit * expected[0] * [1, -1]
    drawn_as(points, expected, unit, middle)
    faint = page.locator(".plane .faint path").evaluate_all("all => all.map(one => one.getAttribute('d'))")
    assert len(faint) == len(others)
    for path, other in zip(faint, others, strict=True):
        drawn_as(numbers(path), projected(found, other), unit, middle)
    box, now = (page.locator(f".plane{part}").bounding_box() for part in ("", " .now"))
    centre = [now["x"] + now["width"] / 2 - box["x"], now["y"] + now["height"] / 2 - box["y"]]
    assert centre == pytest.approx(points[8], abs=0.6)
    expect(page.locator(".path .axis").last).to_contain_text(f"{100 * found.shares[0]:.0f}")
    expect(page.locator(".here-now")).to_contain_text(f"{expected[8, 0]:.2f}".replace("-", "−"))

    def shows(units: list[int] | None) -> list[tuple[int, int, float]]:
        here = NETWORK.encode(WORDS[:9])[:, 0]
        near = alike(states, sentences, own[8], tuple(here.tolist()), units)
        for k, (sentence, step, distance) in enumerate(near):
            expect(rows.nth(k).locator(".far")).to_have_text(f"{distance:.2f}")
            text = " ".join(NETWORK.vocabulary[id] for id in sentences[sentence])
            expect(rows.nth(k).locator("button")).to_have_attribute("title", text)
            expect(rows.nth(k).locator("b")).to_have_text(text.split()[step])
        return near

    shows(None)
    page.get_by_role("button", name="the pinned: 29, 2").click()
    near = shows([29, 2])

    field = page.get_by_label("Another sentence")
    for text, says in (
        ("the quokka", "does not know “quokka”"),
        ("the " * 201, "at most 200 words"),
        (" ", "at least one"),
    ):
        field.fill(text)
        field.press("Enter")
        expect(page.locator(".added .says")).to_contain_text(says)
    field.fill("I grew up in Norway. I speak fluent")
    field.press("Enter")
    expect(page.locator(".added li")).to_contain_text("i grew up in norway. i speak fluent")
    added = NETWORK.run(NETWORK.encode("i grew up in norway . i speak fluent")).layers[0]["c"][:, 0]
    path = page.locator(".plane .dashed path")
    expect(path).to_have_count(1)
    assert numbers(path.get_attribute("d")).shape == added[:, :2].shape

    rows.nth(2).locator("button").click()
    sentence, step, _ = near[2]
    words = [NETWORK.vocabulary[id] for id in sentences[sentence]]
    expect(page.locator(".chip[data-place=now]")).to_have_text(words[step])
    expect(page.locator(".chip")).to_have_text(words)
    expect(page.locator(".plane .dots circle")).to_have_count(len(words))
    page.wait_for_function("() => location.search.includes('closer=c')")
    assert len(opened.sent) == before


def test_a_link_opens_it_and_what_is_held_moves_the_path(screen: Callable[..., Screen]):
    page = screen("/france", "dark", 400, 800, zoom="4", closer="h-2", hold="f=0 word 6").page
    expect(page.locator(".alike li")).to_have_count(MOST)
    for text in ("h output", "what varies most"):
        expect(page.get_by_role("button", name=text)).to_have_attribute("aria-pressed", "true")
    width = page.locator(".lstm-film").bounding_box()
    for part in (".closer", ".plane", ".alike", ".another"):
        box = page.locator(part).bounding_box()
        assert width["x"] - 1 <= box["x"]
        assert box["x"] + box["width"] <= width["x"] + width["width"] + 1, part
    last = page.locator(".plane .now").get_attribute("cx")
    page.get_by_role("button", name="As it was").click()
    expect(page.locator(".plane .now")).not_to_have_attribute("cx", last)
    page.get_by_role("button", name="close the closer look").click()
    expect(page.get_by_role("button", name="Look closer")).to_be_visible()
    page.wait_for_function("() => !location.search.includes('closer')")


def test_a_state_that_the_network_has_not_gets_one_sentence(screen: Callable[..., Screen]):
    page = screen("/france", closer="z").page
    expect(page.locator(".lstm-film .notice")).to_contain_text("closer=z (states are c, c-2, h, h-2)")
    expect(page.locator(".closer")).to_have_count(0)


@pytest.mark.parametrize("zoom", ["1", "4"])
def test_in_full_screen_on_a_low_projector_all_of_it_is_in_view_and_the_picture_keeps_its_room(screen, zoom):
    page = screen("/france", height=720, zoom=zoom, closer="h").page
    expect(page.locator(".alike li")).to_have_count(MOST, timeout=120_000)  # the first reader waits for the planes
    page.get_by_role("button", name="Full screen").click()
    expect(page.locator(".lstm-film[data-big]")).to_be_visible()
    page.wait_for_function(
        "(e) => e.getBoundingClientRect().bottom <= 720", arg=page.locator(".closer").element_handle()
    )
    picture, under = (page.locator(part).bounding_box() for part in (".stage .cards > .next", ".reading"))
    assert picture["y"] + picture["height"] <= under["y"]


TWO_FILMS = """async ([film, network, name]) => {
  const unpack = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const { keep } = await import("/shared/networks.js");
  const { default: mounted } = await import("/film/main.js");
  document.body.replaceChildren();
  for (let k = 0; k < 2; k += 1) {
    const parentElement = document.createElement("div");
    document.body.append(parentElement);
    mounted({ data: unpack(film), parentElement, setStateValue() {} });
  }
  keep(name, unpack(network));
}"""


@pytest.mark.parametrize(("asked", "opened"), [("h-2", 0), ("2:h-2", 1)])
def test_of_two_films_of_a_page_a_link_opens_the_closer_look_of_one(blank, network, film, asked, opened):
    page = blank().page
    live = about(Alive(network, offers=closer.offers(network)), "each other country")
    page.goto(f"{page.url}?zoom=4&closer={asked}")
    texts = [base64.b64encode(blob).decode() for blob in (pack(film, live=live), packed(network))]
    page.evaluate(TWO_FILMS, [*texts, live["network"]])
    openers = page.locator(".opener")
    expect(openers).to_have_count(2)
    expect(openers.nth(opened)).to_have_text(re.compile("on its way"))
    assert openers.nth(1 - opened).text_content() == "Look closer"
    assert page.evaluate("new URLSearchParams(location.search).get('closer')") == asked
