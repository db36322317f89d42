/** The kernels that take most of the time, two numbers at a time in WebAssembly, bit for bit as kernels.js computes them. */

import { add, addWhole, assembled, both, bothWhole, div, load, max, min, mul, neg, routine, shiftLeft, store, sub, whole } from "./assembler.js";
import { LEAST, LEVEL, LN2_HIGH, LN2_LOW, MOST, PER_LN2, TERMS, WHOLE } from "./exponential.js";
import { KERNEL, kernels } from "./kernels.js";
import { product } from "./product.js";
import { blocks, BYTES, PAIR, row, WIDE } from "./sums.js";

const [ONE, TWO] = [both(1), both(2)];

/** @typedef {import("./assembler.js").Code} Code */

/** One line for each: what is computed of a, and of b. @type {Record<string, (a: Code, b: Code, at: any) => Code>} */
const EACH = {
  "+": add,
  "-": sub,
  "*": mul,
  "/": div,
  neg,
  copy: (a) => a,
  "slope sigmoid": (y) => mul(y, sub(ONE, y)),
  "slope tanh": (y) => sub(ONE, mul(y, y)),
  sigmoid: (z, _, at) => [power(neg(z), LEAST, MOST, at), div(ONE, add(ONE, add(at.get("scale"), mul(at.get("scale"), rest(at)))))],
  tanh: (x, _, at) => [
    power(mul(x, TWO), -LEVEL, LEVEL, at),
    at.set("less", add(mul(at.get("scale"), rest(at)), sub(at.get("scale"), ONE))),
    div(at.get("less"), add(at.get("less"), TWO)),
  ],
};

/** A power of e as a power of 2, `scale`, and what is left of it, `r`. */
function power(z, least, most, { get, set }) {
  const times = sub(get("whole"), both(WHOLE));
  return [
    set("z", min(max(z, both(least)), both(most))),
    set("whole", add(mul(get("z"), both(PER_LN2)), both(WHOLE))),
    set("scale", addWhole(shiftLeft(get("whole"), 52), bothWhole(1023n << 52n))), // its last bits count
    set("r", sub(sub(get("z"), mul(times, both(LN2_HIGH))), mul(times, both(LN2_LOW)))),
  ];
}

/** e^r − 1. */
function rest({ get }) {
  const r = get("r");
  const sum = [...TERMS].reverse().reduce((found, term) => (found ? add(both(term), mul(r, found)) : both(term)), null);
  return add(r, mul(mul(r, r), sum));
}

const elementwise = (compute) =>
  routine(["o", "a", "b", "pairs"], [], ["z", "whole", "scale", "r", "less", "value"], (at) =>
    at.repeat("pairs", [
      at.set("value", compute(load(at.get("a")), load(at.get("b")), at)),
      store(at.get("o"), at.get("value")),
      ...["o", "a", "b"].map((name) => at.step(name, whole(PAIR))),
    ]),
  );

/** Compiled once for all memories; null where the browser, or its rules for this page, want none of it. */
const compiled = (() => {
  try {
    const routines = Object.fromEntries(Object.entries(EACH).map(([name, compute]) => [name, elementwise(compute)]));
    return new WebAssembly.Module(assembled({ ...routines, product: blocks, row }));
  } catch {
    return null;
  }
})();

/**
 * All kernels for the numbers of one memory.
 * @param {WebAssembly.Memory | null} memory
 * @returns {Record<string, import("./kernels.js").Kernel>}
 */
export function fastKernels(memory) {
  if (!compiled || !memory) return KERNEL;
  /** @type {Record<string, any>} */
  const own = new WebAssembly.Instance(compiled, { page: { memory } }).exports;

  /** The blocks there, the border here. @type {typeof product} */
  function fastProduct(M, out, oi, a, ai, ak, w, wk, I, J, K, add) {
    const [rows, columns] = [K && J > 3 ? I & ~3 : 0, J & ~3];
    if (rows) own.product(out * BYTES, oi * BYTES, a * BYTES, ai * BYTES, ak * BYTES, w * BYTES, wk * BYTES, rows >> 2, columns >> 2, K, add ? 1 : 0);
    if (rows && columns < J) product(M, out + columns, oi, a, ai, ak, w + columns, wk, rows, J - columns, K, add);
    for (let i = rows; i < I; i++) fastRow(M, out + i * oi, a + i * ai, ak, w, wk, J, K, add);
  }

  function fastRow(M, out, a, ak, w, wk, J, K, add) {
    const columns = K ? J - (J % WIDE) : 0;
    if (columns) own.row(out * BYTES, a * BYTES, ak * BYTES, w * BYTES, wk * BYTES, columns / WIDE, K, add ? 1 : 0);
    if (columns < J) product(M, out + columns, 0, a, 0, ak, w + columns, wk, 1, J - columns, K, add);
  }

  const found = kernels(fastProduct);
  for (const name of Object.keys(EACH)) {
    const [run, last] = [own[name], KERNEL[name]];
    found[name] = (M, o, a, b, n, R, C) => {
      if (n > 1) run(o * BYTES, a * BYTES, b * BYTES, n >> 1);
      if (n & 1) last(M, o + n - 1, a + n - 1, b + n - 1, 1, R, C);
    };
  }
  return found;
}
