/** The chart: how long each cell's error signal is so many steps back, on one absolute axis. */

import { apart, createCurve } from "../../shared/chart/curves.js";
import { decades, lags } from "../../shared/chart/scale.js";
import { html, mark, svg, write } from "../../shared/dom.js";
import { saved } from "../../shared/saving/own.js";
import { createPassed } from "./passed.js";
import { createProbe } from "./probe.js";

const [LEFT, TOP, BOTTOM] = [58, 20, 38];
const LETTER = 8.2; // pixels of a name, about
const LINE = 17; // pixels between names
let charts = 0;

/** @param {any} header from Python */
export function createChart({ cells, words, back, guess, tour }) {
  const clip = `lstm-vanishing-${(charts += 1)}`;
  const frame = svg("rect", {});
  const [grid, labels] = [svg("g", { class: "grid" }), svg("g", { class: "labels" })];
  const upright = svg("path", { class: "upright" });
  const said = svg("rect", { class: "guess", visibility: guess ? null : "hidden" });
  const saidName = svg("text", { class: "note" }, guess ? words.guess : "");
  const backName = svg("text", { class: "note", "text-anchor": "middle" }, words.back);
  const thinName = svg("text", { class: "note", "text-anchor": "end" });
  const curves = cells.map(createCurve);
  const passed = createPassed(words.passed, cells[tour?.cell ?? 0]);
  const names = 14 + LETTER * Math.max(...cells.map(({ title }) => title.length));
  const inside = svg("g", { "clip-path": `url(#${clip})` }, said, upright, ...curves.flatMap(({ under }) => under), passed.lines, ...curves.flatMap(({ over }) => over));
  const xTitle = svg("text", { class: "title", "text-anchor": "middle" }, words.x);
  const yTitle = svg("text", { class: "title", "text-anchor": "middle" }, words.y);
  const texts = [passed.names, backName, saidName, thinName, xTitle, yTitle, ...curves.map(({ name }) => name)];
  const picture = svg("svg", { role: "img", "aria-label": words.chart }, svg("clipPath", { id: clip }, frame), grid, labels, inside, ...texts);
  const probe = createProbe(words);
  const element = saved(html("div", { class: "chart" }, picture, probe.element), picture, "error-signals", table);
  /** @type {[any[], import("./passed.js").Passed[]] | null} */
  let latest = null;

  /** Of each cell, step by step back. */
  function table() {
    const rows = latest[0].flatMap(({ title, measures: { low, middle, high } }) => Array.from(middle, (log, lag) => [title, lag, ...[low[lag], log, high[lag]].map((one) => one / Math.LN10)]));
    return [["cell", words.x, ...["lowest", "median", "highest"].map((which) => `log10 of ${words.y}, ${which}`)], ...rows];
  }

  /** @param {any[]} found of each cell @param {import("./passed.js").Passed[]} trail */
  function draw(found, trail) {
    latest = [found, trail];
    const { clientWidth: width, clientHeight: height } = element;
    if (!width || !height) return;
    const length = found[0].measures.middle.length;
    const axis = decades([...found.map(({ measures }) => measures), ...trail.map(({ middle }) => ({ low: middle, high: middle }))]);
    const [right, bottom] = [width - names, height - BOTTOM];
    const x = (lag) => LEFT + (lag / (length - 1)) * (right - LEFT);
    const level = (tens) => TOP + ((axis.top - tens) / (axis.top - axis.bottom)) * (bottom - TOP);
    const y = (log) => level(axis.tens(log));
    mark(picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    mark(frame, { x: LEFT, y: TOP - 6, width: right - LEFT, height: bottom - TOP + 6 });
    const ups = axis.ticks.map(({ at, label }) => ({ height: level(at), label }));
    const steps = lags(length, width < 500 ? 5 : 10);
    grid.replaceChildren(...ups.map((up) => svg("path", { d: `M${LEFT} ${up.height.toFixed(2)}H${right}` })));
    labels.replaceChildren(
      ...ups.map((up) => svg("text", { x: LEFT - 8, y: (up.height + 5).toFixed(2), "text-anchor": "end" }, up.label)),
      ...steps.map((lag) => svg("text", { x: x(lag).toFixed(2), y: bottom + 16, "text-anchor": "middle" }, lag)),
    );
    mark(upright, { d: `M${x(back).toFixed(2)} ${TOP - 6}V${bottom}` });
    const [to, from] = [guess?.[0] ?? -Infinity, guess?.[1] ?? Infinity].map((log) => Math.min(bottom, Math.max(TOP - 6, level(log / Math.LN10))));
    mark(said, { x: x(back) - 7, width: 14, y: from, height: Math.max(0, to - from) });
    mark(saidName, { x: x(back) + 12, y: to - 8 });
    mark(backName, { x: x(back), y: TOP - 10 });
    const thin = [found.some(({ theory }) => theory) && words.theory, found.some(({ before }) => before) && words.before];
    write(thinName, width < 500 ? "" : thin.filter(Boolean).join(", "));
    mark(thinName, { x: right, y: TOP - 10 });
    mark(xTitle, { x: (LEFT + right) / 2, y: height - 4 });
    mark(yTitle, { transform: `translate(13 ${(TOP + bottom) / 2}) rotate(-90)` });
    curves.forEach((curve, k) => curve.draw(found[k], { x, y }, back));
    passed.draw(trail, { x, y }, length);
    const ends = apart(found.map(({ measures }) => y(measures.middle[length - 1]) || bottom), LINE, TOP, bottom);
    curves.forEach(({ name }, k) => mark(name, { x: right + 6, y: (ends[k] + 5).toFixed(2) }));
    probe.draw(found, { x, y, left: LEFT, right, top: TOP, bottom, length });
  }

  const resized = new ResizeObserver(() => latest && draw(...latest));
  resized.observe(element);
  return { element, draw, leave: () => resized.disconnect() };
}
