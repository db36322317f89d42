"""Charts of lines in the page: every point and mark lies where the chart's own axis has its number."""

import math

import numpy as np
import pytest

from tests.support.drawn import assert_on_scale, points, script

LOGS = {"low": [-1.0, -3.0, -6.0, -9.0], "middle": [-0.5, -2.0, -4.0, -8.0], "high": [0.0, -1.5, -3.0, -7.0]}
ARRAYS = "const logs = (found) => Object.fromEntries(Object.entries(found).map(([k, v]) => [k, Float64Array.from(v)]));"
LOOK = {"title": "LSTM", "color": "#123456", "dash": "solid"}
RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def power(label: str) -> float:
    """The logarithm to base ten of what an axis says: "10⁻⁴", "0.01", "1"."""
    base, raised = label.replace(",", "")[:2], label[2:].translate(RAISED)
    if base == "10" and raised.lstrip("-").isdigit() and raised:
        return float(raised)
    return math.log10(float(label.replace(",", "")))


def percents(labels: list) -> tuple[list[float], list[float]]:
    """Where an axis has its shares, and the shares."""
    found = [(y, float(text.rstrip(" %\u202f")) / 100) for text, _, y in labels if text.endswith("%")]
    return [y - 4 for y, _ in found], [share for _, share in found]


def test_bands_and_medians_of_error_signals_lie_on_the_axis_of_powers_of_ten(blank):
    """The chart of vanishing gradients: its curve, band, theory, what was before, what was passed, the mark."""
    body = (
        ARRAYS
        + """
      const { createChart } = await import("/vanishing/picture/chart.js");
      const words = { x: "", y: "", chart: "", guess: "guess", back: "back", theory: "", before: "", passed: "{bias}", at: "{lag}", probe: "" };
      const chart = createChart({ cells: [given.look], words, back: 2, guess: [given.guess, null], tour: null });
      put(chart.element);
      const found = [{ title: "LSTM", measures: logs(given.logs), theory: Float64Array.from(given.theory), before: null }];
      chart.draw(found, [{ bias: 3, middle: Float64Array.from(given.passed) }]);
      const root = chart.element;
      return { labels: texts(root, ".labels text"), line: of(root, ".line", "d")[0].d, band: of(root, ".band", "d")[0].d, theory: of(root, ".theory", "d")[0].d,
        passed: of(root, "[data-passed]", "d")[0].d, dot: of(root, ".dot", "cx", "cy")[0], guess: of(root, ".guess", "x", "y", "height")[0], upright: of(root, ".upright", "d")[0].d };
    """
    )
    theory, passed = [-0.2, -0.4, -0.6, -0.8], [-0.3, -0.3, -1.3, -5.3]
    given = {"look": LOOK, "logs": LOGS, "theory": theory, "passed": passed, "guess": -3.0}
    drawn = blank().page.evaluate(script(body), given)
    ups = [(y - 5, power(text)) for text, x, y in drawn["labels"] if x < 58]
    lags = [(x, float(text)) for text, x, _ in drawn["labels"] if x >= 58]
    line, band = points(drawn["line"]), points(drawn["band"])
    tens = [log / math.log(10) for log in (*LOGS["middle"], *LOGS["high"], *LOGS["low"][::-1], *theory, *passed)]
    drawn_at = [*line[:, 1], *band[:, 1], *points(drawn["theory"])[:, 1], *points(drawn["passed"])[:, 1]]
    assert_on_scale([*drawn_at, *(y for y, _ in ups)], [*tens, *(ten for _, ten in ups)], rising=False)
    assert_on_scale([*line[:, 0], *(x for x, _ in lags)], [0, 1, 2, 3, *(lag for _, lag in lags)], rising=True)
    assert [float(drawn["dot"]["cx"]), float(drawn["dot"]["cy"])] == pytest.approx(line[2], abs=0.02)
    assert points(drawn["upright"])[0][0] == pytest.approx(line[2][0], abs=0.02)
    guess = drawn["guess"]
    assert float(guess["x"]) + 7 == pytest.approx(line[2][0], abs=0.02)
    slope, start = np.polyfit(tens[:4], line[:, 1], 1)
    foot = float(guess["y"]) + float(guess["height"])
    assert foot == pytest.approx(start + slope * -3 / math.log(10), abs=0.2), "at least e⁻³ was guessed"
    assert float(guess["y"]) < min(line[:, 1])


