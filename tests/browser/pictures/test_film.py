"""The film's pictures: every colour, bar and strip is where and as large as the number of the run says."""

from xml.etree import ElementTree

import numpy as np
import pytest

from tests.support.drawn import assert_on_scale, points, script, share
from tests.support.films import frames

SIGNED = 'const { signedScale, gateScale } = await import("/shared/colour.js"); const scale = signedScale(false);'


def test_a_lane_has_at_each_row_and_column_the_colour_of_that_unit_at_that_word(blank):
    values = np.array([[-1.0, 0.5, 0.25], [0.75, -0.5, 1.0], [0.0, -0.25, -0.75], [0.1, 0.9, -0.9]])  # 4 words, 3 units
    order = [2, 0, 1]
    body = """
      const { paint } = await import("/film/lanes/heat.js");
      const canvas = document.createElement("canvas");
      const rows = { order: given.order, rank: new Map(), bounds: Float64Array.from([0, 1 / 3, 2 / 3, 1]) };
      const lane = (list) => ({ values: Float32Array.from(list), steps: 4, units: 3, rows, scale, low: -1, high: 1, ends: null, column: 12, height: 24, paper: "#fff" });
      const seen = (list) => (paint(canvas, lane(list)), pixels(canvas));
      return { first: seen(given.zero), then: seen(given.values), scale };
    """
    flat = values.ravel().tolist()
    found = blank().page.evaluate(script(SIGNED + body), {"values": flat, "zero": [0] * 12, "order": order})
    for picture, wanted in ((found["first"], np.zeros((4, 3))), (found["then"], values)):
        for word in range(4):
            for row, unit in enumerate(order):
                colour = picture[8 * row + 4][12 * word + 6]
                assert 2 * share(colour, found["scale"]) - 1 == pytest.approx(wanted[word, unit], abs=0.01)


def test_rows_thinner_than_a_dot_are_averaged_in_their_own_place(blank):
    body = """
      const { paint } = await import("/film/lanes/heat.js");
      const canvas = document.createElement("canvas");
      const rows = { order: [0, 1, 2, 3], rank: new Map(), bounds: Float64Array.from([0, 0.25, 0.5, 0.75, 1]) };
      const grey = Array.from({ length: 256 }, (_, k) => [k, k, k]);
      paint(canvas, { values: Float32Array.from(given), steps: 1, units: 4, rows, scale: grey, low: 0, high: 1, ends: null, column: 4, height: 2, paper: "#fff" });
      return pixels(canvas).map((row) => row[1][0] / 255);
    """
    assert blank().page.evaluate(script(body), [0.0, 1.0, 0.2, 0.4]) == pytest.approx([0.5, 0.3], abs=0.01)


