/** One column of a lane as dots of colour: which units lie under each dot, and with what share. */

/** @typedef {import("../../shared/colour.js").Colour} Colour */

/** Of each scale its colours as the four bytes of a pixel, and as three parts each. @type {WeakMap<Colour[], {whole: Int32Array, parts: Float32Array}>} */
const inks = new WeakMap();

/**
 * @param {{rows: import("./rows.js").Rows, units: number, scale: Colour[], low: number, high: number, ends: Float64Array | null}} lane
 *   where each row has an end of its scale, values count as shares of it
 * @param {number} tall the lane, in dots
 */
export function dotsOf({ rows, units, scale, low, high, ends }, tall) {
  const { begins, under, shares } = bandsOf(rows, tall);
  const { whole, parts } = inksOf(scale);
  const levels = new Uint8ClampedArray(units);

  return {
    /**
     * @param {Int32Array} pixels row by row, `steps` in each
     * @param {number} word the column
     * @param {ArrayLike<number>} values in which those of the column begin at `from`
     */
    column(pixels, word, steps, values, from) {
      const share = 255 / (high - low);
      for (let unit = 0; unit < units; unit += 1) levels[unit] = ((ends ? Math.fround(values[from + unit] / ends[unit]) : values[from + unit]) - low) * share;
      for (let y = 0, at = word; y < tall; y += 1, at += steps) {
        const k = begins[y];
        if (begins[y + 1] === k + 1 && shares[k] > 1 - 1e-6) pixels[at] = whole[levels[under[k]]];
        else mix(pixels, at, k, begins[y + 1]);
      }
    },
  };

  function mix(pixels, at, from, to) {
    let red = 0.5;
    let green = 0.5;
    let blue = 0.5;
    for (let k = from; k < to; k += 1) {
      const share = shares[k];
      const part = 3 * levels[under[k]];
      red += share * parts[part];
      green += share * parts[part + 1];
      blue += share * parts[part + 2];
    }
    pixels[at] = (255 << 24) | (blue << 16) | (green << 8) | red;
  }
}

function inksOf(scale) {
  if (!inks.has(scale)) inks.set(scale, { whole: Int32Array.from(scale, packed), parts: Float32Array.from(scale.flat()) });
  return inks.get(scale);
}

/** Red first. */
const packed = ([red, green, blue]) => (255 << 24) | (blue << 16) | (green << 8) | red;

/**
 * For each line of dots, the units under it with their shares, from `begins[line]` to `begins[line + 1]`. Rows of two dots
 * or more begin on a whole dot.
 */
function bandsOf({ order, bounds }, tall) {
  const count = order.length;
  let thinnest = tall;
  for (let r = 0; r < count; r += 1) thinnest = Math.min(thinnest, (bounds[r + 1] - bounds[r]) * tall);
  const edges = bounds.map((bound) => (thinnest >= 1.5 ? Math.round(bound * tall) : bound * tall));
  const begins = new Int32Array(tall + 1);
  const [under, shares] = [new Int32Array(tall + count), new Float32Array(tall + count)]; // an edge within a line adds one
  let [at, first] = [0, 0];
  for (let y = 0; y < tall; y += 1) {
    while (edges[first + 1] <= y) first += 1;
    for (let r = first; r < count && edges[r] < y + 1; r += 1) {
      const share = Math.min(edges[r + 1], y + 1) - Math.max(edges[r], y);
      if (share <= 1e-6) continue;
      under[at] = order[r];
      shares[at] = share;
      at += 1;
    }
    begins[y + 1] = at;
  }
  return { begins, under, shares };
}
