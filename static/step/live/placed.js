/** The numbers of one step in a memory of their own, each where the equations read it. */

import { Memory } from "../../live/kernels/memory.js";
import { alongTime } from "../../live/time/along_time.js";

/**
 * @param {import("../../live/model.js").Program} program
 * @param {{whole: Record<string, number[]>, units: number, inputs: number, around: number | null}} numbers `whole` are all
 *   numbers of the step, `around` is the side of the picture that a spatial cell reads: shown and changed is the pixel in
 *   its middle
 * @param {import("../../live/time/graph.js").Asked} asked
 */
export function placeStep(program, { whole, units, inputs, around }, asked) {
  const side = around ?? 1;
  const memory = new Memory();
  const taken = (name) => memory.take(whole[name].length);
  const weights = Object.fromEntries(Object.keys(program.parameters).map((name) => [name, { weight: taken(name), gradient: asked.reading ? 0 : taken(name) }]));
  const along = alongTime(program, memory, { T: 1, B: 1, D: inputs, H: units, height: side, width: side }, weights, asked);
  const M = memory.open();
  const size = units * side * side;
  const begins = new Map(Object.entries(weights).map(([name, { weight }]) => [name, weight]));
  if (along.x) begins.set("x", along.x.base);
  for (const state of program.states) begins.set(`${state}_prev`, along.place(program.names[state]).base - size);
  for (const [name, begin] of begins) M.set(whole[name], begin);
  along.resize(1);

  /** How far a place lies from where its array begins. @param {number[]} place row and column, or the unit alone */
  function within(name, [row, step = 0]) {
    const shape = program.parameters[name];
    const column = shape?.length > 1 ? (shape[1] === "D" ? inputs : units) : 1;
    const pixels = shape?.length === 4 ? program.kernel : shape ? 1 : side;
    return (row * column + step) * pixels * pixels + middle(pixels);
  }

  /** @param {string} name x, c_prev, W_xf, b_f, … */
  function write(name, place, value) {
    if (begins.has(name)) M[begins.get(name) + within(name, place)] = value;
  }

  return { M, along, weights, size, side, within, write, pixel: (unit) => unit * side * side + middle(side) };
}

/** Where the pixel in the middle lies in a picture of this side. */
const middle = (side) => ((side - 1) >> 1) * (side + 1);