def test_strips_bars_belt_and_numbers_of_a_film_are_those_of_the_run(shown, film):
    nodes = {name: film.node_arrays[node] for name, node in film.cell.graph.names.items()}
    c = nodes["c"]
    unit = 1 + int(np.argmax(np.minimum(c.max(axis=0), -c.min(axis=0))[1:]))  # goes far above and below zero
    low, high = int(c[:, unit].argmin()), int(c[:, unit].argmax())
    word = high
    screen = shown(f"?colour=raw&unit={unit}&word={word + 1}&zoom=4&pin={unit}")
    page = screen.page
    assert c[low, unit] < 0 < c[high, unit]

    # 4, one unit: a bar for each word, up from zero or down, and the number at its end.
    drawn = page.evaluate(
        script("""
          const lane = (name) => document.querySelector(`.unit-view .lane[data-name="${name}"] svg`);
          return given.map((name) => ({ name, bars: of(lane(name), ".bars", "d")[0].d, zero: +of(lane(name), "line", "y1")[0].y1,
            said: [...lane(name).querySelectorAll(".number")].map((one) => one.textContent),
            value: document.querySelector(`.unit-view .label[data-name="${name}"] .value`).textContent }));
        """),
        list(film.cell.names),
    )
    assert len(drawn) == len(film.cell.names)
    for lane in drawn:
        values = nodes[lane["name"]][:, unit]
        bars = [points(f"M{bar}")[:, 1] for bar in lane["bars"].replace("h", "z").split("M")[1:]]
        tops = np.array([bar[0] for bar in bars])
        tall = np.array([float(part.split("v")[1].split("z")[0].split("h")[0]) for part in lane["bars"].split("M")[1:]])
        tips = np.where(values >= 0, tops, tops + tall)
        seen = np.abs(values) > 0.02  # a hairline stands for less
        assert_on_scale([lane["zero"], *tips[seen]], [0, *values[seen]], rising=False)
        rooted = np.where(values >= 0, tops + tall, tops)
        np.testing.assert_allclose(rooted[seen], lane["zero"], atol=0.11)
        assert lane["said"] == [said(value) for value in values]
        assert lane["value"] == said(values[word])

    # 3, the cell: kept and added begin where the one before ended; memory and output at zero.
    page.keyboard.press("3")
    frames(screen)
    rows = page.evaluate(
        script("""
          const bars = [...document.querySelectorAll(".belt .row")];
          return bars.map((row) => [row.className, parseFloat(row.querySelector(".bar").style.left), parseFloat(row.querySelector(".bar").style.width), row.querySelector(".value").textContent]);
        """)
    )
    (carry,) = film.cell.carry.values()
    parts = [sign * film.node_arrays[node][word, unit] for sign, node in (*carry.kept, *carry.added)]
    ends = [(0, parts[0]), (parts[0], sum(parts)), (0, c[word, unit]), (0, nodes["h"][word, unit])]
    assert [row[3] for row in rows] == [said(end - start) for start, end in ends]
    places = [edge for _, left, width, _ in rows for edge in (left, left + width)]
    assert_on_scale(places, [edge for pair in ends for edge in sorted(pair)], rising=True, near=0.7)

    # What comes next: bars as long as the probabilities, and the word that came is marked.
    page.locator(".chip").nth(0).click()
    frames(screen)
    for at in (0, 1):
        page.locator(".chip").nth(at).click()
        frames(screen)
        following = page.evaluate(
            script("""return [...document.querySelectorAll(".next .row")].map((row) => [row.querySelector(".word").textContent,
              +/scaleX\\(([\\d.e-]+)\\)/.exec(row.querySelector(".bar").style.transform)[1], row.hasAttribute("data-came")]);""")
        )
        wanted = film.top_words[at]
        assert [row[0] for row in following] == [text for text, _ in wanted]
        assert [row[1] for row in following] == pytest.approx([p for _, p in wanted], abs=1e-4)
        assert [row[2] for row in following] == [text == film.words[at + 1] for text, _ in wanted]

    # 1, the whole network: each unit's colour in the order of the rows; the pinned row in the film.
    page.locator(".chip").nth(word).click()
    page.keyboard.press("1")
    frames(screen)
    strips = page.evaluate(
        script(
            SIGNED
            + """const { parse } = await import("/shared/colour.js");
          const rows = [...document.querySelectorAll(".network .strip")].map((row) => [row.querySelector(".letter").textContent, of(row, "rect", "fill").map(({ fill }) => parse(fill))]);
          return { rows, scale };"""
        )
    )
    order = film.orders["carries"]
    for letter in ("c", "h"):
        values = nodes[letter][word]
        colours = next(cells for name, cells in strips["rows"] if name == letter)
        shares = np.array([2 * share(colour, strips["scale"]) - 1 for colour in colours])
        limit = np.abs(nodes[letter]).max()
        middle = np.abs(shares) < 0.98
        assert_on_scale(shares[middle], values[order][middle], rising=True, near=0.02)
        assert np.abs(values[order][~middle]).min(initial=limit) > 0.3 * limit

    page.keyboard.press("2")
    frames(screen)
    pinned = page.evaluate(
        script(
            """return [...document.querySelectorAll('.pinned[data-name="c"] > span')].map((cell) => cell.textContent);"""
        )
    )
    assert pinned == [said(value, len(pinned[0].partition(".")[2])) for value in c[:, unit]]
    under = page.evaluate(
        script(
            SIGNED
            + """const lane = document.querySelector('.main > .lanes .lane[data-name="c"]'), canvas = lane.querySelector("canvas");
          const { top, height } = lane.querySelector(".unit-frame").getBoundingClientRect(), box = canvas.getBoundingClientRect();
          const row = pixels(canvas)[Math.round(((top + height / 2 - box.top) / box.height) * canvas.height)];
          const column = box.width / given.length;
          const left = document.querySelector(".main > .lanes .column-frame").style.transform;
          return { scale, column, left: parseFloat(left.slice(11)), frame: [(top - box.top) / box.height, (top + height - box.top) / box.height], colours: given.map((_, word) => row[Math.round(((word + 0.5) * canvas.width) / given.length)]) };"""
        ),
        list(film.words),
    )
    shares = np.array([2 * share(colour, under["scale"]) - 1 for colour in under["colours"]])
    assert_on_scale(shares[np.abs(shares) < 0.98], c[np.abs(shares) < 0.98, unit], rising=True, near=0.02)
    assert under["left"] == pytest.approx(word * under["column"], abs=0.01)
    rank = list(order).index(unit)
    assert under["frame"][0] < (rank + 0.25) / len(order) < (rank + 0.75) / len(order) < under["frame"][1], (
        "the frame is around its row"
    )