def test_the_pull_at_a_word_stands_over_that_word(blank):
    body = (
        ARRAYS
        + """
      const { createChart } = await import("/way_back/chart.js");
      const words = { x: "", y: ["pull"], chart: "", guess: "guess", notes: [["outside: exactly 0", "thin"]] };
      const chart = createChart({ cells: [given.look], words, guess: null, coloured: 0 }, () => {});
      put(chart.element);
      const pulls = [logs(given.logs)], cut = [logs(given.cut)];
      chart.draw({ words: given.words, by: 0, steps: 4, gap: 3, at: 1, window: 2, cut: true, answers: [1], full: pulls, pulls: cut }, false, 1);
      const root = chart.element;
      return { labels: texts(root, ".labels text"), line: of(root, ".line", "d")[0].d, ghost: of(root, ".ghost", "d")[0].d,
        dot: of(root, ".dot", "cx", "cy")[0], outside: of(root, ".outside", "x", "width")[0] };
    """
    )
    cut = {name: [*values[:2], None, None] for name, values in LOGS.items()}
    body = body.replace(
        "logs(given.cut)",
        "logs(Object.fromEntries(Object.entries(given.cut).map(([k, v]) => [k, v.map((x) => x ?? -Infinity)])))",
    )
    words = ["france", "is", "a", "fluent"]
    drawn = blank().page.evaluate(script(body), {"look": LOOK, "logs": LOGS, "cut": cut, "words": words})
    named = {text: x for text, x, _ in drawn["labels"] if text in words}
    ups = [(y - 5, power(text)) for text, _, y in drawn["labels"] if text not in words and text != "0"]
    floor = next(y - 5 for text, _, y in drawn["labels"] if text == "0")
    ghost, line = points(drawn["ghost"]), points(drawn["line"])
    tens = [log / math.log(10) for log in LOGS["middle"]]
    assert_on_scale([*ghost[:, 1], *(y for y, _ in ups)], [*tens, *(ten for _, ten in ups)], rising=False)
    np.testing.assert_allclose(line[:2], ghost[:2], atol=0.02)
    np.testing.assert_allclose(line[2:, 1], floor, atol=0.02)
    assert ghost[0][0] > ghost[-1][0], "the last word is on the right"
    assert named["a"] == pytest.approx(ghost[1][0], abs=0.02)
    edge = float(drawn["outside"]["x"]) + float(drawn["outside"]["width"])
    assert edge == pytest.approx((ghost[1][0] + ghost[2][0]) / 2, abs=0.05)
    assert [float(drawn["dot"]["cx"]), float(drawn["dot"]["cy"])] == pytest.approx(ghost[1], abs=0.02)


