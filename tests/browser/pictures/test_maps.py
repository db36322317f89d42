"""Maps and chains in the page: each pixel, cell and chip has the colour of the value that belongs there."""

import numpy as np
import pytest

from figures.theme import DIVERGING
from tests.support.drawn import script, share

SIGNED = (
    'const { signedScale, gateScale, parse } = await import("/shared/colour.js"); const scale = signedScale(false);'
)
GREY = ["#000000", "#ffffff"]


def shades(picture: list) -> np.ndarray:
    """The values of a picture from black (0) to white (1), (rows, columns)."""
    return np.array(picture)[..., 0] / 255


def signed(picture: list, scale: list, limit: float) -> np.ndarray:
    """The values of a picture in the colours of a scale from −limit to limit."""
    return np.array([[limit * (2 * share(colour, scale) - 1) for colour in row] for row in picture])


def test_a_map_of_weights_has_a_row_for_each_written_and_a_column_for_each_read_character(blank):
    weights = np.array([[0.9, 0.1, 0.0], [0.2, 0.3, 0.5]])
    body = """
      const { createMap } = await import("/attention/map.js");
      const { createLines } = await import("/attention/lines.js");
      const data = { data: Float32Array.from(given) };
      const header = { read: ["a", "b", "c"], written: ["x", "y"], stops: ["#000000", "#ffffff"], map: "", guess: { from: 1, to: 2, most: 0, row: 1, yours: "", so: "" } };
      const map = createMap(header, data, () => {});
      document.body.append(map.element);
      map.draw(1);
      const lines = createLines(header, data);
      document.body.append(lines.element);
      lines.draw(2, 600, 40);
      return { picture: pixels(map.element.querySelector("canvas")), later: style(map.element, ".later", "top")[0], row: style(map.element, ".row", "height")[0],
        yours: ["left", "width", "top"].map((side) => style(map.element, ".yours", side)[0]), read: texts(lines.element, ".read"), written: texts(lines.element, "text.written, text.now"),
        boxes: of(lines.element, "rect.yours, rect.so", "x", "width", "visibility"), lines: of(lines.element, "path", "stroke-width", "data-written", "data-read", "d") };
    """
    drawn = blank().page.evaluate(script(body), weights.ravel().tolist())
    np.testing.assert_allclose(shades(drawn["picture"]), weights / weights.max(), atol=0.01)
    assert (drawn["later"], drawn["row"]) == ("50%", "50%")
    left, width, top = (float(text.rstrip("%")) for text in drawn["yours"])
    assert (left, width, top) == pytest.approx((100 / 3, 200 / 3, 50), abs=0.01)
    lines = {(int(one["data-written"]), int(one["data-read"])): one for one in drawn["lines"]}
    assert set(lines) == {(t, s) for t in range(2) for s in range(3) if weights[t, s] > 0}
    thick = np.array([float(one["stroke-width"]) / weights[place] for place, one in lines.items()])
    np.testing.assert_allclose(thick, thick[0], rtol=0.01)
    for (t, s), one in lines.items():
        (x1, _), (x2, _) = (map(float, end.split()) for end in one["d"][1:].split("L"))
        assert (x1, x2) == pytest.approx((drawn["read"][s][1], drawn["written"][t][1]), abs=0.02)
    (yours, so) = drawn["boxes"]
    assert float(yours["x"]) < drawn["read"][1][1] < drawn["read"][2][1] < float(yours["x"]) + float(yours["width"])
    assert float(so["x"]) < drawn["read"][0][1] < float(so["x"]) + float(so["width"]) < drawn["read"][1][1]


