"""Every lesson in a real browser: light, dark, wide and narrow, and the ways through it that a reader takes."""

import re
from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from lstm_core.tasks import france
from tests.support import tree
from tests.support.axe import violations
from tests.support.edges import faint
from tests.support.heads import assert_head_is_whole
from tests.support.opened import open_all, wait_until_quiet
from tests.support.sampled import covering, one_in
from tools.chromium import Screen
from tools.poster import picture
from tools.server import app_server
from ui import frame
from ui.lessons.start.words import whose_language
from ui.lessons.why_memory import words as why_memory
from ui.shipped import answers, networks, start, stories

LESSONS = {found.name: found for found in frame.catalogue()}
PAGES = {found.name: found for found in frame.pages()}
START = frame.catalogue()[0].name
DRAWN = ".scatterlayer .trace path, .barlayer .trace path, .heatmaplayer image"
SIZES = [("light", 1280), ("dark", 360), ("light", 400), ("dark", 1920)]
expect.set_options(timeout=30_000)  # a machine that is busy with something else is slow, not wrong
ANSWERED = {
    "why_memory": {"why_clouds": "sky", "why_language": "french"}
}  # so that the pictures behind a vote are there


def path(name: str) -> str:
    return "/" if name == START else f"/{name}"


def chapters() -> dict[str, list[str]]:
    """What the menu says, by chapter."""
    found: dict[str, list[str]] = {}
    for lesson in PAGES.values():
        found.setdefault(frame.chapter(lesson), []).append(lesson.menu)
    return found


@pytest.mark.parametrize(("name", "theme", "width"), covering(PAGES, SIZES))
def test_a_page_opens_without_a_complaint_and_without_an_empty_picture(screen, name, theme, width):
    less = "reduce" if width < 640 else "no-preference"
    shown = screen(path(name), theme=theme, width=width, reduced_motion=less, **ANSWERED.get(name, {}))
    page = shown.page
    expect(page.get_by_role("heading", level=1)).to_have_text(PAGES[name].claim)
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    assert_head_is_whole(page)
    for chart in page.locator('[data-testid="stPlotlyChart"]').all():
        expect(chart.locator(DRAWN).first).to_be_attached()
    for alert in page.locator('[data-testid="stAlert"]').all():
        raise AssertionError(alert.inner_text())
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= width, f"the page is {wide} px wide on a screen of {width} px"
    cut = page.locator('[data-testid="stButtonGroup"] button').evaluate_all(
        "(all) => all.filter((one) => one.getBoundingClientRect().right > innerWidth).map((one) => one.innerText)"
    )
    assert not cut, "choices beside the screen"
    torn = "(all) => all.filter((one) => !one.naturalWidth).map((one) => one.alt || one.src)"
    assert not page.locator("img").evaluate_all(torn), "pictures that cannot be shown"
    assert not violations(page)
    assert not faint(page), "edges of controls that are seen too weakly"
    headings, nameless = tree.read(page)
    assert headings[0] == (PAGES[name].claim, 1)
    assert nameless == []
    if less == "reduce":
        assert still(page), "something moves by itself"


def still(page) -> bool:
    """Whether a page that has been asked to move less comes to rest."""
    for _ in range(20):
        before = page.screenshot()
        page.wait_for_timeout(300)
        if page.screenshot() == before:
            return True
    return False


def test_what_moves_by_itself_would_be_found(blank):
    page = blank(width=200, height=100).page
    page.set_content("<style>@keyframes go { to { opacity: 0 } } p { animation: go 1s infinite }</style><p>a</p>")
    assert not still(page)
    page.set_content("<p>a</p>")
    assert still(page)


def test_a_control_without_a_name_and_a_heading_out_of_order_would_be_found(blank):
    page = blank().page
    page.set_content('<main data-testid="stMain"><div></div><h1>a</h1><input type="range"><a href="/"></a></main>')
    page.locator("main").evaluate("(main) => main.append(Object.assign(new Image(), { alt: 'keep icon' }))")
    page.locator("div").evaluate("(div) => (div.attachShadow({ mode: 'open' }).innerHTML = '<h2>c</h2><button>')")
    assert tree.read(page) == ([("c", 2), ("a", 1)], ["- button", '- slider: "50"', "- link:", '- img "keep icon"'])


