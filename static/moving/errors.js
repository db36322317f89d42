/** The squared error of each predicted picture, beside what it is compared with, and the learner's guess. */

import { html, mark, svg, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { saved } from "../shared/saving/own.js";

const [WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM] = [260, 170, 34, 8, 10, 26];
const MARKS = { guess: "2 3", truth: "8 3" };
const DASHES = { solid: null, dash: "9 5", dot: "2 4", dashdot: "9 4 2 4", longdash: "14 5" };

/**
 * @param {{file: string, lines: {name: string, color: string, dash: string, values: number[]}[], from: number, last: number, digits: number,
 *   levels: {name: string, value: number, from: number, what: string}[], title: string, across: string}} given `values` begin at moment `from`
 */
export function createErrors({ file, lines, levels, from, last, title, across, digits }) {
  const most = 1.1 * Math.max(...lines.flatMap((line) => line.values), ...levels.map((level) => level.value));
  const x = (moment) => LEFT + ((moment - from) / (last - from)) * (WIDTH - LEFT - RIGHT);
  const y = (value) => HEIGHT - BOTTOM - (value / most) * (HEIGHT - TOP - BOTTOM);
  const path = (points) => points.map(([a, b], k) => `${k ? "L" : "M"}${a.toFixed(2)} ${b.toFixed(2)}`).join("");
  const drawn = lines.map(({ name, color, dash, values }) =>
    svg("path", { "data-line": name, d: path(values.map((value, k) => [x(from + k), y(value)])), stroke: color, "stroke-dasharray": DASHES[dash], class: "line" }),
  );
  const marks = levels.map(({ what, value, from: start }) => svg("path", { "data-level": what, class: "level", "stroke-dasharray": MARKS[what], d: path([[x(start), y(value)], [x(last), y(value)]]) }));
  const dots = lines.map(({ color }) => svg("circle", { r: 5, fill: color, class: "dot" }));
  const now = svg("path", { class: "upright" });
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((size) => most / size < 5) ?? 1;
  const ticks = Array.from({ length: Math.floor(most / step) + 1 }, (_, k) => k * step);
  const grid = ticks.map((tick) => svg("path", { class: "grid", d: path([[LEFT, y(tick)], [WIDTH - RIGHT, y(tick)]]) }));
  const labels = [
    ...ticks.map((tick) => svg("text", { x: LEFT - 6, y: y(tick) + 4, "text-anchor": "end" }, number(tick, 2))),
    ...[from, last].map((moment) => svg("text", { x: x(moment), y: HEIGHT - 10, "text-anchor": "middle" }, moment)),
    svg("text", { x: (LEFT + WIDTH) / 2, y: HEIGHT - 10, "text-anchor": "middle" }, across),
  ];
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": title }, ...grid, ...labels, now, ...drawn, ...marks, ...dots);
  const values = lines.map(() => html("output", { "aria-live": "off" }));
  const swatch = (color, dash) => svg("svg", { viewBox: "0 0 26 8", class: "swatch" }, svg("path", { d: "M0 4H26", stroke: color, "stroke-width": 3, "stroke-dasharray": dash }));
  const legend = html(
    "div",
    { class: "legend" },
    ...lines.map(({ name, color, dash }, k) => html("p", {}, swatch(color, DASHES[dash]), html("span", {}, name), values[k])),
    ...levels.map(({ name, value, what }) => html("p", {}, swatch("currentColor", MARKS[what]), html("span", {}, name), html("output", { "aria-live": "off" }, number(value, digits)))),
  );
  const keys = [...lines.map(({ name, color, dash }) => ({ title: name, color, dash: DASHES[dash] })), ...levels.map(({ name, what }) => ({ title: name, color: "currentColor", dash: MARKS[what] }))];
  const table = () => [["series", across, title], ...lines.flatMap(({ name, values: all }) => all.map((value, k) => [name, from + k, value])), ...levels.map(({ name, value, from: start }) => [name, start, value])];
  const element = html("figure", { class: "errors" }, html("figcaption", {}, title), saved(html("div", {}, picture), picture, file, table, keys), legend);

  /** @param {number} moment */
  function draw(moment) {
    mark(now, { d: moment < from ? "" : path([[x(moment), TOP], [x(moment), HEIGHT - BOTTOM]]) });
    lines.forEach((line, k) => {
      const value = line.values[moment - from];
      mark(dots[k], value === undefined ? { visibility: "hidden" } : { visibility: null, cx: x(moment).toFixed(2), cy: y(value).toFixed(2) });
      write(values[k], value === undefined ? "\u2013" : number(value, digits));
    });
  }

  return { element, draw, values: (moment) => lines.map((line) => line.values[moment - from]) };
}
