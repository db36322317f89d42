/** Latch: the twin of lstm_core/tasks/latch.py. */

import { openNormal } from "../../live/random/normal.js";
import { askAtTheEnd, empty, levels } from "./batch.js";

/**
 * @param {import("./batch.js").Generator} generator
 * @param {number} count
 * @param {[number, number]} level
 * @param {{noise: number, edges: number[]}} about
 */
export function latch(generator, count, level, { noise, edges }) {
  const lengths = levels(generator, count, level).map((lag) => lag + 1);
  const block = empty(lengths, 1);
  const [{ inputs }, normal] = [block, openNormal(generator, edges)];
  for (let place = 0; place < inputs.length; place++) inputs[place] = noise * normal();
  const positive = lengths.map(() => generator.integer(0, 2));
  lengths.forEach((length, b) => {
    inputs[b] = 2 * positive[b] - 1;
    for (let t = length; t < block.T; t++) inputs[t * count + b] = 0;
  });
  return askAtTheEnd(block, positive);
}
