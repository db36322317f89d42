"""What is saved of a map, a strip or a chain: the numbers it was drawn from, and the picture as it stands on the page."""

import numpy as np
import pytest

from lstm_core.browser.blob import blob
from tests.support.drawn import script
from tests.support.saved import differences, table, taken

# A component's wrapper on paper, in its own look; each of PICTURES fills it and returns what is named by `data-saved`.
STAGE = """
  const { wearTheme } = await import("/shared/theme.js");
  const { html } = await import("/shared/dom.js");
  const [dark, kind] = [given.dark, given.kind];
  Object.assign(document.body.style, { margin: "160px 60px 240px", background: dark ? "#101418" : "#ffffff", fontFamily: "sans-serif" });
  for (const [name, colour] of [["background-color", dark ? "#101418" : "#ffffff"], ["text-color", dark ? "#e8eaee" : "#1d2128"]]) document.body.style.setProperty(`--st-${name}`, colour);
  const sheets = ["/shared/saving/menu.css", ...given.css].map((href) => html("link", { rel: "stylesheet", href }));
  const wrapper = html("div", { class: kind, style: `width: ${given.width}px` });
  document.body.append(...sheets, wrapper);
  await Promise.all(sheets.map((sheet) => new Promise((done) => sheet.addEventListener("load", done))));
  const look = wearTheme(wrapper);
  const flat = (values) => Float64Array.from(values.flat(9));
  const road = (own) => new Proxy(own, { get: (mine, name) => mine[name] ?? "" });
  const show = ({ elements, draw }, place, at) => {
    wrapper.append(...elements);
    draw(place, at, dark);
  };
  const message = given.message && Uint8Array.from(given.message);
  const words = new Proxy({}, { get: (_, name) => (name === "count" ? { one: "1", many: "{count}" } : String(name)) });
  const c = { name: "c", letter: "c", short: "c", label: "memory", kind: "signed", gate: false, limit: 2, alt: "", color: { mark: "#888800", light: "#666600", dark: "#aaaa00" } };
"""
RNG = np.random.default_rng(3)
VALUES = np.round(RNG.uniform(-2, 2, (5, 4)), 3)  # 5 steps, 4 units: both signs
assert (VALUES > 1).any()
assert (VALUES < -1).any()
LETTERS = list("abcde")
OTHER = np.round(RNG.uniform(-2, 2, (5, 4)), 3)


def each_unit(*more: str) -> list[list]:
    """A row for each unit at each step."""
    return [[t + 1, LETTERS[t], u + 1, *more, VALUES[t, u]] for t in range(5) for u in range(4)]


ORDER, RANK = [2, 0, 3, 1], [0.5, 0.25, 1.0, 0.75]
WEIGHTS = np.round(RNG.dirichlet(np.ones(5), 3), 4)
LAGS = [[0.0, -1.25, -3.5, 0.75], [0.0, -2.0, -4.0, -6.0]]
PATHS = {"own": [[-1.5, 0.5], [1.25, -0.75], [0.5, 2.0]], "other": [[-1.5, 0.5], [-2.0, -1.0], [0.25, 1.0]]}

SHADES = np.round(RNG.uniform(-1, 1, (2, 2, 10)), 3)
SIGNAL, PLUS = [1.0, -0.25, 0.5], [[0.5, 0.25, 0.125], [0.9, 0.1, 0.75]]
WAYS = ["forward", "left", "right"]
CHANCES, MOVE, BELIEF = (np.round(RNG.dirichlet(np.ones(3), rows), 4) for rows in (3, 3, 2))
AT = {"name": "at", "address": "at", "label": "at", "low": 0, "high": 3, "step": 1, "start": 3}
READ = {
    "levers": [AT | {"low": 1}],
    "read": LETTERS,
    "written": ["x", "y", "z"],
    "said": ["1", "2", "3"],
    "guess": {"row": 1, "from": 1, "to": 2, "most": 3, "yours": "yours", "so": "most"},
    "stops": ["#000020", "#ffe080"],
    "map": "map",
    "words": {"play": "Write", "pause": "Stop", "back": "back", "on": "on", "moment": "{at} of {last}"},
}
RUN = {
    "levers": [AT | {"start": 0}],
    "words": {"stretch": "steps {from} to {to}"},
    "of": "a run",
    "steps": 9,
    "block": 2,
    "shown": 4,
    "stretch": 2,
    "rows": ["2", "0", "3 1", "4"],
    "strips": [{"name": "c", "label": "memory", "gate": False, "limit": 2, "color": None, "alt": "memory"}],
}

