"""A number under the hand on the page One step: everything follows at once, and the server hears of it at rest."""

import re
from contextlib import contextmanager

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_core import CELLS
from lstm_core.board.meanings import meanings
from tests.support.sampled import one_in
from ui.lessons.one_step.numbers import Numbers, drawn
from ui.lessons.one_step.pack import node_values, whole_values
from ui.lessons.one_step.presets import applied, presets
from ui.lessons.one_step.questions import questions

SEED = 4
PIXELS = 50  # are one whole in a drag
expect.set_options(timeout=30_000)

WATCH = """walk => {
    walk.written = [];
    const elementOf = ({ target }) => target.closest ? target : target.parentElement;
    const note = (all) => all.map(elementOf).filter((where) => where && !where.closest(".reader"))
        .forEach((where) => walk.written.push(where.outerHTML.slice(0, 90)));
    new MutationObserver(note).observe(walk, { subtree: true, childList: true, characterData: true, attributes: true });
}"""


@pytest.fixture
def walk(screen):
    """`walk(theme=…, width=…, **query)` opens the page and waits until the walk stands on it."""

    def open_page(**options):
        opened = screen("/one_step", **options)
        opened.page.locator(".lstm-step .equation math").first.wait_for()
        opened.page.wait_for_timeout(500)
        return opened

    return open_page


def seen(value: float) -> str:
    """A number as the page writes it."""
    text = f"{abs(float(np.float32(value))):.2f}"
    return f"−{text}" if value < 0 and float(text) else text


@contextmanager
def held(page, place: str):
    """`with held(page, "x.1") as to: to(0.5)`: it is moved by 0.5 and held; after the block it is let go."""
    field = page.locator(f"[data-place='{place}']")
    field.scroll_into_view_if_needed()
    box = field.bounding_box()
    x, y = round(box["x"]) + 20, round(box["y"] + box["height"] / 2)
    page.mouse.move(x, y)
    page.mouse.down()

    def to(by: float) -> None:
        page.mouse.move(x + by * PIXELS, y, steps=5)
        frames(page)

    yield to
    page.mouse.up()


def frames(page) -> None:
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")


def check(page, numbers: Numbers, unit: int) -> None:
    """Every number drawn in the diagram, the picture and the equation is that of its node."""
    values = node_values(numbers)
    drawn_numbers = page.locator(".part [data-node], .diagram text[data-node]").evaluate_all(
        "all => all.map(e => [+e.dataset.node, e.textContent]).filter(([, text]) => /^[^a-zσ]+$/i.test(text))"
    )
    assert drawn_numbers
    for node, text in drawn_numbers:
        value = seen(values[node].reshape(-1)[unit if values[node].size > unit else 0])
        assert text.strip("()").replace("+ ", "").replace("− ", "−").lstrip("−") == value.lstrip("−"), node
    for row in page.locator(".sheet tbody tr").all():
        name = row.locator(".letter").first.inner_text() if row.locator(".result").count() else ""
        if name:
            assert row.locator(".result").inner_text() in ("", seen(values[numbers.cell.graph.names[name]][0, unit]))


@pytest.mark.parametrize(
    ("key", "place", "at"),
    one_in(
        2,
        [
            ("lstm", "b_f.2", 7),
            ("gru", "x.1", 5),
            ("rnn", "W_hh.21", 3),
            ("conv_lstm", "W_xf.21", 7),
            ("peephole", "x.2", 12),
        ],
    ),
)
def test_while_a_number_is_dragged_everything_follows_and_nothing_is_sent(walk, key, place, at):
    cell = CELLS[key]
    names = "~".join(f"2.{name}" for name in cell.names)
    at = min(at, len(cell.micro_plan))
    opened = walk(step_cell=cell.title, step_unit="2", step_at=str(at), step_seen=names)
    page, before = opened.page, list(opened.sent)
    name, _, digits = place.partition(".")
    where = tuple(int(digit) - 1 for digit in digits)
    numbers = drawn(cell, 2, 2, SEED)
    start = numbers.arrays[name][where]
    with opened.rerun(), held(page, place) as to:
        for by in (0.7, -1.3, 2.4):
            to(by)
            check(page, numbers.changed({(name, where): round(start + by, 2)}), 1)
        assert opened.sent == before
    assert opened.sent == [*before, "rerun_script"]
    page.wait_for_url(lambda url: f"step_set={place}.{start + 2.4:g}" in url)
    check(page, numbers.changed({(name, where): round(start + 2.4, 2)}), 1)
    for k in range(len(cell.micro_plan)):
        page.locator(".dot").nth(k).click()
        page.locator(f".part .count:text('{k + 1} of')").wait_for()
        if cell.micro_plan[k].kind != "concatenate":
            check(page, numbers.changed({(name, where): round(start + 2.4, 2)}), 1)


