/** One training: its batches in order, its settings, its weights from update to update. */

import { createLearner } from "../live/learning.js";
import { valued } from "../live/time/finite.js";
import { solved } from "./pool.js";
import { arraysOf, wearing } from "./weights.js";

/**
 * @typedef {{rate: number, clip: number, batch: number, length: number, forget_bias: number | null, window?: number}} Settings
 *   `length` is a level of the pool; without a `forget_bias` the biases start as they were drawn; only the last `window`
 *   steps are gone back, all without one
 * @typedef {{update: number, name: string, from: number | null, to: number}} Mark a setting that was changed
 * @typedef {ReturnType<typeof createTraining>} Training
 */

/**
 * @param {import("../live/model.js").Model} begun the network before its first update
 * @param {import("./pool.js").Pool} pool
 * @param {Settings} settings
 * @param {import("../live/learning.js").Moments} [moments] of updates that there were before
 */
export function createTraining(begun, pool, settings, moments) {
  const { header } = pool;
  const parts = pool.parts("train");
  const T = Math.max(...header.parts.map(({ longest }) => longest));
  const now = { ...settings };
  let model = begun;
  let learner = null;
  let [updates, sequences] = [0, 0];
  /** @type {Mark[]} */
  let marks = [];
  reset();

  function reset() {
    model = begun;
    updates = moments?.updates ?? 0;
    [sequences, marks] = [updates * now.batch, []];
    open(wearing(begun, biased(numbersOf(begun), (_, sign) => sign * now.forget_bias)), moments);
  }

  function open(network, kept) {
    model = network;
    learner = createLearner(network, { T, B: now.batch, moments: kept });
  }

  /** The numbers with those biases written that decide how much a cell keeps. */
  function biased(numbers, to) {
    if (now.forget_bias === null) return numbers;
    const found = { ...numbers };
    for (const [name, sign] of header.keeps) found[name] = numbers[name].map((value) => to(value, sign));
    return found;
  }

  const part = () => parts.find(({ level }) => level === now.length) ?? parts[0];

  /** One update, by the next batch. */
  function update() {
    const batch = part().batch(sequences, now.batch);
    const found = learner.learn(batch, { rate: now.rate, clip: now.clip, window: now.window });
    updates += 1;
    sequences += now.batch;
    const right = solved(found.answers, batch, header.within).reduce((sum, one) => sum + one, 0);
    return { loss: found.loss, norm: found.norm, all: right === now.batch, share: right / now.batch };
  }

  /**
   * How many sequences of a part the network solves as it is, and the mean of its losses; none where it has no value.
   * @param {import("./pool.js").Part} part
   */
  function measure(part) {
    let [right, loss] = [0, 0];
    for (let from = 0; from < part.sequences; from += now.batch) {
      const batch = part.batch(from, Math.min(now.batch, part.sequences - from));
      const found = valued(() => learner.measure(batch));
      if (!found) return { right: 0, share: 0, loss: NaN };
      right += solved(found.answers, batch, header.within).reduce((sum, one) => sum + one, 0);
      loss += (found.loss * batch.sequences) / part.sequences;
    }
    return { right, share: right / part.sequences, loss };
  }

  /** From the next update on; a forget bias is added to what the biases are by now. */
  function set(name, to) {
    const from = name === "forget_bias" ? (now[name] ?? start()) : now[name];
    if (from === to) return null;
    now[name] = to;
    if (name === "batch") open(wearing(model, learner.weights()), learner.moments());
    if (name === "forget_bias" && !updates) reset();
    else if (name === "forget_bias") learner.wear(biased(learner.weights(), (value, sign) => value + sign * (to - from)));
    marks.push({ update: updates, name, from, to });
    return marks.at(-1);
  }

  /** Where the first of the biases that keep was drawn. */
  function start() {
    const [name, sign] = header.keeps[0];
    return sign * arraysOf(begun)[name].data[0];
  }

  return {
    update,
    measure,
    set,
    reset,
    /** Goes on from another network, Adam beginning anew. */
    open: (network) => open(network),
    settings: now,
    weights: () => learner.weights(),
    get model() {
      return model;
    },
    get updates() {
      return updates;
    },
    get sequences() {
      return sequences;
    },
    get marks() {
      return marks;
    },
    /** Whether the next batch has come before. */
    get round() {
      return sequences + now.batch > part().sequences;
    },
  };
}

/** @returns {Record<string, Float64Array>} */
const numbersOf = (model) => Object.fromEntries(Object.entries(arraysOf(model)).map(([name, { data }]) => [name, data]));
