"""One step in a real browser: walking, predicting, editing, linking; what is drawn is what the core computed."""

import re

import numpy as np
import pytest
from playwright.sync_api import expect

from lstm_core import CELLS
from tests.support.lists import open_list
from tests.support.sampled import one_in
from tests.support.saved import differences, table, taken
from ui.lessons.one_step.numbers import drawn
from ui.lessons.one_step.pack import node_values
from ui.lessons.one_step.presets import applied, presets
from ui.lessons.one_step.questions import questions

SEED = 4
expect.set_options(timeout=30_000)


@pytest.fixture
def walk(screen):
    """`walk(theme=…, width=…, **query)` opens the page and waits until the walk stands on it."""

    def open_page(**options):
        opened = screen("/one_step", **options)
        opened.page.locator(".lstm-step .equation math").first.wait_for()
        return opened

    return open_page


def seen(value: float) -> str:
    """A number as the page writes it; it arrives as float32."""
    value = float(np.float32(value))
    text = f"{abs(value):.2f}"
    return f"−{text}" if value < 0 and float(text) else text


@pytest.mark.parametrize("key", one_in(2, ["lstm", "rnn", "conv_lstm", "gru", "lstm1997"]))
def test_every_number_drawn_is_the_value_of_its_node(walk, key):
    cell = CELLS[key]
    numbers = drawn(cell, 2, 2, SEED)
    values = node_values(numbers)
    page = walk(step_cell=cell.title, step_unit="2", step_seen="~".join(f"2.{name}" for name in cell.names)).page
    for k, step in enumerate(cell.micro_plan):
        page.locator(".dot").nth(k).click()
        page.locator(f".part .count:text('{k + 1} of')").wait_for()
        if step.kind == "concatenate":
            shown = page.locator(".picture .number").all_inner_texts()
            assert shown == [seen(v) for node in step.nodes for v in values[node].reshape(-1)]
            continue
        drawn_numbers = page.locator(".part [data-node], .diagram text[data-node]").evaluate_all(
            "all => all.map(e => [+e.dataset.node, e.textContent]).filter(([, text]) => /^[^a-zσ]+$/i.test(text))"
        )
        assert drawn_numbers
        for node, text in drawn_numbers:
            value = values[node].reshape(-1)[-1]
            assert text.strip("()").replace("+ ", "").replace("− ", "−").lstrip("−") == seen(value).lstrip("−"), (
                k,
                node,
            )
        assert page.locator(".source").inner_text() == step.source


def test_walking_and_predicting_send_nothing_to_the_server(walk):
    opened = walk()
    page, before = opened.page, len(opened.sent)
    for key in ["ArrowRight"] * 9:
        page.keyboard.press(key)
    page.locator(".option").first.click()
    page.locator(".verdict").wait_for()
    page.keyboard.press("ArrowRight")
    page.locator(".choice button").nth(1).click()
    page.wait_for_url(lambda url: all(part in url for part in ("step_at=11", "step_unit=2", "1.c")))
    assert len(opened.sent) == before


@pytest.mark.parametrize("name", ["c", "h"])
def test_a_wrong_prediction_names_its_misconception_and_the_right_one_is_praised(walk, name):
    cell = CELLS["lstm"]
    numbers = drawn(cell, 2, 2, SEED)
    nouns = {"i": "input gate", "f": "forget gate", "g": "candidate", "o": "output gate", "c": "memory", "h": "output"}
    choices = questions(cell, node_values(numbers), nouns)[name][0]
    first = {"c": "keep", "h": "squash: memory"}[name]
    at = next(k for k, step in enumerate(cell.micro_plan) if step.title == first)
    page = walk(step_at=str(at + 1)).page
    right = next(choice for choice in choices if choice.says is None)
    assert not page.locator(".source").is_visible()
    for place, choice in enumerate(choices):
        page.locator(".option").nth(place).click()
        verdict = page.locator(".verdict").inner_text()
        if choice.says is None:
            assert verdict == f"Yes, {seen(right.value)}."
        else:
            assert verdict == f"You said {seen(choice.value)}; it is {seen(right.value)}. {choice.says}"
        assert page.locator(".source").is_visible()
        page.get_by_role("button", name="Ask me again").click()


def test_the_pin_can_be_dragged_to_a_value(walk):
    page = walk(step_at="10").page
    page.locator(".question .line").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    box = page.locator(".question .line").bounding_box()
    pin = page.locator(".pin").bounding_box()
    page.mouse.move(pin["x"] + pin["width"] / 2, pin["y"] + 8)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 10, pin["y"] + 8, steps=4)
    page.mouse.up()
    assert "adds without forgetting" in page.locator(".verdict").inner_text()