def test_a_race_is_drawn_up_to_the_clock_and_at_what_each_seed_needed(blank):
    body = """
      const { createLines } = await import("/race/lines.js");
      const { createGaps } = await import("/race/gaps.js");
      const words = { chance: "chance: 0.5", x: "", y: "", lines: "", waiting: "", gaps: "", "gap x": "", "gap y": "", "not met": "never", reach: "{racer} {level}", guess: "you {level}" };
      const lines = createLines({ words, chance: 0.5, levels: [{}] }, () => {});
      put(lines.element);
      const racers = [{ ...given.look, sequences: [100, 1000, 10000], accuracy: given.shares, reached: 1000 }];
      lines.draw({ racers, grid: [100, 1000, 10000], steps: 3, which: 0 }, 4);
      const gaps = createGaps({ words, gaps: { levels: [10, 30, 100], most: 8000, guess: 100, truth: 30, guessed: "RNN", racers: [{ ...given.look, seeds: given.seeds, middle: [2500, 4000, null] }] } }, () => {});
      put(gaps.element);
      gaps.draw(30);
      const [a, b] = [lines.element, gaps.element];
      return { line: of(a, ".line", "d")[0].d, dot: of(a, ".dot", "cx", "cy", "data-met")[0], labels: texts(a, ".labels text"), blind: of(a, ".upright", "d")[0].d,
        seeds: of(b, ".seed", "cx", "cy"), middle: of(b, ".line", "d")[0].d, levels: texts(b, ".labels text"), said: of(b, ".said", "d")[0].d, truth: of(b, ".truth", "d")[0].d, here: of(b, ".now", "d")[0].d };
    """
    shares, seeds = [0.1, 0.75, 1.0], [[2200, 2500], [3500, 4000], [None, 7000]]
    drawn = blank().page.evaluate(script(body), {"look": LOOK, "shares": shares, "seeds": seeds})
    line = points(drawn["line"])
    assert len(line) == 2, "the clock stands at the second moment"
    ys, ticks = percents(drawn["labels"])
    assert_on_scale([*line[:, 1], *ys, points(drawn["blind"])[0][1]], [*shares[:2], *ticks, 0.5], rising=False)
    across = [(x, math.log10(float(text.replace(",", "")))) for text, x, _ in drawn["labels"] if not text.endswith("%")]
    assert_on_scale([*line[:, 0], *(x for x, _ in across)], [2, 3, *(log for _, log in across)], rising=True)
    assert [float(drawn["dot"]["cx"]), float(drawn["dot"]["cy"])] == pytest.approx(line[1])
    assert drawn["dot"]["data-met"] is not None
    place = {text: x for text, x, _ in drawn["levels"] if text in ("10", "30", "100")}
    up = {text: y - 4 for text, _, y in drawn["levels"] if text not in place}
    never = up.pop("never")
    ups = [(y, math.log10(float(text.replace(",", "")))) for text, y in up.items()]
    dots = [(float(dot["cx"]), float(dot["cy"])) for dot in drawn["seeds"]]
    wanted = [(level, need) for level, row in zip((10, 30, 100), seeds, strict=True) for need in row]
    assert [x for x, _ in dots] == pytest.approx([place[str(level)] for level, _ in wanted], abs=0.02)
    met = [(y, math.log10(need)) for (_, y), (_, need) in zip(dots, wanted, strict=True) if need]
    middle = points(drawn["middle"])
    assert_on_scale(
        [*(y for y, _ in met), *(y for y, _ in ups), *middle[:2, 1]],
        [*(log for _, log in met), *(log for _, log in ups), math.log10(2500), math.log10(4000)],
        rising=False,
    )
    assert [dots[4][1], middle[2][1]] == pytest.approx([never, never], abs=0.02)
    for mark, level in (("said", "100"), ("truth", "30"), ("here", "30")):
        assert points(drawn[mark])[0][0] == pytest.approx(place[level], abs=0.02), mark


def test_a_race_in_the_page_is_drawn_at_the_sequences_seen(blank):
    body = """
      const { createChart } = await import("/racing/chart.js");
      const chart = createChart({ words: { chance: "", x: "", y: "", chart: "" }, chance: 0.5, published: [{ who: "1997", count: 1000 }], limits: { sequences: 5000 }, racers: [] });
      put(chart.element);
      chart.draw([{ racer: { ...given.look, shipped: { curve: [[200, 0.3], [2000, 0.9]] } }, points: given.points, reached: null }]);
      const root = chart.element;
      return { own: of(root, ".lines .line", "d")[0].d, pale: of(root, ".pale .line", "d")[0].d, dot: of(root, ".dot", "cx", "cy")[0], labels: texts(root, ".labels text"), said: of(root, ".said", "d")[0].d };
    """
    seen = [[100, 0.0], [1000, 0.5], [4000, 0.8]]
    drawn = blank().page.evaluate(script(body), {"look": LOOK, "points": seen})
    own, pale = points(drawn["own"]), points(drawn["pale"])
    ys, ticks = percents(drawn["labels"])
    assert_on_scale([*own[:, 1], *pale[:, 1], *ys], [0, 0.5, 0.8, 0.3, 0.9, *ticks], rising=False)
    across = [(x, math.log10(float(text.replace(",", "")))) for text, x, _ in drawn["labels"] if not text.endswith("%")]
    places = [*own[:, 0], *pale[:, 0], points(drawn["said"])[0][0], *(x for x, _ in across)]
    counts = [*np.log10([100, 1000, 4000, 200, 2000, 1000]), *(log for _, log in across)]
    assert_on_scale(places, counts, rising=True)
    assert [float(drawn["dot"]["cx"]), float(drawn["dot"]["cy"])] == pytest.approx(own[-1])


