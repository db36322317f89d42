"""The pictures of One step: sums, valve, curve and terms as long, as high and as steep as their numbers."""

from itertools import pairwise

import numpy as np
import pytest

from tests.support.drawn import assert_on_scale, points, script

# A step whose nodes have these values: only what a picture asks of it.
STEP = """
  const step = {
    colours: new Map(), value: (node) => given.values[node], array: (key) => given.arrays[key], name: () => ({ letter: "c" }),
    vector: (node) => given.vectors[node], node: (node) => ({ op: "", name: `n${node}`, text: "" }), header: () => ({}),
  };
  const look = { step, unit: 0, theme, em: 1, width: 520, held: new Map(), part: { name: "c", kind: given.kind ?? "keep" } };
"""
BARS = """
  return { bars: of(drawn, "rect", "x", "width"), zero: of(drawn, ".zero", "x1")[0].x1, said: texts(drawn, ".number").map(([text]) => text) };
"""


def ends(bars: list[dict]) -> np.ndarray:
    """(left, right) of each bar, (bars, 2)."""
    return np.array([[float(bar["x"]), float(bar["x"]) + float(bar["width"])] for bar in bars])


def test_terms_of_a_sum_begin_where_the_one_before_ended_and_the_sum_at_zero(blank):
    values = [2.0, -3.0, 0.5]
    running = np.concatenate([[0], np.cumsum(values)])
    given = {
        "values": [*map(abs, values), sum(values)],  # the second term is taken away
        "arrays": {"ends/3": {"data": running.tolist(), "shape": [4, 1]}},
        "terms": [
            {"node": k, "sign": float(np.sign(value)), "label": "t", "text": "", "name": "c"}
            for k, value in enumerate(values)
        ],
    }
    body = 'const { drawSum } = await import("/step/pictures/sum.js");'
    body += "const drawn = drawSum({ node: 3, terms: given.terms }, look);"
    drawn = blank().page.evaluate(script(STEP + body + BARS), given)
    low = [min(a, b) for a, b in pairwise(running)] + [min(0, sum(values))]
    high = [max(a, b) for a, b in pairwise(running)] + [max(0, sum(values))]
    places = [*ends(drawn["bars"]).ravel(), float(drawn["zero"])]
    assert_on_scale(places, [*np.stack([low, high], axis=1).ravel(), 0], rising=True)
    assert drawn["said"] == ["2.00", "− 3.00", "+ 0.50", "−0.50"]


def test_each_weight_times_its_input_is_a_bar_of_that_length(blank):
    weights, inputs = [0.5, -2.0], [4.0, 1.5]
    each = [a * b for a, b in zip(weights, inputs, strict=True)]
    given = {
        "values": {"3": sum(each)},
        "arrays": {"each/3": {"data": each, "shape": [2, 1]}, "number/7": {"data": weights}},
        "vectors": {"1": inputs},
        "terms": [{"name": "c", "sign": 1, "label": "x", "product": {"of": 1, "weight": 7, "name": "x"}}],
    }
    body = 'const { drawTerms } = await import("/step/pictures/terms.js");'
    body += "const drawn = drawTerms({ node: 3, terms: given.terms }, look);"
    drawn = blank().page.evaluate(script(STEP + body + BARS), given)
    assert_on_scale([*ends(drawn["bars"]).ravel(), float(drawn["zero"])], [0, 2, -1, 2, -1, 0, 0], rising=True)
    assert drawn["said"] == ["2.00", "− 3.00", "−1.00"]


