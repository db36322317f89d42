/** A network that learns: the loss of a batch, its gradients, and weights moved by Adam. */

import { derivatives } from "./derivatives.js";
import { writeBatch } from "./inputs.js";
import { Memory } from "./kernels/memory.js";
import { createLoss } from "./loss.js";
import { adam, clipFactor, norm } from "./optimise.js";
import { arraysOf } from "./parameters.js";

/**
 * @typedef {{updates: number, mean: Record<string, ArrayLike<number>>, square: Record<string, ArrayLike<number>>}} Moments
 * @typedef {import("./loss.js").Found & {norm: number}} Progress of one update: before it, the gradient not yet clipped
 * @typedef {ReturnType<typeof createLearner>} Learner
 */

/**
 * A learner with room for batches of T steps of B sequences; with `moments` it goes on as if it had never stopped.
 * @param {import("./model.js").Model} model
 * @param {{T: number, B: number, moments?: Moments, values?: string[], fast?: boolean}} options the derivatives of these
 *   `values` are kept; a `fast` one computes the same bits in WebAssembly, where there is one
 */
export function createLearner(model, { T, B, moments, values = [], fast = true }) {
  if (model.programs.some(({ kernel }) => kernel !== null)) throw new Error("a network that reads images does not learn in the page");
  const memory = new Memory({ fast });
  const wanted = { x: model.embedding !== null, values };
  const network = derivatives(model, memory, { T, B }, wanted, 4);
  const loss = createLoss(model, memory, network.parameters, T * B);
  const M = memory.open();
  network.start();
  const { parameters, layers } = network;
  const { count, trained, at } = parameters;
  const top = layers.length - 1;
  const h = layers[top].place(model.layers[top].program.names.h);
  let updates = moments?.updates ?? 0;
  for (const [block, arrays] of [[2, moments?.mean], [3, moments?.square]])
    for (const [name, array] of Object.entries(arrays ?? {})) M.set(array, block * count + at[name]);

  /**
   * The loss of a batch, and what was answered.
   * @param {import("./loss.js").Batch} batch
   */
  function measure(batch) {
    const sequences = batch.weights.length / batch.T;
    if (!(batch.T <= T && sequences <= B)) throw new Error(`there is room for ${T} steps of ${B} sequences`);
    for (const along of layers) along.resize(sequences);
    writeBatch(model, M, layers[0], parameters, batch.inputs, batch.weights.length);
    network.forward(batch.T, sequences);
    network.clear();
    return loss(h.base, layers[top].arriving("h").base, batch);
  }

  /** The same; the gradients of all parameters lie in their block. With a `window` only that many last steps are gone back. */
  function lossAndGradients(batch, window = 0) {
    if (window && (wanted.x || top)) throw new Error("a window is for one layer that reads numbers or one-hot words");
    const found = measure(batch);
    network.backward(window ? Math.max(0, batch.T - window) : 0);
    const d = wanted.x && network.ofX(0);
    if (d) collect(d, batch.inputs, batch.weights.length);
    return found;
  }

  /** A word's vector collects its gradient from every place where it was read. */
  function collect({ base, width }, words, places) {
    for (let k = 0; k < places; k++) {
      const row = count + at.embedding + words[k] * width;
      for (let e = 0; e < width; e++) M[row + e] += M[base + k * width + e];
    }
  }

  /**
   * One update: the gradient clipped by its length, then Adam. Nothing is moved where the loss is no longer finite.
   * @param {import("./loss.js").Batch} batch
   * @param {{rate: number, clip: number, window?: number}} how
   * @returns {Progress}
   */
  function learn(batch, { rate, clip, window }) {
    const found = lossAndGradients(batch, window);
    const length = norm(M, count, trained);
    if (!Number.isFinite(found.loss + length))
      throw new RangeError(`the loss is ${found.loss} and its gradient ${length} long; lower rate or clip`);
    updates += 1;
    adam(M, trained, count, updates, rate, clipFactor(length, clip));
    return { ...found, norm: length };
  }

  return {
    learn,
    measure,
    lossAndGradients,
    /** @param {Record<string, ArrayLike<number>>} arrays from now on these weights, or some of them */
    wear(arrays) {
      for (const [name, array] of Object.entries(arrays)) M.set(array, at[name]);
    },
    /** Of the latest batch all steps of a named value, and of its derivative: number u of sequence b at (t × B + b) × H + u. */
    value: (layer, name) => network.copied(layer, layers[layer].place(model.layers[layer].program.names[name])),
    ofValue: (layer, name) => network.copied(layer, network.ofValue(layer, name)),
    weights: () => arraysOf(M, parameters, 0),
    gradients: () => arraysOf(M, parameters, 1),
    /** @returns {Moments} */
    moments: () => ({ updates, mean: arraysOf(M, parameters, 2), square: arraysOf(M, parameters, 3) }),
  };
}
