/** One lane of the film painted on a canvas: rows are units, columns are words; rows thinner than a dot are averaged. */

import { css } from "../../shared/colour.js";

/**
 * @param {HTMLCanvasElement} canvas
 * @param {{values: Float32Array, steps: number, units: number, rows: import("./rows.js").Rows,
 *          scale: import("../../shared/colour.js").Colour[], low: number, high: number,
 *          column: number, height: number, paper: import("../../shared/colour.js").Colour}} lane
 */
export function paint(canvas, { values, steps, units, rows, scale, low, high, column, height, paper }) {
  const dots = Math.max(1, globalThis.devicePixelRatio || 1);
  const [width, tall] = [Math.round(steps * column * dots), Math.round(height * dots)];
  canvas.width = width;
  canvas.height = tall;
  canvas.style.width = `${steps * column}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext("2d");
  const image = context.createImageData(steps, tall);
  const bands = bandsOf(rows, tall);
  for (let word = 0; word < steps; word += 1) {
    for (let y = 0; y < tall; y += 1) {
      let [red, green, blue] = [0, 0, 0];
      for (const [unit, share] of bands[y]) {
        const level = (values[word * units + unit] - low) / (high - low);
        const colour = scale[Math.max(0, Math.min(255, Math.round(255 * level)))];
        red += share * colour[0];
        green += share * colour[1];
        blue += share * colour[2];
      }
      const at = 4 * (y * steps + word);
      image.data.set([red, green, blue, 255], at);
    }
  }
  const small = new OffscreenCanvas(steps, tall);
  small.getContext("2d").putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, width, tall);
  rule(context, { steps, width, tall, dots, column, rows, height, paper });
}

/** For each line of dots, the units under it with their shares. Rows of two dots or more begin on a whole dot. */
function bandsOf({ order, bounds }, tall) {
  const bands = Array.from({ length: tall }, () => []);
  const thinnest = order.reduce((least, _, r) => Math.min(least, bounds[r + 1] - bounds[r]), 1) * tall;
  const edge = (bound) => (thinnest >= 1.5 ? Math.round(bound * tall) : bound * tall);
  order.forEach((unit, r) => {
    const [top, bottom] = [edge(bounds[r]), edge(bounds[r + 1])];
    for (let y = Math.floor(top); y < Math.min(tall, Math.ceil(bottom)); y += 1) {
      const share = Math.min(bottom, y + 1) - Math.max(top, y);
      if (share > 1e-6) bands[y].push([unit, share]);
    }
  });
  return bands;
}

/** Hairlines of paper between the words, and between the rows where there is room. */
function rule(context, { steps, width, tall, dots, column, rows, height, paper }) {
  context.fillStyle = css(paper);
  if (column >= 9) for (let k = 1; k < steps; k += 1) context.fillRect(Math.round(k * column * dots) - 1, 0, Math.round(dots), tall);
  rows.order.forEach((_, r) => {
    const top = rows.bounds[r] * height;
    if (r && (rows.bounds[r + 1] * height - top >= 7 || rows.bounds[r] * height - rows.bounds[r - 1] * height >= 7)) {
      context.fillRect(0, Math.round(top * dots), width, Math.round(dots));
    }
  });
}
