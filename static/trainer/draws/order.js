/** Temporal order: the twin of lstm_core/tasks/temporal_order.py. */

import { askAtTheEnd, empty, levels, places } from "./batch.js";

/**
 * @param {import("./batch.js").Generator} generator
 * @param {number} count
 * @param {[number, number]} level
 * @param {{windows: [number, number][], letters: number, first: number, begins: number, asks: number}} about how many
 *   letters distract, and which words are X (Y is the next), the first and the last
 */
export function order(generator, count, level, { windows, letters, first, begins, asks }) {
  const shortest = levels(generator, count, level);
  const lengths = places(generator, shortest, (least) => least, (least) => least + Math.floor(least / 10) + 1);
  const block = empty(lengths, 1);
  const { inputs, T } = block;
  for (let place = 0; place < T * count; place++) inputs[place] = generator.integer(0, letters);
  for (let b = 0; b < count; b++) inputs[b] = begins;
  const answers = lengths.map(() => 0);
  for (const [low, high] of windows) {
    const at = places(generator, shortest, (least) => Math.ceil((low * least) / 100), (least) => Math.floor((high * least) / 100) + 1);
    lengths.forEach((_, b) => {
      const came = generator.integer(0, 2);
      inputs[at[b] * count + b] = first + came;
      answers[b] = 2 * answers[b] + came;
    });
  }
  lengths.forEach((length, b) => {
    for (let t = length - 1; t < T; t++) inputs[t * count + b] = asks;
  });
  return askAtTheEnd(block, answers);
}