@pytest.mark.parametrize(("name", "theme"), one_in(15, product(PAGES, ["light", "dark"]), first=5))
def test_what_is_folded_and_what_is_told_after_the_guess_can_be_read_and_reached_by_everybody_too(screen, name, theme):
    shown = screen(path(name), theme=theme)
    open_all(shown)
    found = violations(shown.page)
    for tab in shown.page.get_by_role("tab", selected=False).all():
        if tab.is_visible():
            tab.click()
            wait_until_quiet(shown)
            found += violations(shown.page)
    assert not found


@pytest.mark.parametrize("name", [START, "france"])
def test_the_film_draws_something_on_every_canvas(screen, name):
    page = screen(path(name)).page
    expect(page.get_by_role("button", name="Play")).to_be_visible()
    page.wait_for_function(
        """() => {
          const roots = [document, ...[...document.querySelectorAll("*")].map((e) => e.shadowRoot).filter(Boolean)];
          const found = roots.flatMap((root) => [...root.querySelectorAll("canvas")]);
          const pixels = (c) => c.getContext("2d").getImageData(0, 0, c.width, c.height).data.buffer;
          const drawn = found.filter((c) => c.width && c.height && new Set(new Uint32Array(pixels(c))).size > 3);
          return drawn.length >= 2;  // the lanes that are open
        }"""
    )


def test_the_first_frame_that_ships_says_what_the_film_says(screen):
    shown, kept = (re.findall(r"<text[^>]*>([^<]*)<", svg) for svg in (picture(screen("/")), start.poster(False)))
    assert kept == shown, "run `python -m tools.poster`"


def test_a_link_to_a_lesson_that_is_opened_first_on_a_fresh_server_shows_it_with_the_whole_menu(browser, tmp_path):
    with app_server(tmp_path / "log.txt") as fresh:
        shown = Screen(browser).open(f"{fresh.url}/france", france_country="Spain")
        expect(shown.page.get_by_role("heading", level=1)).to_have_text(LESSONS["france"].claim)
        for title, pages in chapters().items():
            if title:
                shown.page.get_by_role("button", name=title).click()
            for menu in pages:
                expect(shown.page.get_by_role("menuitem" if title else "link", name=menu, exact=True)).to_be_visible()
        expect(shown.page.get_by_text("grew").first).to_be_visible()
        assert "spain" in shown.text()
        shown.close()


def test_a_tour_leads_to_its_lessons(screen):
    shown = screen("/")
    first = frame.tour(10)[0]
    with shown.rerun():
        shown.page.get_by_role("link", name=f"{first.menu} · {first.minutes[10]} min").click()
    expect(shown.page.get_by_role("heading", level=1)).to_have_text(first.claim)


def test_a_vote_reveals_the_answer_and_stands_in_the_link(screen):
    shown = screen("/why_memory")
    page = shown.page
    assert page.locator('[data-testid="stPlotlyChart"]').count() == 0
    with shown.rerun():
        page.get_by_text("sea", exact=True).click()
    found = answers.answers(why_memory.CLOUDS, why_memory.PLACES)
    expect(page.get_by_text("You said sea; it is sky.")).to_contain_text(
        answers.spoken(found, why_memory.PLACES, "sky")
    )
    assert parse_qs(urlsplit(page.url).query) == {"why_clouds": ["sea"]}
    with shown.rerun():
        page.get_by_text("italian", exact=True).click()
    expect(page.locator('[data-testid="stPlotlyChart"]')).to_have_count(2)
    page.wait_for_function("() => location.search.includes('why_language')")
    voted = page.url
    again = screen("/why_memory?" + urlsplit(voted).query)
    expect(again.page.get_by_text("You said italian; it is french.")).to_be_visible()
    page.locator(".st-key-onward a").first.click()  # to the next lesson, and back to this one as it was left
    page.wait_for_function("(here) => location.pathname !== here", arg=urlsplit(voted).path)
    page.go_back()
    page.wait_for_url(voted)
    expect(page.get_by_text("You said italian; it is french.")).to_be_visible()