def test_a_training_in_the_page_is_drawn_at_its_updates(blank):
    body = """
      const { createChart } = await import("/learning/picture/chart.js");
      const words = new Proxy({ names: { rate: "rate" }, letters: { rate: "r" } }, { get: (own, key) => own[key] ?? "" });
      const chart = createChart(words, 1000, String, () => {});
      put(chart.element);
      const losses = given.losses;
      chart.draw({ losses, solved: [{ update: 20, share: 0.25 }, { update: 80, share: 0.75 }], marks: [{ update: 40, name: "rate", from: 1, to: 2 }], at: 60, rise: 30,
        judged: { half: 50, share: 0.5, coarse: false, from: 0.2, to: 0.6 }, guessed: true });
      const root = chart.element;
      return { labels: texts(root, ".labels text"), loss: of(root, ".loss", "d")[0].d, share: of(root, ".share", "d")[0].d, here: of(root, ".here", "d")[0].d,
        rise: of(root, ".rise", "d")[0].d, change: of(root, ".change", "d")[0].d, guess: of(root, ".guess", "y", "height")[0], so: of(root, ".so", "cx", "cy")[0] };
    """
    losses = [1.0 - 0.01 * k for k in range(90)]
    drawn = blank().page.evaluate(script(body), {"losses": losses})
    ys, ticks = percents(drawn["labels"])
    loss, share = points(drawn["loss"]), points(drawn["share"])
    guess, so = drawn["guess"], drawn["so"]
    heights = [*share[:, 1], float(guess["y"]), float(guess["y"]) + float(guess["height"]), float(so["cy"]), *ys]
    assert_on_scale(heights, [0.25, 0.75, 0.6, 0.2, 0.5, *ticks], rising=False)
    left = [(y - 4, float(text)) for text, x, y in drawn["labels"] if "%" not in text and x < 40]
    assert_on_scale(loss[:, 1], losses, rising=False)
    slope, start = np.polyfit(losses, loss[:, 1], 1)
    assert [(y - start) / slope for y, _ in left] == pytest.approx([value for _, value in left], abs=0.051)
    marks = [points(drawn[name])[0][0] for name in ("here", "rise", "change")]
    below = [(x, float(text.replace(",", ""))) for text, x, _ in drawn["labels"] if "%" not in text and x >= 40]
    places = [*loss[:, 0], *share[:, 0], *marks, float(so["cx"]), *(x for x, _ in below)]
    assert_on_scale(places, [*range(1, 91), 20, 80, 60, 30, 40, 50, *(at for _, at in below)], rising=True)


def test_the_small_charts_beside_the_loss_hold_lengths_and_counts(blank):
    body = """
      const { createSignals, createHistogram } = await import("/learning/picture/small.js");
      const words = { title: "", x: "", said: "" };
      const [signals, histogram] = [createSignals(words), createHistogram(words)];
      signals.draw(Float64Array.from(given.first), true);
      signals.draw(Float64Array.from(given.logs), false);
      histogram.draw({ W: { data: Float64Array.from(given.weights) } }, true);
      return { line: of(signals.element, ".line", "d")[0].d, ghost: of(signals.element, ".ghost", "d")[0].d, labels: texts(signals.element, "text"),
        bars: of(histogram.element, ".bars", "d")[0].d, ends: texts(histogram.element, "text") };
    """
    first, logs, weights = [-9.0, -5.0, 0.0], [-3.0, -1.0, -2.0], [-0.9, -0.9, -0.9, 0.0, 0.5, 0.5, 0.99]
    drawn = blank().page.evaluate(script(body), {"first": first, "logs": logs, "weights": weights})
    tens = [*((log + 1) / math.log(10) for log in logs), *(log / math.log(10) for log in first)]
    ups = [(y - 4, float(text.replace("−", "-")[2:])) for text, _, y in drawn["labels"]]
    line, ghost = points(drawn["line"]), points(drawn["ghost"])
    assert_on_scale([*line[:, 1], *ghost[:, 1], *(y for y, _ in ups)], [*tens, *(t for _, t in ups)], rising=False)
    assert_on_scale([*line[:, 0]], [0, 1, 2], rising=True)
    bars = points(drawn["bars"])[1:-1].reshape(31, 2, 2)  # the left and the right end of each bar
    counts = np.histogram(weights, 31, (-1, 1))[0]
    assert_on_scale(bars[:, 0, 1], counts, rising=False)
    ends = [(x, float(text.replace("−", "-"))) for text, x, _ in drawn["ends"]]
    edges = np.linspace(-1, 1, 32)
    assert_on_scale([*bars[:, 0, 0], *(x for x, _ in ends)], [*edges[:-1], *(at for _, at in ends)], rising=True)


