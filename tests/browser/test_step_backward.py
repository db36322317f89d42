"""The way back through one step in a real browser: what is drawn is the core's gradient, and the address keeps it."""

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_core import CELLS
from lstm_core.board.way_back import way_back
from lstm_core.plain.evaluate import step_gradients
from tests.browser.test_one_step_live import frames, held
from tests.support.sampled import one_in
from ui.lessons.one_step.back import hears
from ui.lessons.one_step.numbers import Numbers, drawn, here
from ui.lessons.one_step.pack import whole_values
from ui.lessons.one_step.presets import applied, presets

SEED = 4
expect.set_options(timeout=30_000)


@pytest.fixture
def walk(screen):
    """`walk(theme=…, width=…, **query)` opens the page on its way back and waits until the walk stands on it."""

    def open_page(**options):
        opened = screen("/one_step", **({"step_back": "1"} | options))
        opened.page.locator(".lstm-step .part .sentence").wait_for()
        frames(opened.page)
        return opened

    return open_page


def written(value: float) -> str:
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 and float(text) else text


def derivatives(numbers: Numbers, arriving: dict[str, float]) -> list[np.ndarray]:
    """The value at the pixel of every node, of the way back too."""
    cell = numbers.cell
    d = {}
    for name in cell.names:
        d[name] = np.zeros_like(next(iter(numbers.prev.values())))
        here(d[name])[...] = arriving.get(name, 0.0)
    return [here(value) for value in step_gradients(way_back(cell).nodes, whole_values(numbers), d)]


def check(page, numbers: Numbers, arriving: dict[str, float], unit: int, micro: int) -> None:
    """The numbers of the diagram, of the bars with their lengths, and of the equations."""
    cell, values = numbers.cell, derivatives(numbers, arriving)
    steps = way_back(cell).steps
    for node, text in page.locator(".diagram text[data-node]").evaluate_all(
        "all => all.map((one) => [+one.dataset.node, one.textContent]).filter(([, text]) => text)"
    ):
        expected = values[cell.derivative.totals[node]][0, unit]
        named = next((name for name in hears(cell) if cell.graph.names[name] == node), None)
        assert text == written(arriving[named] if micro == 0 and named else expected), node
    if not 0 < micro <= len(steps):
        return
    step = steps[micro - 1]
    single = [values[hand.share][0, unit] for hand in step.handed if hand.by is None]
    expected = [values[step.arrives][0, unit], *single]
    assert page.locator(".bars-drawn text.number").all_text_contents() == [written(value) for value in expected]
    bars = page.locator(".bars-drawn").evaluate(
        """(drawing) => {
            const zero = Number(drawing.querySelector(".zero").getAttribute("x1"));
            return [...drawing.querySelectorAll("rect")].map((bar) => {
                const [x, width] = ["x", "width"].map((key) => Number(bar.getAttribute(key)));
                return x + 1e-6 >= zero ? width : -width;
            });
        }"""
    )
    scale = max(range(len(expected)), key=lambda k: abs(expected[k]))
    if abs(expected[scale]) > 0.02:
        for bar, value in zip(bars, expected, strict=True):
            assert bar == pytest.approx(value * bars[scale] / expected[scale], abs=1.6)
    left = [values[hand.share][0, unit] for hand in step.handed if hand.by is None]
    put = page.locator(".backward .equation.numbers math").evaluate_all(
        "all => all.map((one) => one.querySelector('.put').textContent)"
    )
    assert put == [written(value) for value in left]


@pytest.mark.parametrize("key", one_in(10, CELLS))
def test_every_number_on_the_way_back_is_the_cores(walk, key):
    cell = CELLS[key]
    page = walk(step_cell=cell.title, step_unit="2").page
    arriving = {name: float(name == "h") for name in hears(cell)}
    for micro in range(len(way_back(cell).steps) + 2):
        page.locator(f".part .count:text('{micro + 1} of')").wait_for()
        check(page, drawn(cell, 2, 2, SEED), arriving, 1, micro)
        page.keyboard.press("ArrowRight")
        frames(page)


