/** A network whose derivatives can be asked for: forward over sequences, and all the way back. */

import { placeParameters, writeWeights } from "./parameters.js";
import { begin, stacked } from "./stack.js";
import { checkFinite } from "./time/finite.js";

/**
 * @typedef {{outside?: string[], weights?: boolean, x?: boolean, values?: string[]}} Wanted names at which a loss speaks,
 *   besides h; whether the derivatives of the weights and of x are asked for; of which values
 * @typedef {ReturnType<typeof derivatives>} Derivatives
 */

/**
 * The memory is opened by the caller, once all have taken their places; then `start` writes the weights.
 * @param {import("./model.js").Model} model
 * @param {import("./kernels/memory.js").Memory} memory an empty one
 * @param {{T: number, B: number, height?: number, width?: number}} room
 * @param {Wanted} wanted
 * @param {number} blocks of parameters: weights, gradients and what a rule of learning keeps
 */
export function derivatives(model, memory, { T, B, height = 1, width = 1 }, wanted = {}, blocks = 2) {
  const { outside = [], weights = true, x = false, values = [] } = wanted;
  const parameters = placeParameters(model, memory, blocks);
  const asked = (layer) => ({ reading: false, outside: ["h", ...outside], weights, x: x || layer > 0, values });
  const layers = stacked(model, memory, { T, B, height, width }, parameters, asked);
  const size = { steps: 0, sequences: 0 };
  const pixels = height * width;

  /** Where the derivative of a named value lies, null where it is 0 throughout. */
  const ofValue = (layer, name) => layers[layer].place(model.layers[layer].program.derivative.names[name]);
  const ofX = (layer) => layers[layer].place(model.layers[layer].program.derivative.x);

  return {
    parameters,
    layers,
    ofValue,
    ofX,
    /** A copy of what lies at a place of a layer at all steps; 0 where there is none. */
    copied(layer, place, width = model.layers[layer].H * pixels) {
      const row = size.sequences * width;
      const found = new Float64Array(size.steps * row);
      for (let t = 0; place && t < size.steps; t++) {
        const from = layers[layer].first(place) + t * layers[layer].stride(place);
        found.set(memory.M.subarray(from, from + row), t * row);
      }
      return found;
    },
    start() {
      writeWeights(model, memory.M, parameters);
    },

    /** Forward from a state; the inputs of the first layer are there already. */
    forward(steps, sequences, state) {
      Object.assign(size, { steps, sequences });
      for (const along of layers) {
        along.resize(sequences);
        along.weightsMoved();
      }
      begin(model, layers, memory.M, sequences, state);
      layers.forEach((along, layer) => {
        along.forward(0, steps);
        checkFinite(model.layers[layer].program, along, memory.M, 0, steps, sequences);
      });
    },

    /** Sets all gradients to 0; then what a loss says is added to `layers[…].arriving(name)`. */
    clear() {
      const { M } = memory;
      M.fill(0, parameters.count, 2 * parameters.count);
      layers.forEach((along, layer) => {
        for (const name of new Set(["h", ...outside, ...model.layers[layer].program.states])) {
          const place = along.arriving(name);
          const step = place && size.sequences * place.width;
          if (place) M.fill(0, along.first(place) - step, along.first(place) + size.steps * step);
        }
      });
    },

    /** Back through all layers, from the last one down; all steps, or of one layer those from a step on. */
    backward(from = 0) {
      const { M } = memory;
      for (let layer = layers.length - 1; layer >= 0; layer--) {
        layers[layer].backward(size.steps, from);
        const above = layer > 0 && ofX(layer);
        if (!above) continue;
        const { base } = layers[layer - 1].arriving("h");
        for (let k = 0; k < size.steps * size.sequences * above.width; k++) M[base + k] += M[above.base + k];
      }
    },
  };
}