def test_a_picture_and_the_gates_at_its_pixel_are_those_of_the_moment(blank):
    rng = np.random.default_rng(0)
    seen, gate, memory = rng.random((2, 3, 4)), rng.random((2, 3, 2, 2)), rng.normal(size=(2, 3, 2, 2))
    body = (
        SIGNED
        + """
      const { createScreen } = await import("/moving/screen.js");
      const { createGates } = await import("/moving/gates.js");
      const screen = createScreen({ name: "p", file: "p", title: "", from: 1 }, { shape: [2, 3, 4], data: Float32Array.from(given.seen) }, ["#000000", "#ffffff"], { label: "", choose() {}, at: () => ({ row: 2, column: 3 }) });
      screen.draw(2);
      const names = [{ name: "f", letter: "f", label: "", kind: "gate", color: { mark: "#f90680" } }, { name: "c", letter: "c", label: "", kind: "signed", color: null, limit: 3 }];
      const arrays = new Map([["f", { shape: [2, 3, 2, 2], data: Float32Array.from(given.gate) }], ["c", { shape: [2, 3, 2, 2], data: Float32Array.from(given.memory) }]]);
      const gates = createGates(names, arrays);
      gates.draw(2, { row: 2, column: 1 }, theme);
      const maps = [...gates.element.querySelectorAll("canvas")].map(pixels);
      return { screen: pixels(screen.element.querySelector("canvas")), frame: ["left", "top", "width"].map((side) => style(screen.element, ".frame", side)[0]), maps, scale, shut: gateScale("#f90680", false),
        now: style(gates.element, ".now", "left"), later: style(gates.element, ".later", "left"), said: [...gates.element.querySelectorAll("output")].map((one) => one.textContent) };
    """
    )
    given = {"seen": seen.ravel().tolist(), "gate": gate.ravel().tolist(), "memory": memory.ravel().tolist()}
    drawn = blank().page.evaluate(script(body), given)
    np.testing.assert_allclose(shades(drawn["screen"]), seen[1], atol=0.01)
    assert [float(text.rstrip("%")) for text in drawn["frame"]] == pytest.approx([50, 100 / 3, 25], abs=0.01)
    f, c = gate[:, :, 1, 0].T, memory[:, :, 1, 0].T  # units down, pictures across
    open_ = np.array([[share(colour, drawn["shut"]) for colour in row] for row in drawn["maps"][0]])
    np.testing.assert_allclose(open_, f, atol=0.02)
    np.testing.assert_allclose(signed(drawn["maps"][1], drawn["scale"], 3), c, atol=0.03)
    assert (drawn["now"][0], drawn["later"][0]) == ("50%", "100%")
    assert [float(text.replace("−", "-")) for text in drawn["said"]] == pytest.approx(
        [f[:, 1].mean(), c[:, 1].mean()], abs=0.006
    )


def test_strips_of_a_sequence_have_units_down_and_steps_across(blank):
    values = np.array([[0.5, -1.0], [0.25, 0.75], [-0.5, 0.0]])  # 3 steps, 2 units
    body = (
        SIGNED
        + """
      const told = new Proxy({}, { get: () => "" });
      const names = [{ name: "c", letter: "c", label: "c", short: "c", gate: false, color: null }];
      const clinic = (await import("/clinic/panels/strip.js")).createStrip(told, names, ["a", "b", "c"]);
      clinic.draw({ T: 3, H: 2, film: { c: given.flat }, said: true }, theme);
      const learning = (await import("/learning/picture/strip.js")).createStrip(told, names, "film");
      const sequence = { labels: ["a", "b", "c"], told: [true, true, true], asked: [[2, 0]] };
      learning.draw({ T: 3, values: () => given.flat, answers: { said: [0.5], right: [true] } }, sequence, "c", { H: 2, dark: false, answers: [], holds: [{ step: 1, unit: 1 }] });
      const { createStrips } = await import("/your_model/strips.js");
      const own = createStrips({ strips: [{ name: "c", label: "", alt: "", gate: false, limit: 2, color: null }] }, new Map([["c", { shape: [2, 3], data: given.turned }]]));
      own.draw(theme);
      return { clinic: pixels(clinic.element.querySelector("canvas")), learning: pixels(learning.element.querySelector("canvas")), own: pixels(own.canvases[0]), scale,
        held: ["left", "top", "width", "height"].map((side) => style(learning.element, ".held i", side)[0]) };
    """
    )
    given = {"flat": values.ravel().tolist(), "turned": values.T.ravel().tolist()}
    drawn = blank().page.evaluate(script(body), given)
    for name, limit in (("clinic", 1), ("learning", 1), ("own", 2)):
        np.testing.assert_allclose(signed(drawn[name], drawn["scale"], limit), values.T, atol=0.02, err_msg=name)
    assert [float(text.rstrip("%")) for text in drawn["held"]] == pytest.approx([100 / 3, 50, 100 / 3, 50], abs=0.01)


