/** Reads a network as the clinic's instruments do, in the page: its gates, its error signal, what it gets right. */

import { createLearner } from "../live/learning.js";
import { solved } from "../trainer/pool.js";
import { arraysOf } from "../trainer/weights.js";

/**
 * Of each gate and unit the shares of all values that are low or high; ln of the length of dL/dh, the last step first, of
 * all sequences; every value of the first sequence, unit u of step t at t × H + u; the share that is right.
 * @typedef {{low: Record<string, Float64Array>, high: Record<string, Float64Array>, signals: Spread, T: number, H: number,
 *            film: Record<string, Float64Array>, right: number, said: boolean}} Findings
 * @typedef {{low: Float64Array, middle: Float64Array, high: Float64Array}} Spread
 */

/**
 * @param {any} header from Python: `examined` inputs and answers, `gates`, `ends`
 * @returns {(model: import("../live/model.js").Model, window: number) => Findings}
 */
export function createExamination({ examined, gates, ends, within }) {
  const [B, T] = [examined.inputs.length, examined.inputs[0].length];
  const batch = { T, sequences: B, ...["inputs", "targets", "weights", "asked"].reduce((all, name) => ({ ...all, [name]: new Float64Array(T * B) }), {}) };
  examined.inputs.forEach((ids, b) => ids.forEach((id, t) => (batch.inputs[t * B + b] = id)));
  examined.answers.forEach((answer, b) => [batch.targets, batch.weights, batch.asked].forEach((array, k) => (array[(T - 1) * B + b] = k ? 1 : answer)));
  let learner = null;

  return function examine(model, window) {
    const { H } = model.layers[0];
    learner ??= createLearner(model, { T, B, values: ["h"] });
    learner.wear(Object.fromEntries(Object.entries(arraysOf(model)).map(([name, { data }]) => [name, data])));
    const found = learner.lossAndGradients(batch);
    const right = solved(found.answers, batch, within).reduce((sum, one) => sum + one, 0);
    const values = Object.fromEntries(Object.keys(model.layers[0].program.names).map((name) => [name, learner.value(0, name)]));
    const share = (name, is) => Float64Array.from({ length: H }, (_, unit) => shareOf(values[name], unit, H, is));
    const each = (is) => Object.fromEntries(gates.map((name) => [name, share(name, is)]));
    const first = ([name, all]) => [name, Float64Array.from({ length: T * H }, (_, k) => all[Math.floor(k / H) * B * H + (k % H)])];
    return {
      low: each((value) => value < ends[0]),
      high: each((value) => value > ends[1]),
      signals: spread(learner.ofValue(0, "h"), T, B, H, window || T),
      film: Object.fromEntries(Object.entries(values).map(first)),
      right: right / B,
      said: Boolean(found.answers.likeliest[0]),
      T,
      H,
    };
  };
}

function shareOf(values, unit, H, is) {
  let count = 0;
  for (let k = unit; k < values.length; k += H) count += Number(is(values[k]));
  return count / (values.length / H);
}

/** Shortest, median and longest at each step back; beyond the window nothing arrives. */
function spread(d, T, B, H, window) {
  const found = { low: new Float64Array(T), middle: new Float64Array(T), high: new Float64Array(T) };
  for (let back = 0; back < T; back++) {
    const row = (T - 1 - back) * B * H;
    const lengths = Array.from({ length: B }, (_, b) => (back < window ? Math.log(Math.hypot(...d.subarray(row + b * H, row + (b + 1) * H))) : -Infinity));
    lengths.sort((one, other) => (one < other ? -1 : Number(one > other)));
    [found.low[back], found.high[back]] = [lengths[0], lengths[B - 1]];
    found.middle[back] = (lengths[(B - 1) >> 1] + lengths[B >> 1]) / 2;
  }
  return found;
}
