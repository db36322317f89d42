"""Each term of a sum as bars that add up: in One step each weight times its input, in the film what a gate hears."""

import re

import numpy as np
import pytest
from playwright.sync_api import Locator, expect

from lstm_core import CELLS
from tests.browser.test_one_step_live import frames, held
from tests.support.sampled import one_in
from ui import guesses
from ui.lessons.one_step.numbers import drawn
from ui.lessons.one_step.pack import node_values
from ui.shipped import networks, stories

SEED, MOST = 4, 5
BARS = """(drawing) => {
    const zero = Number(drawing.querySelector(".zero").getAttribute("x1"));
    const of = (bar) => ["x", "width"].map((key) => Number(bar.getAttribute(key)));
    return { zero, bars: [...drawing.querySelectorAll("rect")].map(of),
        labels: [...drawing.querySelectorAll("text:is(.term, .whole:not(.number))")].map((text) => text.textContent),
        values: [...drawing.querySelectorAll("text.number")].map((text) => text.textContent) };
}"""
expect.set_options(timeout=30_000)


def written(value: float) -> str:
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 and float(text) else text


def check(drawing: Locator, values: list[float], total: float) -> list[str]:
    """The bars stand end to end, from 0 to the sum, each as long as its number; returns their names."""
    found = drawing.evaluate(BARS)
    plain = [text.replace("+ ", "").replace("− ", "−") for text in found["values"]]
    assert plain == [written(value) for value in [*values, total]]
    ends = np.cumsum([0.0, *values])
    assert ends[-1] == pytest.approx(total, abs=1e-6)
    lefts, rights = zip(*((x, x + width) for x, width in found["bars"]), strict=True)
    longest = int(np.argmax(np.abs(values)))
    scale = found["bars"][longest][1] / abs(values[longest])
    for k in range(len(values)):
        low, high = sorted(ends[k : k + 2])
        assert lefts[k] == pytest.approx(found["zero"] + low * scale, abs=0.6)
        assert rights[k] == pytest.approx(found["zero"] + high * scale, abs=1.7)
    assert lefts[-1] == pytest.approx(found["zero"] + min(0, total) * scale, abs=0.6)
    assert rights[-1] == pytest.approx(found["zero"] + max(0, total) * scale, abs=1.7)
    return found["labels"]


@pytest.mark.parametrize("key", one_in(2, ["lstm", "gru", "gru_before", "peephole", "rnn"]))
def test_each_weight_times_its_input_adds_up_while_a_number_moves(screen, key):
    cell = CELLS[key]
    at = next(k for k, step in enumerate(cell.micro_plan) if step.kind == "sum")
    step = cell.micro_plan[at]
    opened = screen("/one_step", step_cell=cell.title, step_at=str(at + 1), step_unit="2", step_inputs="3")
    page = opened.page
    button = page.get_by_role("button", name="Show each weight × input")
    button.click()
    page.wait_for_url(re.compile("step_each=1"))

    def expected(numbers):
        values, found = node_values(numbers), []

        def walk(k: int) -> None:
            node = cell.graph.nodes[k]
            if node.op == "+" and k in step.nodes:
                for a in node.args:
                    walk(a)
            elif node.op == "@":
                weight, of = (cell.graph.nodes[a] for a in node.args)
                found.extend(numbers.weights[weight.name][1] * values[node.args[1]][0])
                assert of.op in ("x", "prev", "*")
            else:
                found.append(float(np.ravel(values[k])[1]))

        walk(step.nodes[-1])
        return found, float(values[step.nodes[-1]][0, 1])

    numbers = drawn(cell, 2, 3, SEED)
    drawing = page.locator(".part .bars-drawn")
    frames(page)
    labels = check(drawing, *expected(numbers))
    assert labels[:3] == ["x1", "x2", "x3"]
    start = numbers.arrays["x"][0]
    with opened.rerun(), held(page, "x.1") as to:
        to(-0.9)
        check(drawing, *expected(numbers.changed({("x", (0,)): round(start - 0.9, 2)})))


def test_a_cell_of_pictures_and_a_part_without_a_sum_offer_no_terms(screen):
    page = screen("/one_step", step_cell="ConvLSTM", step_at="2").page
    page.locator(".lstm-step .bars-drawn").wait_for()
    expect(page.locator(".each")).to_be_hidden()
    page = screen("/one_step", step_at="1", step_each="1").page
    page.locator(".lstm-step .chip").first.wait_for()
    expect(page.locator(".each")).to_be_hidden()


@pytest.mark.parametrize("name", ["f", "o"])
def test_a_click_on_a_gate_of_the_film_shows_what_adds_up_to_it(screen, name):
    words = tuple(stories.story("france", 3))
    trace = networks.trace_of("lstm", 0, words).layers[0]
    opened = screen("/france", word=str(len(words)), unit="2", zoom="3")
    page = opened.page
    page.locator(".lstm-film .answer-line").wait_for()
    sent = len(opened.sent)
    root = CELLS["lstm"].graph.names[name]
    page.locator(f".cell .box.squash[data-node='{root}']").click()
    drawing = page.locator(".terms .bars-drawn")
    drawing.wait_for()
    for by in (0, 1):
        if by:
            page.keyboard.press("ArrowLeft")
            frames(page)
        t, unit = len(words) - 1 - by, 2
        products = trace.weights[f"W_h{name}"][unit] * trace["h"][t - 1, 0]
        order = np.argsort(-np.abs(products), kind="stable")
        word = trace.weights[f"W_x{name}"][unit] @ trace.x[t, 0]
        bias = trace.weights[f"b_{name}"][unit]
        values = [word, *products[order[:MOST]], products[order[MOST:]].sum(), bias]
        labels = check(drawing, values, word + products.sum() + bias)
        units = [f"h{k}" for k in order[:MOST]]
        assert labels == [f"“{words[t]}”", *units, f"the other {len(products) - MOST}", "bias", "sum"]
    assert len(opened.sent) == sent


def test_the_terms_are_reached_by_keys_and_closed_again(screen):
    page = screen("/france", zoom="3").page
    page.locator(".lstm-film .answer-line").wait_for()
    choice = page.get_by_role("group", name="What adds up to")
    choice.get_by_role("button", name="i", exact=True).focus()
    page.keyboard.press("Enter")
    drawing = page.locator(".terms .bars-drawn")
    expect(drawing).to_be_visible()
    assert re.match("“fluent” ", drawing.get_attribute("aria-label"))
    page.keyboard.press("Enter")
    expect(drawing).to_be_hidden()


def test_a_film_that_is_not_alive_offers_no_terms(screen):
    page = screen("/moving", moving_guess=guesses.SHOW, moving_pixel_open="true").page
    page.locator(".lstm-film .cell").first.wait_for(state="attached")
    assert page.locator(".terms").count() == 0
