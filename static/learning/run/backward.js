/** How long the error of one sequence is at every step, on its way back through a network. */

import { createLearner } from "../../live/learning.js";
import { valued } from "../../live/time/finite.js";
import { arraysOf } from "../../trainer/weights.js";

/** Of networks of one cell and task. @param {number} T the longest sequence */
export function createBackward(T) {
  let [learner, units] = [/** @type {import("../../live/learning.js").Learner | null} */ (null), 0];

  /**
   * ln of the length of dL/dh, L the loss at the steps that are asked; where nobody knows what is right, of what is said.
   * NaN everywhere, where the network has no value.
   * @param {import("../../live/model.js").Model} model
   * @param {import("./reader.js").Sequence} sequence
   * @param {import("./reader.js").Answers} answers
   */
  return function lengths(model, { inputs, asked, labels }, { said }) {
    const { H } = model.layers[0];
    if (learner && units === H) learner.wear(Object.fromEntries(Object.entries(arraysOf(model)).map(([name, { data }]) => [name, data])));
    else [learner, units] = [createLearner(model, { T, B: 1, values: ["h"] }), H];
    const batch = { T: labels.length, inputs, targets: new Float64Array(labels.length), weights: new Float64Array(labels.length) };
    asked.forEach(([step, target], k) => ([batch.targets[step], batch.weights[step]] = [target < 0 && Number.isInteger(target) ? said[k] : target, 1]));
    const none = new Float64Array(labels.length).fill(NaN);
    if (said.some(Number.isNaN) || !valued(() => learner.lossAndGradients(batch))) return none;
    const d = learner.ofValue(0, "h");
    return Float64Array.from(labels, (_, t) => Math.log(Math.hypot(...d.subarray(t * H, (t + 1) * H))));
  };
}
