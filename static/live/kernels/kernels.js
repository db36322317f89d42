/** One line for each kind of node, forward and backward: places in one memory M in, a place in it out. */

import { sigmoid, tanh } from "./exponential.js";
import { product } from "./product.js";

/**
 * Elementwise ones take n numbers. Products take n rows (sequences, or sequences × steps) and a weight of R rows and C
 * columns, which "@" reads turned, (C, R), so that what it sums lies side by side. "onto" adds to what stands there.
 * "word" reads one number a row, that of a word, and takes it for a 1 in this place and 0 elsewhere.
 * @typedef {(M: Float64Array, o: number, a: number, b: number, n: number, R: number, C: number) => void} Kernel
 */

/**
 * @param {typeof import("./product.js").product} product
 * @returns {Record<string, Kernel>}
 */
export const kernels = (product) => ({
  "+": (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[a + k] + M[b + k]; },
  "-": (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[a + k] - M[b + k]; },
  "*": (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[a + k] * M[b + k]; },
  "/": (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[a + k] / M[b + k]; },
  max: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = Math.max(M[a + k], M[b + k]); },
  neg: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = -M[a + k]; },
  copy: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[a + k]; },
  sigmoid: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = sigmoid(M[a + k]); },
  tanh: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = tanh(M[a + k]); },
  relu: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = Math.max(M[a + k], 0); },
  exp: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = Math.exp(M[a + k]); },
  log: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = Math.log(M[a + k]); },
  "@": (M, o, w, a, n, R, C) => product(M, o, R, a, C, 1, w, R, n, R, C, false), // (n, C) @ (C, R)
  "@ onto": (M, o, w, a, n, R, C) => product(M, o, R, a, C, 1, w, R, n, R, C, true), // (n, C) @ (C, R)
  "@ word": (M, o, w, x, n, R) => { for (let k = 0; k < n; k++) for (let r = 0, row = w + M[x + k] * R; r < R; r++) M[o + k * R + r] = M[row + r]; },
  // of the derivative:
  "slope sigmoid": (M, o, y, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[y + k] * (1 - M[y + k]); },
  "slope tanh": (M, o, y, b, n) => { for (let k = 0; k < n; k++) M[o + k] = 1 - M[y + k] * M[y + k]; },
  "slope relu": (M, o, y, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[y + k] > 0 ? 1 : 0; },
  "slope exp": (M, o, y, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[y + k]; },
  "slope log": (M, o, y, b, n) => { for (let k = 0; k < n; k++) M[o + k] = Math.exp(-M[y + k]); },
  first: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[a + k] >= M[b + k] ? 1 : 0; },
  second: (M, o, a, b, n) => { for (let k = 0; k < n; k++) M[o + k] = M[a + k] < M[b + k] ? 1 : 0; },
  turned: (M, o, w, d, n, R, C) => product(M, o, C, d, R, 1, w, C, n, C, R, false), // (n, R) @ (R, C)
  "turned onto": (M, o, w, d, n, R, C) => product(M, o, C, d, R, 1, w, C, n, C, R, true), // (n, R) @ (R, C)
  // these three add up, over sequences and steps:
  outer: (M, o, d, a, n, R, C) => product(M, o, C, d, 1, R, a, C, R, C, n, true), // (R, n) @ (n, C)
  "outer word": (M, o, d, x, n, R, C) => { for (let k = 0; k < n; k++) for (let r = 0, column = o + M[x + k]; r < R; r++) M[column + r * C] += M[d + k * R + r]; },
  total: (M, o, d, b, n, R, C) => { for (let k = 0, at = d; k < n; k++) for (let r = 0; r < R; r++) for (const next = at + C; at < next; at++) M[o + r] += M[at]; },
});

export const KERNEL = kernels(product);
