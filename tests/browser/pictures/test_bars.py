"""Bars, meters and tables in the page: as long as their share, from where they begin, beside their own number."""

import numpy as np
import pytest

from tests.support.drawn import assert_on_scale, points, script

SAID = 'const words = new Proxy({}, { get: (own, key) => own[key] ?? "" });'
TEXTS = (
    "const cells = (root, part) => [...root.querySelectorAll(part)].map((row) => "
    "[...row.children].map((one) => one.textContent.trim()));"
)


def percents(found: list[str]) -> list[float]:
    return [float(text.rstrip("%")) for text in found]


def test_answers_and_their_earlier_places_are_as_long_as_their_probabilities(blank):
    body = (
        SAID
        + """
      const { createAnswer } = await import("/carriers/answer.js");
      const answer = createAnswer({ answers: ["french", "spanish", "dutch"], answer: 0, sources: { spain: { answer: 1 } }, says: words });
      answer.draw([0.1, 0.7, 0.2], [0.85, 0.05, 0.1], "spain");
      const { createAnswers } = await import("/directions/answers.js");
      const heads = createAnswers({ ways: [{ name: "both", heads: [], from: 1, seeds: given.seeds, told: ["", ""], waits: "" }], guess: { low: 0.2, high: 0.6, name: "", way: 0 } });
      heads.draw(1);
      const { createTracks } = await import("/jobs/tracks.js");
      const tracks = createTracks({ tracks: [{ name: "LSTM", learned: true, colour: 0, shares: given.seeds, mean: 0.5, told: "", mark: "" }], measure: "", texts: words });
      const { createGaps } = await import("/learning/picture/gaps.js");
      const gaps = createGaps(words, [10, 20]);
      gaps.draw({ 10: 0.75 }, 10);
      const a = answer.element;
      return { now: style(a, ".bar", "width"), was: style(a, ".was", "left"), said: [...a.querySelectorAll(".row")].map((row) => [row.querySelector(".word").textContent, row.querySelector(".value").textContent, row.hasAttribute("data-first")]),
        mean: style(heads.element, ".bar", "width"), dots: style(heads.element, ".dot", "left"), guess: [style(heads.element, ".guess", "left")[0], style(heads.element, ".guess", "width")[0]],
        track: style(tracks, ".bar", "width"), seeds: style(tracks, ".dot", "left"), gaps: style(gaps.element, "i", "width"), shares: [...gaps.element.querySelectorAll("b")].map((one) => one.textContent) };
    """
    )
    seeds = [0.25, 0.5, 0.9]
    drawn = blank().page.evaluate(script(body), {"seeds": seeds})
    assert percents(drawn["now"]) == pytest.approx([10, 70, 20])
    assert percents(drawn["was"]) == pytest.approx([85, 5, 10])
    assert drawn["said"] == [["french", "10\u202f%", False], ["spanish", "70\u202f%", True], ["", "20\u202f%", False]]
    assert percents(drawn["mean"]) == pytest.approx([55])
    assert percents(drawn["dots"]) == percents(drawn["seeds"]) == pytest.approx([25, 50, 90])
    assert percents(drawn["guess"]) == pytest.approx([20, 40])
    assert percents(drawn["track"]) == pytest.approx([50])
    assert percents(drawn["gaps"]) == pytest.approx([75, 0])
    assert drawn["shares"] == ["75\u202f%", "…"]


