/** The kernels that take most of the time, two numbers at a time in WebAssembly, bit for bit as kernels.js computes them. */

import { add, addWhole, assembled, both, bothWhole, div, load, loadTwice, max, min, minus, mul, neg, plus, routine, shiftLeft, store, sub, whole } from "./assembler.js";
import { LEAST, LEVEL, LN2_HIGH, LN2_LOW, MOST, PER_LN2, TERMS, WHOLE } from "./exponential.js";
import { KERNEL, kernels } from "./kernels.js";
import { product } from "./product.js";

const [ONE, TWO, BYTES, PAIR] = [both(1), both(2), 8, 16];

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

const ROWS = [0, 1, 2, 3];
/** Sixteen sums at a time, four rows by four columns: see product.js, whose places are numbers, these bytes. */
const blocks = routine(
  ["out", "oi", "a", "ai", "ak", "w", "wk", "rows", "columns", "K", "add"],
  ["k", "q", "j", "to", "under", ...ROWS.map((row) => `p${row}`)],
  ["x", "left", "right", ...ROWS.flatMap((row) => [`l${row}`, `r${row}`])],
  ({ get, set, step, repeat, when }) => {
    const sums = ROWS.flatMap((row) => [`l${row}`, `r${row}`]);
    const term = (row) => [
      set("x", loadTwice(get(`p${row}`))),
      set(`l${row}`, add(get(`l${row}`), mul(get("x"), get("left")))),
      set(`r${row}`, add(get(`r${row}`), mul(get("x"), get("right")))),
      step(`p${row}`, get("ak")),
    ];
    const eachRow = (body) => [set("under", get("to")), ...ROWS.map((row) => [body(row), step("under", get("oi"))])];
    const block = [
      ...sums.map((sum) => set(sum, both(0))),
      ...ROWS.map((row) => set(`p${row}`, row ? plus(get(`p${row - 1}`), get("ai")) : get("a"))),
      set("q", plus(get("w"), minus(get("to"), get("out")))),
      set("k", get("K")),
      repeat("k", [set("left", load(get("q"))), set("right", load(get("q"), PAIR)), ...ROWS.map(term), step("q", get("wk"))]),
      when("add", eachRow((row) => [
        set(`l${row}`, add(load(get("under")), get(`l${row}`))),
        set(`r${row}`, add(load(get("under"), PAIR), get(`r${row}`))),
      ])),
      eachRow((row) => [store(get("under"), get(`l${row}`)), store(get("under"), get(`r${row}`), PAIR)]),
      step("to", whole(2 * PAIR)),
    ];
    return repeat("rows", [
      set("to", get("out")),
      set("j", get("columns")),
      repeat("j", block),
      ...ROWS.flatMap(() => [step("a", get("ai")), step("out", get("oi"))]),
    ]);
  },
);

/** Compiled once for all memories; null where the browser, or its rules for this page, want none of it. */
const compiled = (() => {
  try {
    const routines = Object.fromEntries(Object.entries(EACH).map(([name, compute]) => [name, elementwise(compute)]));
    return new WebAssembly.Module(assembled({ ...routines, product: blocks }));
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
    const [rows, columns] = [I & ~3, J & ~3];
    if (!rows || !columns || !K) return product(M, out, oi, a, ai, ak, w, wk, I, J, K, add);
    own.product(out * BYTES, oi * BYTES, a * BYTES, ai * BYTES, ak * BYTES, w * BYTES, wk * BYTES, rows >> 2, columns >> 2, K, add ? 1 : 0);
    if (columns < J) product(M, out + columns, oi, a, ai, ak, w + columns, wk, rows, J - columns, K, add);
    if (rows < I) product(M, out + rows * oi, oi, a + rows * ai, ai, ak, w, wk, I - rows, J, K, add);
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
