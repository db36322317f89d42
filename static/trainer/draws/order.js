/** Temporal order: the twin of lstm_core/tasks/temporal_order.py. */

import { askAtTheEnd, empty, levels, places } from "./batch.js";

/**
 * @param {import("./batch.js").Generator} generator
 * @param {number} count
 * @param {[number, number]} level
 * @param {{windows: [number, number][], letters: number, first: number, begins: number, asks: number, even?: boolean}} about
 *   how many letters distract, which words are X (Y is the next), the first and the last, whether all end with the shortest
 */
export function order(generator, count, level, { windows, letters, first, begins, asks, even = false }) {
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
  return askAtTheEnd(even ? cut(block, Math.min(...(level[0] < level[1] ? lengths : shortest)), asks) : block, answers);
}

/** All sequences end at one step, where they are asked. */
function cut({ inputs, count }, steps, asks) {
  const block = empty(new Array(count).fill(steps), 1);
  block.inputs.set(inputs.subarray(0, steps * count));
  block.inputs.fill(asks, (steps - 1) * count);
  return block;
}
