/** Sequences that are drawn where they are learned, the same as Python draws from these seeds. */

import { DRAWS } from "./draws/tasks.js";
import { openGenerator } from "../live/random/generator.js";

const KEPT = 2; // blocks: a batch of another size may reach from one into the next

/**
 * `anew`: each block of so many has a seed of its own, these numbers and its own from 1 on, and there is always one more;
 * otherwise one seed gives them all, one after the other.
 * @typedef {{seed: number[], level: [number, number], block: number, anew: boolean}} Seeded
 */

/**
 * @param {{sequences: number, drawn?: Seeded}} place
 * @param {any} about what the task draws, with its constants
 * @returns {import("./part.js").Source}
 */
export function openDrawn({ sequences, drawn: { seed, level, block, anew } }, about) {
  const draw = DRAWS[about.task];
  /** @type {Map<number, import("./draws/batch.js").Block>} */
  const kept = new Map();
  let [generator, next] = [openGenerator(seed), 0];

  function blockOf(n) {
    if (!kept.has(n)) kept.set(n, anew ? draw(openGenerator([...seed, n + 1]), block, level, about) : after(n));
    if (kept.size > KEPT) kept.delete(kept.keys().next().value);
    return kept.get(n);
  }

  /** Those before it come first: all over again, where they have gone by. */
  function after(n) {
    if (n < next) [generator, next] = [openGenerator(seed), 0];
    let found;
    for (; next <= n; next++) found = draw(generator, Math.min(block, sequences - block * next), level, about);
    return found;
  }

  function sequence(k) {
    const { inputs, targets, marks, allowed, count, lengths } = blockOf(Math.floor(k / block));
    return { inputs, targets, marks, allowed, first: k % block, stride: count, length: lengths[k % block] };
  }

  return { sequences: anew ? Infinity : sequences, sequence };
}
