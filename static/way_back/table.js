/** The numbers at the word that is looked at, a row for each cell; they are also the chart's legend. */

import { STROKES } from "../shared/chart/curves.js";
import { size } from "../shared/decades.js";
import { html, svg, write } from "../shared/dom.js";
import { percent } from "../shared/format.js";
import { filled } from "../shared/said.js";

/** @param {any} header from Python */
export function createTable({ cells, words }) {
  const rows = cells.map(({ title, color, dash }) => {
    const sample = svg("line", { x1: 1, x2: 27, y1: 6, y2: 6, stroke: color, "stroke-width": 3, "stroke-dasharray": STROKES[dash] });
    const numbers = [0, 1, 2].map(() => html("b", {}));
    const band = html("small", {});
    const [answer, pull, share] = numbers;
    const legend = html("div", {}, svg("svg", { width: 28, height: 12, "aria-hidden": "true" }, sample), html("span", {}, title));
    const data = [html("td", {}, answer), html("td", {}, pull, band), html("td", {}, share)];
    return { row: html("tr", {}, html("th", { scope: "row" }, legend), ...data), numbers, band };
  });
  const heads = words.columns.map((column) => html("th", { scope: "col" }, column));
  const element = html("table", {}, html("thead", {}, html("tr", {}, ...heads)), html("tbody", {}, ...rows.map(({ row }) => row)));
  element.append(html("caption", {}, words.caption));
  const written = (log) => size(log / Math.LN10);

  /** @param {import("./scene.js").Scene} scene */
  function draw({ answers, pulls, at }) {
    rows.forEach(({ numbers, band }, k) => {
      const { low, middle, high } = pulls[k];
      write(numbers[0], percent(answers[k]));
      write(numbers[1], written(middle[at]));
      write(band, filled(words.band, { low: written(low[at]), high: written(high[at]) }));
      write(numbers[2], `\u00d7 ${written(middle[at] - middle[0])}`);
    });
  }

  return { element, draw };
}
