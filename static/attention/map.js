/** All weights as a map under the lines: a row for each written character, its columns under what was read. */

import { paint, tableOf } from "../shared/chart/pixels.js";
import { html, mark } from "../shared/dom.js";

/** @param {{read: string[], written: string[], stops: string[], map: string, guess: any}} header @param {(moment: number) => void} go */
export function createMap({ read, written, stops, map, guess }, weights, go) {
  const [rows, columns] = [written.length, read.length];
  const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { width: columns, height: rows, role: "img", "aria-label": map }));
  const most = Math.max(...weights.data.subarray(0, rows * columns));
  paint(canvas, (k) => weights.data[k] / most, tableOf(stops));
  const names = html("div", { class: "names", "aria-hidden": "true" }, ...written.map((character) => html("span", {}, character)));
  const [later, here] = [html("div", { class: "later" }), html("div", { class: "row" })];
  const cell = (from, to, name) =>
    html("div", { class: name, style: `left:${(100 * from) / columns}%;width:${(100 * (to - from + 1)) / columns}%;top:${(100 * guess.row) / rows}%;height:${100 / rows}%` });
  const marks = guess ? [guess.to >= guess.from ? cell(guess.from, guess.to, "yours") : null, cell(guess.most, guess.most, "so")] : [];
  const cells = html("div", { class: "cells", onpointerdown: point, onpointermove: point }, canvas, later, here, ...marks.filter(Boolean));
  const element = html("div", { class: "map" }, names, cells);

  function point(event) {
    if (event.type === "pointermove" && (!event.buttons || event.pointerType === "touch")) return;
    const { top, height } = canvas.getBoundingClientRect();
    go(Math.max(1, Math.min(rows, 1 + Math.floor(((event.clientY - top) / height) * rows))));
  }

  /** @param {number} moment from 1 */
  function draw(moment) {
    mark(later, { style: `top:${(100 * moment) / rows}%` });
    mark(here, { style: `top:${(100 * (moment - 1)) / rows}%;height:${100 / rows}%` });
    for (const one of marks) if (one) one.hidden = moment <= guess.row;
    [...names.children].forEach((name, k) => mark(name, { "data-now": k === moment - 1, "data-later": k >= moment }));
  }

  return { element, draw };
}
