/** The traces of a chart as marks: lines, areas, points, bars, the cells of a map. */

import { svg } from "../../shared/dom.js";
import { grid, listed } from "../../shared/chart/columns.js";
import { sizeOf, words } from "./words.js";

const DASHES = { dot: [1, 1], dash: [3, 3], dashdot: [3, 1, 1, 1], longdash: [5, 5] }; // of the width of a line
const FINE = 3; // pixels: dots of a thinner line are as long as those of this one
const FEW = 20; // points that are seen where nothing is said of them
const GROUP = 0.2; // of the room of a bar, free on both sides together
const ROUND = 0.95; // of half a size: a square as large as the circle of that size
const SHAPES = {
  circle: (r) => `M${-r} 0A${r} ${r} 0 1 0 ${r} 0A${r} ${r} 0 1 0 ${-r} 0Z`,
  square: (r) => `M${-r * ROUND} ${-r * ROUND}h${2 * r * ROUND}v${2 * r * ROUND}h${-2 * r * ROUND}Z`,
  diamond: (r) => `M${-1.3 * r} 0L0 ${-1.3 * r}L${1.3 * r} 0L0 ${1.3 * r}Z`,
  cross: (r) => `M${-r} ${-r / 2.6}h${r * 0.615}v${-r * 0.615}h${r * 0.77}v${r * 0.615}h${r * 0.615}v${r * 0.77}h${-r * 0.615}v${r * 0.615}h${-r * 0.77}v${-r * 0.615}h${-r * 0.615}Z`,
  x: (r) => `M${-r} ${-0.6 * r}l${0.4 * r} ${-0.4 * r}l${0.6 * r} ${0.6 * r}l${0.6 * r} ${-0.6 * r}l${0.4 * r} ${0.4 * r}l${-0.6 * r} ${0.6 * r}l${0.6 * r} ${0.6 * r}l${-0.4 * r} ${0.4 * r}l${-0.6 * r} ${-0.6 * r}l${-0.6 * r} ${0.6 * r}l${-0.4 * r} ${-0.4 * r}l${0.6 * r} ${-0.6 * r}Z`,
  "triangle-up": (r) => `M0 ${-1.2 * r}L${1.15 * r} ${0.8 * r}H${-1.15 * r}Z`,
  "triangle-down": (r) => `M0 ${1.2 * r}L${1.15 * r} ${-0.8 * r}H${-1.15 * r}Z`,
  star: (r) => `M${Array.from({ length: 10 }, (_, k) => [Math.sin((k * Math.PI) / 5) * r * (k % 2 ? 0.55 : 1.35), -Math.cos((k * Math.PI) / 5) * r * (k % 2 ? 0.55 : 1.35)].map((one) => one.toFixed(2)).join(" ")).join("L")}Z`,
};

/** @typedef {{x: (value: any) => number, y: (value: any) => number, column: number, row: number}} Place of the trace's axes: where a value lies, how far apart its neighbours */

/** Curves, areas and points. @param {any} trace @param {Place} place */
export function scatter(trace, { x, y }) {
  const [xs, ys] = [listed(trace.x), listed(trace.y)];
  const points = ys.map((value, k) => [x(xs[k] ?? k), value === null ? NaN : y(value)]);
  const parts = [];
  const { color, width = 2, dash = "solid" } = trace.line ?? {};
  const mode = modeOf(trace);
  if (trace.fill) {
    const foot = trace.fill === "tozeroy" ? `L${points.at(-1)[0].toFixed(2)} ${y(0).toFixed(2)}L${points[0][0].toFixed(2)} ${y(0).toFixed(2)}` : "";
    parts.push(svg("path", { d: `${through(points)}${foot}Z`, fill: trace.fillcolor ?? color, "fill-opacity": trace.fillcolor ? null : 0.5 }));
  }
  if (mode.includes("lines") && width) parts.push(svg("path", { d: through(points), fill: "none", stroke: color, "stroke-width": width, "stroke-linejoin": "round", "stroke-dasharray": dashes(dash, width) }));
  if (mode.includes("markers")) parts.push(...points.map(([left, top], k) => (Number.isFinite(left + top) ? symbol(trace.marker, k, left, top) : null)));
  return svg("g", { opacity: trace.opacity ?? null }, ...parts);
}

export const dashes = (name, width) => DASHES[name]?.map((part) => part * Math.max(FINE, width)).join(" ") ?? null;
export const modeOf = ({ mode, x, y }) => mode ?? (Math.max(listed(x).length, listed(y).length) < FEW ? "lines+markers" : "lines");

