/** What there is to see where the levers stand: which sentence, which word, how strong each cell's pull is. */

/**
 * @typedef {{at: number, window: number, clauses: number, by: number}} Position `at` below 0: at the country; `by`: which pull
 * @typedef {{low: Float64Array, middle: Float64Array, high: Float64Array}} Pulls natural logarithms, the last word first
 * @typedef {object} Scene
 * @property {string[]} words
 * @property {number} by which pull: at the memory, the word vector, the output
 * @property {number} steps how many words
 * @property {number} gap words back to the country
 * @property {number} at words back that are looked at
 * @property {number} window
 * @property {boolean} cut whether the window is shorter than the sentence
 * @property {number[]} answers of each cell, the probability of the right answer
 * @property {Pulls[]} full of each cell, over the whole sentence
 * @property {Pulls[]} pulls of each cell, exactly nothing outside the window
 */

/**
 * @param {import("../shared/blob.js").Blob_} blob
 * @returns {(position: Position) => Scene}
 */
export function openScenes({ header, arrays }) {
  const measured = header.words.by.map((_, by) => header.sentences.map((_, clauses) => header.cells.map((_, k) => spread(arrays.get(`${by}/${clauses}/${k}`)))));

  return ({ at, window, clauses, by }) => {
    const { words, gap, answers } = header.sentences[clauses];
    const [steps, full] = [words.length, measured[by][clauses]];
    const seen = Math.min(window, steps);
    const pulls = seen < steps ? full.map((one) => truncated(one, seen)) : full;
    const place = at < 0 ? gap : Math.min(at, steps - 1);
    return { words, by, steps, gap, answers, at: place, window: seen, cut: seen < steps, full, pulls };
  };
}

/** Lowest, median and highest of the seeds at each word. */
function spread({ shape: [seeds, steps], data }) {
  const found = { low: new Float64Array(steps), middle: new Float64Array(steps), high: new Float64Array(steps) };
  for (let t = 0; t < steps; t++) {
    const sorted = Array.from({ length: seeds }, (_, seed) => data[seed * steps + t]).sort((a, b) => a - b);
    found.low[t] = sorted[0];
    found.middle[t] = (sorted[(seeds - 1) >> 1] + sorted[seeds >> 1]) / 2;
    found.high[t] = sorted[seeds - 1];
  }
  return found;
}

/** The loss speaks at the last word alone: inside the window nothing changes, outside it nothing arrives. */
function truncated(pulls, window) {
  const cut = (logs) => logs.map((log, lag) => (lag < window ? log : -Infinity));
  return { low: cut(pulls.low), middle: cut(pulls.middle), high: cut(pulls.high) };
}
