/** Words of 64 random bits, two halves each: the twin of NumPy's PCG64 (O'Neill 2014, XSL RR 128/64). */

import { wordsOf } from "./seeds.js";

const FACTOR = [0xf645, 0x9fcc, 0xdf64, 0x4385, 0x5da4, 0x1fc6, 0xed05, 0x2360]; // 16 bits each, the lowest first
const DIGITS = FACTOR.length;

/** @typedef {{low: number, high: number, next: () => void}} Words after `next`, both halves of a new word */

/**
 * @param {number[]} seed
 * @returns {Words}
 */
export function openWords(seed) {
  const words = wordsOf(seed, 8);
  const step = twiceAndOne(digits(words[6], words[7], words[4], words[5]));
  const found = running(sum(digits(words[2], words[3], words[0], words[1]), step), step);
  found.next();
  return found;
}

/**
 * Goes on where a generator of NumPy stands: its state and what it adds to it, four words of 32 bits each, the lowest first.
 * @param {number[]} state
 * @param {number[]} step
 * @returns {Words}
 */
export const wordsFrom = (state, step) => running(digits(...state), digits(...step));

/** @returns {Words} */
function running(begun, step) {
  const [state, pairs] = [new Float64Array(DIGITS), new Float64Array(DIGITS / 2)]; // digits of 16 bits, and of 32
  const found = { low: 0, high: 0, next };
  write((k) => begun[k]);
  return found;

  /** state × FACTOR + step, of 128 bits: four products of 48 bits and what is carried over are still exact. */
  function advance() {
    write((k) => {
      let sum = step[k];
      for (let j = k, i = 0; j >= 0; j -= 2, i++) sum += pairs[i] * FACTOR[j];
      return sum;
    });
  }

  /** Sums become digits, what is too large for one goes over into the next. */
  function write(sumOf) {
    let over = 0;
    for (let k = 0; k < DIGITS; k++) {
      const sum = sumOf(k) + over;
      over = Math.floor(sum / 65536);
      state[k] = sum - 65536 * over;
    }
    for (let i = 0; i < pairs.length; i++) pairs[i] = state[2 * i] + 65536 * state[2 * i + 1];
  }

  /** Both halves laid over each other, turned by the highest six bits. */
  function next() {
    advance();
    const low = (state[0] ^ state[4]) | ((state[1] ^ state[5]) << 16);
    const high = (state[2] ^ state[6]) | ((state[3] ^ state[7]) << 16);
    const turn = state[7] >>> 10;
    const [a, b] = turn & 32 ? [high, low] : [low, high];
    const by = turn & 31;
    found.low = (by ? (a >>> by) | (b << (32 - by)) : a) >>> 0;
    found.high = (by ? (b >>> by) | (a << (32 - by)) : b) >>> 0;
  }
}

/** Four words of 32 bits, the lowest first, as digits. */
const digits = (...words) => words.flatMap((word) => [word & 0xffff, word >>> 16]);

/** Of two numbers, without what is too large for the last digit. */
function sum(one, other) {
  let over = 0;
  return one.map((digit, k) => {
    over = (over >>> 16) + digit + other[k];
    return over & 0xffff;
  });
}

const twiceAndOne = (number) => number.map((digit, k) => ((digit << 1) & 0xffff) | (k ? number[k - 1] >>> 15 : 1));
