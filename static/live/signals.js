/** How long an error signal is at every step on its way back, at any size: the twin of the core's log_signals. */

import { Memory } from "./kernels/memory.js";
import { alongTime } from "./time/along_time.js";
import { checkFinite } from "./time/finite.js";

const BLOCK = 16; // steps at one scale
const NOTHING = -(10 ** 9); // the exponent of 0

/**
 * A network of one cell and what it reads; the loss is u · h of the last step, or with `every` of the sum of all h.
 * @typedef {{weights: Record<string, ArrayLike<number>>, x: Float64Array, u: ArrayLike<number>, every: boolean}} Signal
 */

/**
 * Makes ready, for networks of one cell and size, to read one sequence of at most T steps.
 * @param {import("./model.js").Program} program
 * @param {{T: number, D: number, H: number}} sizes
 * @returns {(signal: Signal, steps: number) => Float64Array} ln of the length of dL/dh, the last step first
 */
export function createSignals(program, { T, D, H }) {
  const memory = new Memory();
  const sides = { D, H };
  const room = ([, shape]) => memory.take(shape.reduce((product, side) => product * sides[side], 1));
  const parameters = Object.entries(program.parameters);
  const places = Object.fromEntries(parameters.map((entry) => [entry[0], { weight: room(entry), gradient: 0 }]));
  const asked = { reading: false, outside: ["h"], weights: false, x: false, values: ["h"] };
  const along = alongTime(program, memory, { T, B: 1, D, H, height: 1, width: 1 }, places, asked);
  const M = memory.open();
  along.resize(1);
  const h = along.place(program.derivative.names.h);
  const states = program.states.map((name) => ({ value: along.place(program.names[name]), back: along.arriving(name) }));
  const heard = [...new Set(["h", ...program.states])].map((name) => along.arriving(name));
  const outside = along.arriving("h").base;

  function read({ weights, x }, steps) {
    for (const [name, { weight }] of Object.entries(places)) M.set(weights[name], weight);
    along.weightsMoved();
    if (along.x) M.set(x.subarray(0, steps * D), along.x.base);
    for (const { value } of states) M.fill(0, value.base - H, value.base);
    along.forward(0, steps);
    checkFinite(program, along, M, 0, steps, 1);
  }

  return function lengths(signal, steps) {
    read(signal, steps);
    for (const { base } of heard) M.fill(0, base - H, base + steps * H);
    const found = new Float64Array(steps);
    let exponent = 0;
    for (let stop = steps; stop > 0; stop -= BLOCK) {
      const start = Math.max(0, stop - BLOCK);
      const first = signal.every ? start : Math.max(start, steps - 1); // from here to `stop` the loss speaks
      const carried = states.map(({ back }) => back.base + (stop - 1) * H);
      const before = exponent;
      exponent = Math.max(before + power(M, carried, H), first < stop ? power(signal.u, [0], H) : NOTHING);
      if (exponent <= NOTHING / 2) exponent = 0;
      for (const row of carried) for (let k = row; k < row + H; k++) M[k] = scaled(M[k], before - exponent);
      for (let t = first; t < stop; t++)
        for (let k = 0; k < H; k++) M[outside + t * H + k] += scaled(signal.u[k], -exponent);
      along.backward(stop, start);
      for (let t = start; t < stop; t++)
        found[steps - 1 - t] = logNorm(M, along.first(h) + t * along.stride(h), H) + exponent * Math.LN2;
    }
    return found;
  };
}

/** The power of two just above the largest of some rows of numbers. */
function power(numbers, rows, width) {
  let largest = 0;
  for (const row of rows) for (let k = row; k < row + width; k++) largest = Math.max(largest, Math.abs(numbers[k]));
  return largest > 0 && Number.isFinite(largest) ? Math.floor(Math.log2(largest)) + 1 : NOTHING;
}

/** number · 2^exponent, also where the power itself is no finite number. */
function scaled(number, exponent) {
  const half = Math.trunc(exponent / 2);
  return number * 2 ** half * 2 ** (exponent - half);
}

/** ln of the length, also where squares would be lost. */
function logNorm(M, base, width) {
  let largest = 0;
  for (let k = base; k < base + width; k++) largest = Math.max(largest, Math.abs(M[k]));
  if (!(largest > 0)) return Math.log(largest);
  let sum = 0;
  for (let k = base; k < base + width; k++) sum += (M[k] / largest) ** 2;
  return Math.log(largest) + 0.5 * Math.log(sum);
}
