/** What a network with given weights makes of a sequence: every value of every name, and what it answers. */

import { createNetwork } from "../../live/network.js";
import { valued } from "../../live/time/finite.js";

/**
 * A sequence as Python drew it. `asked` are the steps where an answer is wanted, with the number of the right one, or
 * the right number. Where several are right, `allowed` are all of them, for each of these steps.
 * @typedef {{inputs: number[], labels: string[], told: boolean[], asked: [step: number, target: number][],
 *            allowed?: number[][] | null}} Sequence
 * @typedef {{said: number[], right: boolean[], sure: number[]}} Answers of each asked step: what is likeliest or the
 *   number, whether it is right, the probability of the right one or the error; NaN where the answer is no number
 */

/**
 * Value u of a name at step t is at t * H + u. `lost` says, or with "" only tells, that there is no answer; else it is null.
 * @typedef {{T: number, H: number, values: (name: string) => Float64Array, answers: Answers, lost: string | null}} Reading
 * @typedef {ReturnType<typeof createReader>} Reader
 */

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
   * @returns {Reading}
   */
  function read(model, sequence, edits = []) {
    const { inputs, asked, allowed } = sequence;
    const { H, program } = model.layers[0];
    const gives = model.header.output === "number";
    if (network && units === H) network.wear(model);
    else [network, units] = [createNetwork(model, { T, B: 1 }), H];
    const reading = valued(() => network.read([inputs], { edits }), ({ message }) => ({ lost: `${message}.` }));
    if (reading.lost) return nothing(sequence, H, reading.lost);
    const values = (name) => {
      const { base, stride, width } = reading.node(0, program.names[name]);
      const found = new Float64Array(reading.T * H);
      for (let t = 0; t < reading.T; t++) for (let u = 0; u < width; u++) found[t * H + u] = reading.M[base + t * stride + u];
      return found;
    };
    const answers = answersTo(reading, asked, allowed, gives);
    return { T: reading.T, H, values, answers, lost: answers.said.some(Number.isNaN) ? "" : null };
  }

  /** @returns {Answers} */
  function answersTo(reading, asked, allowed, gives) {
    const found = { said: [], right: [], sure: [] };
    asked.forEach(([step, target], k) => {
      const given = gives ? reading.outputs(step, 0) : reading.probs(step, 0);
      const finite = given.every(Number.isFinite);
      const said = !finite ? NaN : gives ? given[0] : given.indexOf(Math.max(...given));
      const off = gives ? Math.abs(said - target) : Math.max(...Array.from(given, (one, k) => Math.abs(one - Number(k === target))));
      found.said.push(said);
      const several = allowed?.[k];
      found.right.push(finite && (several ? ahead(given, several) : within === null ? said === target : off < within));
      found.sure.push(!finite ? NaN : gives ? Math.abs(said - target) : (several ?? [target]).reduce((sum, one) => sum + given[one], 0));
    });
    return found;
  }

  return { read };
}

/** Of a network whose numbers leave all bounds on the way. @returns {Reading} */
function nothing({ labels, asked }, H, lost) {
  const all = (value) => asked.map(() => value);
  const values = () => new Float64Array(labels.length * H).fill(NaN);
  return { T: labels.length, H, values, answers: { said: all(NaN), right: all(false), sure: all(NaN) }, lost };
}

/** Whether all of these are likelier than all others. */
function ahead(given, several) {
  const lowest = Math.min(...several.map((one) => given[one]));
  return given.every((one, k) => one < lowest || several.includes(k));
}
