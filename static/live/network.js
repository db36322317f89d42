/** A network that reads: every number of every node kept and open to edits. */

import { writeSequences } from "./inputs.js";
import { Memory } from "./kernels/memory.js";
import { placeParameters, writeWeights } from "./parameters.js";
import { createReading } from "./reading.js";
import { begin, stacked } from "./stack.js";
import { bound } from "./time/edits.js";
import { checkFinite } from "./time/finite.js";

/**
 * @typedef {{edits?: import("./time/edits.js").Edit[], from?: number, state?: import("./stack.js").State[]}} Options
 * @typedef {ReturnType<typeof createNetwork>} Net
 */

/**
 * A network with room for T steps of B sequences, of maps where its cells are spatial.
 * @param {import("./model.js").Model} model
 * @param {{T: number, B: number, height?: number, width?: number}} room
 */
export function createNetwork(model, { T, B, height = 1, width = 1 }) {
  const memory = new Memory({ fast: true });
  const parameters = placeParameters(model, memory, 1);
  const layers = stacked(model, memory, { T, B, height, width }, parameters, () => ({ reading: true }));
  const M = memory.open();
  wear(model);
  const pixels = height * width;

  /**
   * Reads sequences of one length, at most B and T: of word numbers, or of all numbers step by step. With `from` only
   * the steps from there on are computed; those before must be as the last call left them.
   * @param {ArrayLike<number>[]} inputs one array a sequence
   * @param {Options} options `state` is where each layer begins
   * @returns {import("./reading.js").Reading} a look into the memory, true until the next call
   */
  function read(inputs, { edits = [], from = 0, state } = {}) {
    const sequences = inputs.length;
    const each = model.vocabulary.length ? 1 : model.layers[0].D * pixels;
    const steps = sequences && inputs[0].length / each;
    if (!(sequences <= B && Number.isInteger(steps) && steps >= 1 && steps <= T))
      throw new Error(`this network has room for 1 to ${T} steps of 1 to ${B} sequences, got ${steps} of ${sequences}`);
    for (const { layer = 0, name } of edits)
      if (!layers[layer]) throw new Error(`edit of ${name}: there is no layer ${layer}; there are ${layers.length}`);
    const changes = model.layers.map(({ program, H }, number) => {
      const here = edits.filter(({ layer = 0 }) => layer === number);
      return bound(program, here, { steps, sequences, units: H, pixels });
    });
    for (const along of layers) along.resize(sequences);
    writeSequences(model, M, layers[0], parameters, inputs, from, steps);
    if (from === 0) begin(model, layers, M, sequences, state);
    layers.forEach((along, number) => {
      along.forward(from, steps, changes[number]);
      checkFinite(model.layers[number].program, along, M, from, steps, sequences);
    });
    return createReading(model, M, layers, parameters, { T: steps, B: sequences, pixels });
  }

  /** From now on the weights of another network of the same cells and sizes; what was read stays as it is. */
  function wear(other) {
    writeWeights(other, M, parameters);
    for (const along of layers) along.weightsMoved();
  }

  return { read, wear, T, B };
}