def test_the_instruments_of_the_clinic_show_what_was_found(blank):
    body = (
        ARRAYS
        + """
      const said = new Proxy({}, { get: () => "" });
      const { createGates } = await import("/clinic/panels/gates.js");
      const { createLoss } = await import("/clinic/panels/loss.js");
      const { createSignals } = await import("/clinic/panels/signals.js");
      const gates = createGates(said, [{ name: "f", letter: "f", color: null }]);
      gates.draw({ low: { f: given.low }, high: { f: given.high }, H: given.low.length }, theme);
      const loss = createLoss(said, { losses: given.losses, ended: 0.5, blind: 0.7, course: { updates: 4 } });
      loss.draw(given.added, 0.9);
      const signals = createSignals(said);
      signals.draw(logs(given.logs));
      const ups = (panel) => texts(panel.element, ".labels text");
      return { points: of(gates.element, "g.points path", "transform"), gates: ups(gates), loss: ups(loss), signals: ups(signals),
        before: of(loss.element, ".line.loss", "d")[0].d, after: of(loss.element, ".after", "d")[0].d, cut: of(loss.element, ".here", "d")[0].d, blind: of(loss.element, ".blind", "d")[0].d,
        band: of(signals.element, ".band", "d")[0].d, line: of(signals.element, "path.line", "d")[0].d };
    """
    )
    low, high = np.linspace(0, 0.8, 32).tolist(), np.linspace(0.9, 0.1, 32).tolist()
    losses, added = [1.5, 1.2, 0.3, 0.9], [0.5, 0.4]
    given = {"low": low, "high": high, "losses": losses, "added": added, "logs": LOGS}
    drawn = blank().page.evaluate(script(body), given)
    places = np.array([[float(n) for n in one["transform"][10:-1].split()] for one in drawn["points"]])
    ys, ticks = percents([row for row in drawn["gates"] if row[1] < 38])
    assert_on_scale([*places[:, 1], *ys], [*high, *ticks], rising=False, near=7)  # units stand apart by some px
    assert_on_scale(places[:, 0], low, rising=True, near=7)

    means = [np.mean(losses[: k + 1]) for k in range(4)] + [np.mean(added[: k + 1]) for k in range(2)]
    left = [(y - 4, float(text)) for text, x, y in drawn["loss"] if x < 38]
    line = np.concatenate([points(drawn["before"]), points(drawn["after"])])
    heights = [*line[:, 1], points(drawn["blind"])[0][1], *(y for y, _ in left)]
    assert_on_scale(heights, [*means, 0.7, *(value for _, value in left)], rising=False)
    below = [(x, float(text)) for text, x, _ in drawn["loss"] if x >= 38]
    places = [*line[:, 0], points(drawn["cut"])[0][0], *(x for x, _ in below)]
    assert_on_scale(places, [0, 1, 2, 3, 4, 5, 4, *(at for _, at in below)], rising=True)

    ups = [(y - 4, power(text)) for text, x, y in drawn["signals"] if x < 38]
    tens = [log / math.log(10) for log in (*LOGS["middle"], *LOGS["high"], *LOGS["low"][::-1])]
    heights = [*points(drawn["line"])[:, 1], *points(drawn["band"])[:, 1], *(y for y, _ in ups)]
    assert_on_scale(heights, [*tens, *(ten for _, ten in ups)], rising=False)
    assert_on_scale(points(drawn["line"])[:, 0], [0, -1, -2, -3], rising=True)  # the loss is on the right


