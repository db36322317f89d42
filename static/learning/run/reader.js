/** What a network with given weights makes of a sequence: every value of every name, and what it answers. */

import { createGradients } from "../../live/gradients.js";
import { createNetwork } from "../../live/network.js";

/**
 * A sequence as Python drew it. `asked` are the steps where an answer is wanted, with the number of the right one, or
 * the right number.
 * @typedef {{inputs: number[], labels: string[], told: boolean[], asked: [step: number, target: number][]}} Sequence
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
  function read(model, { inputs, asked }, edits = []) {
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
    return { T: reading.T, H, values, answers: answersTo(reading, asked, gives) };
  }

  /** @returns {Answers} */
  function answersTo(reading, asked, gives) {
    const found = { said: [], right: [], sure: [] };
    for (const [step, target] of asked) {
      const given = gives ? reading.outputs(step, 0) : reading.probs(step, 0);
      const said = gives ? given[0] : given.indexOf(Math.max(...given));
      const off = gives ? Math.abs(said - target) : Math.max(...Array.from(given, (one, k) => Math.abs(one - Number(k === target))));
      found.said.push(said);
      found.right.push(within === null ? said === target : off < within);
      found.sure.push(gives ? Math.abs(said - target) : given[target]);
    }
    return found;
  }

  return { read };
}

/**
 * ln of the length of dL/dh at each step of a sequence, L its loss at the steps that are asked, each weighing the same.
 * @param {import("../../live/model.js").Model} model
 * @param {Sequence} sequence
 */
export function signalLengths(model, { inputs, asked, labels }) {
  const T = labels.length;
  const gradients = createGradients(model, { T, B: 1, values: ["h"] });
  const { H } = model.layers[0];
  const { W, b } = model.readout;
  gradients.read([inputs]);
  const h = gradients.value(0, "h");
  const d = new Float64Array(T * H);
  for (const [step, target] of asked) {
    const scores = Array.from(b.data, (bias, k) => bias + dot(W.data, k * H, h, step * H, H));
    const pull = model.header.output === "number" ? scores.map((score) => 2 * (score - target)) : pulls(scores, target);
    for (let u = 0; u < H; u++) pull.forEach((one, k) => (d[step * H + u] += (one * W.data[k * H + u]) / asked.length));
  }
  gradients.backward({ d: [{ h: d }] });
  const found = gradients.ofValue(0, "h");
  return Float64Array.from({ length: T }, (_, t) => Math.log(Math.sqrt(dot(found, t * H, found, t * H, H))));
}

/** What was said minus what is right. */
function pulls(scores, target) {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const total = powers.reduce((sum, one) => sum + one, 0);
  return powers.map((one, k) => one / total - Number(k === target));
}

function dot(a, from, b, begin, count) {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += a[from + k] * b[begin + k];
  return sum;
}
