/** One strip for each value of a layer: rows are units next to each other in the order, columns are stretches of time. */

import { gateScale, signedScale } from "../shared/colour.js";
import { paint } from "../shared/chart/pixels.js";
import { html } from "../shared/dom.js";
import { entries } from "../shared/saving/csv.js";
import { colourOf } from "../shared/theme.js";

/**
 * @param {{steps: number, stretch: number, rows: string[], strips: {name: string, label: string, gate: boolean, limit: number, color: any, alt: string}[]}} header
 * @param {Map<string, {data: Float32Array, shape: number[]}>} arrays
 */
export function createStrips({ strips, steps, stretch, rows }, arrays) {
  const made = strips.map(({ name, label, alt }) => {
    const { shape: [high, wide] } = arrays.get(name);
    const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { width: wide, height: high, role: "img", "aria-label": alt }));
    return { canvas, title: html("span", {}, html("b", {}, name), ` ${label}`) };
  });

  /** @param {import("../shared/theme.js").Theme} theme */
  function draw(theme) {
    strips.forEach(({ name, gate, limit, color }, k) => {
      const { data } = arrays.get(name);
      const table = gate ? gateScale(color.mark, theme.dark) : signedScale(theme.dark);
      paint(made[k].canvas, gate ? (at) => data[at] : (at) => 0.5 + data[at] / (2 * limit), table);
      made[k].title.style.color = colourOf(color, theme, "text");
    });
  }

  /** The mean over the units of each row and the steps of each stretch. */
  function table() {
    const spans = Array.from({ length: Math.ceil(steps / stretch) }, (_, k) => [k * stretch + 1, Math.min(steps, (k + 1) * stretch)]);
    const lines = strips.flatMap(({ name, label }) => rows.map((units, k) => [`${name} ${label}`, k + 1, units]));
    return entries(["value", "row", "units", "from step", "to step", "mean"], lines, spans, (k, span) => arrays.get(strips[Math.floor(k / rows.length)].name).data[(k % rows.length) * spans.length + span]);
  }

  return { table, canvases: made.map(({ canvas }) => canvas), names: made.map(({ title }) => title), draw };
}
