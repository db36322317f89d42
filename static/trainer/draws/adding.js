/** Adding: the twin of lstm_core/tasks/adding.py. */

import { askAtTheEnd, empty, levels, places } from "./batch.js";

/** @param {import("./batch.js").Generator} generator @param {number} count @param {[number, number]} level */
export function adding(generator, count, level) {
  const lengths = levels(generator, count, level);
  const block = empty(lengths, 2);
  const { inputs } = block;
  for (let place = 0; place < block.T * count; place++) inputs[2 * place] = generator.random();
  lengths.forEach((length, b) => {
    for (let t = length; t < block.T; t++) inputs[2 * (t * count + b)] = 0;
  });
  const first = places(generator, lengths, () => 0, (length) => Math.floor(length / 2));
  const second = places(generator, lengths, (length) => Math.floor(length / 2), (length) => length);
  const sums = lengths.map((_, b) => {
    const marked = [first[b], second[b]].map((t) => 2 * (t * count + b));
    for (const place of marked) inputs[place + 1] = 1;
    return inputs[marked[0]] + inputs[marked[1]];
  });
  return askAtTheEnd(block, sums);
}
