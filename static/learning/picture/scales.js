/** Axes of counts that grow while they are drawn, and long rows of numbers made short enough to draw. */

const ROUND = [100, 200, 300, 500, 1000, 2000, 3000, 5000, 10000, 20000, 30000, 50000, 100000, 200000, 500000];

/** 1500 as 1,500. */
export const count = (number) => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * Where an axis of so many ends, so that it seldom has to move, and its ticks.
 * @param {number} now
 * @param {number} most
 */
export function reach(now, most) {
  const last = Math.min(ROUND.find((end) => end >= now * 1.05) ?? most, Math.max(most, 100));
  const step = last / (last % 3 === 0 && String(last)[0] === "3" ? 3 : last % 4 === 0 ? 4 : 5);
  return { last, ticks: Array.from({ length: Math.round(last / step) + 1 }, (_, k) => Math.round(k * step)) };
}

/**
 * Means of neighbours, at most so many, each with the place of the last one that it stands for.
 * @param {number[]} numbers
 * @param {number} most
 * @returns {[place: number, mean: number][]}
 */
export function thinned(numbers, most) {
  const each = Math.max(1, Math.ceil(numbers.length / most));
  const found = [];
  for (let k = 0; k < numbers.length; k += each) {
    const end = Math.min(numbers.length, k + each);
    let sum = 0;
    for (let j = k; j < end; j++) sum += numbers[j];
    found.push([end - 1, sum / (end - k)]);
  }
  return found;
}
