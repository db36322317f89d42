"""The error signals in a real browser: what the levers in the page show, and the way back step by step."""

import math
import re
from urllib.parse import parse_qs, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from figures.decades import size
from lstm_core.signals.lengths import factor_per_step
from tests.support.sampled import one_in
from ui.lessons.vanishing import hero, lead, levers, numbers, tables
from ui.shipped import networks

LINK = {"vanishing_vote": "next to nothing", "vanishing_bias": "2", "vanishing_chain": "true"}
CELLS = list(networks.COMPARED)
LEVERS = levers.Levers(bias=2)


def spoken(steps: int) -> str:
    """What a screen reader is told so many steps back."""
    found = numbers.medians(list(networks.COMPARED), LEVERS)
    shown = {title: float(np.float32(logs[steps] / np.log(10))) * np.log(10) for title, logs in found.items()}
    said = ", ".join(f"{title} {size(log)}" for title, log in shown.items())
    return f"{f'{steps} steps back' if steps else 'at the loss'}: {said}"


def chains(page: Page):
    expect(page.locator(".lstm-backward canvas").first).to_be_attached(timeout=60_000)
    return page.locator(".lstm-backward")


@pytest.mark.parametrize("width", [1280, 400])
def test_the_numbers_shown_are_those_of_the_core_wherever_a_reader_goes(screen, width):
    page = screen("/vanishing", width=width, **LINK).page
    block = chains(page)
    block.focus()
    line = block.locator(".spoken")
    expect(line).to_have_text(spoken(0))
    for key, steps in (("ArrowLeft", 1), ("PageUp", 2), ("PageDown", 1), ("Home", 99), ("ArrowRight", 98), ("End", 0)):
        page.keyboard.press(key)
        expect(line).to_have_text(spoken(steps))


def test_it_plays_and_stops_without_a_word_to_the_server(screen):
    shown = screen("/vanishing", **LINK)
    block = chains(shown.page)
    block.focus()
    before = len(shown.sent)
    shown.page.keyboard.press("Space")
    expect(block.locator(".where")).not_to_have_text("at the loss")
    shown.page.keyboard.press("Space")
    here = block.locator(".where").inner_text()
    shown.page.wait_for_timeout(400)
    assert block.locator(".where").inner_text() == here
    assert len(shown.sent) == before


def test_with_reduced_motion_playing_is_a_cut_to_the_first_step(screen):
    page = screen("/vanishing", reduced_motion="reduce", **LINK).page
    block = chains(page)
    block.get_by_role("button", name="Play or pause").click()
    expect(block.locator(".spoken")).to_have_text(spoken(99))


def test_the_browser_writes_numbers_as_python_does(blank):
    logs = [-1000.5, -700.0, np.log(9.96e-5), -7.3, -6.0, -0.4, 0.0, 2.0, 4.0, 5.5, 9.0, 300.0]
    page = blank().page
    found = page.evaluate(
        "async (tens) => [...tens, -Infinity].map((await import('/shared/decades.js')).size)",
        [log / np.log(10) for log in logs],
    )
    assert found == [*map(size, logs), size(-np.inf)]


def hero_of(page: Page):
    expect(page.locator(".lstm-vanishing tbody tr").first).to_be_visible(timeout=60_000)
    return page.locator(".lstm-vanishing")


def rows(page: Page) -> list[list[str]]:
    """The numbers beside the chart, as they stand there."""
    read = """(body) => {
      const parts = (cell) => [...cell.querySelectorAll("span, b, small")];
      return [...body.rows].map((row) => [...row.cells].flatMap(parts).map((part) => part.firstChild?.nodeValue ?? ""));
    }"""
    return hero_of(page).locator("tbody").evaluate(read)


def expected_rows(at: levers.Levers) -> list[list[str]]:
    """The same from the tables of Python."""
    found = []
    for row in tables.table(CELLS, at):
        factor, band = re.fullmatch(r"(.+) \((.+)\)", row["factor per step"]).groups()
        title, units = row["cell"], f"{row['units']} units"
        found.append([title, units, factor, band, row["halves in"], row["left 50 steps back"]])
    return found


