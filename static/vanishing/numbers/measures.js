/** What the signals of some seeds say: their median and band, and how fast they die. */

/**
 * @typedef {object} Measures of one cell; logarithms are natural, the last step first
 * @property {Float64Array} low
 * @property {Float64Array} middle the median of the seeds
 * @property {Float64Array} high
 * @property {number[]} factors by which each seed's signal is multiplied a step: lowest, median, highest
 * @property {number} left ln of what is left `back` steps back
 * @property {number} early ln of what is left after the first few
 * @property {number} later by which a step multiplies after those
 */

/**
 * @param {Float64Array[]} seeds
 * @param {number} back
 * @param {number} few
 * @returns {Measures}
 */
export function measures(seeds, back, few) {
  const last = seeds[0].length - 1;
  const [low, middle, high] = Array.from({ length: 3 }, () => new Float64Array(last + 1));
  for (let lag = 0; lag <= last; lag++) {
    const sorted = seeds.map((logs) => logs[lag]).sort((a, b) => a - b);
    low[lag] = sorted[0];
    middle[lag] = median(sorted);
    high[lag] = sorted[sorted.length - 1];
  }
  const factors = seeds.map((logs) => Math.exp((logs[last] - logs[0]) / last)).sort((a, b) => a - b);
  return {
    ...{ low, middle, high },
    factors: [factors[0], median(factors), factors[factors.length - 1]],
    left: middle[Math.min(back, last)] - middle[0],
    early: middle[few] - middle[0],
    later: Math.exp((middle[last] - middle[few]) / (last - few)),
  };
}

/** Steps after which half is left, if a step multiplies by this factor; of one that does not shrink, Infinity. */
export const halfLife = (factor) => (factor >= 1 ? Infinity : -Math.LN2 / Math.log(factor));

/** Of numbers in order. */
function median(sorted) {
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * ln of what the theory says of a cell at each step back, null where it says nothing.
 * @param {{bound?: number, belt?: boolean} | null} theory the RNN's bound at scale 1, or a belt whose gates stand alike
 * @param {import("./noise.js").Position} position
 */
export function theoretical(theory, { bias, scale, length }) {
  if (!theory) return null;
  const step = theory.belt ? -Math.log1p(Math.exp(-bias)) : theory.bound + Math.log(scale);
  return Float64Array.from({ length }, (_, lag) => lag * step);
}
