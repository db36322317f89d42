/** The loss of a batch: the readout of the scored steps, and what the loss says of the last layer's output. */

import { product, transpose } from "./kernels/product.js";

/**
 * A batch as the core draws it, step by step, all sequences of each. A target is the number of an answer, or all numbers
 * of one; a weight of 0 means that nobody asks there. Where several answers are right, bit k of `allowed` is that of k.
 * @typedef {{T: number, inputs: ArrayLike<number>, targets: ArrayLike<number>, weights: ArrayLike<number>,
 *            allowed?: ArrayLike<number>}} Batch
 *
 * Of `count` scored places, each t × sequences + b: by how much an answer is off at most, of a choice in probability;
 * whether the target is the likeliest, or all that are allowed are likelier than the others.
 * @typedef {{count: number, places: Int32Array, off: Float64Array, likeliest: Uint8Array}} Answers
 * @typedef {{loss: number, right: number, answers: Answers}} Found `right` is the share of the scored places where the
 *   likeliest answer is the right one
 */

/**
 * @param {import("./model.js").Model} model
 * @param {import("./kernels/memory.js").Memory} memory
 * @param {import("./parameters.js").Parameters} parameters
 * @param {number} most steps × sequences
 */
export function createLoss(model, memory, { at, count }, most) {
  const { H } = model.layers[model.layers.length - 1];
  const K = model.readout.b.data.length;
  const [rows, scores, dRows] = [memory.take(most * H), memory.take(most * K), memory.take(most * H)];
  const turned = memory.take(K * H);
  const scored = new Int32Array(most);
  /** @type {Answers} */
  const answers = { count: 0, places: scored, off: new Float64Array(most), likeliest: new Uint8Array(most) };
  const score = model.header.output === "number" ? squaredError : crossEntropy;

  /**
   * The loss of the scored places, the weighted mean of each; gradients of the readout are added to theirs, those of h
   * written where they arrive.
   * @param {number} h where the last layer's output begins
   * @param {number} arriving where its gradient begins, all 0
   * @param {Batch} batch
   * @returns {Found} `answers` until the next batch
   */
  return function loss(h, arriving, { targets, weights, allowed }) {
    const { M } = memory;
    const [W, b] = [at["readout.W"], at["readout.b"]];
    let N = 0;
    let whole = 0;
    for (let k = 0; k < weights.length; k++) {
      if (!(weights[k] > 0)) continue;
      whole += weights[k];
      M.copyWithin(rows + N * H, h + k * H, h + (k + 1) * H);
      scored[N++] = k;
    }
    if (!N) throw new Error("a batch to learn from has at least one target with a weight above 0");
    transpose(M, W, turned, K, H);
    product(M, scores, K, rows, H, 1, turned, K, N, K, H, false); // (N, H) @ (H, K)
    const found = { loss: 0, right: 0, answers };
    answers.count = N;
    for (let n = 0; n < N; n++) {
      for (let k = 0; k < K; k++) M[scores + n * K + k] += M[b + k];
      score(M, scores + n * K, K, targets, n, weights[scored[n]] / whole, found, allowed);
      for (let k = 0; k < K; k++) M[count + b + k] += M[scores + n * K + k];
    }
    product(M, count + W, H, scores, 1, K, rows, H, K, H, N, true); // (K, N) @ (N, H)
    product(M, dRows, H, scores, K, 1, W, H, N, H, K, false); // (N, K) @ (K, H)
    for (let n = 0; n < N; n++) M.copyWithin(arriving + scored[n] * H, dRows + n * H, dRows + (n + 1) * H);
    found.right /= N;
    return found;
  };
}

/** Adds the surprise at a target, in nats, and turns the scores into its gradient: what was said minus what came. */
function crossEntropy(M, z, K, targets, n, share, found, allowed) {
  const { places, off, likeliest } = found.answers;
  const target = targets[places[n]];
  let top = -Infinity;
  for (let k = 0; k < K; k++) top = Math.max(top, M[z + k]);
  likeliest[n] = Number(allowed ? ahead(M, z, K, allowed[places[n]]) : M[z + target] === top);
  found.right += likeliest[n];
  const reached = M[z + target] - top;
  let total = 0;
  for (let k = 0; k < K; k++) total += M[z + k] = Math.exp(M[z + k] - top);
  found.loss += share * (Math.log(total) - reached);
  off[n] = 0;
  for (let k = 0; k < K; k++) {
    const error = M[z + k] / total - Number(k === target);
    off[n] = Math.max(off[n], Math.abs(error));
    M[z + k] = error * share;
  }
}

/** Whether all answers whose bits are set have higher scores than all others. */
function ahead(M, z, K, bits) {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let k = 0; k < K; k++) {
    if ((bits >> k) & 1) lowest = Math.min(lowest, M[z + k]);
    else highest = Math.max(highest, M[z + k]);
  }
  return lowest > highest;
}

/** Adds the mean of the squared errors of one answer's numbers, and turns the numbers into its gradient. */
function squaredError(M, z, K, targets, n, share, found) {
  const { places, off } = found.answers;
  const place = places[n];
  let sum = 0;
  off[n] = 0;
  for (let k = 0; k < K; k++) {
    const error = M[z + k] - targets[place * K + k];
    sum += error * error;
    off[n] = Math.max(off[n], Math.abs(error));
    M[z + k] = (2 * share * error) / K;
  }
  found.loss += (share * sum) / K;
}
