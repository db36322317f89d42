"""Lessons as files: opened without a network they show the numbers of the app and do what the app's page does."""

import gzip
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, TimeoutError, expect

from lstm_core.tasks.france import COUNTRIES
from offline.one_file import LARGEST, one_file
from offline.recording import recorder
from offline.site import site
from tests.support.saved import table, taken
from ui import frame
from ui.download import NEED_THE_APP, SCREENS
from ui.guesses import SHOW
from ui.shipped import networks, start

LESSONS = [page.name for page in frame.pages() if page.name not in NEED_THE_APP]
SAMPLE = {"france", "why_memory"}
FIRST_VISIT, TRANSFERS = 250_000, 60  # bytes of a host that sends gzip; files
# All that a page shows, through the shadows, but what is hidden, folded or only for readers of the screen.
SHOWN = """(place) => {
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data;
    if (!(node instanceof Element || node instanceof DocumentFragment)) return "";
    if (["SCRIPT", "STYLE", "SELECT", "title"].includes(node.tagName)) return "";
    if (["missing", "heard", "katex-html"].includes(node.className) || node.dataset?.was === "selectbox") return "";
    if (node instanceof Element && getComputedStyle(node).display === "none") return "";
    if (node instanceof HTMLDetailsElement && !node.open) return "";
    return [...(node.shadowRoot ?? node).childNodes].map(read).join(" ");
  };
  return [...document.querySelectorAll(place)].map(read).join(" ");
}"""