def test_sequences_tallies_and_mazes_are_drawn_as_they_went(blank):
    body = (
        SAID
        + """
      const race = (await import("/race/strip.js")).createStrip(words, () => {});
      race.draw({ sequence: { values: given.values, marks: [1] }, steps: 3 }, 2);
      const { createTally } = await import("/writing/tally.js");
      const tally = createTally({ kinds: [{ name: "good" }, { name: "bad" }], many: 2, says: words });
      tally.add([1, 0], [2, 3]);
      tally.add([1, 1], [0, 1]);
      const { createMaze } = await import("/roads/maze.js");
      const header = { corridor: 3, walks: [[{ places: [0, 1, 2], actions: [0, 0, 2], chances: given.chances, turned: true, right: false, sign: 0 }]], stages: [], shares: [], words: { ...words, actions: ["on", "left", "right"] }, color: "#123456" };
      const maze = createMaze({ header }, () => {});
      put(maze.elements[0]);
      const seen = (at) => {
        maze.draw({ position: { stage: 0 }, which: 0 }, at);
        const [board, pair] = maze.elements;
        return { walker: of(board, ".walker", "cx", "cy")[0], cells: of(board, ".cell:not(.arm)", "x").map(({ x }) => +x), goal: of(board, ".goal", "y")[0].y, trail: of(board, ".trail", "d")[0].d, meters: style(pair, ".meter i", "width"), said: [...pair.querySelectorAll(".meter .value")].map((one) => one.textContent) };
      };
      return { bars: [style(race.element, "i", "bottom"), style(race.element, "i", "height")], counts: style(tally.element, ".bar", "width"), told: [...tally.element.querySelectorAll(".value")].map((one) => one.textContent), maze: [seen(1), seen(3)] };
    """
    )
    values, chances = [0.5, -1.0, 2.0], [[0.7, 0.2, 0.1], [0.5, 0.3, 0.2], [0.05, 0.15, 0.8]]
    drawn = blank().page.evaluate(script(body), {"values": values, "chances": chances})
    bottom, height = (np.array(percents(found)) for found in drawn["bars"])
    edges = np.stack([np.minimum(values, 0), np.maximum(values, 0)])
    assert_on_scale([*bottom, *(bottom + height)], edges.ravel(), rising=True)
    assert drawn["told"] == ["2", "2", "1", "4"]
    assert percents(drawn["counts"]) == pytest.approx([50, 50, 25, 100])
    on_the_way, over = drawn["maze"]
    assert float(on_the_way["walker"]["cx"]) == on_the_way["cells"][1] + 20
    assert percents(on_the_way["meters"]) == pytest.approx([50, 30, 20])
    assert on_the_way["said"] == ["50\u202f%", "30\u202f%", "20\u202f%"]
    assert float(over["walker"]["cx"]) == over["cells"][2] + 20
    middle = float(on_the_way["walker"]["cy"])
    right, goal = float(over["walker"]["cy"]) - middle, float(over["goal"]) - middle
    assert right > 0 > goal, "it turned right, and the sign said left"
    assert points(over["trail"])[-1] == pytest.approx([float(over["walker"]["cx"]), float(over["walker"]["cy"])])


def test_hidden_states_are_as_full_as_the_belief_and_arrows_as_thick_as_the_move(blank):
    move = [[0.5, 0.5, 0, 0], [0, 0.25, 0.75, 0], [0, 0, 0.1, 0.9], [0, 0, 0, 1.0]]
    belief = [[0.6, 0.4, 0.0, 0.0], [0.1, 0.2, 0.3, 0.4]]
    body = """
      const words = new Proxy({ places: [] }, { get: (own, key) => own[key] ?? "" });
      const { createStates } = await import("/roads/states.js");
      const model = { countries: 1, move: given.move, says: ["1", "2", "3", "4"], sentences: [{ words: ["a", "b"], belief: given.belief }] };
      const states = createStates({ header: { models: [model], guess: null, asked: 1, words, color: "#123456" } }, () => {});
      for (const one of states.elements) document.body.append(one);
      states.draw({ position: { countries: 1 }, which: 0 }, 1);
      const root = states.elements[1];
      return { fill: of(root, ".belief", "fill-opacity", "x"), moves: of(root, ".move", "stroke-width", "data-source", "data-target") };
    """
    drawn = blank().page.evaluate(script(body), {"move": move, "belief": belief})
    assert [float(one["fill-opacity"]) for one in drawn["fill"]] == belief[1]
    assert [float(one["x"]) for one in drawn["fill"]] == sorted(float(one["x"]) for one in drawn["fill"])
    thick = {(int(one["data-source"]), int(one["data-target"])): float(one["stroke-width"]) for one in drawn["moves"]}
    wanted = {(a, b): p for a, row in enumerate(move) for b, p in enumerate(row) if p}
    assert thick.keys() == wanted.keys()
    np.testing.assert_allclose([thick[pair] / wanted[pair] for pair in wanted], thick[3, 3], rtol=1e-3)