def test_nothing_is_drawn_anew_when_the_servers_answer_comes(walk):
    opened = walk(step_at="12", step_seen="1.c")
    with opened.rerun():
        with held(opened.page, "x.1") as to:
            to(0.8)
        frames(opened.page)
        opened.page.locator(".lstm-step").evaluate(WATCH)
    opened.page.wait_for_timeout(500)
    assert opened.page.locator(".lstm-step").evaluate("walk => walk.written") == []


def test_an_answer_that_comes_late_leaves_the_number_under_the_hand_alone(walk):
    opened = walk(step_at="7")
    page = opened.page
    numbers = drawn(CELLS["lstm"], 2, 2, SEED).changed({("b_f", (0,)): -2.5})
    now = numbers.changed({("x", (0,)): 1.5})
    page.locator("[data-place='b_f.1']").fill("-2.5")
    finished, before = opened.finished, opened.sent.count("rerun_script")
    with held(page, "x.1") as to:  # taking hold of another number is what ends the writing
        to(0.6)
        check(page, now, 0)
        while opened.finished == finished:
            page.wait_for_timeout(50)
        frames(page)
        check(page, now, 0)
        expect(page.locator("[data-place='x.1']")).to_have_value("1.50")
        assert opened.sent.count("rerun_script") == before + 1
    page.wait_for_url(re.compile(r"step_set=b_f\.1\.-2\.5(~|%7E)x\.1\.1\.5"))
    check(page, now, 0)


def test_two_changes_in_a_row_are_both_kept(walk):
    opened = walk(step_at="7")
    page = opened.page
    for place, value in (("b_f.1", "2"), ("x.2", "-1"), ("b_f.1", "3")):
        field = page.locator(f"[data-place='{place}']")
        field.fill(value)
        field.press("Enter")
    page.wait_for_url(re.compile(r"step_set=b_f\.1\.3(~|%7E)x\.2\.-1"))
    page.wait_for_timeout(500)
    check(page, drawn(CELLS["lstm"], 2, 2, SEED).changed({("b_f", (0,)): 3.0, ("x", (1,)): -1.0}), 0)


def test_escape_brings_a_held_number_back_and_nothing_is_sent(walk):
    opened = walk(step_at="7")
    page, before = opened.page, len(opened.sent)
    with held(page, "b_f.1") as to:
        to(2.0)
        check(page, drawn(CELLS["lstm"], 2, 2, SEED).changed({("b_f", (0,)): 3.0}), 0)
        page.keyboard.press("Escape")
        frames(page)
        check(page, drawn(CELLS["lstm"], 2, 2, SEED), 0)
    page.wait_for_timeout(600)
    assert len(opened.sent) == before
    page.wait_for_url(lambda url: "step_set" not in url)
    assert page.locator("[data-place='b_f.1']").input_value() == "1.00"


def test_the_arrow_keys_move_a_number_and_what_follows_from_it(walk):
    opened = walk(step_at="7")
    page, before = opened.page, len(opened.sent)
    page.locator("[data-place='b_f.1']").focus()
    with opened.rerun():
        for _ in range(3):
            page.keyboard.down("ArrowUp")
        frames(page)
        check(page, drawn(CELLS["lstm"], 2, 2, SEED).changed({("b_f", (0,)): 1.3}), 0)
        assert len(opened.sent) == before
        page.keyboard.up("ArrowUp")
    page.wait_for_url(lambda url: "step_set=b_f.1.1.3" in url)


def test_a_number_stays_within_its_bounds_and_what_does_not_is_refused(walk):
    opened = walk(step_at="7", width=1280)
    page = opened.page
    field = page.locator("[data-place='b_f.1']")
    field.fill("11")
    field.press("Enter")
    assert "“11” is not a number from −10 to 10; b_f stays 1.00." in page.locator(".lstm-step .says").inner_text()
    frames(page)
    check(page, drawn(CELLS["lstm"], 2, 2, SEED), 0)
    with opened.rerun(), held(page, "b_f.1") as to:
        to(14)
        assert field.input_value() == "10.00"
        check(page, drawn(CELLS["lstm"], 2, 2, SEED).changed({("b_f", (0,)): 10.0}), 0)
    assert page.locator(".lstm-step .says").inner_text() == ""
    page.wait_for_url(lambda url: "step_set=b_f.1.10" in url)


def test_a_change_is_taken_back_by_reset_and_kept_beside_a_preset(walk):
    opened = walk(step_at="7")
    page, before = opened.page, drawn(CELLS["lstm"], 2, 2, SEED)
    with opened.rerun(), held(page, "x.1") as to:
        to(-0.5)
    with opened.rerun():
        page.get_by_text("keep", exact=True).first.click()
    kept = applied(before, presets(CELLS["lstm"])["keep"]).changed({("x", (0,)): 0.4})
    expect(page.locator("[data-place='b_f.1']")).to_have_value("9.00")
    frames(page)
    check(page, kept, 0)
    with opened.rerun(), held(page, "c_prev.1") as to:
        to(1)
        check(page, kept.changed({("c_prev", (0,)): 1.7}), 0)
    with opened.rerun():
        page.get_by_role("button", name="Reset to seed").click()
    expect(page.locator("[data-place='b_f.1']")).to_have_value("1.00")
    frames(page)
    check(page, before, 0)
    page.wait_for_url(lambda url: "step_set" not in url)


