/** One picture of the film, a canvas pixel for each of its pixels, and the frame around the chosen one. */

import { paint, tableOf } from "../shared/chart/pixels.js";
import { html, mark } from "../shared/dom.js";
import { entries, numbered } from "../shared/saving/csv.js";
import { saved } from "../shared/saving/own.js";

/**
 * @param {{name: string, file: string, title: string, from: number, none?: string}} picture `from` is the first moment that has one
 * @param {import("../shared/blob.js").NumberArray} array (T, Y, X)
 * @param {string[]} stops
 * @param {{label: string, choose: (row: number, column: number) => void, at: () => {row: number, column: number}} | null} hand
 */
export function createScreen({ name, file, title, from, none }, array, stops, hand) {
  const [steps, height, width] = array.shape;
  const colours = tableOf(stops);
  const canvas = /** @type {HTMLCanvasElement} */ (html("canvas", { width, height, "data-picture": name }));
  const frame = html("div", { class: "frame", hidden: !hand });
  const nothing = html("p", { class: "nothing", hidden: true }, none ?? "");
  const chosen = hand && { tabindex: 0, role: "group", "aria-label": `${title}: ${hand.label}`, onkeydown: pressed, onpointerdown: point, onpointermove: point };
  const box = html("div", { class: "screen", ...chosen }, canvas, frame, nothing);
  const element = saved(html("figure", {}, html("figcaption", {}, title), box), box, file, table);
  let shown = from;

  /** The picture that is shown, pixel by pixel. */
  function table() {
    const place = shown - from;
    const rows = place >= 0 && place < steps ? numbered(height) : [];
    return entries(["picture", "row", "column", title], rows.map((row) => [shown, row]), numbered(width), (row, column) => array.data[(place * height + row) * width + column]);
  }

  function point(event) {
    if (!event.isPrimary || (event.type === "pointermove" && (!event.buttons || event.pointerType === "touch"))) return;
    const { left, top, width: across, height: along } = canvas.getBoundingClientRect();
    const place = (share, size) => Math.max(1, Math.min(size, 1 + Math.floor(share * size)));
    hand.choose(place((event.clientY - top) / along, height), place((event.clientX - left) / across, width));
  }

  function pressed(event) {
    const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
    const way = ways[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    event.preventDefault();
    const { row, column } = hand.at();
    hand.choose(Math.max(1, Math.min(height, row + way[0])), Math.max(1, Math.min(width, column + way[1])));
  }

  /** @param {number} moment */
  function draw(moment) {
    shown = moment;
    const place = moment - from;
    const here = place >= 0 && place < steps;
    canvas.style.visibility = here ? "" : "hidden";
    nothing.hidden = here;
    if (here) paint(canvas, (k) => array.data[place * width * height + k], colours);
    if (!hand) return;
    const { row, column } = hand.at();
    mark(frame, { style: `left:${(100 * (column - 1)) / width}%;top:${(100 * (row - 1)) / height}%;width:${100 / width}%;height:${100 / height}%` });
    const value = here ? array.data[place * width * height + (row - 1) * width + column - 1] : 0;
    mark(frame, { "data-bright": value > 0.6 });
  }

  return { element, draw };
}