def sentence(at: levers.Levers) -> str:
    """What is said of a position, chosen and filled in by other means."""
    numbers_of, texts = {}, {"bias": f"{at.bias:g}".replace("-", "−"), "open": f"{1 / (1 + math.exp(-at.bias)):.3f}"}
    for key in CELLS:
        title, logs = networks.title(key), numbers.signals(key, at)["h"]
        middle, factor = np.median(logs, axis=0), float(np.median(factor_per_step(logs[:, ::-1].T)))
        later = math.exp((middle[-1] - middle[lead.EARLY]) / (at.length - 1 - lead.EARLY))
        left, early = middle[50] - middle[0], middle[lead.EARLY] - middle[0]
        found = {"keeps": factor, "left": math.exp(left), "law": factor**50, "drop": math.exp(left) / factor**50}
        numbers_of |= {f"{name}:{title}": value for name, value in found.items()}
        texts |= {f"keeps:{title}": f"{factor:.3f}", f"later:{title}": f"{later:.3f}"}
        sizes = {"left": left, "early": early, "law": 50 * math.log(factor)}
        texts |= {f"{name}:{title}": size(log) for name, log in sizes.items()}
    said = []
    for cases in lead.words(tuple(CELLS), at.start, at.loss)["lead"]:
        for when, text in cases:
            if all((low or -math.inf) <= numbers_of[name] < (high or math.inf) for name, (low, high) in when.items()):
                said.append(text)
                break
    return re.sub(r"\{(.+?)\}", lambda place: texts[place[1]], " ".join(said)).replace("**", "")


@pytest.mark.parametrize(("bias", "scale", "length"), one_in(3, [(0, 1, 100), (4, 2, 100), (2, 0.5, 400)]))
def test_sentence_and_numbers_are_those_of_the_place_where_the_levers_stand(screen, bias, scale, length):
    link = {"vanishing_bias": bias, "vanishing_scale": scale, "vanishing_length": length}
    page = screen(
        "/vanishing", vanishing_vote="next to nothing", **{key: str(value) for key, value in link.items()}
    ).page
    at = levers.Levers(bias=bias, scale=scale, length=length)
    assert rows(page) == expected_rows(at)
    assert hero_of(page).locator(".sentence").inner_text() == sentence(at)


def test_the_drop_that_looks_like_a_contradiction_is_explained_where_it_occurs():
    assert "drops first" in sentence(levers.Levers(bias=4, scale=2))
    assert "drops first" not in sentence(levers.Levers())


def test_while_a_lever_is_dragged_all_follows_and_no_word_goes_to_the_server(screen):
    shown = screen("/vanishing", vanishing_vote="next to nothing")
    page = shown.page
    lever = hero_of(page).get_by_role("slider", name="Forget bias")
    line = page.locator('.lstm-vanishing [data-cell="LSTM"]')
    before, sent = rows(page), len(shown.sent)
    seen = {line.get_attribute("d")}
    box = lever.bounding_box()
    page.mouse.move(box["x"] + 0.375 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    for share in (0.5, 0.6, 0.7):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2, steps=5)
        expect(line).not_to_have_attribute("d", max(seen, key=len))
        page.wait_for_timeout(500)
        seen.add(line.get_attribute("d"))
    assert len(seen) == 4
    assert len(shown.sent) == sent
    page.wait_for_url(lambda url: "vanishing_bias" not in url)
    with shown.rerun():
        page.mouse.up()
    page.wait_for_url(re.compile("vanishing_bias"))
    page.wait_for_timeout(500)
    assert shown.sent[sent:] == ["rerun_script"]
    at = levers.Levers(bias=float(lever.input_value()))
    assert parse_qs(urlsplit(page.url).query)["vanishing_bias"] == [f"{at.bias:g}"]
    assert rows(page) == expected_rows(at) != before
    assert hero_of(page).locator("[role=status].spoken").inner_text() == sentence(at)