def test_a_change_joins_those_of_the_link(walk):
    opened = walk(step_at="7", step_set="W_xf.12.2")
    page = opened.page
    linked = drawn(CELLS["lstm"], 2, 2, SEED).changed({("W_xf", (0, 1)): 2.0})
    with opened.rerun(), held(page, "h_prev.1") as to:
        to(0.5)
        check(page, linked.changed({("h_prev", (0,)): 0.1}), 0)
    assert re.search(r"step_set=W_xf\.12\.2(~|%7E)h_prev\.1\.0\.1", page.url)


def test_a_question_that_waits_gives_nothing_away_while_numbers_move(walk):
    cell = CELLS["lstm"]
    label = {name: meaning.noun for name, meaning in meanings(cell).items()}
    opened = walk(step_at="10")
    page = opened.page
    options = page.locator(".option")
    at_rest = options.all_inner_texts()
    with opened.rerun(), held(page, "x.1") as to:
        for by in (-1.9, 0.7):
            to(by)
            now = drawn(cell, 2, 2, SEED).changed({("x", (0,)): round(0.9 + by, 2)})
            assert options.all_inner_texts() == at_rest
            assert page.locator(".options").evaluate("one => getComputedStyle(one).opacity") != "1"
            check(page, now, 0)
            later = [k for k in range(len(cell.graph.nodes)) if k >= cell.micro_plan[9].nodes[0]]
            shown = page.locator(", ".join(f".lstm-step [data-node='{k}']" for k in later))
            assert {text for text in shown.all_text_contents() if re.search(r"\d", text)} == set()
            assert page.locator(".states .result").all_inner_texts() == ["", ""]
            assert not page.locator(".picture").is_visible()
    frames(page)
    choices = questions(cell, whole_values(now), label)["c"][0]
    assert options.all_inner_texts() == [seen(choice.value) for choice in choices]
    options.nth(0).click()
    told = choices[0].says or ""
    assert told in page.locator(".verdict").inner_text()


def test_a_question_that_was_answered_stays_as_it_was_asked(walk):
    opened = walk(step_at="10")
    page = opened.page
    page.locator(".option").nth(1).click()
    verdict = page.locator(".verdict").inner_text()
    with opened.rerun(), held(page, "x.1") as to:
        to(-1.9)
        assert page.locator(".verdict").inner_text() == verdict
        assert page.locator(".sentence").is_visible()
    frames(page)
    assert page.locator(".verdict").inner_text() == f"{verdict} That was with the earlier numbers."
    page.get_by_role("button", name="Ask me again").click()
    now = drawn(CELLS["lstm"], 2, 2, SEED).changed({("x", (0,)): -1.0})
    label = {name: meaning.noun for name, meaning in meanings(CELLS["lstm"]).items()}
    choices = questions(CELLS["lstm"], whole_values(now), label)["c"][0]
    expect(page.locator(".option")).to_have_text([seen(choice.value) for choice in choices])


@pytest.mark.parametrize(
    ("name", "at"), one_in(2, [("x", (0,)), ("h_prev", (1,)), ("c_prev", (0,)), ("W_xf", (0, 1)), ("b_o", (0,))])
)
def test_a_finger_drags_a_number(walk, name, at):
    opened = walk(width=400, has_touch=True, step_at="7")
    page, before = opened.page, len(opened.sent)
    place = f"{name}.{''.join(str(k + 1) for k in at)}"
    field = page.locator(f"[data-place='{place}']")
    field.scroll_into_view_if_needed()
    start = drawn(CELLS["lstm"], 2, 2, SEED)
    expected = round(float(start.arrays[name][at]) + 1, 2)
    page.wait_for_timeout(300)
    box = field.bounding_box()
    x, y = box["x"] + 10, box["y"] + box["height"] / 2
    finger = page.context.new_cdp_session(page)

    def touch(kind: str, *points: dict) -> None:
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": list(points)})

    with opened.rerun():
        touch("touchStart", {"x": x, "y": y})
        for by in range(0, 60, 10):
            touch("touchMove", {"x": x + by, "y": y})
        frames(page)
        assert field.input_value() == seen(expected)
        check(page, start.changed({(name, at): expected}), 0)
        assert len(opened.sent) == before
        touch("touchEnd")
    page.wait_for_url(lambda url: f"step_set={place}." in url)
