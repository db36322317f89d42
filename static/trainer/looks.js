/** What can be seen of a network between two updates: one fixed sequence from inside, its weights as a histogram. */

import { createLearner } from "../live/learning.js";
import { valued } from "../live/time/finite.js";

const BINS = 31;

/**
 * @typedef {{T: number, H: number, loss: number, names: Record<string, Float32Array>}} Look all steps of each named value
 *   of the last layer: number u of step t is at t × H + u
 * @typedef {{edge: number, counts: Record<string, Uint32Array>}} Histogram of each array, from -edge to edge
 */

/**
 * @param {import("./training.js").Training} training
 * @param {import("./pool.js").Pool} pool
 */
export function createLooks(training, pool) {
  const [held, batch] = [pool.parts("held"), pool.parts("look")[0].batch(0, 1)];
  let [model, learner] = [null, null];

  /** @returns {{look?: Look, gradients?: Float64Array}} and ln of the length of dL/dh at each step; {} where nothing is finite */
  function inside(weights) {
    if (model !== training.model) learner = createLearner(training.model, { T: batch.T, B: 1, values: ["h"] });
    model = training.model;
    learner.wear(weights);
    const found = valued(() => learner.lossAndGradients(batch));
    if (!found) return {};
    const layer = model.layers.length - 1;
    const { H, program } = model.layers[layer];
    const named = Object.keys(program.names).map((name) => [name, Float32Array.from(learner.value(layer, name))]);
    const d = learner.ofValue(layer, "h");
    const gradients = new Float64Array(batch.T);
    for (let t = 0; t < batch.T; t++) gradients[t] = Math.log(Math.hypot(...d.subarray(t * H, (t + 1) * H)));
    return { look: { T: batch.T, H, loss: found.loss, names: Object.fromEntries(named) }, gradients };
  }

  return function looks() {
    const weights = training.weights();
    const shares = held.map((part) => ({ level: part.level, of: part.sequences, ...training.measure(part) }));
    return { histogram: histogram(weights), shares, ...inside(weights) };
  };
}

/**
 * @param {Record<string, Float64Array>} weights
 * @returns {Histogram}
 */
function histogram(weights) {
  let largest = 0;
  for (const array of Object.values(weights)) for (const w of array) largest = Math.max(largest, Math.abs(w));
  const edge = Math.max(0.5, Math.ceil(2 * largest) / 2);
  const counts = {};
  for (const [name, array] of Object.entries(weights)) {
    counts[name] = new Uint32Array(BINS);
    for (const w of array) counts[name][Math.min(BINS - 1, Math.floor(((w + edge) / (2 * edge)) * BINS))] += 1;
  }
  return { edge, counts };
}
