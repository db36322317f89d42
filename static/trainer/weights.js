/** Networks of one kind with other weights, or of other sizes. */

/** @typedef {Record<string, {data: Float64Array, shape: number[]}>} Arrays as the core names them */

/**
 * @param {import("../live/model.js").Model} model
 * @returns {Arrays}
 */
export function arraysOf(model) {
  const found = model.embedding ? { embedding: model.embedding } : {};
  model.layers.forEach(({ weights }, k) => {
    for (const [name, weight] of Object.entries(weights)) found[`layers.${k}.${name}`] = weight;
  });
  return { ...found, "readout.W": model.readout.W, "readout.b": model.readout.b };
}

/**
 * A network of the same cells with these arrays, whose shapes say how many units it has.
 * @param {import("../live/model.js").Model} model
 * @param {Arrays} arrays
 * @returns {import("../live/model.js").Model}
 */
export function sized(model, arrays) {
  const layers = model.layers.map(({ program, weights }, k) => {
    const own = Object.fromEntries(Object.keys(weights).map((name) => [name, arrays[`layers.${k}.${name}`]]));
    const sides = {};
    for (const [name, symbols] of Object.entries(program.parameters))
      symbols.forEach((symbol, side) => (sides[symbol] = own[name].shape[side]));
    const { H } = sides;
    return { program, weights: own, H, D: sides.D ?? model.layers[k].D };
  });
  const readout = { W: arrays["readout.W"], b: arrays["readout.b"] };
  return { ...model, layers, readout, embedding: arrays.embedding ?? null };
}

/**
 * The same network with other numbers in its arrays.
 * @param {import("../live/model.js").Model} model
 * @param {Record<string, Float64Array>} numbers
 */
export function wearing(model, numbers) {
  const arrays = Object.entries(arraysOf(model)).map(([name, { shape }]) => [name, { data: numbers[name], shape }]);
  return sized(model, Object.fromEntries(arrays));
}