def test_arrow_keys_move_a_lever_and_what_is_folded_follows_at_rest(screen):
    shown = screen("/vanishing", **LINK)
    page = shown.page
    chains(page)
    lever = hero_of(page).get_by_role("slider", name="Forget bias")
    lever.focus()
    with shown.rerun():
        for _ in range(10):
            page.keyboard.press("ArrowLeft")
    assert lever.input_value() == "1"
    expect(lever).to_be_focused()
    chains(page).focus()
    page.keyboard.press("Home")
    found = numbers.medians(CELLS, levers.Levers(bias=1))
    expect(chains(page).locator(".spoken")).to_contain_text(
        f"LSTM {size(float(np.float32(found['LSTM'][99] / np.log(10))) * np.log(10))}"
    )


def test_what_is_heard_is_said_of_where_a_lever_came_to_rest_however_long_that_is_computed(screen):
    page = screen("/vanishing", vanishing_vote="next to nothing", vanishing_bias="2").page
    sentence, heard = (page.locator(f".lstm-vanishing .{name}") for name in ("sentence", "spoken"))
    expect(sentence).to_contain_text("Forget bias 2:")
    page.evaluate("""() => {
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (...given) { setTimeout(() => post.apply(this, given), 900); };
    }""")
    hero_of(page).get_by_role("slider", name="Forget bias").focus()
    page.keyboard.press("ArrowRight")
    expect(heard).to_contain_text("Forget bias 2.1:")
    assert heard.text_content() == sentence.text_content()


@pytest.mark.parametrize("width", [1280, 400])
def test_every_line_lies_where_the_axis_says(screen, width):
    at = levers.Levers(bias=2, scale=0.5, length=150)
    link = {"vanishing_bias": "2", "vanishing_scale": "0.5", "vanishing_length": "150"}
    page = screen("/vanishing", width=width, vanishing_vote="next to nothing", **link).page
    chart = hero_of(page).locator(".chart svg[role=img]")
    drawn = chart.evaluate("""(svg) => {
      const all = (which) => [...svg.querySelectorAll(which)];
      const tick = (text) => [text.textContent, text.getAttribute("text-anchor"), Number(text.getAttribute("x"))];
      return {
        grid: all(".grid path").map((path) => Number(path.getAttribute("d").split(" ")[1].split("H")[0])),
        ticks: all(".labels text").map(tick),
        lines: Object.fromEntries(all("[data-cell]").map((path) => [path.dataset.cell, path.getAttribute("d")])),
      };
    }""")
    ups = [power(label) for label, anchor, _ in drawn["ticks"] if anchor == "end"]
    y = np.polynomial.Polynomial.fit(ups, drawn["grid"], 1)
    rights = [(float(label), place) for label, anchor, place in drawn["ticks"] if anchor == "middle"]
    x = np.polynomial.Polynomial.fit(*zip(*rights, strict=True), 1)
    for title, logs in numbers.medians(CELLS, at).items():
        points = np.array([point.split(" ") for point in re.split("[ML]", drawn["lines"][title])[1:]], float)
        np.testing.assert_allclose(points[:, 0], x(np.arange(150.0)), atol=0.02)
        np.testing.assert_allclose(points[:, 1], y(logs / np.log(10)), atol=0.02)


def power(label: str) -> float:
    """The power of ten that a label of the axis names."""
    raised = label.removeprefix("10").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    return float(raised) if raised != label and raised else math.log10(float(label))


def test_the_curves_are_read_off_by_the_keys(screen):
    page = screen("/vanishing", **LINK).page
    probe = hero_of(page).get_by_role("slider", name="Steps back")
    probe.focus()
    page.keyboard.press("Home")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    found = numbers.medians(CELLS, LEVERS)
    said = ", ".join(f"{title} {size(logs[3])}" for title, logs in found.items())
    expect(probe).to_have_attribute("aria-valuetext", f"3 steps back: {said}")
    expect(page.locator(".lstm-vanishing .card")).to_be_visible()


