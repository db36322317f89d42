/** Untrained networks that read noise: their weights moved by the levers, and how long their error signals then are. */

import { createSignals } from "../../live/signals.js";
import { networksOf } from "./drawn.js";

/**
 * Where the levers stand; a cell as Python describes it: `scaled`, `opened` and `stretched` are the weights they move,
 * `again` those that are drawn a second time, `noise` for each seed where the generator stands that draws what is read.
 * @typedef {{bias: number, scale: number, length: number}} Position
 * @typedef {{title: string, program: import("../../live/model.js").Program, units: number, color: string, dash: string,
 *            scaled: string[], opened: Record<string, number>, stretched: string[], again: string[],
 *            noise: [number[], number[]][], u: number[][],
 *            theory: {bound?: number, belt?: boolean} | null}} Cell
 */

/**
 * @param {import("../../shared/blob.js").Blob_} blob
 * @returns {(position: Position) => Float64Array[][]} of each cell, of each seed: ln of the lengths, the last step first
 */
export function openNoise(blob) {
  const { header } = blob;
  const drawn = networksOf(blob);
  const cells = header.cells.map((/** @type {Cell} */ cell, number) => {
    const lengths = createSignals(cell.program, { T: header.longest, D: header.inputs, H: cell.units });
    const networks = drawn[number].map((network, seed) => ({ ...network, u: cell.u[seed], every: header.every }));
    return { cell, networks, lengths };
  });
  return (position) =>
    cells.map(({ cell, networks, lengths }) =>
      networks.map((network) => lengths({ ...network, weights: moved(network.weights, cell, position) }, position.length)),
    );
}

/** @returns {Record<string, Float64Array>} the drawn weights where the levers stand */
function moved(weights, { scaled, opened, stretched }, { bias, scale, length }) {
  const found = { ...weights };
  for (const name of scaled) found[name] = weights[name].map((weight) => weight * scale);
  for (const [name, sign] of Object.entries(opened)) found[name] = weights[name].map(() => sign * bias);
  for (const name of stretched)
    found[name] = weights[name].map((b) => Math.sign(b) * Math.log1p(Math.expm1(Math.abs(b)) * (length - 2)));
  return found;
}
