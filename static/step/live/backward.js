/** The step's way back, computed in the page: the derivative by everything, from what arrives at its outputs. */

import { placeStep } from "./placed.js";

/** @typedef {ReturnType<typeof createBackward>} Backward */

/** @param {any} header of the message @param {Map<string, import("../../shared/blob.js").NumberArray>} arrays the numbers as they stand */
export function createBackward(header, arrays) {
  const { program, back } = header;
  const key = (node) => `node ${node}`;
  const asked = Object.fromEntries(back.kept.map((node) => [key(node), node]));
  const known = { ...program, nodes: [...program.nodes, ...back.nodes], derivative: { ...program.derivative, names: { ...program.derivative.names, ...asked } } };
  const { M, along, weights, size, within, write, pixel } = placeStep(known, header, { reading: false, outside: back.hears, weights: true, x: true, values: Object.keys(asked) });
  for (const name of Object.keys(header.whole)) moveAll(name);

  /** What was changed before this was opened. */
  function moveAll(name) {
    const { shape, data } = arrays.get(`number/${name}`);
    data.forEach((value, k) => write(name, shape.length > 1 ? [Math.floor(k / shape[1]), k % shape[1]] : [k], exact(value)));
  }

  /** @param {Record<string, number>} arriving at each name, the same in every unit; of a picture, at the pixel */
  function compute(arriving) {
    along.weightsMoved();
    along.forward(0, 1);
    for (const name of Object.keys(weights)) M.fill(0, weights[name].gradient, weights[name].gradient + header.whole[name].length);
    for (const name of back.hears) {
      const { base } = along.arriving(name);
      M.fill(0, base - (program.states.includes(name) ? size : 0), base + size);
      for (let unit = 0; unit < header.units; unit += 1) M[base + pixel(unit)] = arriving[name];
    }
    along.backward(1);
  }

  return {
    move: write,
    compute,
    /** What a derivative is worth for a unit, or for one place of the input. */
    value(node, unit) {
      const place = along.place(node);
      return place ? M[place.base + pixel(unit)] : 0;
    },
    /** The gradient of a weight. */
    weight: (name, place) => M[weights[name].gradient + within(name, place)],
  };
}

/** A number with four decimals at most, as it was before it travelled as a float32. */
const exact = (value) => Math.round(value * 1e4) / 1e4;