def test_a_chain_is_lit_back_to_where_it_is_looked_at_and_says_the_length_there(blank):
    """The loss is on the right: what lies further back than the cursor is dark still."""
    tens = [0.0, -1.25, -2.5, -4.0, 1.0]
    body = """
      const { openChain } = await import("/backward/chain.js");
      const wrapper = document.createElement("div");
      put(wrapper, 500);
      const chain = openChain(wrapper, { header: { rows: ["LSTM"], stops: ["#000000", "#ffffff"] }, arrays: new Map([["log/0", { data: given }]]) }, 1);
      const canvas = wrapper.querySelector(".row canvas");
      Object.assign(canvas.style, { width: "500px", height: "34px" });
      chain.redraw();
      const row = pixels(canvas)[17];
      return { colours: given.map((_, k) => row[Math.round((k + 0.5) * 100)]), value: wrapper.querySelector(".row .value").textContent, where: wrapper.querySelector(".where").textContent, edges: pixels(canvas)[1].map(([red]) => red) };
    """
    drawn = blank().page.evaluate(script(body), tens)
    lit = [colour[0] / 255 for colour in drawn["colours"]]  # from the first step to the loss
    expected = [(ten + 4) / 5 for ten in tens]
    assert lit[::-1][:2] == pytest.approx(expected[:2], abs=0.01)
    panel = lit[::-1][2]
    assert lit[::-1][3:] == [panel, panel], "further back nothing is lit"
    assert panel not in [pytest.approx(one, abs=0.01) for one in expected[2:]]
    assert drawn["value"] == "0.056"
    assert drawn["where"] == "1 steps back"
    dark = np.array(drawn["edges"]) < 60
    assert dark[300:400].mean() > 0.9, "the frame is around the second from the right"
    assert np.delete(dark, range(299, 401)).mean() < 0.05


def test_brightness_goes_by_powers_of_ten_and_zero_is_black(blank):
    body = """
      const { brightness } = await import("/shared/chart/brightness.js");
      const { tableOf, paint } = await import("/shared/chart/pixels.js");
      const { parse } = await import("/shared/colour.js");
      const scale = brightness([0, -4, -Infinity], ["#000000", "#ffffff"]);
      const canvas = Object.assign(document.createElement("canvas"), { width: 3, height: 2 });
      paint(canvas, (k) => given[k], tableOf(["#000000", "#ffffff"]));
      return { colours: [0, -1, -4, -Infinity].map((ten) => parse(scale.colour(ten))[0]), picture: pixels(canvas) };
    """
    values = [0.0, 0.2, 0.4, 0.6, 0.8, 1.5]
    drawn = blank().page.evaluate(script(body), values)
    assert drawn["colours"] == [255, 191, 0, 0]
    np.testing.assert_allclose(shades(drawn["picture"]).ravel(), np.minimum(values, 1), atol=0.01)


def test_negative_is_blue_and_positive_red_as_in_the_charts_of_python(blank):
    body = """
      const { signedScale, gateScale, parse } = await import("/shared/colour.js");
      return given.map(({ dark, stops }) => ({ own: signedScale(dark), stops: stops.map(parse), open: gateScale("#f90680", dark) }));
    """
    themes = [{"dark": theme == "dark", "stops": DIVERGING[theme]} for theme in ("light", "dark")]
    for found in blank().page.evaluate(script(body), themes):
        own = np.array(found["own"])
        places = np.linspace(0, 255, len(found["stops"]))
        for channel in range(3):
            expected = np.interp(np.arange(256), places, np.array(found["stops"])[:, channel])
            np.testing.assert_allclose(own[:, channel], expected, atol=1)
        shut, wide = found["open"][0], found["open"][-1]
        assert max(shut) - min(shut) < 20, "a shut gate has no hue"
        assert wide[0] > wide[2] > wide[1], "an open one has its own"


