/** The kernels that WebAssembly runs beside the plain ones, on the same numbers, and sigmoid and tanh of given numbers. */

import { KERNEL } from "/live/kernels/kernels.js";
import { Memory } from "/live/kernels/memory.js";

const SIZE = 40000;
const ODD = [0, -0, 1e-300, 710, -710, 1e308, -1e308, Infinity, -Infinity, NaN, 1e-9, 5e-324];
const EACH = ["+", "-", "*", "/", "neg", "copy", "sigmoid", "tanh", "slope sigmoid", "slope tanh"];
const PRODUCTS = ["@", "@ onto", "turned", "turned onto", "outer"];

/** @returns {string[]} which kernels gave another bit, and which did not run in WebAssembly at all */
export function differences(numbers) {
  const memory = new Memory({ fast: true });
  memory.take(SIZE);
  const [M, plain] = [memory.open(), new Float64Array(SIZE)];
  const found = [];
  const tried = (name, kernel, ...how) => {
    for (let k = 0; k < SIZE; k++) plain[k] = k % 97 ? numbers[k % numbers.length] * (1 + (k % 11)) : ODD[(k / 97) % ODD.length];
    M.set(plain);
    memory.kernels[name](M, ...how);
    kernel(plain, ...how);
    if (memory.kernels[name] === kernel) found.push(`${name} is plain`);
    if (M.some((value, k) => !Object.is(value, plain[k]))) found.push(`${name} ${how}`);
  };
  for (const name of EACH) for (const n of [1, 2, 7, 128, 1001]) tried(name, KERNEL[name], 20000, 100, 5001, n);
  for (const name of PRODUCTS)
    for (const [n, R, C] of [[8, 16, 16], [1, 16, 16], [3, 5, 7], [9, 13, 6], [400, 16, 16], [8, 32, 4], [5, 4, 9], [1, 64, 33], [2, 37, 18]])
      tried(name, KERNEL[name], 30000, name === "outer" ? 0 : 100, 10000, n, R, C);
  return found;
}

/** @returns {number[][]} sigmoid and tanh of each */
export const squashed = (numbers) =>
  ["sigmoid", "tanh"].map((name) => {
    const M = Float64Array.from([...numbers, ...numbers]);
    KERNEL[name](M, numbers.length, 0, 0, numbers.length, 0, 0);
    return Array.from(M.subarray(numbers.length));
  });

/** @returns {boolean} whether a page without WebAssembly computes all the same */
export function fallsBack() {
  const { Memory: without } = WebAssembly;
  WebAssembly.Memory = /** @type {any} */ (class { constructor() { throw new Error("forbidden"); } });
  try {
    const memory = new Memory({ fast: true });
    memory.take(3);
    const M = memory.open();
    M.set([2, 3, 0]);
    memory.kernels["*"](M, 2, 0, 1, 1, 0, 0);
    return memory.kernels === KERNEL && M[2] === 6;
  } finally {
    WebAssembly.Memory = without;
  }
}