def test_other_roads_draw_echo_noise_and_what_was_needed(blank):
    body = """
      const words = new Proxy({}, { get: (_, key) => (key === "said" ? "{sign} {share}" : "") });
      const { createEcho } = await import("/roads/echo.js");
      const sizes = { data: Float32Array.from(given.sizes), shape: [1, 4] };
      const echo = createEcho({ header: { radii: [0.9], steps: 4, axis: 51, marks: { at: 0.9, truth: 3, guess: 10 }, words, color: "#123456" }, arrays: new Map([["shade", { data: Float32Array.from(given.shades), shape: [1, 4, 2] }], ["size", sizes]]) }, () => {});
      const [board, chart] = echo.elements;
      document.body.append(board);
      put(chart);
      echo.draw({ position: { radius: 0.9 } }, 2, false);
      const { signedScale, parse } = await import("/shared/colour.js");
      const { createLatch } = await import("/roads/latch.js");
      const latch = createLatch({ header: { signals: [{ signal: given.signal, plus: [given.plus] }], stages: [{ seen: 5, right: 1 }], needed: [{ name: "evolution", seen: [1000, 10000] }, { name: "gradient", seen: [200] }], guess: 3000, words, color: "#123456" } }, () => {});
      put(latch.elements[0]);
      latch.draw({ position: { stage: 0 }, which: 0 }, 2);
      const [a, b] = [chart, latch.elements[0]];
      return { dots: of(board, "circle", "fill").map(({ fill }) => parse(fill)), scale: signedScale(false), labels: texts(a, ".labels text"), line: of(a, ".line", "d")[0].d, whole: of(a, ".ghost", "d")[0].d, head: of(a, ".dot", "cx", "cy")[0],
        truth: of(a, ".truth", "d")[0].d, said: of(a, ".said", "d")[0].d,
        noise: of(b, ".bars rect", "y", "height"), grid: of(b, ".grid path", "d").map(({ d }) => d), lean: of(b, ".line", "d")[0].d, needed: of(b, ".seed", "cx"), guessed: of(b, ".guessed", "cx")[0].cx, ticks: texts(b, ".tick") };
    """
    given = {
        "sizes": [1.0, 0.1, 0.01, 10.0],
        "shades": [0, 0, 0, 0, -0.5, 0.75, 0, 0],
        "signal": [1.0, -0.6, 0.3, 0.9],
        "plus": [0.5, 0.9, 0.2, 0.1],
    }
    drawn = blank().page.evaluate(script(body), given)
    shares = [2 * np.abs(np.array(drawn["scale"]) - dot).sum(axis=1).argmin() / 255 - 1 for dot in drawn["dots"]]
    assert shares == pytest.approx([-0.5, 0.75], abs=0.01)
    ups = [(y - 4, math.log10(float(text))) for text, x, y in drawn["labels"] if x < 64]
    steps = [(x, float(text)) for text, x, _ in drawn["labels"] if x >= 64]
    whole, line = points(drawn["whole"]), points(drawn["line"])
    assert_on_scale([*whole[:, 1], *(y for y, _ in ups)], [0, -1, -2, 1, *(ten for _, ten in ups)], rising=False)
    places = [*whole[:, 0], points(drawn["truth"])[0][0], points(drawn["said"])[0][0], *(x for x, _ in steps)]
    assert_on_scale(places, [0, 1, 2, 3, 3, 10, *(at for _, at in steps)], rising=True)
    np.testing.assert_array_equal(line, whole[:3])
    assert [float(drawn["head"]["cx"]), float(drawn["head"]["cy"])] == pytest.approx(whole[2])

    plus, zero, minus = (points(d)[0][1] for d in drawn["grid"])
    bars = [(float(bar["y"]), float(bar["y"]) + float(bar["height"])) for bar in drawn["noise"]]
    ends = [top if value > 0 else foot for (top, foot), value in zip(bars, given["signal"], strict=False)]
    leaning = points(drawn["lean"])[:, 1]
    numbers = [1, 0, -1, *given["signal"][:3], *(2 * p - 1 for p in given["plus"][:3])]
    assert_on_scale([plus, zero, minus, *ends, *leaning], numbers, rising=False)
    dots = [float(dot["cx"]) for dot in drawn["needed"]]
    ticks = [(x, math.log10(float(text.replace(",", "")))) for text, x, _ in drawn["ticks"]]
    needed = [*np.log10([1000, 10000, 200, 3000]), *(log for _, log in ticks)]
    assert_on_scale([*dots, float(drawn["guessed"]), *(x for x, _ in ticks)], needed, rising=True)


