/** The frame of a chart: how much room its labels take, where its axes lie, their lines, ticks and titles. */

import { svg } from "../../shared/dom.js";
import { sizeOf, words } from "./words.js";

const [TITLE, GAP] = [24, 6]; // pixels: of an axis' title, between a tick's text and the frame

/** @typedef {{left: number, right: number, top: number, bottom: number, width?: number}} Box of the frame; how wide the whole chart is */

/** What the labels of the axes on a side of the frame need. @param {Record<string, import("./axes.js").Axis>} axes @param {"left" | "top" | "bottom"} side */
export function roomFor(axes, side) {
  const here = Object.values(axes).filter((axis) => sideOf(axis) === side && !axis.said.anchor?.endsWith("2"));
  return Math.max(0, ...here.map((axis) => deep(axis) + (titleOf(axis) ? TITLE : 0)));
}

/** How far the last text below the frame reaches beyond its end. @param {Record<string, import("./axes.js").Axis>} axes */
export function overhang(axes) {
  const beyond = Object.values(axes).map(({ side, said, range, ticks }) => {
    const last = ticks.find(({ at }) => Math.abs(at - range[1]) < 0.02 * Math.abs(range[1] - range[0]));
    return side === "x" && last && !said.tickangle ? sizeOf(last.text, said.tickfont)[0] / 2 : 0;
  });
  return Math.max(...beyond);
}

const sideOf = ({ side, said }) => (side === "y" ? "left" : said.side === "top" ? "top" : "bottom");
const titleOf = ({ said }) => (said.visible === false ? "" : (said.title?.text ?? ""));

/** How far the texts of an axis' ticks reach away from the frame. */
function deep({ side, said, ticks }) {
  if (!ticks.length) return 0;
  const turn = Math.abs((said.tickangle ?? 0) * (Math.PI / 180));
  const sizes = ticks.map(({ text }) => sizeOf(text, said.tickfont));
  return GAP + Math.max(...sizes.map(([wide, high]) => (side === "y" ? wide : wide * Math.sin(turn) + high * Math.cos(turn))));
}

/** Where a value in the units of an axis' range lies. @param {import("./axes.js").Axis} axis @param {Box} box */
export function placed({ side, said, range: [from, to] }, { left, right, top, bottom }) {
  const [first, last] = said.domain ?? [0, 1];
  const [start, size] = side === "x" ? [left, right - left] : [bottom, top - bottom];
  return (value) => start + size * (first + ((value - from) / (to - from)) * (last - first));
}

/** Of texts beside each other the one in so many that can stand there and touch none. @param {number[][]} texts their middles, their widths */
function apart(texts) {
  const clear = (every) => texts.every(([middle, wide], k) => k % every || k < every || Math.abs(middle - texts[k - every][0]) > (wide + texts[k - every][1]) / 2 + 2);
  return texts.map((_, k) => k + 1).find(clear) ?? 1;
}

/** A unit of y is as long as one of x, where the chart says so: the range that has room to spare grows. @param {Record<string, import("./axes.js").Axis>} axes @param {Box} box */
export function squared({ x, y }, { left, right, top, bottom }) {
  if (y.said.scaleanchor !== "x") return;
  const long = [x, y].map(({ range }) => range[1] - range[0]);
  const pixels = Math.min((right - left) / long[0], (bottom - top) / long[1]);
  [x, y].forEach((axis, k) => {
    const more = ([right - left, bottom - top][k] / pixels - long[k]) / 2;
    axis.range = [axis.range[0] - more, axis.range[1] + more];
  });
}

/**
 * @param {import("./axes.js").Axis} axis @param {(value: number) => number} at
 * @param {Box} box @param {number} start where the frame begins for this axis, across it
 * @param {{text: string, line: string}} inks
 */
export function drawnAxis(axis, at, box, start, inks) {
  const { side, said, range, ticks } = axis;
  if (said.visible === false) return svg("g");
  const [upright, turn] = [side === "x", said.tickangle ?? 0];
  const above = sideOf(axis) === "top";
  const across = upright ? [box.top, box.bottom] : [start, box.right];
  const line = (place, stroke, width) => svg("line", { ...(upright ? { x1: place, x2: place, y1: across[0], y2: across[1] } : { x1: across[0], x2: across[1], y1: place, y2: place }), stroke, "stroke-width": width });
  const lines = said.showgrid === false || axis.kind === "category" ? [] : ticks.map((tick) => line(at(tick.at), inks.line, 1));
  const zero = said.zeroline && (range[0] - 0) * (range[1] - 0) <= 0 ? line(at(0), said.zerolinecolor ?? inks.text, said.zerolinewidth ?? 1) : null;
  const foot = above ? box.top - GAP : box.bottom + GAP;
  const place = (value) => (upright ? { x: value, y: foot, down: above ? "bottom" : "top" } : { x: start - GAP, y: value, across: "right" });
  const turned = (value) => ({ x: value, y: foot, across: above ? "left" : "right", down: "middle", turn });
  const every = upright && !turn ? apart(ticks.map((tick) => [at(tick.at), sizeOf(tick.text, said.tickfont)[0]])) : 1;
  const texts = ticks.filter((_, k) => k % every === 0).map((tick) => words(tick.text, { color: inks.text, ...said.tickfont }, upright && turn ? turned(at(tick.at)) : place(at(tick.at))));
  const middle = (at(range[0]) + at(range[1])) / 2;
  const out = deep(axis) + 4;
  const half = sizeOf(titleOf(axis), said.title?.font)[0] / 2;
  const beside = upright ? { x: Math.max(half, Math.min(middle, (box.width ?? Infinity) - half)), y: above ? box.top - out : box.bottom + out, down: above ? "bottom" : "top" } : { x: start - out, y: middle, down: "bottom", turn: -90 };
  return svg("g", { class: "axis" }, ...lines, zero, ...texts, titleOf(axis) ? words(titleOf(axis), { color: inks.text, ...said.title.font }, beside) : null);
}
