/** One strip for each value of a layer: rows are units next to each other in the order, columns are stretches of time. */

import { gateScale, signedScale } from "../shared/colour.js";
import { paint } from "../shared/chart/pixels.js";
import { html } from "../shared/dom.js";
import { colourOf } from "../shared/theme.js";

/**
 * @param {{strips: {name: string, label: string, gate: boolean, limit: number, color: any, alt: string}[]}} header
 * @param {Map<string, {data: Float32Array, shape: number[]}>} arrays
 */
export function createStrips({ strips }, arrays) {
  const made = strips.map(({ name, label, alt }) => {
    const { shape: [rows, columns] } = arrays.get(name);
    const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { width: columns, height: rows, role: "img", "aria-label": alt }));
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

  return { canvases: made.map(({ canvas }) => canvas), names: made.map(({ title }) => title), draw };
}