def test_curves_of_jobs_of_errors_and_of_carriers_lie_on_their_axes(blank):
    body = """
      const { createCurves } = await import("/jobs/curves.js");
      const jobs = createCurves({ lines: [{ name: "in", kind: "input", values: given.values }, { name: "said", kind: "dots", values: given.dots }], hidden: [2, 3], said: given.values.map(String) }, () => {});
      put(jobs.element);
      jobs.resize();
      jobs.draw(3);
      const { createErrors } = await import("/moving/errors.js");
      const errors = createErrors({ file: "errors", lines: [{ name: "net", color: "#123456", dash: "solid", values: given.errors }], levels: [{ name: "copy", value: 0.3, from: 2, what: "truth" }], from: 2, last: 5, digits: 2, title: "", across: "" });
      errors.draw(4);
      const { createCurve } = await import("/carriers/curve.js");
      const says = new Proxy({ count: { one: "", many: "" } }, { get: (own, key) => own[key] ?? "" });
      const curve = createCurve({ orders: { by: { shares: [0.25, 0.75] } }, counts: [8, 32], random: [[0, 0.1], [0.2, 0.4]], units: 64, says });
      put(curve.element);
      curve.draw("by", 8);
      const [a, b, c] = [jobs.element, errors.element, curve.element];
      return { job: of(a, ".line.input", "d")[0].d, here: of(a, ".here", "cx", "cy")[0], cursor: of(a, ".cursor", "d")[0].d, seen: of(a, ".seen", "cx", "cy"), gap: of(a, ".gap", "x", "width")[0],
        error: of(b, "path.line", "d")[0].d, level: of(b, ".level", "d")[0].d, labels: texts(b, "text"), dot: of(b, ".dot", "cx", "cy")[0], now: of(b, ".upright", "d")[0].d, said: [...b.querySelectorAll("output")].map((one) => one.textContent),
        line: of(c, ".line", "d")[0].d, band: of(c, ".band", "d")[0].d, points: of(c, ".point", "cx", "cy"), at: of(c, ".dot", "cx", "cy")[0], ups: texts(c, ".labels text") };
    """
    values, dots, errors = [0.5, -1.0, 2.0, 1.0, -0.5], [None, 1.5, None, None, 0.0], [0.5, 0.1, 0.2, 0.4]
    drawn = blank().page.evaluate(script(body), {"values": values, "dots": dots, "errors": errors})
    job, seen = points(drawn["job"]), [(float(dot["cx"]), float(dot["cy"])) for dot in drawn["seen"]]
    heights = [*job[:, 1], *(y for _, y in seen)]
    assert_on_scale(heights, [*values, 1.5, 0.0], rising=False)
    assert 0 < min(heights) < max(heights) < 190, "all of it is in the picture"
    assert_on_scale([*job[:, 0], *(x for x, _ in seen)], [0, 1, 2, 3, 4, 1, 4], rising=True)
    assert [float(drawn["here"]["cx"]), float(drawn["here"]["cy"])] == pytest.approx(job[2])
    assert points(drawn["cursor"])[0][0] == pytest.approx(job[2][0])
    left, wide = float(drawn["gap"]["x"]), float(drawn["gap"]["width"])
    assert [left, left + wide] == pytest.approx([(job[1][0] + job[2][0]) / 2, (job[3][0] + job[4][0]) / 2], abs=0.11)

    line, ticks = points(drawn["error"]), [(y - 4, float(text)) for text, x, y in drawn["labels"] if text and x < 34]
    heights = [*line[:, 1], points(drawn["level"])[0][1], *(y for y, _ in ticks)]
    assert_on_scale(heights, [*errors, 0.3, *(tick for _, tick in ticks)], rising=False)
    ends = [(x, float(text)) for text, x, y in drawn["labels"] if text in ("2", "5")]
    assert_on_scale([*line[:, 0], *(x for x, _ in ends)], [2, 3, 4, 5, *(at for _, at in ends)], rising=True)
    assert [float(drawn["dot"]["cx"]), float(drawn["dot"]["cy"])] == pytest.approx(line[2])
    assert (points(drawn["now"])[0][0], drawn["said"]) == (pytest.approx(line[2][0]), ["0.20", "0.30"])

    line, band = points(drawn["line"]), points(drawn["band"])
    ups, shares = percents(drawn["ups"])
    heights = [*line[:, 1], *band[:, 1], *ups]
    assert_on_scale(heights, [0, 0.25, 0.75, 0, 0.1, 0.4, 0.2, 0, 0, *shares], rising=False)
    ticks = [(x, float(text)) for text, x, _ in drawn["ups"] if text.isdigit()]
    assert_on_scale([*line[:, 0], *(x for x, _ in ticks)], [0, 8, 32, *(tick for _, tick in ticks)], rising=True)
    marks = [(float(dot["cx"]), float(dot["cy"])) for dot in drawn["points"]]
    np.testing.assert_allclose(marks, line[1:], atol=0.02)
    assert [float(drawn["at"]["cx"]), float(drawn["at"]["cy"])] == pytest.approx(line[1], abs=0.02)
