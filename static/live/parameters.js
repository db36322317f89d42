/** Where the parameters of a network lie in its memory: block after block of one layout, the weights first. */

/**
 * Blocks of one layout make the gradient's length, clipping and every rule of learning one loop: over the first
 * `trained` numbers of each, after which come those that are never trained.
 * @typedef {{count: number, trained: number, at: Record<string, number>, length: Record<string, number>}} Parameters
 *   `at` counts within a block of `count` numbers
 */

/**
 * Takes the places of that many blocks; the memory must be empty, so that the weights begin at 0.
 * @param {import("./model.js").Model} model
 * @param {import("./kernels/memory.js").Memory} memory
 * @param {number} blocks
 * @returns {Parameters}
 */
export function placeParameters(model, memory, blocks) {
  const found = { count: 0, trained: 0, at: {}, length: {} };
  const weights = weightsOf(model);
  for (const [name, { data }] of [...weights.filter(([, , fixed]) => !fixed), ...weights.filter(([, , fixed]) => fixed)]) {
    found.at[name] = found.count;
    found.length[name] = data.length;
    found.count += data.length;
  }
  found.trained = weights.reduce((sum, [, { data }, fixed]) => sum + (fixed ? 0 : data.length), 0);
  memory.take(blocks * found.count);
  return found;
}

/** Writes the model's weights into the opened memory. */
export function writeWeights(model, M, { at }) {
  for (const [name, { data }] of weightsOf(model)) M.set(data, at[name]);
}

/**
 * Copies of a block's arrays: 0 the weights, 1 their gradients, 2 and 3 what a rule of learning keeps of each.
 * @returns {Record<string, Float64Array>}
 */
export function arraysOf(M, { at, length, count }, block) {
  const copy = (name) => M.slice(block * count + at[name], block * count + at[name] + length[name]);
  return Object.fromEntries(Object.keys(at).map((name) => [name, copy(name)]));
}

/** Where a layer's weights and their gradients lie. */
export function ofLayer(program, layer, { count, at }) {
  const places = (name) => ({ weight: at[`layers.${layer}.${name}`], gradient: count + at[`layers.${layer}.${name}`] });
  return Object.fromEntries(Object.keys(program.parameters).map((name) => [name, places(name)]));
}

/** @returns {[name: string, weight: import("./model.js").Weight, fixed: boolean][]} as the core names them */
function weightsOf({ embedding, layers, readout }) {
  const cells = layers.flatMap(({ program, weights }, layer) =>
    Object.entries(weights).map(([name, weight]) => [`layers.${layer}.${name}`, weight, program.fixed.includes(name)]),
  );
  const table = embedding ? [["embedding", embedding, false]] : [];
  return [...table, ...cells, ["readout.W", readout.W, false], ["readout.b", readout.b, false]];
}