function through(points) {
  let [found, pen] = ["", false];
  for (const [left, top] of points) {
    const seen = Number.isFinite(left + top);
    if (seen) found += `${pen ? "L" : "M"}${left.toFixed(2)} ${top.toFixed(2)}`;
    pen = seen;
  }
  return found;
}

/** One point. @param {any} marker @param {number} k @param {number} x @param {number} y */
export function symbol({ symbol: named = "circle", size = 6, color, opacity, line = {} } = {}, k, x, y) {
  const one = (column) => (Array.isArray(column) ? column[k] : column);
  const [shape, open] = [String(one(named)).replace("-open", ""), String(one(named)).endsWith("-open")];
  const edge = open ? { fill: "none", stroke: one(color), "stroke-width": one(line.width) ?? 1.5 } : { fill: one(color), stroke: one(line.color) ?? null, "stroke-width": one(line.width) ?? null };
  return svg("path", { d: SHAPES[shape](one(size) / 2), transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})`, opacity: one(opacity) ?? null, ...edge });
}

/** @param {any} trace @param {Place} place @param {any} layout @param {any[]} others all bars of these axes */
export function bars(trace, { x, y, column, row }, { barmode = "group", bargap = GROUP, bargroupgap = 0 }, others) {
  const lying = trace.orientation === "h";
  const [across, along] = lying ? [y, x] : [x, y];
  const [many, own] = barmode === "group" ? [others.length, others.indexOf(trace)] : [1, 0];
  const share = ((lying ? row : column) * (1 - bargap)) / many;
  const [keys, lengths, texts, bases] = [listed(lying ? trace.y : trace.x), listed(lying ? trace.x : trace.y), [trace.text].flat(), listed(trace.base)];
  const below = barmode === "stack" ? others.slice(0, others.indexOf(trace)) : [];
  const one = (column, k) => (Array.isArray(column) ? column[k] : column);
  const parts = lengths.flatMap((length, k) => {
    if (length === null) return [];
    const start = bases[k] ?? below.reduce((sum, other) => sum + listed(lying ? other.x : other.y)[k], 0);
    const [from, to] = [along(start), along(start + length)];
    const middle = across(keys[k] ?? k) + (own + 0.5 - many / 2) * share * (lying ? -1 : 1);
    const thick = share * (1 - bargroupgap);
    const [near, wide] = [Math.min(from, to), Math.abs(to - from)];
    const box = lying ? { x: near, y: middle - thick / 2, width: wide, height: thick } : { x: middle - thick / 2, y: near, width: thick, height: wide };
    const { color, opacity, line = {} } = trace.marker ?? {};
    const drawn = svg("rect", { ...round(box), fill: one(color, k), opacity: one(opacity, k) ?? null, stroke: line.color ?? null, "stroke-width": line.width ?? null });
    const text = texts[k] ?? "";
    const inside = trace.textposition === "inside";
    const end = inside ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : lying ? { x: to + 4, y: middle, across: "left" } : { x: middle, y: to - 2, down: "bottom" };
    const fits = !inside || sizeOf(text, trace.textfont)[0] <= box.width;
    return text && fits ? [drawn, words(text, trace.textfont ?? {}, end)] : [drawn];
  });
  return svg("g", { opacity: trace.opacity ?? null }, ...parts);
}

/** @param {any} trace @param {Place} place @param {import("./colours.js").Scale} scale */
export function cells(trace, { x, y, column, row }, scale) {
  const [rows, texts, xs, ys] = [grid(trace.z), grid(trace.text), listed(trace.x), listed(trace.y)];
  const [wide, high] = [Math.max(0.1, column - (trace.xgap ?? 0)), Math.max(0.1, row - (trace.ygap ?? 0))];
  const parts = rows.flatMap((line, j) =>
    line.flatMap((value, k) => {
      if (value === null || value === undefined || Number.isNaN(value)) return [];
      const [left, top] = [x(xs[k] ?? k), y(ys[j] ?? j)];
      const box = svg("rect", { ...round({ x: left - wide / 2, y: top - high / 2, width: wide, height: high }), fill: scale.colour(value), "shape-rendering": "crispEdges" });
      const text = trace.texttemplate ? (texts[j]?.[k] ?? "") : "";
      return text ? [box, words(text, { color: inkOn(scale.colour(value)), ...trace.textfont }, { x: left, y: top })] : [box];
    }),
  );
  return svg("g", { opacity: trace.opacity ?? null }, ...parts);
}

const inkOn = (ground) => (ground.match(/\d+/g).reduce((sum, part, k) => sum + Number(part) * [0.299, 0.587, 0.114][k], 0) > 140 ? "#1b1e28" : "#ffffff");
const round = (box) => Object.fromEntries(Object.entries(box).map(([name, value]) => [name, value.toFixed(2)]));
