"""The page One step on its way back: every derivative that the page computes is the core's exact gradient."""

import base64
from pathlib import Path

import numpy as np
import pytest

from benchmarks.live.twin import Twin
from lstm_core import CELLS, backward, run
from lstm_core.board.way_back import way_back
from lstm_core.plain.evaluate import step_gradients
from tests.browser.live.test_steps import ANSWERS, moves
from tests.support.sampled import covering
from ui.lessons.one_step.back import hears
from ui.lessons.one_step.numbers import Numbers, drawn, here
from ui.lessons.one_step.pack import packed, whole_values

TOLERANCE = 1e-12


@pytest.fixture(scope="module")
def page(twin: Twin):
    twin.page.route("**/step_twin.js", lambda route: route.fulfill(path=Path(ANSWERS), content_type="text/javascript"))
    return twin.page


def at_the_pixel(numbers: Numbers, value: float) -> np.ndarray:
    """What arrives at one name: the same in all units; of a picture, at the pixel in the middle."""
    array = np.zeros_like(next(iter(numbers.prev.values())))
    here(array)[...] = value
    return array


@pytest.mark.parametrize(("key", "units", "inputs"), covering(CELLS, [(2, 3), (4, 1)]))
def test_the_way_back_hands_on_the_cores_exact_gradients(page, key, units, inputs):
    cell = CELLS[key]
    before = drawn(cell, units, inputs, seed=units + inputs)
    done = moves(before, seed=len(key))
    rng = np.random.default_rng(len(key))
    arriving = {name: round(float(rng.uniform(-2, 2)), 2) for name in hears(cell)}
    shapes = {name: [*array.shape, 1][:2] for name, array in before.arrays.items() if name in cell.parameters}
    script = "async (given) => (await import('/step_twin.js')).walkedBack(...given)"
    message = base64.b64encode(packed(before, "", 0)).decode()
    found = page.evaluate(script, [message, arriving, done, shapes])
    way = way_back(cell)
    for k, looked in enumerate(found):
        now = before.changed({(name, place): value for name, place, value in done[:k]})
        d = {name: at_the_pixel(now, value) for name, value in arriving.items()}
        nothing = {name: at_the_pixel(now, 0.0) for name in cell.names}
        values = step_gradients(way.nodes, whole_values(now), nothing | d)
        for node, total in cell.derivative.totals.items():
            if str(node) in looked["totals"]:
                check(looked["totals"][str(node)], here(values[total])[0], f"the derivative by node {node}")
        for share, given in looked["shares"].items():
            check(given, here(values[int(share)])[0], f"what is handed on as node {share}")
        trace = run(cell, now.weights, now.x[None], state=now.prev)
        grads = backward(trace, {name: array[None] for name, array in d.items()}, values=True)
        for name, root in cell.graph.names.items():
            check(looked["totals"][str(root)], here(grads.values[name][0])[0], f"d{name}")
        for name, gradient in grads.weights.items():
            check(looked["weights"][name], here(gradient).ravel(), f"d{name}")
        for at, node in enumerate(cell.graph.nodes):
            if node.op == "prev":
                check(looked["totals"][str(at)], here(grads.state[node.name])[0], f"d{node.name}_prev")


def check(found: list[float], expected: np.ndarray, what: str) -> None:
    np.testing.assert_allclose(found, expected, rtol=TOLERANCE, atol=TOLERANCE, err_msg=what)


@pytest.mark.parametrize("key", CELLS)
def test_what_is_handed_on_is_what_arrives_times_the_local_derivative(key):
    cell = CELLS[key]
    numbers = drawn(cell, 3, 2, seed=1)
    d = {name: np.random.default_rng(0).normal(size=numbers.prev[cell.states[0]].shape) for name in cell.names}
    way = way_back(cell)
    values = step_gradients(way.nodes, whole_values(numbers), d)
    seen = 0
    for step in way.steps:
        for hand in step.handed:
            local = values[hand.local] if hand.local >= 0 else {-1: 1.0, -2: -1.0}[hand.local]
            if hand.by is None:
                np.testing.assert_allclose(values[step.arrives] * local, values[hand.share], rtol=1e-12, atol=1e-15)
                seen += 1
    assert seen >= len(way.steps)


@pytest.mark.parametrize("key", CELLS)
def test_everything_that_a_node_hears_is_handed_to_it_by_a_micro_step_or_from_later(key):
    cell = CELLS[key]
    numbers = drawn(cell, 3, 2, seed=2)
    rng = np.random.default_rng(1)
    arriving = {name: np.zeros_like(numbers.prev[cell.states[0]]) for name in cell.names}
    arriving |= {name: rng.normal(size=arriving[name].shape) for name in hears(cell)}
    way = way_back(cell)
    values = step_gradients(way.nodes, whole_values(numbers), arriving)
    heard = {cell.graph.names[name]: arriving[name] for name in hears(cell)}
    for step in way.steps:
        for hand in step.handed:
            heard[hand.to] = heard.get(hand.to, 0) + values[hand.share]
    for node, total in cell.derivative.totals.items():
        if node in heard:
            np.testing.assert_allclose(heard[node], values[total], rtol=1e-12, atol=1e-14)
