/** Embedded Reber grammar: the twin of lstm_core/tasks/reber.py. */

import { empty, levels } from "./batch.js";

const OUTSIDE = 3; // letters of a string that its lag does not count

/**
 * @param {import("./batch.js").Generator} generator
 * @param {number} count
 * @param {[number, number]} level
 * @param {{step: number[][], start: number, end: number}} about where each letter leads from each node, -1 for nowhere
 */
export function reber(generator, count, level, { step, start, end }) {
  const choices = openChoices(step);
  const strings = levels(generator, count, level).map((lag) => string(generator, lag));
  const block = empty(strings.map((letters) => letters.length - 1), 1);
  const allowed = new Uint8Array(block.marks.length);
  strings.forEach((letters, b) => {
    let node = start;
    for (let t = 0; t + 1 < letters.length; t++) {
      const place = t * count + b;
      node = step[node][letters[t]];
      [block.inputs[place], block.targets[place], block.marks[place]] = [letters[t], letters[t + 1], 1];
      allowed[place] = step[node].reduce((sum, onward, letter) => sum | (Number(onward >= 0) << letter), 0);
    }
  });
  return { ...block, allowed };

  function string({ random }, lag) {
    const letters = [];
    for (let node = start; node !== end; node = step[node][letters.at(-1)]) {
      const sums = choices(lag + OUTSIDE - letters.length)[node];
      const place = random() * sums[sums.length - 1];
      letters.push(sums.findIndex((sum) => sum > place));
    }
    return letters;
  }
}

/** The probabilities of the letters at each node, one added to the other, by how many letters at least are to come. */
function openChoices(step) {
  const survival = [step.map(() => 1)];
  const choices = [];
  const onward = (row, of) => of.map((next) => (next < 0 ? 0 : row[next]));
  const sum = (numbers) => numbers.reduce((whole, one) => whole + one, 0);

  function rowOf(letters) {
    while (survival.length <= letters) {
      const row = survival[survival.length - 1];
      const found = step.map((of) => sum(onward(row, of)) / Math.max(of.filter((next) => next >= 0).length, 1));
      const most = Math.max(...found);
      survival.push(found.map((one) => one / most));
    }
    return survival[letters];
  }

  return function (letters) {
    const ahead = Math.max(letters - 1, 0);
    return (choices[ahead] ??= step.map((of) => {
      const found = onward(rowOf(ahead), of);
      const whole = Math.max(sum(found), 1e-300);
      let before = 0;
      return found.map((one) => (before += one / whole));
    }));
  };
}