SAME = """([place, wanted]) => {
  const found = ((%s)(place).match(/\\d+(?:[.,]\\d+)*/g) ?? []).sort();
  return found.length === wanted.length && found.every((one) => wanted.includes(one));
}"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("site") / "lessons"
    with recorder() as running:
        site(running, target, sorted(SAMPLE), 7, say=lambda text: None)
    return target


@pytest.fixture(scope="module")
def france(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("file") / "france.html"
    lesson = next(page for page in frame.pages() if page.name == "france")
    with recorder() as running:
        target.write_text(one_file(running, lesson, "france_country=Italy", 3), encoding="utf-8")
    return target


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    """`opened(file, query, theme=…, width=…)`: the file without a network; a word on the console is a failure."""
    complaints: list[str] = []
    contexts = []

    def open_file(path: Path, query: str = "", theme: str = "light", width: int = 1280) -> Page:
        size = {"width": width, "height": 720 if width > 500 else 800}
        context = browser.new_context(offline=True, color_scheme=theme, viewport=size, reduced_motion="reduce")
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: request.url.startswith(("file:", "blob:", "data:")) or complaints.append(request.url),
        )
        page.goto(path.as_uri() + query)
        page.wait_for_selector("[data-open]")
        return page

    yield open_file
    for context in contexts:
        context.close()
    assert not complaints


def numbers(text: str) -> list[str]:
    return sorted(re.findall(r"\d+(?:[.,]\d+)*", text))


def test_one_file_of_france_opens_from_a_disk_at_the_screen_it_was_saved_at(france, opened):
    assert france.stat().st_size <= LARGEST
    page = opened(france)
    page.wait_for_selector(".lstm-film[data-zoom]")
    expect(page.locator(".lstm-film")).to_contain_text(re.compile(r"italian\s99"))
    page.locator(".lstm-film").focus()
    page.keyboard.press("Home")
    expect(page.get_by_text("word 1 of 28").first).to_be_visible()
    assert not page.evaluate("[...document.querySelectorAll('.reply')].map((one) => one.textContent).join('')")
    page.get_by_label("A few, at most 16").check()
    expect(page.get_by_text(re.compile(r"Yes\.|Not this one\."))).to_be_visible()
    expect(page.locator(".way .away", has_text="Next:")).to_be_visible()  # a file alone leads nowhere
    page.get_by_text("Take this lesson home").click()
    for button, says in (
        ("Worksheet of this lesson", "france_country=Italy"),
        ("Slides, 10-minute tour", "data-stop="),
    ):
        with page.expect_download() as saved:
            page.get_by_role("button", name=button).click()
        assert says in Path(saved.value.path()).read_text(encoding="utf-8")


def test_a_first_visit_is_small_and_what_a_click_asks_for_comes_then(folder, opened):
    page = opened(folder / "france.html")
    first = page.evaluate("[...document.scripts].map((script) => script.src).filter(Boolean)")
    sent = [folder / "france.html", *(folder / address.removeprefix(f"{folder.as_uri()}/") for address in first)]
    assert sum(len(gzip.compress(file.read_bytes(), 9)) for file in sent) <= FIRST_VISIT
    assert len(sent) <= TRANSFERS
    assert page.locator("link[rel=icon]").get_attribute("href").startswith("data:image/svg+xml")  # no host is asked
    page.locator(".lstm-film[data-zoom]").get_by_role("button", name="Download").click()
    with page.expect_download() as saved:
        page.get_by_role("menuitem", name="Transcript in words").click()
    assert "france" in Path(saved.value.path()).read_text(encoding="utf-8")
    assert (folder / "script" / "france-more.js").as_uri() in page.evaluate(
        "[...document.scripts].map((script) => script.src)"
    )


def test_a_control_shows_the_screen_that_was_recorded_for_it(folder, opened):
    page = opened(folder / "why_memory.html")
    assert "just show me" in page.inner_text("main")
    before = page.inner_text("main")
    page.get_by_role("radio", name="just show me").first.check(force=True)
    expect(page.locator("main")).not_to_have_text(before)
    page.wait_for_url(lambda url: "why_clouds=just+show+me" in url)
    page.reload()
    page.wait_for_selector("[data-open]")
    expect(page.get_by_role("radio", name="just show me").first).to_be_checked()


def test_start_alone_in_a_file_offers_no_way_to_the_lesson_where_the_reader_left_off(opened, tmp_path):
    start, target = frame.catalogue()[0], tmp_path / "start.html"
    with recorder() as running:
        target.write_text(one_file(running, start, "", 1), encoding="utf-8")
    page = opened(target)
    left = {"done": {}, "at": {"lesson": "france", "tour": None}}
    page.evaluate("(left) => localStorage.setItem('lstm-thread', JSON.stringify(left))", left)
    page.reload()
    page.wait_for_selector("[data-open]")
    expect(page.locator(".lstm-thread .left-off")).to_be_attached()
    expect(page.locator(".lstm-thread .left-off")).to_be_hidden()


@pytest.mark.long
def test_after_a_guess_in_the_picture_the_folds_show_what_waited_for_it(opened, tmp_path):
    target = tmp_path / "lessons"
    with recorder() as running:
        site(running, target, ["carriers"], 2, say=lambda text: None)
    page = opened(target / "carriers.html", "?carriers_guess=7")
    expect(page.locator(".lstm-carriers")).to_contain_text("unit 7")
    page.get_by_text("Every unit, by two measures at once").click()
    expect(page.locator(".plot .main-svg").first).to_be_attached(timeout=20_000)
    head, rows = table(taken(page, "memory-of-all-units", tmp_path))
    network, words = networks.network("lstm", 0), start.words()
    own = [word in COUNTRIES for word in words].index(True)
    said = {word: [*words[:own], word, *words[own + 1 :]] for word in COUNTRIES}
    held = {word: network.run(network.encode(one)).layers[0]["c"][:, 0] for word, one in said.items()}
    wanted = held.pop(words[own]) - np.mean(list(held.values()), axis=0)
    assert head[-3:] == ["step", "word", "c minus its mean"]
    assert len(rows) == wanted.size
    for row in rows:
        assert row[-2] == words[int(row[-3]) - 1]
        assert float(row[-1]) == pytest.approx(wanted[int(row[-3]) - 1, int(row[1])], abs=1e-5)
    page.get_by_role("button", name="Guess again").click()
    expect(page.get_by_text("First guess a row above.")).to_be_visible()
    page.wait_for_url(lambda url: "carriers_guess" not in url)


def test_what_is_folded_follows_the_levers_of_the_picture_or_says_for_which_place_it_was_computed(
    opened, screen, tmp_path
):
    target = tmp_path / "lessons"
    with recorder() as running:
        site(running, target, ["way_back"], 12, say=lambda text: None)
    asked = {"back_vote": "just show me", "back_cut": "true", "back_window": "1"}
    page = opened(target / "way_back.html", f"?{urlencode(asked)}")
    app = screen("/way_back", height=720, reduced_motion="reduce", **asked).page
    folded, note = ".st-key-further details >> nth=1", page.locator(".further > .notice")
    app_folded = app.locator("[class*=st-key-further] details").nth(1)
    one_word = re.compile(r"window of 1 word\b")
    expect(page.locator(folded)).to_contain_text(one_word)
    expect(app_folded).to_contain_text(one_word)
    expect(page.locator(".lstm-way-back")).to_contain_text(one_word)
    said = page.locator(folded).locator("p").first.inner_text()
    expect(app_folded.locator("p", has_text="window of 1 word").first).to_have_text(said)
    expect(note).to_be_empty()
    window = page.get_by_label("Truncation window")
    window.focus()
    page.keyboard.press("ArrowRight")
    expect(note).to_have_text(re.compile("computed for .Truncation window. at 1, the nearest"))
    page.keyboard.press("End")
    expect(page.locator(folded)).not_to_contain_text("window of 1 word")
    expect(note).to_be_empty()


@pytest.mark.parametrize(
    ("name", "asked", "lever", "label", "says"),
    [
        (
            "vanishing",
            {"vanishing_vote": SHOW, "vanishing_belt": "true"},
            "vanishing_bias",
            "Forget bias",
            "So much of",
        ),
        ("race", {"race_vote": SHOW, "claim_default": "true"}, "race_gap", "Length of the sequences", "At length"),
    ],
)
def test_in_a_single_file_a_fold_says_what_the_app_says_at_the_stop_that_is_named(
    opened, screen, tmp_path, name, asked, lever, label, says
):
    target, lesson = tmp_path / f"{name}.html", next(page for page in frame.pages() if page.name == name)
    with recorder() as running:
        target.write_text(one_file(running, lesson, most=SCREENS), encoding="utf-8")
    page = opened(target, f"?{urlencode(asked)}")
    note, said = page.locator(".further > .notice"), page.locator(".said p", has_text=says).first
    expect(said).to_be_visible()
    expect(note).to_be_empty()
    handle = page.locator(f".of-{name}").get_by_role("slider", name=label)
    for key in ("ArrowRight", "End", "Home"):
        handle.press(key)
        page.wait_for_url(lambda url: lever in url)
        page.wait_for_timeout(300)
        at = parse_qs(urlsplit(page.url).query)[lever][0]
        named = re.search(r"\u201d at (\S+), the nearest place that this file holds", note.inner_text())
        stop = named[1].replace("\u2212", "-") if named else at  # without a note it is said of where the lever stands
        assert named is None or float(stop) != float(at)
        app = screen(f"/{name}", height=720, reduced_motion="reduce", **asked, **{lever: stop}).page
        there = app.locator("[data-testid=stMain] p", has_text=says).first
        expect(there).to_have_text(said.inner_text())


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_lesson_fits_a_phone_in_light_and_dark(folder, opened, theme):
    page = opened(folder / "france.html", theme=theme, width=400)
    expect(page.locator(".lstm-film")).to_have_attribute("data-theme", theme)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400


def test_a_lesson_of_a_dark_screen_is_printed_in_the_ink_of_a_light_one(folder, opened):
    ink = "getComputedStyle(document.body).color"
    light, dark = (opened(folder / "why_memory.html", theme=theme) for theme in ("light", "dark"))
    assert dark.evaluate(ink) != light.evaluate(ink)
    dark.emulate_media(media="print", color_scheme="dark")
    assert dark.evaluate(ink) == light.evaluate(ink)


def test_the_folder_names_what_needs_the_app_and_links_what_it_holds(folder, opened):
    context = opened(folder / "france.html").context
    page = context.new_page()
    page.goto((folder / "contents.html").as_uri())
    expect(page.get_by_role("link", name="France → French")).to_be_visible()
    expect(page.get_by_text("It needs the app. Python reads the equations that are typed there.")).to_be_visible()
    expect(page.get_by_text("Moving pictures: It was left out of this folder.")).to_be_visible()
    page.goto((folder / "teacher.html").as_uri())
    expect(page.get_by_role("heading", name="A tour of 25 minutes")).to_be_visible()
    page.get_by_role("link", name="France → French").first.click()
    page.wait_for_selector("[data-open]")
    page.wait_for_url(lambda url: "tour=" in url)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in SAMPLE else pytest.mark.long) for name in LESSONS]
)
def test_a_lesson_shows_the_numbers_of_the_app_at_the_same_address(name, screen, opened, folder, tmp_path):
    target = folder
    if name not in SAMPLE:
        target = tmp_path / "lessons"
        with recorder() as running:
            site(running, target, [name], 1, say=lambda text: None)
    first = name == frame.pages()[0].name
    page = opened(target / ("index.html" if first else f"{name}.html"))
    app = screen("/" if first else f"/{name}", height=720, reduced_motion="reduce").page
    for one in (page, app) if page.locator(".of-film").count() else ():
        one.wait_for_selector(".lstm-film[data-zoom]")
        expect(one.get_by_role("button", name="Type a sentence").or_(one.locator(".line").first).first).to_be_visible()
    elsewhere = page.locator(":is(fieldset, [data-was=button_group]) > .missing").evaluate_all(
        "(all) => all.map((one) => one.title).join(' ')"
    )
    static = f"{page.evaluate(SHOWN, 'main')} {elsewhere}"  # the app offers all the answers, the file what was recorded
    with suppress(TimeoutError):  # then the lists say what differs
        app.wait_for_function(SAME % SHOWN, arg=["[data-testid=stMain]", numbers(static)])
    assert numbers(app.evaluate(SHOWN, "[data-testid=stMain]")) == numbers(static)
