/** The numbers beside the chart, a row for each cell; they are also its legend. */

import { STROKES } from "../shared/chart/curves.js";
import { size } from "../shared/decades.js";
import { html, svg, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { filled } from "../shared/said.js";
import { halfLife } from "./numbers/measures.js";

/** @param {any} header from Python */
export function createTable({ cells, words, every }) {
  const rows = cells.map(({ title, units, color, dash }) => {
    const sample = svg("line", { x1: 1, x2: 27, y1: 6, y2: 6, stroke: color, "stroke-width": 3, "stroke-dasharray": STROKES[dash] });
    const numbers = [0, 1, 2].map(() => html("b", {}));
    const band = html("small", {});
    const [kept, halves, left] = numbers;
    const name = html("span", {}, title, html("small", {}, filled(words.units, { units: String(units) })));
    const legend = html("div", {}, svg("svg", { width: 28, height: 12, "aria-hidden": "true" }, sample), name);
    const head = html("th", { scope: "row" }, legend);
    return { row: html("tr", {}, head, html("td", {}, kept, band), html("td", {}, halves), html("td", {}, left)), numbers, band };
  });
  const heads = words.columns.map((column) => html("th", { scope: "col" }, column));
  const element = html("table", {}, html("thead", {}, html("tr", {}, ...heads)), html("tbody", {}, ...rows.map(({ row }) => row)));
  element.append(html("caption", {}, words.caption));

  return {
    element,
    /** @param {import("./sentence.js").Measured[]} measured */
    draw(measured) {
      measured.forEach(({ measures }, k) => {
        const [low, middle, high] = measures.factors;
        const { numbers, band } = rows[k];
        write(numbers[0], every ? words.none : number(middle, 3));
        write(band, every ? "" : `${number(low, 3)} to ${number(high, 3)}`);
        write(numbers[1], every ? words.none : steps(halfLife(middle)));
        write(numbers[2], size(measures.left / Math.LN10));
      });
    },
  };

  /** As `tables.table` writes it. */
  function steps(halves) {
    return halves === Infinity ? words.never : filled(words.steps, { steps: number(halves, halves < 100 ? 1 : 0) });
  }
}
