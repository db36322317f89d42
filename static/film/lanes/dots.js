/** One column of a lane as dots of colour: which units lie under each dot, and with what share. */

/**
 * @param {{rows: import("./rows.js").Rows, units: number, scale: import("../../shared/colour.js").Colour[], low: number, high: number}} lane
 * @param {number} tall the lane, in dots
 */
export function dotsOf({ rows, units, scale, low, high }, tall) {
  const bands = bandsOf(rows, tall);
  const alone = Int32Array.from(bands, (band) => (band.length === 1 && band[0][1] > 1 - 1e-6 ? band[0][0] : -1));
  const whole = Uint32Array.from(scale, packed);
  const levels = new Uint8ClampedArray(units);
  const parts = Float32Array.from(scale.flat());
  const [under, shares] = [Int32Array.from(bands.flat(), ([unit]) => unit), Float32Array.from(bands.flat(), ([, share]) => share)];
  const begins = new Int32Array(tall + 1);
  bands.forEach((band, y) => (begins[y + 1] = begins[y] + band.length));

  return {
    /**
     * @param {Uint32Array} pixels row by row, `steps` in each
     * @param {number} word the column
     * @param {ArrayLike<number>} values in which those of the column begin at `from`
     */
    column(pixels, word, steps, values, from) {
      const share = 255 / (high - low);
      for (let unit = 0; unit < units; unit += 1) levels[unit] = (values[from + unit] - low) * share;
      for (let y = 0, at = word; y < tall; y += 1, at += steps) pixels[at] = alone[y] < 0 ? mixed(begins[y], begins[y + 1]) : whole[levels[alone[y]]];
    },
  };

  function mixed(from, to) {
    let red = 0.5;
    let green = 0.5;
    let blue = 0.5;
    for (let k = from; k < to; k += 1) {
      const [share, at] = [shares[k], 3 * levels[under[k]]];
      red += share * parts[at];
      green += share * parts[at + 1];
      blue += share * parts[at + 2];
    }
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }
}

/** A colour as the four bytes of a pixel, red first. */
const packed = ([red, green, blue]) => ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;

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