def test_back_finds_the_votes_even_where_the_thread_has_not_come_before_next_is_pressed(screen):
    shown = screen("/why_memory")
    shown.page.route("**/app/static/thread/**", lambda route: None)  # a module that never arrives
    shown.open(shown.page.url, why_clouds="sea", why_language="italian")
    page, voted = shown.page, shown.page.url
    assert page.locator(".lstm-thread").count() == 0
    page.locator(".st-key-onward a").first.click()
    page.wait_for_function("(here) => location.pathname !== here", arg=urlsplit(voted).path)
    page.go_back()
    page.wait_for_url(voted)
    expect(page.get_by_text("You said italian; it is french.")).to_be_visible()
    page.unroute_all()


def test_the_dots_of_a_chart_stand_where_the_networks_say(screen):
    words, options = tuple(stories.story("france", 3)), why_memory.languages(stories.story("france", 3))
    page = screen("/why_memory", **ANSWERED["why_memory"]).page
    charts = page.locator('[data-testid="stPlotlyChart"] .js-plotly-plot')
    expect(charts).to_have_count(2)  # clouds, languages: they come one after the other
    chart = charts.nth(1)
    drawn = chart.evaluate(
        "(plot) => plot.data.filter((trace) => trace.showlegend !== false).map((t) => [t.name, t.x[0]])"
    )
    expected = answers.answers(words, options)
    assert dict(drawn) == {cell: pytest.approx(seeds[:, 0].mean(), abs=1e-6) for cell, seeds in expected.items()}


def test_the_numbers_in_the_film_are_those_of_the_run(screen):
    page = screen("/france", france_country="Spain", france_fillers="2", france_cell="GRU", france_seed="3").page
    words = tuple(stories.story("spain", 2))
    trace = networks.trace_of("gru", 3, words)
    line = page.get_by_text(re.compile(rf"^Word {len(words)} of {len(words)}, fluent, unit \d+: "))
    expect(line).to_be_attached()
    said = line.inner_text()
    unit = int(re.search(r"unit (\d+)", said)[1])
    for letter, label in (("z", "update gate"), ("r", "reset gate"), ("h", "output")):
        number = re.search(rf"{label} (−?[\d.]+)", said)[1].replace("−", "-")
        assert float(number) == pytest.approx(trace.layers[0][letter][-1, 0, unit], abs=0.006)
    word, percent = re.search(r"Most likely next: (\w+), ([\d.]+)", said).groups()
    assert word == france.VOCABULARY[trace.probs[-1, 0].argmax()]
    assert float(percent) == pytest.approx(100 * trace.probs[-1, 0].max(), abs=0.6)


def test_copy_link_copies_the_whole_state(screen):
    shown = screen("/france", france_country="Japan", france_cell="GRU")
    page = shown.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url
    assert parse_qs(urlsplit(copied).query)["france_country"] == ["Japan"]


def test_where_the_clipboard_is_closed_the_address_is_shown(screen):
    page = screen("/why_memory", why_clouds="sky").page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')); }")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_label("Address of this page")).to_have_value(page.url)


def test_charts_follow_the_reader_from_light_to_dark_paper(screen):
    shown = screen("/why_memory", **ANSWERED["why_memory"])
    tick = "getComputedStyle(document.querySelector('.xtick text')).fill.match(/[0-9]+/g).map(Number)"
    expect(shown.page.locator(".xtick text").first).to_be_visible()
    assert max(shown.page.evaluate(tick)) < 128
    with shown.rerun():
        shown.page.emulate_media(color_scheme="dark")
    shown.page.wait_for_function(f"document.querySelector('.xtick text') && Math.min(...{tick}) > 128")


def test_an_invalid_value_in_a_link_is_named_in_one_line(screen):
    page = screen("/france", france_country="Atlantis", france_cell="GRU").page
    notice = page.locator('[data-testid="stAlert"]')
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("“Atlantis” is not a choice for “Country”")
    expect(page.get_by_text("update gate").first).to_be_visible()


def test_a_recall_question_answers_a_wrong_and_a_right_choice(screen):
    shown = screen("/")
    page = shown.page
    right = whose_language()[2]
    wrong = next(option for option in whose_language()[1] if option != right)
    for option, reply in ((wrong, "Not this one."), (right, "Yes.")):
        with shown.rerun():
            page.locator('[data-testid="stRadio"]').get_by_text(option, exact=True).click()
        expect(page.locator('[data-testid="stAlert"]')).to_contain_text(reply)