def test_a_saved_picture_has_its_lanes_frames_words_and_bars_where_they_belong(shown, film, tmp_path):
    word, unit = 6, int(film.orders["carries"][2])
    page = shown(f"?colour=raw&unit={unit}&word={word + 1}").page
    page.get_by_role("button", name="Download").click()
    with page.expect_download() as taken:
        page.get_by_role("menuitem", name="SVG").click()
    taken.value.save_as(tmp_path / "film.svg")
    root = ElementTree.parse(tmp_path / "film.svg").getroot()
    of = lambda tag: [one.attrib for one in root.iter(f"{{http://www.w3.org/2000/svg}}{tag}")]  # noqa: E731
    images = sorted(of("image"), key=lambda one: float(one["y"]))
    on_page = page.evaluate(
        script("""return [...document.querySelectorAll(".main > .lanes .lane:not([hidden]) canvas")].map((canvas) => {
          const frame = canvas.parentElement.querySelector(".unit-frame");
          return { href: canvas.toDataURL("image/png"), middle: (frame.offsetTop + frame.offsetHeight / 2) / canvas.offsetHeight };
        });""")
    )
    assert [one["href"] for one in images] == [one["href"] for one in on_page], "as it stands on the page, lane by lane"
    left, wide = float(images[0]["x"]), float(images[0]["width"])
    column = wide / len(film.words)
    frames_ = [one for one in of("rect") if one.get("fill") == "none"]
    middles = [float(one["y"]) + float(one["height"]) / 2 for one in frames_]
    for image, seen in zip(images, on_page, strict=True):
        wanted = float(image["y"]) + seen["middle"] * float(image["height"])
        assert min(abs(middle - wanted) for middle in middles) < 2.5, "the chosen unit's row is framed"
    (upright,) = [one for one in frames_ if float(one["width"]) == pytest.approx(column + 2, abs=0.1)]
    assert float(upright["x"]) + 1 == pytest.approx(left + word * column, abs=0.1)
    heads = [one for one in root.iter("{http://www.w3.org/2000/svg}text") if "rotate(-50" in one.get("transform", "")]
    assert [one.text for one in heads] == list(film.words)
    assert_on_scale([float(one.get("x")) for one in heads], range(len(heads)), rising=True)
    assert left < float(heads[0].get("x")) < left + column
    bars = [float(one["width"]) for one in of("rect") if one.get("height") == "13"]
    chances = [probability for _, probability in film.top_words[word]]
    seen = [bar > 1 for bar in bars]
    np.testing.assert_allclose(np.array(bars)[seen], 170 * np.array(chances)[seen], rtol=1e-3)


def said(value: float, digits: int = 2) -> str:
    """A number as the film writes it."""
    text = f"{abs(float(np.float32(value))):.{digits}f}"
    return f"−{text}" if value < 0 and float(text) else text
