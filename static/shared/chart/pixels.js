/** Values as the pixels of a canvas: one pixel each, through a table of colours. */

import { mix, parse } from "../colour.js";

const LEVELS = 256;

/** A table of colours for shares from 0 to 1. @param {string[]} stops */
export function tableOf(stops) {
  const colours = stops.map(parse);
  return Array.from({ length: LEVELS }, (_, k) => {
    const place = (k / (LEVELS - 1)) * (stops.length - 1);
    const below = Math.min(stops.length - 2, Math.floor(place));
    return mix(colours[below], colours[below + 1], place - below);
  });
}

/**
 * @param {HTMLCanvasElement} canvas of as many pixels as there are values
 * @param {(k: number) => number} share of pixel k, from 0 to 1; what lies outside is as its end, what is no number
 *   stays as the canvas is
 * @param {import("../colour.js").Colour[]} table
 */
export function paint(canvas, share, table) {
  const context = canvas.getContext("2d");
  const image = context.createImageData(canvas.width, canvas.height);
  for (let k = 0; k < canvas.width * canvas.height; k++) {
    const colour = table[Math.round(Math.max(0, Math.min(1, share(k))) * (table.length - 1))];
    if (colour) image.data.set([...colour.slice(0, 3), 255], 4 * k);
  }
  context.putImageData(image, 0, 0);
}