def test_the_way_back_is_chosen_walked_and_kept_without_a_message(walk):
    opened = walk(step_back="0")
    page, before = opened.page, len(opened.sent)
    page.get_by_role("button", name="backward").click()
    expect(page.get_by_role("heading", name="The LSTM cell, unit 1, backward")).to_be_visible()
    lever = page.get_by_role("slider", name="dc, what arrives at c")
    lever.fill("-0.5")
    frames(page)
    check(page, drawn(CELLS["lstm"], 2, 2, SEED), {"c": -0.5, "h": 1.0}, 0, 0)
    for _ in range(5):
        page.keyboard.press("PageDown")
    page.locator(".part .count:text('6 of')").wait_for()
    check(page, drawn(CELLS["lstm"], 2, 2, SEED), {"c": -0.5, "h": 1.0}, 0, 5)
    page.wait_for_url(lambda url: all(part in url for part in ("step_back=1", "step_at=6", "c.-0.5")))
    assert len(opened.sent) == before
    again = walk(**dict(part.split("=") for part in page.url.replace("%7E", "~").split("?")[1].split("&")))
    again.page.locator(".part .count:text('6 of')").wait_for()
    check(again.page, drawn(CELLS["lstm"], 2, 2, SEED), {"c": -0.5, "h": 1.0}, 0, 5)
    page.get_by_role("button", name="forward").click()
    expect(page.get_by_role("heading", name="The LSTM cell, unit 1", exact=True)).to_be_visible()


def test_the_arrows_of_the_diagram_lead_back(walk):
    page = walk(step_at="15").page
    heads = page.locator(".diagram .wire").evaluate_all(
        """all => all.map((wire) => [...wire.querySelectorAll("path")].slice(1)
            .map((head) => [head.classList.contains("tail"), head.getAttribute("display") !== "none"]))"""
    )
    assert all(shown == tail for wire in heads for tail, shown in wire)
    page.get_by_role("button", name="forward").click()
    expect(page.locator(".diagram .wire .tail[display=none]")).to_have_count(len(heads))


@pytest.mark.parametrize("key", one_in(3, ["lstm", "gru", "conv_lstm"]))
def test_numbers_are_dragged_and_presets_chosen_on_the_way_back(walk, key):
    cell = CELLS[key]
    at = next(k for k, step in enumerate(way_back(cell).steps) if step.forward.kind == "keep") + 1
    opened = walk(step_cell=cell.title, step_at=str(at + 1))
    page, sent = opened.page, len(opened.sent)
    arriving = {name: float(name == "h") for name in hears(cell)}
    numbers = drawn(cell, 2, 2, SEED)
    start = numbers.arrays["x"][0]
    with opened.rerun(), held(page, "x.1") as to:
        for by in (-0.6, 0.9):
            to(by)
            check(page, numbers.changed({("x", (0,)): round(start + by, 2)}), arriving, 0, at)
        assert len(opened.sent) == sent
    changed = {("x", (0,)): round(start + 0.9, 2)}
    check(page, numbers.changed(changed), arriving, 0, at)
    with opened.rerun():
        page.get_by_text("keep", exact=True).first.click()
    frames(page)
    kept = applied(numbers, presets(cell)["keep"]).changed(changed)
    bias = next(iter(presets(cell)["keep"]))
    expect(page.locator(f"[data-place='{bias}.1']")).to_have_value(written(presets(cell)["keep"][bias]))
    frames(page)
    check(page, kept, arriving, 0, at)


def test_what_a_link_asks_for_in_vain_is_said(walk):
    page = walk(step_d="h.9~k.1~c.1.5", step_at="40").page
    notice = page.locator('[data-testid="stAlert"]')
    for part in ("“h.9”", "“k.1”", "“40”"):
        expect(notice).to_contain_text(part)
    check(page, drawn(CELLS["lstm"], 2, 2, SEED), {"c": 1.5, "h": 1.0}, 0, 0)


@pytest.mark.parametrize("theme", one_in(2, ["light", "dark"], first=1))
def test_on_a_phone_the_way_back_fits_and_a_finger_walks_it(walk, theme):
    page = walk(theme=theme, width=400, has_touch=True).page
    page.get_by_role("button", name="Next micro-step").tap()
    page.locator(".part .count:text('2 of')").wait_for()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 400
