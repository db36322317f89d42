/** Copy: the twin of lstm_core/tasks/copy.py. */

import { empty, levels } from "./batch.js";

/**
 * @param {import("./batch.js").Generator} generator
 * @param {number} count
 * @param {[number, number]} level
 * @param {{symbols: number, letters: number, now: number}} about how many are copied, of how many; the word that asks
 */
export function copy(generator, count, level, { symbols, letters, now }) {
  const lags = levels(generator, count, level);
  const block = empty(lags.map((lag) => lag + 2 * symbols), 1);
  const { inputs, targets, marks } = block;
  for (let k = 0; k < symbols * count; k++) inputs[k] = generator.integer(1, letters + 1);
  lags.forEach((lag, b) => {
    inputs[(symbols + lag - 1) * count + b] = now;
    for (let k = 0; k < symbols; k++) targets[(symbols + lag + k) * count + b] = inputs[k * count + b];
    for (let t = 0; t < lag + 2 * symbols; t++) marks[t * count + b] = t < lag + symbols ? 2 : 1;
  });
  return block;
}
