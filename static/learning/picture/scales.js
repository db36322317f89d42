/** Axes of counts that grow while they are drawn, and long rows of numbers made short enough to draw. */

const [LEAST, ROUND] = [100, [1, 2, 3, 5, 10]];

/** 1500 as 1,500. */
export const count = (number) => String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * Where an axis of so many ends, so that it seldom has to move, and its ticks.
 * @param {number} now
 * @param {number} most where it is expected to end; whoever goes on from there has a longer axis
 */
export function reach(now, most) {
  const power = 10 ** Math.floor(Math.log10(Math.max(LEAST, now * 1.05)));
  const far = ROUND.map((digit) => digit * power).find((end) => end >= Math.max(LEAST, now * 1.05));
  const last = now > most ? far : Math.min(far, Math.max(most, LEAST));
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
