/** The ends of the scales of a film's values: of an array, and of each unit's row in it; once found they stay. */

/** @typedef {ReturnType<typeof createLimits>} Limits */

/** @param {number} units */
export function createLimits(units) {
  /** @type {Map<string, number>} */
  const ofArrays = new Map();
  /** @type {Map<string, Float64Array>} */
  const ofRows = new Map();

  return {
    /** The end of a symmetric scale: what 97 of 100 values stay under, rounded up to two digits. */
    ofArray(key, data) {
      if (!ofArrays.has(key)) {
        const sizes = new Float32Array(data.length);
        for (let k = 0; k < data.length; k += 1) sizes[k] = Math.abs(data[k]);
        sizes.sort();
        ofArrays.set(key, roundedUp(sizes[Math.floor(0.97 * (sizes.length - 1))] || sizes[sizes.length - 1] || 1));
      }
      return ofArrays.get(key);
    },
    /** The largest size in each unit's row of a (T, H) array, rounded up to two digits; 1 in a row of zeros. */
    ofRows(key, data) {
      if (!ofRows.has(key)) {
        const sizes = new Float64Array(units);
        for (let k = 0; k < data.length; k += 1) sizes[k % units] = Math.max(sizes[k % units], Math.abs(data[k]));
        ofRows.set(key, sizes.map((size) => roundedUp(size || 1)));
      }
      return ofRows.get(key);
    },
  };
}

function roundedUp(size) {
  const digit = 10 ** (Math.floor(Math.log10(size)) - 1);
  return Math.ceil(size / digit - 1e-6) * digit;
}
