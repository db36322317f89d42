/** A cell in the chart: its band, median and theory, where its median was before, the mark at one step, its name. */

import { mark, svg } from "../dom.js";

/** Dashes by the names that the charts of Python have for them. */
export const STROKES = { solid: null, dot: "3 4", dash: "10 5", dashdot: "10 4 3 4", longdash: "15 5" };

/** @param {{title: string, color: string, dash: string}} cell */
export function createCurve({ title, color, dash }) {
  const band = svg("path", { class: "band", fill: color });
  const theory = svg("path", { class: "theory", stroke: color });
  const ghost = svg("path", { class: "ghost", stroke: color });
  const line = svg("path", { class: "line", stroke: color, "stroke-dasharray": STROKES[dash], "data-cell": title });
  const dot = svg("circle", { class: "dot", r: 5, fill: color });
  const name = svg("text", { class: "name" }, title);

  return {
    under: [band, theory, ghost],
    over: [line, dot],
    name,
    /**
     * @param {{measures: {low: Float64Array, middle: Float64Array, high: Float64Array}, theory?: Float64Array | null,
     *          before?: Float64Array | null}} cell natural logarithms; `before` is drawn thin
     * @param {{x: (lag: number) => number, y: (log: number) => number}} scale
     * @param {number} back where the mark lies
     */
    draw({ measures, theory: expected, before }, { x, y }, back) {
      const { low, middle, high } = measures;
      mark(line, { d: path(middle, x, y) });
      mark(band, { d: `${path(high, x, y)}${path(low, x, y, true)}Z` });
      mark(theory, { d: expected ? path(expected, x, y) : "" });
      mark(ghost, { d: before ? path(before, x, y) : "" });
      const seen = Number.isFinite(middle[back]);
      mark(dot, { cx: x(back).toFixed(2), cy: seen ? y(middle[back]).toFixed(2) : 0, visibility: seen ? null : "hidden" });
    },
  };
}

/** Through all points that are numbers; the way back of a band goes on from where its way there ended. */
function path(logs, x, y, turned = false) {
  const last = logs.length - 1;
  let [found, pen] = ["", turned];
  for (let k = 0; k <= last; k++) {
    const lag = turned ? last - k : k;
    const height = y(logs[lag]);
    if (Number.isFinite(height)) found += `${pen ? "L" : "M"}${x(lag).toFixed(2)} ${height.toFixed(2)}`;
    pen = Number.isFinite(height) || turned;
  }
  return found;
}

/** Heights of names, at least a line apart, in the order of what they name. */
export function apart(heights, line, top, bottom) {
  const order = heights.map((height, k) => ({ height: Math.min(Math.max(height, top), bottom), k })).sort((a, b) => a.height - b.height);
  for (let k = 1; k < order.length; k++) order[k].height = Math.max(order[k].height, order[k - 1].height + line);
  for (let k = order.length - 1, below = bottom; k >= 0; k--) {
    order[k].height = Math.min(order[k].height, below);
    below = order[k].height - line;
  }
  const found = [];
  for (const { height, k } of order) found[k] = height;
  return found;
}
