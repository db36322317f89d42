"""The way back over the words of a sentence, in a real browser: played, scrubbed, cut short, without the server."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from figures.decades import size
from lstm_core.running.backward import backward
from lstm_core.signals.lengths import angle, truncated_backward
from tests.support.sampled import one_in
from ui.components import network
from ui.lessons.way_back import levers, numbers, votes
from ui.shipped import networks, stories

VOTED = {"back_vote": votes.right_option()}
LN_10 = np.log(10)


def hero_of(page: Page):
    expect(page.locator(".lstm-way-back tbody tr").first).to_be_visible(timeout=60_000)
    return page.locator(".lstm-way-back")


def stand(page: Page, **at: float) -> None:
    """Moves the levers at once, as a hand does."""
    for name, value in at.items():
        lever = page.locator(f"#lstm-lever-{name}")
        lever.evaluate("(input, to) => { input.value = to; input.dispatchEvent(new Event('input')); }", str(value))


def shown(log: float) -> str:
    """A number as the page writes it, which got it as a float32."""
    return size(float(np.float32(log)))


def pulls(clauses: int, back: int, window: int, by: str = "memory") -> dict[str, float]:
    """The median of each cell so many words back."""
    found = numbers.trained(levers.sentence(clauses), "french", by)
    return {cell: float(np.median(logs[:, -1 - back])) if back < window else -np.inf for cell, logs in found.items()}


def turned(clauses: int, window: int) -> float:
    """Degrees between the core's truncated gradient and its full one."""
    pulled = numbers.pull(numbers.of_the_window(), levers.sentence(clauses), "french")
    whole = backward(pulled.trace, {"h": pulled.d}).weights
    return angle(whole, truncated_backward(pulled.trace, pulled.d, window).weights)


def sentence(clauses: int, back: int, window: int) -> str:
    """What is said of a position, from the numbers of the core."""
    told = levers.sentence(clauses)
    gap, steps = stories.gap_of(told), len(told)
    each = ", ".join(f"{shown(log)} in the {cell}" for cell, log in pulls(clauses, back, window).items())
    word = told[-1 - back]
    where = {0: "At “fluent”, where the language is asked for", 1: f"At “{word}”, the word before “fluent”"}
    first = where.get(back, f"At “{word}”, {back} words before “fluent”")
    said = f"{first}, the pull of “french” is {each}."
    if window >= steps:
        return f"{said} The window holds the whole sentence."
    seen = "1 word" if window == 1 else f"{window} words"
    said += f" A window of {seen}, “fluent” counted, begins at “{told[steps - window]}”. “france” is "
    outside = f"outside: its pull is exactly 0. To reach it takes {gap + 1} words."
    said += "inside." if window > gap else outside
    return f"{said} In the LSTM of seed 0, cutting turns the gradient of the weights by {turned(clauses, window):.0f}°."


