/** One lane of the film painted on a canvas: rows are units, columns are words; rows thinner than a dot are averaged. */

import { dotsOf } from "./dots.js";

/**
 * @typedef {{values: Float32Array, steps: number, units: number, rows: import("./rows.js").Rows,
 *            scale: import("../../shared/colour.js").Colour[], low: number, high: number, ends: Float64Array | null,
 *            column: number, height: number, paper: string}} Lane
 */

/** What stands on each canvas, so that only the columns that changed are painted again. @type {WeakMap<HTMLCanvasElement, any>} */
const painted = new WeakMap();

/**
 * @param {HTMLCanvasElement} canvas
 * @param {Lane} lane
 */
export function paint(canvas, lane) {
  const before = painted.get(canvas);
  const now = before && sameLook(before, lane) ? before : opened(canvas, lane, before);
  const [first, last] = changedColumns(now, lane);
  if (last < first) return;
  const { small, pixels, image, dots } = now;
  const { values, steps, units } = lane;
  for (let word = first; word <= last; word += 1) dots.column(pixels, word, steps, values, word * units);
  now.values.set(values.subarray(first * units, (last + 1) * units), first * units);
  small.getContext("2d").putImageData(image, 0, 0, first, 0, last - first + 1, canvas.height);
  enlarge(canvas, small, lane, first, last);
}

/** A canvas of the right size, on which nothing stands yet. */
function opened(canvas, lane, before) {
  const { steps, units, column, height } = lane;
  const dense = density();
  const [width, tall] = [Math.round(steps * column * dense), Math.round(height * dense)];
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== tall) canvas.height = tall;
  canvas.style.width = `${steps * column}px`;
  canvas.style.height = `${height}px`;
  const fits = before?.small.width === steps && before.small.height === tall;
  const { small, image, pixels, values } = fits ? before : roomFor(steps, units, tall);
  const now = { ...lane, dense, small, image, pixels, values: values.fill(NaN), dots: dotsOf(lane, tall) };
  painted.set(canvas, now);
  return now;
}

/** What is kept as long as a canvas keeps its size. */
function roomFor(steps, units, tall) {
  const image = new ImageData(steps, tall);
  return { small: new OffscreenCanvas(steps, tall), image, pixels: new Int32Array(image.data.buffer), values: new Float32Array(steps * units) };
}

const density = () => Math.max(1, globalThis.devicePixelRatio || 1);
const LOOK = ["steps", "units", "rows", "scale", "low", "high", "ends", "column", "height", "paper"];
const sameLook = (before, lane) => before.dense === density() && LOOK.every((key) => before[key] === lane[key]);

/** The first and the last column in which a value is not what is painted there. */
function changedColumns({ values: old }, { values, units }) {
  let [first, last] = [0, values.length - 1];
  while (first < values.length && values[first] === old[first]) first += 1;
  if (first === values.length) return [0, -1];
  while (values[last] === old[last]) last -= 1;
  return [Math.floor(first / units), Math.floor(last / units)];
}

/** Stretches columns to their width, and rules hairlines of paper between words, and between rows where there is room. */
function enlarge(canvas, small, { steps, column, rows, height, paper }, first, last) {
  const { width, height: tall } = canvas;
  const context = canvas.getContext("2d");
  const dense = width / (steps * column);
  const left = Math.floor((first * width) / steps);
  const right = Math.ceil(((last + 1) * width) / steps);
  context.save();
  context.beginPath();
  context.rect(left, 0, right - left, tall);
  context.clip();
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, width, tall);
  context.fillStyle = paper;
  if (column >= 9) for (let k = Math.max(1, first); k <= Math.min(steps - 1, last + 1); k += 1) context.fillRect(Math.round(k * column * dense) - 1, 0, Math.round(dense), tall);
  for (let r = 1; r < rows.order.length; r += 1) {
    const top = rows.bounds[r] * height;
    if (rows.bounds[r + 1] * height - top >= 7 || top - rows.bounds[r - 1] * height >= 7) context.fillRect(left, Math.round(top * dense), right - left, Math.round(dense));
  }
  context.restore();
}
