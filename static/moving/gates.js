/** What the network holds at one pixel: a small map for each gate and the memory, units down, pictures across. */

import { paint } from "../shared/chart/pixels.js";
import { gateScale, signedScale } from "../shared/colour.js";
import { html, mark, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { entries, numbered } from "../shared/saving/csv.js";
import { saved } from "../shared/saving/own.js";
import { colourOf } from "../shared/theme.js";

/**
 * @param {{name: string, letter: string, label: string, kind: string, color: any, limit: number}[]} names
 * @param {Map<string, import("../shared/blob.js").NumberArray>} arrays each (T, H, Y, X)
 */
export function createGates(names, arrays) {
  const maps = names.map((name) => createMap(name, arrays.get(name.name)));
  const caption = html("figcaption", {});
  const figure = html("figure", { class: "gates" }, caption, html("div", { class: "maps" }, ...maps.map((map) => map.element)));
  const element = saved(figure, figure, "squares-gates", table);
  let shown = { row: 1, column: 1 };

  /** All maps of the pixel, as they are shown. */
  function table() {
    const { row, column } = shown;
    const rows = maps.flatMap((map) => numbered(map.units).map((unit) => [row, column, map.label, unit]));
    return entries(["row of the pixel", "column of the pixel", "gate or memory", "unit", "picture", "value"], rows, numbered(maps[0].steps), (k, step) => maps[Math.floor(k / maps[0].units)].at(step, k % maps[0].units, shown));
  }

  return {
    element,
    caption,
    /** @param {number} moment from 1 @param {{row: number, column: number}} pixel @param {import("../shared/theme.js").Theme} theme */
    draw(moment, pixel, theme) {
      shown = { ...pixel };
      maps.forEach((map) => map.draw(moment, pixel, theme));
    },
    /** The mean over the units, by name. */
    means: (moment, pixel) => Object.fromEntries(maps.map((map) => [map.name, number(map.mean(moment, pixel))])),
  };
}

function createMap({ name, letter, label, kind, color, limit }, { shape: [steps, units, height, width], data }) {
  const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { width: steps, height: units, "data-map": name, role: "img", "aria-label": label }));
  const value = html("output", { "aria-live": "off" });
  const text = html("span", { class: "letter" }, letter);
  const [now, later] = [html("div", { class: "now" }), html("div", { class: "later" })];
  const element = html("div", { class: "map" }, html("p", {}, text, html("span", {}, label), value), html("div", { class: "screen" }, canvas, later, now));
  const at = (step, unit, { row, column }) => data[((step * units + unit) * height + row - 1) * width + column - 1];
  const signed = kind === "signed";

  function mean(moment, pixel) {
    let sum = 0;
    for (let unit = 0; unit < units; unit++) sum += at(moment - 1, unit, pixel);
    return sum / units;
  }

  function draw(moment, pixel, theme) {
    const table = signed ? signedScale(theme.dark) : gateScale(color.mark, theme.dark);
    const share = (x) => (signed ? 0.5 + x / (2 * limit) : x);
    paint(canvas, (k) => share(at(k % steps, Math.floor(k / steps), pixel)), table);
    text.style.color = colourOf(color, theme, "text");
    mark(now, { style: `left:${(100 * (moment - 1)) / steps}%;width:${100 / steps}%` });
    mark(later, { style: `left:${(100 * moment) / steps}%` });
    write(value, number(mean(moment, pixel)));
  }

  return { name, label, steps, units, at, element, draw, mean };
}