PICTURES = {  # name: the folder whose look it has, what draws it, what it draws, the columns, the rows
    "memory-of-all-units": (
        "carriers",
        """
      const { createBoard } = await import("/carriers/board.js");
      const says = new Proxy({ colour: "c minus its mean", row: "unit {unit}" }, { get: (own, name) => own[name] ?? words[name] });
      const orders = { by: { label: "share", says: "", most: 1, order: given.order, values: given.rank } };
      const board = createBoard({ words: given.letters, marked: [1], units: 4, limit: 2, middle: 2, memory: "c", orders, carriers: [2], says }, { say() {}, choose() {}, moved() {}, rested() {} }, () => {});
      wrapper.append(board.element);
      const place = { guess: 3, by: "by", rows: 2 };
      board.paint(flat(given.values), dark);
      board.arrange(place, true);
      for (let k = 0; k < 2; k++) board.draw(place, true);
    """,
        {"order": ORDER, "rank": RANK},
        ["row", "unit", "share", "step", "word", "c minus its mean"],
        [[k + 1, u, RANK[u], t + 1, LETTERS[t], VALUES[t, u]] for k, u in enumerate(ORDER) for t in range(5)],
    ),
    "attention-weights": (
        "attention",
        'await (await import("/attention/hero.js")).openHero(wrapper, message, { setStateValue() {} });',
        {"message": list(blob(READ | {"name": "attention-weights"}, {"weights": WEIGHTS}, "it"))},
        ["place written", "written", "place read", "read", "weight"],
        [[t + 1, "xyz"[t], s + 1, LETTERS[s], WEIGHTS[t, s]] for t in range(3) for s in range(5)],
    ),
    "squares-came": (
        "moving",
        """
      const { createScreen } = await import("/moving/screen.js");
      const hand = { label: "choose", choose() {}, at: () => ({ row: 2, column: 3 }) };
      const screen = createScreen({ name: "came", file: "squares-came", title: "What came", from: 2 }, { shape: [2, 5, 4], data: flat([given.other, given.values]) }, ["#000020", "#ffe080"], hand);
      wrapper.style.width = "260px";
      wrapper.append(screen.element);
      screen.draw(3);
    """,
        {},
        ["picture", "row", "column", "What came"],
        [[3, y + 1, x + 1, VALUES[y, x]] for y in range(5) for x in range(4)],
    ),
    "squares-gates": (
        "moving",
        """
      const { createGates } = await import("/moving/gates.js");
      const names = [{ ...c, name: "f", letter: "f", label: "forget gate", kind: "gate" }, c];
      const maps = [given.other, given.values].map((values) => ({ shape: [5, 4, 1, 2], data: flat(values.map((row) => row.map((one) => [0, one]))) }));
      const gates = createGates(names, new Map([["f", maps[0]], ["c", maps[1]]]));
      gates.caption.append("The pixel in row 1, column 2");
      wrapper.append(gates.element);
      gates.draw(3, { row: 1, column: 2 }, look);
    """,
        {},
        ["row of the pixel", "column of the pixel", "gate or memory", "unit", "picture", "value"],
        [
            [1, 2, label, u + 1, t + 1, values[t, u]]
            for label, values in (("forget gate", OTHER), ("memory", VALUES))
            for u in range(4)
            for t in range(5)
        ],
    ),
    "patient-film": (
        "clinic",
        """
      const { createStrip } = await import("/clinic/panels/strip.js");
      const strip = createStrip({ title: "Film", choose: "", said: "", below: "", right: "", wrong: "", at: "unit {unit}" }, [{ ...c, name: "f", label: "forget gate", gate: true }, c], given.letters);
      wrapper.append(strip.element);
      strip.draw({ T: 5, H: 4, film: { f: flat(given.other), c: flat(given.values) }, said: true }, { dark });
      strip.element.querySelector("[data-name=c]").click();
      strip.move(1, 1);
    """,
        {},
        ["step", "letter", "unit", "memory"],
        each_unit(),
    ),
    "the-whole-run": (
        "your_model",
        'await (await import("/your_model/overview.js")).openOverview(wrapper, message, { setStateValue() {} });',
        {"message": list(blob(RUN, {"c": VALUES.T}, "it"))},
        ["value", "row", "units", "from step", "to step", "mean"],
        [
            ["c memory", k + 1, RUN["rows"][k], 2 * t + 1, min(9, 2 * t + 2), VALUES[t, k]]
            for k in range(4)
            for t in range(5)
        ],
    ),
    "film-of-one-sequence": (
        "learning",
        """
      const { createStrip } = await import("/learning/picture/strip.js");
      const strip = createStrip({ strip: "strip", units: "{units} units", at: "at" }, [c], "film-of-one-sequence");
      wrapper.append(strip.element);
      const sequence = { labels: given.letters, told: [true, false, false, false, true], asked: [[4, 0]] };
      strip.draw({ T: 5, values: () => flat(given.values), answers: { said: [0.5], right: [true] } }, sequence, "c", { H: 4, dark, answers: [], holds: [{ step: 1, unit: 2 }] });
    """,
        {},
        ["step", "read", "unit", "memory"],
        each_unit(),
    ),
    "chains": (
        "backward",
        'await (await import("/backward/chain.js")).openChain(wrapper, (await import("/shared/blob.js")).decode(message), 2);',
        {
            "message": list(
                blob(
                    {"rows": ["RNN", "LSTM"], "stops": ["#000020", "#ffe080"]},
                    {f"log/{k}": np.array(row) for k, row in enumerate(LAGS)},
                    "it",
                )
            )
        },
        ["cell", "steps back from the loss", "log10 of the length of the error signal"],
        [[cell, lag, tens] for cell, row in zip(("RNN", "LSTM"), LAGS, strict=True) for lag, tens in enumerate(row)],
    ),
    "state-path": (
        "film",
        """
      const { createChart } = await import("/film/closer/chart.js");
      const film = { words: ["a", "b", "c"], isCue: (step) => step === 1, named: (step) => `word ${step + 1}` };
      const chart = createChart(film, { toWord() {} }, { narrow: () => false, big: () => false, theme: () => look });
      for (const name of ["ink", "dim"]) wrapper.style.setProperty(`--${name}`, look.text);
      wrapper.append(chart.element);
      const path = (said, points, more = {}) => ({ words: said, points: points.map(([x, y]) => ({ x, y })), ...more });
      const paths = { own: path(["a", "b", "c"], given.paths.own), others: [path(["a", "d", "c"], given.paths.other, { word: "d" })], added: [] };
      chart.draw({ word: 1 }, paths, { title: "all", of: "of it", shares: [0.5, 0.25] }, c, true);
    """,
        {"paths": PATHS},
        ["sentence", "step", "word", "first axis", "second axis"],
        [
            [text, k + 1, text.split()[k], *point]
            for text, which in (("a b c", "own"), ("a d c", "other"))
            for k, point in enumerate(PATHS[which])
        ],
    ),
    "echo-of-each-unit": (
        "roads",
        """
      const { createEcho } = await import("/roads/echo.js");
      const echo = createEcho({ header: { radii: [0.5, 0.9], steps: 2, axis: 51, marks: {}, words: road({ x: "steps", y: "size", units: "10 units" }), color: "#123456" }, arrays: new Map([["shade", { data: flat(given.shades), shape: [2, 2, 10] }], ["size", { data: flat([1, 0.5, 1, 0.5]) }]]) }, () => {});
      show(echo, { position: { radius: 0.9 } }, 1);
    """,
        {"shades": SHADES.tolist()},
        ["spectral radius", "steps", "unit", "state beside the largest at the impulse"],
        [[0.9, 1, u, SHADES[1, 1, u]] for u in range(10)],
    ),
    "a-sign-held": (
        "roads",
        """
      const { createLatch } = await import("/roads/latch.js");
      show(createLatch({ header: { signals: [{ signal: given.signal, plus: given.plus }], stages: [{ seen: 0 }, { seen: 500 }], needed: [{ name: "evolution", seen: [1000, 20000] }], guess: null, words: road({ plus: "plus", minus: "minus", unit: "sequences", needed: "needed" }), color: "#123456" } }, () => {}), { position: { stage: 1 }, which: 0 }, 2);
    """,
        {"signal": SIGNAL, "plus": PLUS},
        ["series", "seed or step", "value"],
        [
            *(["signal 1", step, value] for step, value in enumerate(SIGNAL)),
            *(
                [f"signal 1: probability of plus, {seen} sequences seen", step, p]
                for seen, row in zip((0, 500), PLUS, strict=True)
                for step, p in enumerate(row)
            ),
            ["evolution: needed", 0, 1000],
            ["evolution: needed", 1, 20000],
        ],
    ),
    "walk-in-the-maze": (
        "roads",
        """
      const { createMaze } = await import("/roads/maze.js");
      const walk = { places: [0, 1, 1], actions: [0, 2, 1], chances: given.chances, turned: true, right: false, sign: 1 };
      show(createMaze({ header: { corridor: 1, walks: [[walk]], stages: [], shares: [], words: road({ actions: ["forward", "left", "right"] }), color: "#b05090" } }, () => {}), { position: { stage: 0 }, which: 0 }, 1);
    """,
        {"chances": CHANCES.tolist()},
        ["sign", "step", "cell from the entrance", "action", *(f"probability of {way}" for way in WAYS)],
        [
            ["right", k + 1, place, WAYS[action], *CHANCES[k]]
            for k, (place, action) in enumerate(zip((0, 1, 1), (0, 2, 1), strict=True))
        ],
    ),
    "hidden-states": (
        "roads",
        """
      const { createStates } = await import("/roads/states.js");
      const model = { countries: 1, move: given.move, says: ["A", "B", "C"], sentences: [{ words: ["x", "y"], belief: [[1, 0, 0], [0, 0, 1]] }, { words: ["u", "v"], belief: given.belief }] };
      show(createStates({ header: { models: [model], guess: null, asked: 1, words: road({ places: ["first", "second", "third"] }), color: "#b05090" } }, () => {}), { position: { countries: 1 }, which: 1 }, 1);
    """,
        {"move": MOVE.tolist(), "belief": BELIEF.tolist()},
        ["what", "step", "word", "state", "next state", "probability"],
        [
            *(["after a word", k + 1, "uv"[k], "ABC"[s], "", BELIEF[k, s]] for k in range(2) for s in range(3)),
            *(["move", "", "", "ABC"[a], "ABC"[b], MOVE[a, b]] for a in range(3) for b in range(3)),
        ],
    ),
}
SHEETS = {
    "roads": ["/shared/chart/chart.css", "/roads/roads.css"],
    "attention": ["/shared/clock/clock.css", "/attention/attention.css"],
    "your_model": ["/shared/levers/levers.css", "/your_model/overview.css"],
    "film": ["/film/film.css", "/film/closer/closer.css"],
}
WIDEST = {"hidden-states": 640}  # less of it scrolls, and a screen has not all of it
CLASSES = {"your_model": "lstm-overview", "film": "lstm-film closer"}


