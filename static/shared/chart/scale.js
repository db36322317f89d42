/** The axes: powers of ten upwards, steps back to the right. */

import { raised } from "../decades.js";

const STEPS = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 1e6];
const MOST_TICKS = 7;

/**
 * Powers of ten for data alone, not for theory, whose lines may leave the picture. The bottom lies on a tick, so that
 * the axis stands still while a curve moves a little. What is exactly 0 lies on a line of its own, below all others.
 * @param {{low: Float64Array, high: Float64Array}[]} curves natural logarithms
 */
export function decades(curves) {
  let [low, high, zero] = [-1, 0, false];
  for (const curve of curves)
    for (const logs of [curve.low, curve.high])
      for (const log of logs) {
        if (Number.isFinite(log)) [low, high] = [Math.min(low, log / Math.LN10), Math.max(high, log / Math.LN10)];
        zero ||= log === -Infinity;
      }
  const step = STEPS.find((size) => (high - low) / size <= MOST_TICKS);
  const first = Math.floor(low / step);
  const ticks = Array.from({ length: Math.floor(high / step) - first + 1 }, (_, k) => ({ at: (first + k) * step, label: power((first + k) * step) }));
  if (high - low < 2)
    for (const tens of [...ticks])
      for (const digit of [2, 5]) {
        const at = tens.at + Math.log10(digit);
        if (at < high) ticks.push({ at, label: power(at) });
      }
  const floor = zero ? (first - 1) * step : first * step;
  if (zero) ticks.unshift({ at: floor, label: "0" });
  const margin = 0.03 * (high - floor);
  /** @param {number} log a natural logarithm */
  const tens = (log) => (log === -Infinity ? floor : log / Math.LN10);
  return { bottom: floor - margin, top: high + margin, ticks, tens };
}

/** Steps back at which the axis has a tick. */
export function lags(length, most) {
  const step = [5, 10, 20, 50, 100].find((size) => length / size <= most);
  return Array.from({ length: Math.ceil(length / step) }, (_, k) => k * step);
}

function power(tens) {
  if (Math.abs(tens) > 2) return `10${raised(Math.round(tens))}`;
  return String(Number((10 ** tens).toPrecision(3)));
}