def test_an_edited_number_is_one_message_and_everything_is_computed_anew(walk):
    cell = CELLS["lstm"]
    opened = walk(step_at="7", step_unit="1")
    page = opened.page
    before = opened.sent.count("rerun_script")
    with opened.rerun():
        field = page.locator("[data-place='b_f.1']")
        field.fill("-2,5")
        field.press("Enter")
    edited = drawn(cell, 2, 2, SEED).changed({("b_f", (0,)): -2.5})
    f = cell.step(edited.weights, edited.x, edited.prev)["f"][0, 0]
    page.locator(f".picture [data-node='{cell.graph.names['f']}']:text('{seen(f)}')").wait_for()
    assert opened.sent.count("rerun_script") == before + 1
    page.wait_for_url(lambda url: "step_set=b_f.1.-2.5" in url)
    page.wait_for_url(lambda url: "step_at=7" in url)
    box = page.locator("[data-place='x.1']").bounding_box()
    with opened.rerun():
        page.mouse.move(box["x"] + 20, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + 120, box["y"] + 10, steps=8)
        page.mouse.up()
    assert opened.sent.count("rerun_script") == before + 2
    assert re.search(r"x\.1\.2\.9", page.url)
    with opened.rerun():
        page.get_by_role("button", name="Reset to seed").click()
    page.locator("[data-place='b_f.1']:not(.edited)").wait_for()
    assert page.locator("[data-place='b_f.1']").input_value() == "1.00"
    page.wait_for_url(lambda url: "step_set" not in url)


def test_what_is_no_number_is_refused_in_a_sentence_and_nothing_is_lost(walk):
    page = walk().page
    field = page.locator("[data-place='W_xi.11']")
    was = field.input_value()
    field.fill("lots")
    field.press("Enter")
    assert "“lots” is not a number" in page.locator(".lstm-step .says").inner_text()
    assert field.input_value() == was


def test_a_link_shows_the_same_screen_again(walk):
    first = walk(step_cell="GRU", step_preset="keep", step_at="8", step_unit="2", step_set="x.1.2.5", step_seen="2.h")
    first.page.wait_for_timeout(500)
    again = walk(**dict(part.split("=") for part in first.page.url.split("?")[1].split("&")))
    for part in (".part", ".sheet"):
        assert again.page.locator(part).inner_text() == first.page.locator(part).inner_text()
    numbers = applied(drawn(CELLS["gru"], 2, 2, SEED), presets(CELLS["gru"])["keep"])
    values = node_values(numbers.changed({("x", (0,)): 2.5}))
    kept = CELLS["gru"].micro_plan[7].nodes[-1]
    assert seen(values[kept][0, 1]) in again.page.locator(".sentence").inner_text()


WIDEST_FIRST = sorted(CELLS, key=lambda key: key not in ("slstm", "multiplicative"))


@pytest.mark.parametrize("key", one_in(12, WIDEST_FIRST))
def test_no_column_of_a_cell_is_cut_and_on_a_phone_the_table_alone_moves_sideways(walk, key):
    page = walk(height=720, step_cell=CELLS[key].title, step_at="99").page
    table = page.locator(".sheet .scroller")
    assert table.evaluate("(box) => box.scrollWidth <= box.clientWidth"), f"a column of {key} is cut"
    assert page.locator(".sheet .states").evaluate("(box) => box.scrollWidth <= box.parentElement.clientWidth")
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 740})
        expect(page.locator(f".lstm-step[data-size={'wide' if width == 1280 else 'narrow'}]")).to_be_visible()
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
        step = page.locator(".lstm-step").bounding_box()
        assert step["x"] >= 0
        assert step["x"] + step["width"] <= width
    expect(table).to_have_attribute("tabindex", "0")  # keys move it too


def test_the_keys_walk_and_a_screen_reader_hears_where(walk):
    page = walk().page
    page.locator(".lstm-step").focus()
    page.keyboard.press("End")
    page.keyboard.press("Home")
    page.keyboard.press(".")
    page.keyboard.press("ArrowDown")
    page.locator(".reader:text('Micro-step 2 of 14, unit 2')").wait_for(state="attached")
    page.keyboard.press("Space")
    page.locator(".part .count:text('3 of 14')").wait_for()


def test_less_motion_where_it_is_asked_for(walk):
    page = walk(reduced_motion="reduce", step_at="3").page
    running = page.locator(".grow").first.evaluate("bar => bar.getAnimations().length")
    assert running == 0


def test_colours_of_names_are_those_of_the_theme(walk):
    page = walk(step_at="7").page
    colour = page.locator(".picture circle").get_attribute("fill")
    assert colour == "#f90680"