@pytest.mark.parametrize(("theme", "width"), [("light", 620), ("dark", 340)])
@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_saved_with_its_numbers_and_as_it_stands(name, theme, width, blank, tmp_path):
    kind, body, more, head, rows = PICTURES[name]
    given = {"kind": CLASSES.get(kind, f"lstm-{kind}"), "css": SHEETS.get(kind, [f"/{kind}/{kind}.css"]), **more}
    given |= {"dark": theme == "dark", "width": width, "letters": LETTERS}
    given["width"] = max(width, WIDEST.get(name, 0))
    given |= {"values": VALUES.tolist(), "other": OTHER.tolist()}
    page = blank(theme=theme, width=given["width"] + 120).page
    page.evaluate(script(STAGE + body), given)
    found = taken(page, name, tmp_path)
    columns, lines = table(found)
    assert columns == head
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for field, wanted in zip(line, row, strict=True):
            assert field == wanted if isinstance(wanted, str) else float(field) == pytest.approx(wanted, rel=1e-6), line
    everywhere, middles = differences(page, name, found)
    assert everywhere < 0.03
    assert len(middles) or kind in ("film", "roads"), "a map has pixels"
    assert (middles <= 3).all(), "a value has another colour in the file"
    assert b"http" not in found["SVG"].replace(b"http://www.w3.org/", b""), "it stands alone"