@pytest.mark.parametrize("comes", [1.5, -0.75])
def test_behind_the_valve_the_band_is_as_high_as_what_passes(blank, comes):
    gate = 0.3
    given = {"values": [comes, gate, comes * gate]}
    body = """
      const { drawValve } = await import("/step/pictures/valve.js");
      const drawn = drawValve({ value: 0, gate: 1, node: 2, gate_name: "f", value_name: "c" }, look);
      return { bands: of(drawn, "rect:not(.plate)", "y", "height"), plate: of(drawn, ".plate", "y", "height")[0],
               zero: of(drawn, "line", "y1")[0].y1, said: texts(drawn, ".number").map(([text]) => text) };
    """
    drawn = blank().page.evaluate(script(STEP + body), given)
    zero = float(drawn["zero"])
    tops = [(float(band["y"]), float(band["y"]) + float(band["height"])) for band in drawn["bands"]]
    far = [(low if comes > 0 else high) - zero for low, high in tops]
    near = [(high if comes > 0 else low) - zero for low, high in tops]
    assert near == pytest.approx([0, 0])
    assert_on_scale([0, *far], [0, comes, comes * gate], rising=False)
    plate = float(drawn["plate"]["y"]), float(drawn["plate"]["y"]) + float(drawn["plate"]["height"])
    assert (plate[1] if comes > 0 else plate[0]) - zero == pytest.approx(far[1]), "the plate leaves that much open"
    assert drawn["said"] == [f"{abs(v):.2f}" if v > 0 else f"−{abs(v):.2f}" for v in (comes, gate, comes * gate)]


@pytest.mark.parametrize("inside", [1.25, -0.5])
def test_the_dot_lies_on_the_curve_and_the_tangent_along_it(blank, inside):
    axis = np.linspace(-4, 4, 161)
    given = {
        "values": [inside, float(np.tanh(inside))],
        "arrays": {
            "curve/1": {"shape": [2, len(axis)]},
            "slope/1": {"data": [float(1 - np.tanh(inside) ** 2)]},
        },
        "curve": [*axis, *np.tanh(axis)],
    }
    body = """
      given.arrays["curve/1"].data = Float64Array.from(given.curve);
      const { drawCurve } = await import("/step/pictures/curve.js");
      const drawn = drawCurve({ node: 1, inside: 0, squash: "tanh" }, look);
      return { curve: of(drawn, "path", "d")[0].d, dot: of(drawn, "circle", "cx", "cy")[0],
               tangent: of(drawn, ".tangent", "x1", "y1", "x2", "y2")[0], said: drawn.textContent };
    """
    drawn = blank().page.evaluate(script(STEP + body), given)
    curve = points(drawn["curve"])
    x, y = float(drawn["dot"]["cx"]), float(drawn["dot"]["cy"])
    assert_on_scale([*curve[:, 0], x], [*axis, inside], rising=True)
    assert_on_scale([*curve[:, 1], y], [*np.tanh(axis), np.tanh(inside)], rising=False)
    x1, y1, x2, y2 = (float(drawn["tangent"][name]) for name in ("x1", "y1", "x2", "y2"))
    assert [(x1 + x2) / 2, (y1 + y2) / 2] == pytest.approx([x, y])
    near = np.argsort(np.abs(curve[:, 0] - x))[:2]
    along = np.diff(curve[near], axis=0)[0]
    assert (y2 - y1) / (x2 - x1) == pytest.approx(along[1] / along[0], abs=0.05)
    assert f"slope {1 - np.tanh(inside) ** 2:.2f}" in drawn["said"]


def test_the_choices_lie_along_their_line_and_the_right_one_is_marked_where_it_is(blank):
    values = [-1.2, 0.1, 0.9]
    given = {"values": [0.9], "choices": [{"value": v, "says": None if v == 0.9 else "no"} for v in values]}
    body = """
      const { createQuestion } = await import("/step/question.js");
      Object.assign(step, { choices: () => given.choices, name: () => ({ node: 0, label: "memory (cell state)" }) });
      const answered = { value: -1.2, choices: given.choices };
      const state = { get: () => ({ unit: 0 }), hidden: () => null, isHeld: () => false, answer: () => answered, reveal() {}, askAgain() {} };
      const question = createQuestion(step, state, { theme: () => theme, em: () => 1 });
      question.draw("c", 500);
      const at = (part) => +/translate\\(([-\\d.]+)/.exec(question.element.querySelector(part).getAttribute("transform"))[1];
      return { dots: of(question.element, ".line > circle", "cx").map(({ cx }) => +cx), guess: at(".pin"), right: at(".slide") };
    """
    drawn = blank().page.evaluate(script(STEP + body), given)
    assert_on_scale([*drawn["dots"], drawn["guess"], drawn["right"]], [*values, -1.2, 0.9], rising=True)