def test_in_the_first_screen_stand_levers_sentence_and_chart(screen):
    page = screen("/vanishing", width=1280, height=720, vanishing_vote="more than half of it", vanishing_bias="4").page
    for part in (".levers", ".sentence", ".chart"):
        box = hero_of(page).locator(part).bounding_box()
        assert box["y"] > 0
        assert box["y"] + box["height"] <= 720, part


def stand(page: Page, **at: float) -> None:
    """Moves the levers at once, as a hand does."""
    for name, value in at.items():
        lever = page.locator(f"#lstm-lever-{name}")
        lever.evaluate("(input, to) => { input.value = to; input.dispatchEvent(new Event('input')); }", str(value))


GRID = [(b, s, t) for b in (-3, -0.5, 0, 1, 2.5, 4, 5) for s, t in ((0.5, 250), (1, 100), (1.6, 60), (3, 130))]


def test_the_sentence_is_that_of_every_place_of_a_grid(screen):
    page = screen("/vanishing", vanishing_vote="next to nothing").page
    hero_of(page)
    for bias, scale, length in GRID:
        stand(page, bias=bias, scale=scale, length=length)
        at = levers.Levers(bias=bias, scale=scale, length=length)
        expect(page.locator(".lstm-vanishing .sentence")).to_have_text(sentence(at))


@pytest.mark.parametrize("name", ["scale", "length"])
def test_scale_and_length_redraw_while_they_are_dragged(screen, name):
    shown = screen("/vanishing", vanishing_vote="next to nothing", vanishing_bias="2")
    page = shown.page
    hero_of(page)
    line, lever = page.locator('.lstm-vanishing [data-cell="LSTM"]'), page.locator(f"#lstm-lever-{name}")
    sent, box = len(shown.sent), lever.bounding_box()
    page.mouse.move(box["x"] + 0.2 * box["width"], box["y"] + box["height"] / 2)
    page.mouse.down()
    seen = [line.get_attribute("d")]
    for share in (0.6, 0.98):
        page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2, steps=8)
        expect(line).not_to_have_attribute("d", seen[-1])
        seen.append(line.get_attribute("d"))
    assert len(shown.sent) == sent
    page.mouse.up()


def place_of(page: Page, lever: str) -> str:
    return page.locator(f"#lstm-lever-{lever}").input_value()


def test_whoever_votes_sees_the_signal_survive_and_where_it_lay_before(screen):
    shown = screen("/vanishing")
    page = shown.page
    hero_of(page)
    sent = len(shown.sent)
    page.get_by_text("more than half of it", exact=True).click()
    page.wait_for_url(re.compile("vanishing_bias=4"))
    assert place_of(page, "bias") == "4"
    expect(page.locator(".lstm-vanishing .sentence")).to_contain_text("survives")
    assert shown.sent[sent:] == ["rerun_script"] * 2, "the vote, and where the lever came to rest"
    ghosts = page.locator(".lstm-vanishing [data-passed]")
    expect(ghosts).to_have_count(2)
    heights, ticks = {}, page.locator('.lstm-vanishing .labels text[text-anchor="end"]').all_text_contents()
    for ghost in ghosts.all():
        end = ghost.get_attribute("d").split("L")[-1].split(" ")[1]
        heights[int(ghost.get_attribute("data-passed"))] = float(end)
    grid = page.locator(".lstm-vanishing .grid path").evaluate_all(
        "(paths) => paths.map((path) => Number(path.getAttribute('d').split(' ')[1].split('H')[0]))"
    )
    y = np.polynomial.Polynomial.fit(list(map(power, ticks)), grid, 1)
    for bias in (0, 1):
        log = numbers.medians(CELLS, levers.Levers(bias=bias))["LSTM"][-1]
        assert heights[bias] == pytest.approx(y(log / np.log(10)), abs=0.05)


