/** The layers of a network in one memory: each reads what the one below it hands on, where it lies. */

import { ofLayer } from "./parameters.js";
import { alongTime } from "./time/along_time.js";

/**
 * @typedef {{T: number, B: number, height: number, width: number}} Room the most steps and sequences; of maps, their size
 * @typedef {Record<string, ArrayLike<number>>} State {"c": the B × H numbers of all sequences}; missing ones are 0
 */

/**
 * @param {import("./model.js").Model} model
 * @param {import("./kernels/memory.js").Memory} memory
 * @param {Room} room
 * @param {import("./parameters.js").Parameters} parameters
 * @param {(layer: number) => import("./time/graph.js").Asked} asked
 * @returns {import("./time/along_time.js").AlongTime[]}
 */
export function stacked(model, memory, room, parameters, asked) {
  const readsWords = model.vocabulary.length > 0 && !model.embedding;
  const layers = [];
  let x = null;
  for (const [number, { program, D, H }] of model.layers.entries()) {
    const weights = ofLayer(program, number, parameters);
    const given = { x, words: readsWords && number === 0 };
    const along = alongTime(program, memory, { ...room, D, H }, weights, asked(number), given);
    x = along.place(program.names.h);
    layers.push(along);
  }
  return layers;
}

/** Writes the state in which each layer finds itself before the first step. */
export function begin(model, layers, M, sequences, state) {
  layers.forEach((along, number) => {
    const { program } = model.layers[number];
    for (const name of program.states) {
      const { base, width } = along.place(program.names[name]);
      const size = sequences * width;
      const given = state?.[number]?.[name];
      if (given && given.length !== size)
        throw new Error(`the state ${name} of layer ${number} has ${size} numbers, got ${given.length}`);
      if (given) M.set(given, base - size);
      else M.fill(0, base - size, base);
    }
  });
}