def test_a_preset_asks_anew_and_reset_takes_it_back(walk):
    opened = walk(step_at="12", step_seen="1.c")
    page = opened.page
    with opened.rerun():
        page.get_by_text("keep", exact=True).first.click()
    expect(page.locator("[data-place='b_f.1']")).to_have_value("9.00")
    page.locator(".picture [data-node]:text('0.70')").first.wait_for()
    page.keyboard.press("Home")
    with opened.rerun():
        page.get_by_role("button", name="Reset to seed").click()
    expect(page.locator("[data-place='b_f.1']")).to_have_value("1.00")
    page.wait_for_url(lambda url: "step_preset" not in url)


def test_another_cell_takes_the_place_of_the_one_before(walk):
    opened = walk(step_at="9")
    page = opened.page
    page.get_by_text("Another cell, other numbers").click()
    for title in ("GRU", "RNN", "LSTM"):
        options = open_list(page.get_by_role("combobox").first)
        with opened.rerun():
            options.get_by_text(title, exact=True).click()
        page.get_by_role("heading", name=f"The {title} cell, unit 1").wait_for()
        assert page.locator(".part .count").inner_text().startswith("1 of")


def test_fingers_walk_and_answer(walk):
    page = walk(width=400, has_touch=True).page
    for _ in range(9):
        page.get_by_role("button", name="Next micro-step").tap()
    page.locator(".option").first.tap()
    page.locator(".verdict").wait_for()
    page.get_by_role("button", name="unit 2").tap()
    page.locator(".asks:text('unit 2')").wait_for()


def test_a_step_saves_its_pictures_and_its_cell_with_the_numbers_of_the_core(walk, tmp_path):
    cell, unit = CELLS["lstm"], 1
    values = node_values(drawn(cell, 2, 2, SEED))
    page = walk(step_cell=cell.title, step_unit="2", step_seen="~".join(f"2.{name}" for name in cell.names)).page

    def saved() -> tuple[list[str], list[list[str]]]:
        head, rows = table(taken(page, "micro-step", tmp_path))
        assert {row[1] for row in rows} == {str(unit + 1)}
        return head, rows

    kinds: dict[str, list[list[str]]] = {}
    for k, step in enumerate(cell.micro_plan):
        if step.kind in kinds:
            continue
        page.locator(".dot").nth(k).click()
        page.locator(f".part .count:text('{k + 1} of')").wait_for()
        head, kinds[step.kind] = saved()
        assert head == ["micro-step", "unit", "what", "number"]
        numbers = [float(row[-1]) for row in kinds[step.kind]]
        for node in page.locator(".picture [data-node]").evaluate_all("all => all.map((one) => +one.dataset.node)"):
            all_units = values[node].reshape(-1)
            for value in all_units if step.kind == "concatenate" else all_units[-1:]:
                assert min(abs(abs(value) - abs(number)) for number in numbers) < 1e-6, (step.kind, node)
        if step.kind == "sum":
            assert sum(numbers[:-1]) == pytest.approx(numbers[-1], abs=1e-6)
            page.get_by_role("button", name="Show each weight").click()
            head, rows = saved()
            assert head[3:] == ["weight", "input", "number"]
            *terms, whole = [[float(field or "nan") for field in row[3:]] for row in rows]
            products = np.array([term for term in terms if not np.isnan(term[0])])
            assert (products[:, 2] < 0).any()
            np.testing.assert_allclose(products[:, 0] * products[:, 1], products[:, 2], atol=1e-6)
            assert sum(term[2] for term in terms) == pytest.approx(whole[2], abs=1e-6)
            assert whole[2] == pytest.approx(numbers[-1])
            page.get_by_role("button", name="Add up what").click()
    assert {"concatenate", "sum"} < kinds.keys()
    (slope,) = [row for rows in kinds.values() for row in rows if row[2] == "slope"][:1]
    gate = next(float(row[3]) for rows in kinds.values() if slope in rows for row in rows if row[2] in cell.names)
    assert float(slope[3]) == pytest.approx(gate * (1 - gate), abs=1e-6)
    page.locator(".dot").nth(len(cell.micro_plan) - 1).click()
    page.locator(f".part .count:text('{len(cell.micro_plan)} of')").wait_for()
    found = taken(page, "cell-with-its-numbers", tmp_path)
    head, rows = table(found)
    assert head == ["unit", "what", "number"]
    told = {what: float(value) for _, what, value in rows}
    for name in cell.names:
        assert told[name] == pytest.approx(values[cell.graph.names[name]].reshape(-1)[unit], abs=1e-6), name
    for node, one in enumerate(cell.graph.nodes):
        if one.op == "prev":
            assert told[f"{one.name} before"] == pytest.approx(values[node].reshape(-1)[unit], abs=1e-6)
    assert told["h before"] < 0 < told["c before"]
    assert differences(page, "cell-with-its-numbers", found)[0] < 0.03