def test_tables_in_the_page_have_each_number_in_its_own_column(blank):
    body = (
        TEXTS
        + """
      const look = { title: "LSTM", color: "#123456", dash: "solid" };
      const race = (await import("/racing/table.js")).createTable({ racers: [{ ...look, shipped: { after: "1,234" } }], words: { racer: "racer", now: "now", met: "met", wrong: "wrong", far: "far", shipped: "shipped", states: { unsolved: "not within {most}" }, never: "never", round: "" }, limits: { sequences: 5000 }, far: 20 });
      race.draw([{ state: "unsolved", seen: 5000, reached: null, wrong: 17, said: "", round: false, levels: [{ level: 10, share: 0.9 }, { level: 20, share: 0.25 }] }]);
      const vanishing = (await import("/vanishing/table.js")).createTable({ cells: [{ ...look, units: 32 }], words: { units: " {units}", columns: ["cell", "factor", "halves", "left"], caption: "", never: "never", steps: "{steps} steps", none: "-" }, every: false });
      vanishing.draw([{ measures: { factors: [0.5, 0.9, 0.95], left: Math.log(0.25) } }]);
      const pull = (await import("/way_back/table.js")).createTable({ cells: [look], words: { columns: ["cell", "answers", "pull", "share"], caption: "", band: "{low} to {high}" } });
      pull.draw({ answers: [0.8], at: 1, pulls: [{ low: [0, Math.log(0.1)], middle: [Math.log(4), Math.log(0.5)], high: [1, Math.log(2)] }] });
      const answers = (await import("/race/answers.js")).createAnswers({ columns: [100], words: { after: "after {seen}", end: "end", met: "met", racer: "racer", answered: "", kinds: {}, never: "not within {most}", "not yet": "not yet" } });
      const moment = (seen, text) => ({ seen, answers: [{ kind: "right", text, sure: "90 %" }] });
      answers.draw({ racers: [{ ...look, reached: 900, moments: [moment(50, "A"), moment(100, "B"), moment(900, "C")] }], grid: [100, 900], steps: 1, which: 0 }, given.at);
      const rows = (table) => [...cells(table.element, "thead tr"), ...cells(table.element, "tbody tr")];
      return { race: rows(race), vanishing: rows(vanishing), pull: rows(pull), answers: rows(answers) };
    """
    )
    drawn = blank().page.evaluate(script(body), {"at": 2})
    assert dict(zip(*drawn["race"], strict=True)) == {
        "racer": "LSTM",
        "now": "not within 5,000",
        "met": "never",
        "wrong": "17",
        "far": "25 %",
        "shipped": "1,234",
    }
    kept = dict(zip(*drawn["vanishing"], strict=True))
    halves = np.log(0.5) / np.log(0.9)
    assert (kept["factor"], kept["halves"], kept["left"]) == ("0.9000.500 to 0.950", f"{halves:.1f} steps", "0.25")
    pull = dict(zip(*drawn["pull"], strict=True))
    assert (pull["answers"], pull["pull"], pull["share"]) == ("80\u202f%", "0.50.1 to 2", "× 0.13")
    said = dict(zip(*drawn["answers"], strict=True))
    assert (said["after 100"], said["end"], said["met"]) == ("✓ B 90 %", "✓ C 90 %", "900")


def test_three_networks_are_compared_by_bars_as_high_as_their_probability(blank):
    body = """
      const { createStrip } = await import("/film/together/strip.js");
      const strip = createStrip(() => {});
      strip.fill([{ probability: 0.25, likeliest: false }, null, { probability: 0.9, likeliest: true }], "");
      strip.point(2);
      return { bars: of(strip.element, ".chance-bar", "x", "y", "height", "data-likeliest"), cursor: of(strip.element, ".cursor", "x")[0].x };
    """
    drawn = blank().page.evaluate(script(body), None)
    heights = [float(bar["height"]) for bar in drawn["bars"]]
    assert heights == [0.25, 0, 0.9]
    assert [float(bar["y"]) for bar in drawn["bars"]] == pytest.approx([1 - height for height in heights])
    assert [int(float(bar["x"])) for bar in drawn["bars"]] == [0, 1, 2]
    assert [bar["data-likeliest"] for bar in drawn["bars"]] == ["false", None, "true"]
    assert drawn["cursor"] == "2"


def test_a_wire_is_as_thick_as_the_size_of_its_number_and_says_its_sign(blank):
    values = [0.5, -1.5, 2.0]
    body = """
      const { createDiagram } = await import("/shared/diagram.js");
      const wire = (node) => ({ node, name: "c", points: [[0, 10 * node], [50, 10 * node]], arrow: true, label: { x: 5, y: 10 * node, anchor: "start" } });
      const diagram = createDiagram({ width: 100, height: 100, boxes: [{ id: "b", shape: "squash", text: "σ", node: 0, name: "f", x: 20, y: 20, w: 10, h: 10, label: null }], wires: [0, 1, 2].map(wire), labels: [] }, new Map(), "");
      diagram.draw({ value: (node) => given[node], scale: () => 2, stage: (node) => (node === 2 ? "future" : "past") }, theme);
      return { wires: of(diagram.element, ".wire path:first-child", "stroke-width", "d"), said: texts(diagram.element, ".number").map(([text]) => text), fill: of(diagram.element, ".box rect", "fill-opacity").map((one) => one["fill-opacity"]) };
    """
    drawn = blank().page.evaluate(script(body), values)
    assert_on_scale([float(one["stroke-width"]) for one in drawn["wires"]], np.abs(values), rising=True)
    assert [points(one["d"])[0][1] for one in drawn["wires"]] == [0, 10, 20]
    assert drawn["said"] == ["0.50", "−1.50", ""], "what is still to come has no number"
    assert float(drawn["fill"][-1]) == pytest.approx(0.06 + 0.5 * 0.5)