def test_with_reduced_motion_the_stops_are_shown_at_once(screen):
    page = screen("/vanishing", reduced_motion="reduce", vanishing_vote="next to nothing").page
    hero_of(page)
    expect(page.locator(".lstm-vanishing [data-passed]")).to_have_count(0)
    page.get_by_role("button", name="Play the forget bias").click()
    expect(page.locator(".lstm-vanishing [data-passed]")).to_have_count(2)
    assert place_of(page, "bias") == "4"


def test_the_hand_takes_over_from_what_plays(screen):
    page = screen("/vanishing", vanishing_vote="next to nothing").page
    hero_of(page)
    page.get_by_role("button", name="Play the forget bias").click()
    expect(page.locator("#lstm-lever-bias + .ends")).to_be_visible()
    page.locator("#lstm-lever-bias").focus()
    page.keyboard.press("Home")
    page.wait_for_url(re.compile("vanishing_bias=-3"))
    assert place_of(page, "bias") == "-3"


def test_back_and_forward_move_the_levers(screen):
    page = screen("/vanishing", vanishing_vote="next to nothing").page
    hero_of(page)
    for bias in ("1", "3"):
        stand(page, bias=float(bias))
        page.wait_for_url(re.compile(f"vanishing_bias={bias}"))
    page.go_back()
    expect(page.locator("#lstm-lever-bias")).to_have_value("1")
    expect(page.locator(".lstm-vanishing .sentence")).to_have_text(sentence(levers.Levers(bias=1)))
    page.go_back()
    expect(page.locator("#lstm-lever-bias")).to_have_value("0")
    page.go_forward()
    expect(page.locator("#lstm-lever-bias")).to_have_value("1")
    expect(page.locator(".lstm-vanishing .sentence")).to_have_text(sentence(levers.Levers(bias=1)))


def test_a_vote_keeps_the_other_levers_where_they_are(screen):
    shown = screen("/vanishing", vanishing_scale="2")
    page = shown.page
    assert [row[0] for row in rows(page)] == ["RNN"]
    lever = hero_of(page).get_by_role("slider", name="Recurrent weights")
    lever.focus()
    with shown.rerun():
        page.keyboard.press("ArrowRight")
    with shown.rerun():
        page.get_by_text("a few hundredths", exact=True).click()
    expect(page.locator(".lstm-vanishing tbody tr")).to_have_count(3)
    page.wait_for_url(re.compile("vanishing_bias=4"))
    assert lever.input_value() == "2.05"
    assert rows(page) == expected_rows(levers.Levers(bias=4, scale=2.05))


@pytest.mark.parametrize("without", ["workers", "its file", "nothing"])
def test_the_same_is_computed_where_the_page_gets_no_worker(blank, without):
    shown = blank()
    page = shown.page
    body = hero.message(("rnn", "lstm"), "uniform", "same units", "last", None)
    page.route("**/message", lambda route: route.fulfill(body=body, content_type="application/octet-stream"))
    if without == "its file":
        page.route("**/numbers/worker.js*", lambda route: route.abort())
    found = page.evaluate(
        """async (without) => {
          if (without === "workers") globalThis.Worker = undefined;
          const { openComputing } = await import("/vanishing/numbers/computing.js");
          const message = new Uint8Array(await (await fetch("/message")).arrayBuffer());
          return new Promise((done) => {
            const computing = openComputing(message, ({ length }, signals) => {
              if (length === 80) done(signals.map((seeds) => seeds.map((logs) => [...logs])));
            });
            for (const length of [60, 70, 80]) computing.ask({ bias: 1, scale: 1, length });
          });
        }""",
        without,
    )
    for cell, logs in zip(("rnn", "lstm"), found, strict=True):
        np.testing.assert_allclose(
            logs, numbers.signals(cell, levers.Levers(bias=1, length=80))["h"], rtol=1e-12, atol=1e-12
        )
    assert len(page.workers) == (without == "nothing")
    if without == "its file":
        shown.errors.clear()
