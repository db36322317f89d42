/** One step of one cell, computed in the page: its numbers may change, and every node's value follows. */

import { checkFinite } from "../../live/time/finite.js";
import { placeStep } from "./placed.js";

/**
 * @typedef {[node: number, of: number, times: number, plus: number]} Change what a node is worth instead
 * @typedef {ReturnType<typeof createOneStep>} OneStep
 */

/** @param {any} header of the message */
export function createOneStep(header) {
  const { M, along, weights, size, write, pixel } = placeStep(header.program, header, { reading: true });
  compute();

  function compute() {
    along.weightsMoved();
    along.forward(0, 1);
    checkFinite(header.program, along, M, 0, 1, 1);
  }

  return {
    /** RangeError, in a sentence, where a node then has no value. @param {string} name x, c_prev, W_xf, b_f, … @param {number[]} place row and column, or the unit alone */
    move(name, place, value) {
      write(name, place, value);
      compute();
    },
    /** What a node is worth at the pixel: so many values, one a unit. */
    values(node, count) {
      const { base } = along.place(node);
      return Float64Array.from({ length: count }, (_, unit) => M[base + pixel(unit)]);
    },
    /** Each weight of a matrix times its input, signed: input by input, all units of each. */
    products({ weight, of }, sign) {
      const [columns, { base }, from] = [header.program.parameters[weight][1] === "D" ? header.inputs : header.units, along.place(of), weights[weight].weight];
      return Array.from({ length: columns * header.units }, (_, k) => {
        const [input, unit] = [Math.floor(k / header.units), k % header.units];
        return sign * (M[from + unit * columns + input] * M[base + input]);
      });
    },
    /** What a node would be worth in each unit, had other nodes other values. @param {Change[]} changes */
    supposing(changes, node) {
      const at = Int32Array.from({ length: size }, (_, k) => k);
      const edits = changes.map(([changed, of, times, plus]) => {
        const { base } = along.place(of);
        return [changed, [[{ at, amount: Float64Array.from(at, (k) => times * M[base + k] + plus), scales: false }]]];
      });
      along.forward(0, 1, new Map(edits));
      const found = this.values(node, header.units);
      along.forward(0, 1);
      return found;
    },
  };
}
