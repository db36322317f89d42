/** Where the parameters of a network lie in its memory: block after block of one layout, the weights first. */

/**
 * Blocks of one layout make the gradient's length, clipping and every rule of learning one loop over `count` numbers.
 * @typedef {{count: number, at: Record<string, number>, length: Record<string, number>}} Parameters `at` in a block
 */

/**
 * Takes the places of that many blocks; the memory must be empty, so that the weights begin at 0.
 * @param {import("./model.js").Model} model
 * @param {import("./kernels/memory.js").Memory} memory
 * @param {number} blocks
 * @returns {Parameters}
 */
export function placeParameters(model, memory, blocks) {
  const at = {};
  const length = {};
  let count = 0;
  for (const [name, { data }] of weightsOf(model)) {
    at[name] = count;
    length[name] = data.length;
    count += data.length;
  }
  memory.take(blocks * count);
  return { count, at, length };
}

/** Writes the model's weights into the opened memory. */
export function writeWeights(model, M, { at }) {
  for (const [name, { data }] of weightsOf(model)) M.set(data, at[name]);
}

/** Where a layer's weights and their gradients lie. */
export function ofLayer(program, layer, { count, at }) {
  const places = (name) => ({ weight: at[`layers.${layer}.${name}`], gradient: count + at[`layers.${layer}.${name}`] });
  return Object.fromEntries(Object.keys(program.parameters).map((name) => [name, places(name)]));
}

/** @returns {[name: string, weight: import("./model.js").Weight][]} as the core names them */
function weightsOf({ embedding, layers, readout }) {
  const cells = layers.flatMap(({ weights }, layer) =>
    Object.entries(weights).map(([name, weight]) => [`layers.${layer}.${name}`, weight]),
  );
  const table = embedding ? [["embedding", embedding]] : [];
  return [...table, ...cells, ["readout.W", readout.W], ["readout.b", readout.b]];
}
