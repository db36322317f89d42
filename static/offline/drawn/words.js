/** The words of a chart: what of Plotly's markup they use, how wide they are, numbers as its axes write them. */

import { svg } from "../../shared/dom.js";
import { raised } from "../../shared/decades.js";

const FONT = "system-ui, sans-serif";
const LINE = 1.25; // of the size of a letter
const BOLD = /<\/?b>/;
const pen = document.createElement("canvas").getContext("2d");

/** @typedef {{size?: number, color?: string} | undefined} Font */

/** @param {string} text with <b>, <sup> and <br> @param {Font} font @returns {[width: number, height: number]} */
export function sizeOf(text, { size = 12 } = {}) {
  const lines = String(text).split("<br>");
  pen.font = `${size}px ${FONT}`;
  return [Math.max(...lines.map((line) => pen.measureText(plain(line)).width)), lines.length * size * LINE];
}

const RAISED = /<sup>([^<]*)<\/sup>/g;
export const plain = (text) => String(text).replace(RAISED, (_whole, power) => raised(power.replace("\u2212", "-"))).replace(/<[^>]*>/g, "");

/**
 * A text whose block lies at (x, y) as its anchors say: its left, its middle or its right, its top, its middle or its foot.
 * @param {string} text @param {Font} font @param {{x: number, y: number, across?: string, down?: string, turn?: number}} place
 */
export function words(text, { size = 12, color = undefined } = {}, { x, y, across = "center", down = "middle", turn = 0 }) {
  const lines = String(text).split("<br>");
  const high = lines.length * size * LINE;
  const top = { top: 0, middle: -high / 2, bottom: -high }[down];
  const rows = lines.map((line, k) => svg("tspan", { x: 0, y: (top + (k + 0.82) * size * LINE).toFixed(2) }, ...bold(line)));
  const anchor = { left: "start", center: "middle", right: "end" }[across];
  const look = { "font-family": FONT, "font-size": size, fill: color, "text-anchor": anchor };
  return svg("text", { ...look, transform: `translate(${x.toFixed(2)} ${y.toFixed(2)})${turn ? ` rotate(${turn})` : ""}` }, ...rows);
}

const bold = (line) => line.split(BOLD).map((part, k) => (k % 2 ? svg("tspan", { "font-weight": 700 }, plain(part)) : plain(part)));

/** A number on an axis: ".0%", ".1f", a power of ten, or as few digits as it needs. @param {number} value */
export function written(value, format = "", power = false) {
  if (format.endsWith("%")) return `${minus((100 * value).toFixed(Number(format.match(/\d+/)?.[0] ?? 0)))}%`;
  if (/f$/.test(format)) return minus(value.toFixed(Number(format.match(/\d+/)?.[0] ?? 0)));
  if (power && value > 0) return `10${raised(Math.round(Math.log10(value)))}`;
  const short = Number(value.toPrecision(6));
  return minus(Math.abs(short) >= 10_000 && short % 1000 === 0 ? `${short / 1000}k` : String(short));
}

const minus = (text) => text.replace("-", "\u2212");
