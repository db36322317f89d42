/** What a task asks of chance: the twin of NumPy's Generator, draw for draw. */

import { openWords } from "./pcg64.js";

const [UNIT, MOST] = [2 ** -53, 2 ** 21];

/** @typedef {ReturnType<typeof openGenerator>} Generator */

/** @param {number[]} seed as `numpy.random.default_rng` takes it */
export const openGenerator = (seed) => generatorOf(openWords(seed));

/** @param {import("./pcg64.js").Words} words */
export function generatorOf(words) {
  let [kept, has] = [0, false];

  /** The halves of a word one after the other: what is asked for in between takes a word of its own. */
  function half() {
    has = !has;
    if (!has) return kept;
    words.next();
    kept = words.high;
    return words.low;
  }

  /** From 0 up to, but without 1. */
  function random() {
    words.next();
    return (words.high * 2 ** 21 + (words.low >>> 11)) * UNIT;
  }

  /** A whole number from `low` to below `high`, by Lemire's way (2019), as `Generator.integers` draws each of its own. */
  function integer(low, high) {
    const count = high - low;
    if (!(count >= 1 && count <= MOST)) throw new RangeError(`a whole number is drawn from 1 to 2,097,152 of them, got ${count}`);
    if (count === 1) return low;
    let whole = half() * count;
    const least = (2 ** 32 - count) % count;
    while (whole % 2 ** 32 < least) whole = half() * count;
    return low + Math.floor(whole / 2 ** 32);
  }

  return { words, random, integer };
}
