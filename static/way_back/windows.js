/** What a truncation window does to the gradient of a network's weights: computed here, by the core's twin. */

import { createGradients } from "../live/gradients.js";
import { openModel } from "../live/model.js";

/**
 * @param {Uint8Array} bytes the network, as Python packs it
 * @param {number[]} score the derivative of the answer's score by the last h
 * @param {number} longest words of a sentence
 * @returns {(words: string[], window: number) => number} degrees from the full gradient to the one that the window sees
 */
export function createWindows(bytes, score, longest) {
  const model = openModel(bytes);
  const { program, H } = model.layers[0];
  const network = createGradients(model, { T: longest, B: 1 });
  let [read, states, whole] = ["", {}, null];

  /** The gradient of the cell's weights over the last words, what came before them being given. */
  function gradient(ids, given) {
    network.read([ids], given && [given]);
    const said = new Float64Array(ids.length * H);
    said.set(score, (ids.length - 1) * H);
    if (!given) states = Object.fromEntries(program.states.map((name) => [name, network.value(0, name)]));
    network.backward({ d: [{ h: said }] });
    const found = network.ofWeights();
    return Object.keys(program.parameters).map((name) => found[`layers.0.${name}`]);
  }

  return (words, window) => {
    const ids = words.map((word) => model.index.get(word));
    if (words.join(" ") !== read) whole = gradient(ids, null);
    read = words.join(" ");
    const first = words.length - window;
    if (first <= 0) return 0;
    const before = ([name, values]) => [name, values.subarray((first - 1) * H, first * H)];
    return degrees(whole, gradient(ids.slice(first), Object.fromEntries(Object.entries(states).map(before))));
  };
}

/** Between two gradients, each taken as one vector. */
function degrees(a, b) {
  const dot = (left, right) => left.reduce((sum, array, k) => array.reduce((total, number, j) => total + number * right[k][j], sum), 0);
  const cosine = dot(a, b) / (Math.sqrt(dot(a, a)) * Math.sqrt(dot(b, b)));
  return (Math.acos(Math.min(1, Math.max(-1, cosine))) * 180) / Math.PI;
}