@pytest.mark.parametrize("clauses", [0, 3, 8])
def test_the_window_of_the_page_turns_the_gradient_as_the_core_does(blank, clauses):
    page, told, net = blank().page, levers.sentence(clauses), numbers.of_the_window()
    body = network.message(net)[network.NAME :]
    page.route("**/message", lambda route: route.fulfill(body=body, content_type="application/octet-stream"))
    windows = sorted({1, 2, 5, len(told) // 2, stories.gap_of(told), stories.gap_of(told) + 1, len(told)})
    found = page.evaluate(
        """async ([words, score, windows]) => {
          const { createWindows } = await import("/way_back/windows.js");
          const bytes = new Uint8Array(await (await fetch("/message")).arrayBuffer());
          const turned = createWindows(bytes, score, 90);
          turned(words.slice(2), 3); // what was read before must not be in what follows
          return windows.map((window) => turned(words, window));
        }""",
        [list(told), numbers.score(net, "french").tolist(), windows],
    )
    np.testing.assert_allclose(found, [turned(clauses, window) for window in windows], atol=1e-4)


def test_sentence_and_numbers_are_those_of_the_place_where_the_levers_stand(screen):
    page = screen("/way_back", **VOTED).page
    hero_of(page)
    line = page.locator(".lstm-way-back .sentence")
    expect(line).to_have_text(sentence(3, 23, 28))
    for clauses, back, window in ((3, 23, 23), (3, 23, 24), (3, 4, 10), (8, 60, 40), (8, 1, 77), (0, 0, 3)):
        stand(page, clauses=clauses)
        stand(page, at=back, window=window)
        expect(line).to_have_text(sentence(clauses, back, window))
        found = pulls(clauses, back, window)
        cells = page.locator(".lstm-way-back tbody tr")
        for row, (cell, log) in zip(cells.all(), found.items(), strict=True):
            expect(row.locator("th span")).to_have_text(cell)
            expect(row.locator("td:nth-child(3) b")).to_have_text(shown(log))


def test_while_the_levers_move_no_word_goes_to_the_server_and_the_window_ends_with_the_sentence(screen):
    tab = screen("/way_back", **VOTED)
    page = tab.page
    hero_of(page)
    sent = len(tab.sent)
    lever = page.locator("#lstm-lever-window")
    assert lever.get_attribute("max") == "28"
    line = page.locator(".lstm-way-back .sentence")
    box = lever.bounding_box()
    page.mouse.move(box["x"] + box["width"] - 10, box["y"] + box["height"] / 2)
    page.mouse.down()
    for share in (0.7, 0.4, 0.2):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2, steps=6)
        expect(line).to_have_text(sentence(3, 23, int(lever.input_value())))
    assert len(tab.sent) == sent
    with tab.rerun():
        page.mouse.up()
    page.wait_for_url(re.compile("back_window="))
    assert tab.sent[sent:] == ["rerun_script"]
    stand(page, clauses=0)
    assert lever.get_attribute("max") == "9"


def test_outside_the_window_the_line_lies_on_zero_and_the_grey_ends_where_the_window_begins(screen):
    page = screen("/way_back", back_window="10", **VOTED).page
    hero_of(page)
    drawn = page.locator(".lstm-way-back .chart svg[role=img]").evaluate("""(svg) => {
      const number = (of, name) => Number(of.getAttribute(name));
      const labels = [...svg.querySelectorAll('.labels text[text-anchor="end"]')];
      const ticks = labels.map((text) => [text.textContent, number(text, "y") - 5]);
      const grey = svg.querySelector(".outside");
      const line = svg.querySelector('[data-cell="LSTM"]').getAttribute("d");
      return { ticks, line, grey: number(grey, "x") + number(grey, "width") };
    }""")
    zero = dict(drawn["ticks"])["0"]
    points = np.array([point.split(" ") for point in re.split("[ML]", drawn["line"])[1:]], float)
    assert len(points) == 28
    np.testing.assert_allclose(points[10:, 1], zero, atol=0.02)
    assert (points[:10, 1] < zero - 10).all()
    assert points[10, 0] < drawn["grey"] < points[9, 0]
    height = dict(drawn["ticks"])
    y = np.polynomial.Polynomial.fit([0, -1, -2], [height[label] for label in ("1", "0.1", "0.01")], 1)
    logs = np.median(numbers.trained(levers.sentence(3), "french", "memory")["LSTM"], axis=0)[::-1]
    np.testing.assert_allclose(points[:10, 1], y(logs[:10] / LN_10), atol=0.05)


def test_it_plays_from_fluent_to_france_word_by_word_without_the_server(screen):
    tab = screen("/way_back", back_at="0", **VOTED)
    page = tab.page
    hero_of(page)
    sent = len(tab.sent)
    page.get_by_role("button", name="Play from").click()
    chips = page.locator(".lstm-way-back .strip span")
    on_its_way = """async (strip) => {
      for (;;) {
        await new Promise(requestAnimationFrame);
        const lag = Number(strip.querySelector("[data-here]").dataset.lag);
        const right = (chip) => Boolean(chip.style.background) === (Number(chip.dataset.lag) <= lag);
        if (lag > 2 && lag < 23) return [...strip.children].map(right);
      }
    }"""
    assert all(page.locator(".lstm-way-back .strip").evaluate(on_its_way)), "only what was passed is lit"
    assert len(tab.sent) == sent
    expect(chips.nth(4)).to_have_attribute("data-here", "true", timeout=20_000)
    expect(page.locator(".lstm-way-back output").first).to_have_text("“france”, 23 back")
    expect(chips.nth(3)).to_have_attribute("style", re.compile("background"))


def test_with_reduced_motion_playing_is_a_cut_to_the_country(screen):
    page = screen("/way_back", reduced_motion="reduce", back_at="0", **VOTED).page
    hero_of(page)
    page.get_by_role("button", name="Play from").click()
    expect(page.locator(".lstm-way-back .sentence")).to_have_text(sentence(3, 23, 28))


def test_a_vote_brings_the_other_cells_and_marks_the_guess_at_the_country(screen):
    page = screen("/way_back").page
    hero_of(page)
    assert page.locator(".lstm-way-back tbody tr").count() == 1
    expect(page.locator(".lstm-way-back .guess")).to_be_hidden()
    page.get_by_text("about a tenth", exact=True).click()
    expect(page.locator(".lstm-way-back tbody tr")).to_have_count(3)
    expect(page.locator(".lstm-way-back .guess")).to_be_visible()
    expect(page.locator(".lstm-way-back .strip [data-here]")).to_have_text("france", timeout=20_000)
    band, dot = (
        page.locator(f".lstm-way-back {part}").evaluate("(e) => e.getBoundingClientRect().toJSON()")
        for part in (".guess", ".dot >> nth=2")
    )
    assert band["left"] < dot["left"] + dot["width"] / 2 < band["right"]
    assert dot["bottom"] < band["top"], "the truth is more than was guessed"


def test_a_word_is_looked_at_by_a_click_and_back_returns(screen):
    page = screen("/way_back", **VOTED).page
    hero_of(page)
    page.locator(".lstm-way-back .strip").get_by_text("spain", exact=True).click()
    expect(page.locator(".lstm-way-back .sentence")).to_have_text(sentence(3, 4, 28))
    page.wait_for_url(re.compile("back_at=4"))
    stand(page, window=9)
    page.wait_for_url(re.compile("back_window=9"))
    page.go_back()
    expect(page.locator(".lstm-way-back .sentence")).to_have_text(sentence(3, 4, 28))
    page.go_back()
    expect(page.locator(".lstm-way-back .sentence")).to_have_text(sentence(3, 23, 28))


@pytest.mark.parametrize("query", [{}, VOTED, {**VOTED, "back_window": "10"}, {"back_vote": "about a tenth"}])
def test_the_first_screen_holds_guess_levers_sentence_words_and_chart(screen, query):
    page = screen("/way_back", width=1280, height=720, **query).page
    for part in (".levers", ".sentence", ".strip", ".chart"):
        box = hero_of(page).locator(part).bounding_box()
        assert box["y"] > 0
        assert box["y"] + box["height"] <= 720, part


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"]))
@pytest.mark.parametrize("back", one_in(2, ["0", "1", "21", "23", "27"]))
def test_on_a_phone_no_two_labels_overlap(screen, theme, back):
    page = screen("/way_back", theme=theme, width=400, height=800, back_at=back, back_window="20", **VOTED).page
    boxes = (
        hero_of(page)
        .locator(".chart")
        .evaluate("""(chart) => {
      const frame = chart.getBoundingClientRect();
      const shown = [...chart.querySelectorAll("text")].filter((text) => text.textContent.trim());
      return shown.map((text) => [text.textContent, text.getBoundingClientRect().toJSON(), frame.right]);
    }""")
    )
    for k, (name, one, edge) in enumerate(boxes):
        assert one["right"] <= edge + 1, name
        for other, two, _ in boxes[:k]:
            apart = min(one["right"], two["right"]) - max(one["left"], two["left"])
            above = min(one["bottom"], two["bottom"]) - max(one["top"], two["top"])
            assert apart <= 1 or above <= 3, f"{name} lies on {other}"


def test_words_are_read_on_what_they_are_coloured_with(screen):
    for theme in ("light", "dark"):
        page = screen("/way_back", theme=theme, back_fillers="8", back_window="60", **VOTED).page
        pairs = (
            hero_of(page)
            .locator(".strip")
            .evaluate("""(strip) => {
          const channel = (part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4);
          const light = (text) => {
            const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(channel);
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          return [...strip.children].map((chip) => {
            const style = getComputedStyle(chip);
            return [light(style.color), light(style.backgroundColor)];
          });
        }""")
        )
        assert min((max(pair) + 0.05) / (min(pair) + 0.05) for pair in pairs) >= 4.5


def test_what_the_cells_answer_is_written_beside_them(screen):
    page = screen("/way_back", **VOTED).page
    answers = hero_of(page).locator("td:nth-child(2) b").all_inner_texts()
    told = levers.sentence(3)
    for cell, text in zip(networks.COMPARED, answers, strict=True):
        assert abs(float(text.split("\u202f")[0]) - 100 * numbers.answered(cell, told, "french")) <= 0.5


def test_what_the_pull_is_taken_at_changes_in_the_page_and_the_server_hears_where_it_rests(screen):
    shown = screen("/way_back", **VOTED)
    page, _ = shown.page, hero_of(shown.page)
    title = page.locator(".lstm-way-back .chart .title").last
    expect(title).to_have_text("pull at the memory")
    lever, sent = page.get_by_role("slider", name="Pull at the"), len(shown.sent)
    before = page.locator(".lstm-way-back table").inner_text()
    lever.dispatch_event("pointerdown")  # a hand that has not let go
    for value, name in ((1, "word vector x"), (2, "output h")):
        stand(page, by=value)
        expect(title).to_have_text(f"pull at the {name}")
        assert len(shown.sent) == sent
        assert page.locator(".lstm-way-back table").inner_text() != before
    page.evaluate("() => dispatchEvent(new Event('pointerup'))")
    page.wait_for_function("() => location.search.includes('back_pull=2')")
