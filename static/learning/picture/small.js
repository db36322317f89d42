/** Two small charts beside the loss: how long an error signal is at each step, and how the weights are spread. */

import { html, mark, svg } from "../../shared/dom.js";
import { saved } from "../../shared/saving/own.js";

const [WIDTH, HEIGHT, LEFT, BOTTOM, TOP] = [260, 92, 34, 16, 16];

/**
 * The lengths of dL/dh, step by step, beside the longest, with those at the beginning thin behind them.
 * @param {{title: string, x: string, said: string}} words
 */
export function createSignals(words) {
  const [line, ghost, labels] = [svg("path", { class: "line" }), svg("path", { class: "ghost" }), svg("g", { class: "labels" })];
  let now = /** @type {number[]} */ ([]);
  const table = () => [[words.x, `log10 of ${words.title}`, "before training"], ...now.map((ten, t) => [t, ten, begun[t] ?? ""])];
  const { element, picture } = frame(words, "signals", table, svg("g", { class: "grid" }, svg("path", { d: `M${LEFT} ${HEIGHT - BOTTOM}H${WIDTH}` })), ghost, line, labels);
  /** @type {number[]} */
  let begun = [];

  /** @param {ArrayLike<number>} lengths natural logarithms @param {boolean} first the network before training */
  function draw(lengths, first) {
    const most = Math.max(...Array.from(lengths).filter(Number.isFinite));
    const tens = Array.from(lengths, (log) => (log - most) / Math.LN10);
    if (first) begun = tens;
    now = tens;
    const finite = [...tens, ...begun].filter(Number.isFinite);
    const [low, high] = [Math.floor(Math.min(-1, ...finite)), Math.ceil(Math.max(0, ...finite))];
    const x = (t) => LEFT + (t / Math.max(1, tens.length - 1)) * (WIDTH - LEFT - 4);
    const y = (ten) => TOP + ((high - ten) / (high - low)) * (HEIGHT - TOP - BOTTOM);
    mark(line, { d: path(tens, x, y), "data-last": tens.at(-1)?.toFixed(6), "data-first": tens[0]?.toFixed(6) });
    mark(ghost, { d: path(begun, x, y) });
    labels.replaceChildren(...[low, high].map((ten) => svg("text", { x: LEFT - 4, y: y(ten) + 4, "text-anchor": "end" }, `1e${ten}`.replace("-", "\u2212"))));
    mark(picture, { "aria-label": words.said });
  }

  return { element, draw };
}

/**
 * How many weights lie where; the range of the beginning stays unless they leave it.
 * @param {{title: string, x: string, said: string}} words
 */
export function createHistogram(words) {
  const [bars, ghost, labels] = [svg("path", { class: "bars" }), svg("path", { class: "ghost" }), svg("g", { class: "labels" })];
  let shown = /** @type {(string | number)[][]} */ ([]);
  const table = () => [["lower edge", "upper edge", words.title, "before training"], ...shown];
  const { element, picture } = frame(words, "histogram", table, bars, ghost, labels);
  const BINS = 31;
  /** @type {Float64Array | null} */
  let begun = null;

  /** @param {Record<string, {data: Float64Array}>} weights by the core's names @param {boolean} first */
  function draw(weights, first) {
    const all = Object.values(weights).map(({ data }) => data);
    if (first) begun = Float64Array.from(all.flatMap((array) => Array.from(array)));
    let most = 0;
    for (const array of [...all, begun ?? []]) for (let k = 0; k < array.length; k++) most = Math.max(most, Math.abs(array[k]));
    const limit = Math.max(0.5, Math.ceil(2 * most) / 2);
    const [now, before] = [counts(all, limit, BINS), counts(begun ? [begun] : [], limit, BINS)];
    shown = now.map((many, k) => [...[k, k + 1].map((edge) => limit * ((2 * edge) / BINS - 1)), many, before[k]]);
    const top = Math.max(1, ...now, ...before);
    const x = (k) => LEFT + (k / BINS) * (WIDTH - LEFT - 4);
    const y = (many) => HEIGHT - BOTTOM - (many / top) * (HEIGHT - BOTTOM - TOP);
    const steps = (found) => found.map((many, k) => `L${x(k).toFixed(1)} ${y(many).toFixed(1)}H${x(k + 1).toFixed(1)}`).join("");
    mark(bars, { d: `M${x(0)} ${y(0)}${steps(now)}L${x(BINS)} ${y(0)}Z`, "data-limit": limit });
    mark(ghost, { d: `M${x(0)} ${y(0)}${steps(before)}L${x(BINS)} ${y(0)}` });
    const ends = [[-limit, "start"], [0, "middle"], [limit, "end"]];
    labels.replaceChildren(...ends.map(([value, anchor], k) => svg("text", { x: LEFT + (k / 2) * (WIDTH - LEFT - 4), y: HEIGHT - 3, "text-anchor": anchor }, String(value).replace("-", "\u2212"))));
    mark(picture, { "aria-label": words.said });
  }

  return { element, draw };
}

/** @param {ArrayLike<number>[]} arrays */
export function counts(arrays, limit, bins) {
  const found = new Array(bins).fill(0);
  for (const array of arrays)
    for (let k = 0; k < array.length; k++) {
      const place = Math.floor(((array[k] + limit) / (2 * limit)) * bins);
      found[Math.max(0, Math.min(bins - 1, place))] += 1;
    }
  return found;
}

function frame({ title, x, said }, name, table, ...parts) {
  const picture = svg("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": said }, ...parts);
  const about = html("p", { class: "small-title" }, title, html("small", {}, ` ${x}`));
  return { element: html("div", { class: `small ${name}` }, about, saved(html("div", {}, picture), picture, name, table)), picture };
}

/** Through all points that are numbers. */
function path(values, x, y) {
  let [found, pen] = ["", false];
  values.forEach((value, k) => {
    if (Number.isFinite(value)) found += `${pen ? "L" : "M"}${x(k).toFixed(1)} ${y(value).toFixed(1)}`;
    pen = Number.isFinite(value);
  });
  return found;
}