def test_the_rows_of_carriers_are_painted_where_they_stand_and_ranked_by_their_bars(blank):
    values = np.array([[-1.0, 0.5, 2.0], [0.0, -2.0, 1.0]])  # 2 words, 3 units
    order = [2, 0, 1]
    body = (
        SIGNED
        + """
      const { createMap } = await import("/carriers/map.js");
      const { createRanking } = await import("/carriers/ranking.js");
      const says = new Proxy({}, { get: () => "" });
      const rows = { order: () => given.order, rank: (unit) => given.order.indexOf(unit), place: (unit) => given.order.indexOf(unit) };
      const map = createMap({ words: ["a", "b"], marked: [], units: 3, limit: 2, middle: 0, says, memory: "c" }, rows, { say() {}, seen() {}, asks: () => true });
      document.body.append(map.field);
      map.paint(Float32Array.from(given.values), false);
      map.draw(20, 100);
      map.take(2, 100);
      const ranking = createRanking({ orders: { by: { values: given.rank, most: 2, says: "", label: "" } }, units: 3, carriers: [2], says }, rows, () => {});
      document.body.append(ranking.picture);
      ranking.draw({ by: "by", guess: 1 }, 20, 200, 1);
      return { picture: pixels(map.field.querySelector("canvas")), scale, taken: ["left", "width", "height"].map((side) => parseFloat(style(map.field, ".taken", side)[0])), bars: of(ranking.picture, "rect", "y", "width", "class", "data-guess") };
    """
    )
    drawn = blank().page.evaluate(
        script(body), {"values": values.ravel().tolist(), "order": order, "rank": [0.5, 1.0, 2.0]}
    )
    for place, unit in enumerate(order):
        for word in range(2):
            colour = drawn["picture"][20 * place + 10][50 * word + 25]
            assert 2 * (2 * share(colour, drawn["scale"]) - 1) == pytest.approx(values[word, unit], abs=0.02)
    assert drawn["taken"] == pytest.approx([50, 50, 40]), "the memory is carried over from the next word on"
    bars = drawn["bars"]
    lengths = np.array([float(bar["width"]) for bar in bars])
    assert lengths / lengths[2] == pytest.approx([0.25, 0.5, 1.0], abs=0.01)
    assert [float(bar["y"]) for bar in bars] == pytest.approx([20.5, 40.5, 0.5])
    assert [bar["class"] for bar in bars] == ["other", "other", "carrier"]
    assert [bar["data-guess"] is not None for bar in bars] == [False, True, False]


def test_letters_words_and_chips_wear_the_colour_of_their_own_value(blank):
    values = [-1.0, 0.5, 0.0, 1.0]
    body = (
        SIGNED
        + """
      const { paint } = await import("/writing/letters.js");
      const letters = document.createElement("p");
      paint(letters, "abcd", Float32Array.from(given), { limit: 1, dark: false, kinds: [] });
      const { createStrip } = await import("/way_back/strip.js");
      const strip = createStrip({ cells: [{ title: "LSTM" }], coloured: 0, stops: ["#000000", "#ffffff"], words: { strip: "" } }, () => {});
      const logs = Float64Array.from([0, -1, -2, -4].map((ten) => ten * Math.LN10)); // the last word first
      strip.draw({ words: ["a", "b", "c", "d"], steps: 4, gap: 3, at: 0, window: 3, full: [{ middle: logs }] }, false);
      const colours = (root) => [...root.querySelectorAll("span")].filter((one) => one.style.background || root === strip.element).map((one) => one.style.background && parse(one.style.background));
      return { letters: colours(letters), scale, words: colours(strip.element) };
    """
    )
    drawn = blank().page.evaluate(script(body), values)
    assert [2 * share(colour, drawn["scale"]) - 1 for colour in drawn["letters"]] == pytest.approx(values, abs=0.01)
    *lit, cut = drawn["words"][::-1]
    assert [colour[0] for colour in lit] == pytest.approx([255, 191, 128], abs=1)
    assert cut == "", "outside the window no word is lit"
