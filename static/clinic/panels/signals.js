/** How long the error signal is at every step on its way back, on one axis of powers of ten. */

import { decades } from "../../shared/chart/scale.js";
import { size } from "../../shared/decades.js";
import { mark, svg } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";
import { LEFT, LOWEST, RIGHTMOST, TOP, createFrame, path } from "./frame.js";

/** @param {any} words */
export function createSignals(words) {
  const [band, line] = [svg("path", { class: "band" }), svg("path", { class: "line" })];
  const frame = createFrame("signals", words, table, band, line);

  let found = /** @type {import("../examine.js").Spread | null} */ (null);

  function table() {
    const rows = Array.from(found.middle, (log, lag) => [lag, ...[found.low[lag], log, found.high[lag]].map((one) => one / Math.LN10)]);
    return [[words.x, ...["lowest", "median", "highest"].map((which) => `log10 of the length, ${which}`)], ...rows];
  }

  /** @param {import("../examine.js").Spread} signals */
  function draw(signals) {
    const { low, middle, high } = (found = signals);
    const axis = decades([{ low, high }]);
    const last = middle.length - 1;
    const x = (back) => RIGHTMOST - (back / last) * (RIGHTMOST - LEFT);
    const y = (log) => TOP + ((axis.top - axis.tens(log)) / (axis.top - axis.bottom)) * (LOWEST - TOP);
    const seen = middle.findLastIndex(Number.isFinite) + 1 || last + 1;
    const there = Array.from(high.subarray(0, seen), (log, k) => `${k ? "L" : "M"}${x(k).toFixed(1)} ${y(log).toFixed(1)}`).join("");
    const back = Array.from(low.subarray(0, seen), (log, k) => `L${x(k).toFixed(1)} ${y(log).toFixed(1)}`).reverse().join("");
    mark(band, { d: `${there}${back}Z` });
    mark(line, { d: path(middle, x, y), "data-logs": Array.from(middle, (log) => log.toFixed(4)).join(" ") });
    const apart = axis.ticks.filter(({ at }, k, all) => !k || k === all.length - 1 || Math.abs(at - all[0].at) > 1e-9);
    frame.scale(apart.map(({ at, label }) => [y(label === "0" ? -Infinity : at * Math.LN10), label]), [0, 10, 20].filter((lag) => lag <= last).map((lag) => [x(lag), String(lag)]));
    const told = (lag) => size(middle[Math.min(last, lag)] / Math.LN10);
    frame.say(filled(words.below, { first: told(0), ten: told(10), twenty: told(20) }));
  }

  return { element: frame.element, draw };
}
