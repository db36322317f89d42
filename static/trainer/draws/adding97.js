/** Adding of 1997: the twin of lstm_core/tasks/adding97.py. */

import { askAtTheEnd, empty, levels, places } from "./batch.js";

/**
 * @param {import("./batch.js").Generator} generator
 * @param {number} count
 * @param {[number, number]} level
 * @param {{early: number}} about
 */
export function adding97(generator, count, level, { early }) {
  const shortest = levels(generator, count, level);
  const lengths = places(generator, shortest, (least) => least, (least) => least + Math.floor(least / 10) + 1);
  const block = empty(lengths, 2);
  const { inputs, T } = block;
  for (let place = 0; place < T * count; place++) inputs[2 * place] = 2 * generator.random() - 1;
  const first = lengths.map(() => generator.integer(0, early));
  const second = places(generator, shortest, () => 0, (least) => Math.floor(least / 2) - 1);
  const answers = lengths.map((length, b) => {
    const at = (t) => 2 * (t * count + b);
    for (let t = length; t < T; t++) inputs[at(t)] = 0;
    const marked = [first[b], second[b] + Number(second[b] >= first[b])];
    for (const t of marked) inputs[at(t) + 1] = 1;
    if (marked.includes(0)) inputs[at(0)] = 0;
    const [one, other] = marked.map((t) => inputs[at(t)]);
    inputs[at(0) + 1] = inputs[at(length - 1) + 1] = -1;
    return 0.5 + (one + other) / 4;
  });
  return askAtTheEnd(block, answers);
}
