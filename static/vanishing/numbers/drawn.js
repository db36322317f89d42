/** The networks and the noise that they read, drawn as NumPy draws them: what chance alone decides is not sent. */

import { generatorOf, openGenerator } from "../../live/random/generator.js";
import { openNormal } from "../../live/random/normal.js";
import { wordsFrom } from "../../live/random/pcg64.js";

const LAYERS = 256;

/**
 * @param {import("../../shared/blob.js").Blob_} blob
 * @returns {{x: Float64Array, weights: Record<string, Float64Array>}[][]} of each cell, of each seed
 */
export function networksOf({ header, arrays }) {
  const sent = (name) => (arrays.has(name) ? Float64Array.from(arrays.get(name).data) : null);
  const parts = arrays.get("edges").data; // three numbers of 32 bits are one of 64
  const edges = Array.from({ length: LAYERS }, (_, k) => parts[k] + parts[LAYERS + k] + parts[2 * LAYERS + k]);
  return header.cells.map((cell, number) =>
    header.seeds.map((seed, k) => ({
      x: noise(cell.noise[k], edges, header.longest * header.inputs),
      weights: weightsOf(cell, header.inputs, seed, (name) => sent(`${number}/${k}/${name}`)),
    })),
  );
}

/** Uniform within ±1/√H in the order of the parameters, then those drawn `again`; what is sent was drawn in another way. */
function weightsOf({ program, units, again }, inputs, seed, sent) {
  const { random } = openGenerator([seed]);
  const names = Object.keys(program.parameters);
  const size = (name) => program.parameters[name].reduce((product, side) => product * (side === "H" ? units : inputs), 1);
  const drawn = (name) => Float64Array.from({ length: size(name) }, () => Math.fround((2 * random() - 1) / Math.sqrt(units)));
  const found = {};
  for (const name of [...names, ...again]) found[name] = drawn(name);
  for (const name of names) found[name] = sent(name) ?? found[name];
  return found;
}

/** As many numbers of the normal distribution as are wanted, from where Python's generator stood. */
function noise([state, step], edges, count) {
  const normal = openNormal(generatorOf(wordsFrom(state, step)), edges);
  return Float64Array.from({ length: count }, () => Math.fround(normal()));
}
