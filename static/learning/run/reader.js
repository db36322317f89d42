/** What a network with given weights makes of a sequence: every value of every name, and what it answers. */

import { createNetwork } from "../../live/network.js";

/**
 * A sequence as Python drew it. `asked` are the steps where an answer is wanted, with the number of the right one, or
 * the right number. Where several are right, `allowed` are all of them, for each of these steps.
 * @typedef {{inputs: number[], labels: string[], told: boolean[], asked: [step: number, target: number][],
 *            allowed?: number[][] | null}} Sequence
 * @typedef {{said: number[], right: boolean[], sure: number[]}} Answers of each asked step: what is likeliest or the
 *   number, whether it is right, the probability of the right one or the error
 */

/** @typedef {ReturnType<typeof createReader>} Reader */

/**
 * Of networks of one cell and task, each with its weights and its units.
 * @param {number} T the longest sequence
 * @param {number | null} within an answer is right where every number of it is off by less; null: where it is the likeliest
 */
export function createReader(T, within) {
  let [network, units] = [/** @type {import("../../live/network.js").Net | null} */ (null), 0];

  /**
   * @param {import("../../live/model.js").Model} model
   * @param {Sequence} sequence
   * @param {import("../../live/time/edits.js").Edit[]} [edits]
   */
  function read(model, { inputs, asked, allowed }, edits = []) {
    const { H, program } = model.layers[0];
    const gives = model.header.output === "number";
    if (network && units === H) network.wear(model);
    else [network, units] = [createNetwork(model, { T, B: 1 }), H];
    const reading = network.read([inputs], { edits });
    /** Value u of a name at step t is at t * H + u. */
    const values = (name) => {
      const { base, stride, width } = reading.node(0, program.names[name]);
      const found = new Float64Array(reading.T * H);
      for (let t = 0; t < reading.T; t++) for (let u = 0; u < width; u++) found[t * H + u] = reading.M[base + t * stride + u];
      return found;
    };
    return { T: reading.T, H, values, answers: answersTo(reading, asked, allowed, gives) };
  }

  /** @returns {Answers} */
  function answersTo(reading, asked, allowed, gives) {
    const found = { said: [], right: [], sure: [] };
    asked.forEach(([step, target], k) => {
      const given = gives ? reading.outputs(step, 0) : reading.probs(step, 0);
      const said = gives ? given[0] : given.indexOf(Math.max(...given));
      const off = gives ? Math.abs(said - target) : Math.max(...Array.from(given, (one, k) => Math.abs(one - Number(k === target))));
      found.said.push(said);
      const several = allowed?.[k];
      found.right.push(several ? ahead(given, several) : within === null ? said === target : off < within);
      found.sure.push(gives ? Math.abs(said - target) : (several ?? [target]).reduce((sum, one) => sum + given[one], 0));
    });
    return found;
  }

  return { read };
}

/** Whether all of these are likelier than all others. */
function ahead(given, several) {
  const lowest = Math.min(...several.map((one) => given[one]));
  return given.every((one, k) => one < lowest || several.includes(k));
}
