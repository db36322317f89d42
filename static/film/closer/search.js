/** Beside the page: reads all sentences of a corpus with a network, then finds the moments that are like another. */

import { createNetwork } from "../../live/network.js";
import { momentsOf, nearest } from "./nearest.js";

const TOGETHER = 16; // sentences that are read side by side
let read = /** @type {any} */ (null);

/**
 * The states of a layer after every word, in the order of the sentences: {c: (moments, H), …}.
 * @param {import("../../live/model.js").Model} model
 * @param {number} layer
 * @param {number[][]} sentences
 */
function statesOf(model, layer, sentences) {
  const { H, program } = model.layers[layer];
  const order = sentences.map((_, k) => k).sort((one, other) => sentences[one].length - sentences[other].length || one - other);
  const begins = [];
  sentences.reduce((at, { length }, k) => ((begins[k] = at), at + length), 0);
  const count = sentences.reduce((sum, { length }) => sum + length, 0);
  const states = Object.fromEntries(program.states.map((name) => [name, new Float32Array(count * H)]));
  const net = createNetwork(model, { T: sentences[order.at(-1)].length, B: TOGETHER });
  for (let from = 0; from < order.length; from += TOGETHER) {
    const some = order.slice(from, from + TOGETHER);
    const longest = sentences[some.at(-1)].length;
    const { M, node, names } = net.read(some.map((k) => [...sentences[k], ...Array(longest - sentences[k].length).fill(0)]));
    for (const name of program.states) {
      const { base, stride, width } = node(layer, names(layer)[name]);
      some.forEach((k, b) => {
        for (let t = 0; t < sentences[k].length; t += 1)
          states[name].set(M.subarray(base + t * stride + b * width, base + t * stride + (b + 1) * width), (begins[k] + t) * H);
      });
    }
    postMessage({ read: from + some.length });
  }
  return states;
}

addEventListener("message", ({ data: { model, layer, sentences, asked } }) => {
  try {
    if (model) read = { moments: momentsOf(sentences), states: statesOf(model, layer, sentences) };
    if (!asked) return;
    const { name, target, units, before, most } = asked;
    const own = read.moments.beginning(before);
    postMessage({ found: nearest(read.moments, read.states[name], target, units, own, most) });
  } catch (error) {
    postMessage({ error: String(error.message ?? error) });
  }
});
