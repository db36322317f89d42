/** The share solved of what each racer learns from, against the sequences seen; results that ship and papers beside it. */

import { html, mark, svg } from "../shared/dom.js";
import { saved } from "../shared/saving/own.js";
import { STROKES } from "../shared/chart/curves.js";

const [LEFT, RIGHT, TOP, BOTTOM] = [62, 26, 20, 36];
const TICKS = [100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000, 100000];
const LOW = 100;

export const grouped = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/** @param {any} header from Python */
export function createChart({ words, chance, published, limits, racers }) {
  const [grid, labels, marks, pale, lines] = ["grid", "labels", "marks", "pale", "lines"].map((name) => svg("g", { class: name }));
  const blind = svg("path", { class: "upright" });
  const note = svg("text", { class: "note" }, words.chance);
  const titles = [words.x, words.y].map((title) => svg("text", { class: "title", "text-anchor": "middle" }, title));
  const picture = svg("svg", { role: "img", "aria-label": words.chart }, grid, labels, blind, note, marks, pale, lines, ...titles);
  const keys = racers.map(({ title, color, dash }) => ({ title, color, dash: STROKES[dash] }));
  const element = saved(html("div", { class: "chart" }, picture), picture, "race", table, keys);
  let latest = [];

  /** Each racer here, and the one that ships. */
  function table() {
    const rows = latest.flatMap(({ racer: { title, shipped }, points }) => [[title, points], [`${title}, ${words.shipped}`, shipped?.curve ?? []]].flatMap(([name, all]) => all.map(([seen, share]) => [name, seen, share])));
    return [["racer", words.x, words.y], ...rows];
  }

  /** @param {import("./lanes.js").Lane[]} lanes */
  function draw(lanes) {
    latest = lanes;
    const { clientWidth: width, clientHeight: height } = element;
    if (!width || !height) return;
    const high = Math.max(limits.sequences, ...published.map(({ count }) => count));
    const [right, bottom] = [width - RIGHT, height - BOTTOM];
    const x = (seen) => LEFT + (Math.log(Math.max(seen, LOW) / LOW) / Math.log(high / LOW)) * (right - LEFT);
    const y = (share) => bottom - share * (bottom - TOP);
    mark(picture, { viewBox: `0 0 ${width} ${height}`, width, height });
    const shares = [0, 0.5, 1];
    grid.replaceChildren(...shares.map((share) => svg("path", { d: `M${LEFT} ${y(share).toFixed(2)}H${right}` })));
    labels.replaceChildren(
      ...shares.map((share) => svg("text", { x: LEFT - 6, y: y(share) + 4, "text-anchor": "end" }, `${100 * share} %`)),
      ...apart(TICKS.filter((tick) => tick <= high), x).map((tick) => svg("text", { x: x(tick), y: bottom + 15, "text-anchor": "middle" }, grouped(tick))),
    );
    mark(blind, { d: `M${LEFT} ${y(chance).toFixed(2)}H${right}` });
    mark(note, { x: LEFT + 6, y: (y(chance) - 5).toFixed(2) });
    marks.replaceChildren(...published.flatMap(({ who, count }) => paper(who, count, x, bottom)));
    pale.replaceChildren(...lanes.flatMap(({ racer: { title, color, shipped } }) => line(title, color, null, upTo(high, shipped?.curve ?? []), x, y)));
    lines.replaceChildren(...lanes.flatMap((lane) => run(lane, x, y)));
    mark(titles[0], { x: (LEFT + right) / 2, y: height - 3 });
    mark(titles[1], { transform: `translate(10 ${(TOP + bottom) / 2}) rotate(-90)` });
  }

  const resized = new ResizeObserver(() => draw(latest));
  resized.observe(element);
  return { element, draw, leave: () => resized.disconnect() };
}

/** Only those whose numbers do not touch, the last one in any case. */
function apart(ticks, x) {
  const found = [];
  for (const tick of ticks.reverse()) if (!found.length || x(found[0]) - x(tick) >= 44) found.unshift(tick);
  return found;
}

const upTo = (high, points) => points.filter(([seen]) => seen <= high);

function paper(who, count, x, bottom) {
  const at = { x: x(count) - 5, y: TOP - 6, "text-anchor": "end" };
  return [svg("path", { class: "said", d: `M${x(count).toFixed(2)} ${TOP - 12}V${bottom}` }), svg("text", { class: "note", ...at }, `${who}: ${grouped(count)}`)];
}

function line(title, color, stroke, points, x, y) {
  if (!points.length) return [];
  const d = `M${points.map(([seen, share]) => `${x(seen).toFixed(2)} ${y(share).toFixed(2)}`).join("L")}`;
  return [svg("path", { class: "line", "data-racer": title, d, stroke: color, "stroke-dasharray": stroke })];
}

function run({ racer: { title, color, dash }, points, reached }, x, y) {
  const last = reached ? [reached, 1] : points.at(-1);
  if (!last) return [];
  const [cx, cy] = [x(last[0]).toFixed(2), y(last[1]).toFixed(2)];
  const dot = svg("circle", { class: "dot", "data-racer": title, "data-met": Boolean(reached), cx, cy, r: reached ? 6 : 4.5, fill: color });
  return [...line(title, color, STROKES[dash], points, x, y), dot];
}
