/** One step of one cell, computed in the page: its numbers may change, and every node's value follows. */

import { Memory } from "../../live/kernels/memory.js";
import { alongTime } from "../../live/time/along_time.js";

/**
 * @typedef {[node: number, of: number, times: number, plus: number]} Change what a node is worth instead
 * @typedef {ReturnType<typeof createOneStep>} OneStep
 */

/**
 * @param {{program: import("../../live/model.js").Program, whole: Record<string, number[]>, units: number,
 *          inputs: number, around: number | null}} header `whole` are all numbers of the step, `around` is the side of
 *   the picture that a spatial cell reads: shown and changed is the pixel in its middle
 */
export function createOneStep({ program, whole, units, inputs, around }) {
  const side = around ?? 1;
  const memory = new Memory();
  const weights = {};
  for (const name of Object.keys(program.parameters)) weights[name] = { weight: memory.take(whole[name].length), gradient: 0 };
  const sizes = { T: 1, B: 1, D: inputs, H: units, height: side, width: side };
  const along = alongTime(program, memory, sizes, weights, { reading: true });
  const M = memory.open();
  const size = units * side * side;
  const begins = new Map(Object.entries(weights).map(([name, { weight }]) => [name, weight]));
  if (along.x) begins.set("x", along.x.base);
  for (const state of program.states) begins.set(`${state}_prev`, along.place(program.names[state]).base - size);
  for (const [name, begin] of begins) M.set(whole[name], begin);
  along.resize(1);
  compute();

  function compute() {
    along.weightsMoved();
    along.forward(0, 1);
  }

  return {
    /** @param {string} name x, c_prev, W_xf, b_f, … @param {number[]} place row and column, or the unit alone */
    move(name, place, value) {
      const shape = program.parameters[name];
      const column = shape?.length > 1 ? (shape[1] === "D" ? inputs : units) : 1;
      const pixels = shape?.length === 4 ? program.kernel : shape ? 1 : side;
      const [row, step = 0] = place;
      if (!begins.has(name)) return;
      M[begins.get(name) + (row * column + step) * pixels * pixels + middle(pixels)] = value;
      compute();
    },
    /** What a node is worth at the pixel: so many values, one a unit. */
    values(node, count) {
      const { base } = along.place(node);
      return Float64Array.from({ length: count }, (_, unit) => M[base + unit * side * side + middle(side)]);
    },
    /** What a node would be worth in each unit, had other nodes other values. @param {Change[]} changes */
    supposing(changes, node) {
      const at = Int32Array.from({ length: size }, (_, k) => k);
      const edits = changes.map(([changed, of, times, plus]) => {
        const { base } = along.place(of);
        return [changed, [[{ at, amount: Float64Array.from(at, (k) => times * M[base + k] + plus), scales: false }]]];
      });
      along.forward(0, 1, new Map(edits));
      const found = this.values(node, units);
      along.forward(0, 1);
      return found;
    },
  };
}

/** Where the pixel in the middle lies in a picture of this side. */
const middle = (side) => ((side - 1) >> 1) * (side + 1);
