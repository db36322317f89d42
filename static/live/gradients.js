/** Backpropagation through time: the exact gradient of a loss by everything that a network computed. */

import { derivatives } from "./derivatives.js";
import { writeSequences } from "./inputs.js";
import { Memory } from "./kernels/memory.js";
import { arraysOf } from "./parameters.js";

/**
 * What a loss says: of each layer's values, {"h": all numbers, step by step}, and of its last state, {"c": B × H}.
 * @typedef {{d?: Record<string, ArrayLike<number>>[], final?: Record<string, ArrayLike<number>>[]}} Said
 * @typedef {ReturnType<typeof createGradients>} Gradients
 */

/**
 * A network whose every derivative can be asked for. `outside` are the names, besides h, at which a loss may speak.
 * @param {import("./model.js").Model} model
 * @param {{T: number, B: number, height?: number, width?: number, outside?: string[], values?: string[]}} options
 */
export function createGradients(model, { outside = [], values = [], ...room }) {
  const memory = new Memory();
  const network = derivatives(model, memory, room, { outside, values, x: true });
  const M = memory.open();
  network.start();
  const { layers, parameters } = network;
  const pixels = (room.height ?? 1) * (room.width ?? 1);
  let steps = 0;
  let sequences = 0;

  function add(along, arrays, step, width) {
    for (const [name, numbers] of Object.entries(arrays ?? {})) {
      const from = along.arriving(name).base + step * sequences * width;
      for (let k = 0; k < numbers.length; k++) M[from + k] += numbers[k];
    }
  }

  const widthOf = (layer) => model.layers[layer].H * pixels;
  const nodeOf = (layer, name) => model.layers[layer].program.names[name];

  return {
    /**
     * Forward; see `Net.read`.
     * @param {ArrayLike<number>[]} inputs one array a sequence
     * @param {import("./stack.js").State[]} [state]
     */
    read(inputs, state) {
      sequences = inputs.length;
      steps = inputs[0].length / (model.vocabulary.length ? 1 : model.layers[0].D * pixels);
      for (const along of layers) along.resize(sequences);
      writeSequences(model, M, layers[0], parameters, inputs, 0, steps);
      network.forward(steps, sequences, state);
    },

    /** @param {Said} said */
    backward({ d = [], final = [] }) {
      network.clear();
      layers.forEach((along, layer) => {
        add(along, d[layer], 0, widthOf(layer));
        add(along, final[layer], steps - 1, widthOf(layer));
      });
      network.backward();
    },

    /** All steps of a named value, and of its derivative: number u of sequence b at (t * B + b) * width + u. */
    value: (layer, name) => network.copied(layer, layers[layer].place(nodeOf(layer, name))),
    ofValue: (layer, name) => network.copied(layer, network.ofValue(layer, name)),
    ofX: (layer) => network.copied(layer, network.ofX(layer), model.layers[layer].D * pixels),
    /** The derivative of the state before the first step. */
    ofState(layer, name) {
      const { base, width } = layers[layer].arriving(name);
      return M.slice(base - sequences * width, base);
    },
    ofWeights: () => arraysOf(M, parameters, 1),
  };
}
