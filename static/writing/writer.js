/** A network that reads a text and writes on from it, by itself or with any one unit held; the draws are Python's. */

import { openModel } from "../live/model.js";
import { createNetwork } from "../live/network.js";

/**
 * @typedef {{text: string, values: ArrayLike<number>}} Written each letter, and what the unit held once it was read
 * @typedef {{state: string, temperature: number}} About
 */

/**
 * @param {Uint8Array} network as Python packed it
 * @param {About} about
 * @param {number} longest letters that are read and written
 */
export function createWriter(network, { state, temperature }, longest) {
  const model = openModel(network);
  const net = createNetwork(model, { T: longest, B: 1 });
  /** @type {number[]} */
  let opening = [];
  let [layer, unit] = [0, 0];

  function held(reading, from, to) {
    const { base, stride } = reading.node(layer, reading.names(layer)[state]);
    return Array.from({ length: to - from }, (_, k) => reading.M[base + (from + k) * stride + unit]);
  }

  /** The first letter whose share of all, heaped up, is above the draw. */
  function drawn(scores, draw) {
    const top = Math.max(...scores);
    let all = 0;
    const heap = Array.from(scores, (score) => (all += Math.exp((score - top) / temperature)));
    return heap.findIndex((reached) => reached >= all * draw);
  }

  return {
    /** The letters of a text that the network knows; where there are none, the first that it does know. */
    known: (text) => [...text].filter((letter) => model.index.has(letter)).join("") || model.vocabulary[0],
    knows: (letter) => model.index.has(letter),

    /** Whose values are told, and which is held. @param {{layer: number, unit: number}} place */
    follow: (place) => ({ layer, unit } = place),

    /** @returns {Written} */
    read(text) {
      opening = [...text].map((letter) => model.index.get(letter));
      return { text, values: held(net.read([opening]), 0, opening.length) };
    },

    /**
     * What follows the text that was read last; the unit is held at `value` from the last letter of it on.
     * @param {number | null} value
     * @param {ArrayLike<number>} draws from 0 to 1, one for each letter
     * @returns {Written}
     */
    write(value, draws) {
      const [ids, first] = [opening.slice(), opening.length - 1];
      let reading = null;
      for (let k = 0; k <= draws.length; k += 1) {
        const t = first + k;
        const edits = value === null ? [] : [{ layer, name: state, units: [unit], steps: [t], value }];
        reading = net.read([ids], { edits, from: t });
        if (k < draws.length) ids.push(drawn(reading.outputs(t, 0), draws[k]));
      }
      const text = ids.slice(first + 1).map((id) => model.vocabulary[id]).join("");
      return { text, values: held(reading, first + 1, ids.length) };
    },
  };
}
