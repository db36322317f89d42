/** The sentence read again, with another country's memory put into some of its units in mid-gap. */

import { openModel } from "../live/model.js";
import { createNetwork } from "../live/network.js";

const OUTPUT = "h"; // what the readout reads: swapped where it is computed, any other memory where the next step reads it

/**
 * @typedef {{held: Float64Array, probs: Float64Array}} Read the memory, step by step of all units; the answers in the end
 * @typedef {ReturnType<typeof createSwap>} Swap
 */

/**
 * @param {Uint8Array} network as Python packed it
 * @param {{ids: number[], position: number, middle: number, memory: string, units: number,
 *          sources: Record<string, {id: number}>}} about
 */
export function createSwap(network, { ids, position, middle, memory, units, sources }) {
  const model = openModel(network);
  const T = ids.length;
  const [own, other] = [createNetwork(model, { T, B: 1 }), createNetwork(model, { T, B: 1 })];
  /** @type {Map<string, Float64Array>} what a country's sentence holds in mid-gap */
  const held = new Map();
  own.read([ids]);

  function heldBy(source) {
    if (!held.has(source)) {
      const words = [...ids];
      words[position] = sources[source].id;
      held.set(source, memoryOf(other.read([words])).slice(middle * units, (middle + 1) * units));
    }
    return held.get(source);
  }

  function memoryOf({ M, node, names }) {
    const { base } = node(0, names(0)[memory]);
    return M.slice(base, base + T * units);
  }

  return {
    /**
     * @param {string} source the country
     * @param {number[]} rows the units that get its memory
     * @returns {Read}
     */
    read(source, rows) {
      const all = heldBy(source);
      const local = memory === OUTPUT ? { name: OUTPUT, steps: [middle] } : { name: `${memory}_prev`, steps: [middle + 1] };
      const edits = rows.length ? [{ layer: 0, ...local, units: rows, value: rows.map((unit) => all[unit]) }] : [];
      const reading = own.read([ids], { edits, from: middle });
      return { held: memoryOf(reading), probs: reading.probs(T - 1, 0) };
    },
  };
}
