/** Products of matrices in WebAssembly, two sums in one number: see product.js, whose places are numbers, these bytes. */

import { add, both, load, loadTwice, minus, mul, plus, routine, store, whole } from "./assembler.js";

export const [BYTES, PAIR] = [8, 16]; // of a number, of two
const [ROWS, PARTS] = [[0, 1, 2, 3], [0, 1, 2, 3, 4, 5, 6, 7]];
export const WIDE = 2 * PARTS.length; // columns of a row at a time

/** Sixteen sums at a time, four rows by four columns. */
export const blocks = routine(
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

/** Sixteen sums of one row: what a step of one sequence asks for. */
export const row = routine(["out", "a", "ak", "w", "wk", "columns", "K", "add"], ["k", "p", "q"], ["x", ...PARTS.map((part) => `s${part}`)], ({ get, set, step, repeat, when }) => {
  const each = (body) => PARTS.map((part) => body(`s${part}`, part * PAIR));
  return repeat("columns", [
    ...each((sum) => set(sum, both(0))),
    set("p", get("a")),
    set("q", get("w")),
    set("k", get("K")),
    repeat("k", [
      set("x", loadTwice(get("p"))),
      ...each((sum, offset) => set(sum, add(get(sum), mul(get("x"), load(get("q"), offset))))),
      step("p", get("ak")),
      step("q", get("wk")),
    ]),
    when("add", each((sum, offset) => set(sum, add(load(get("out"), offset), get(sum))))),
    ...each((sum, offset) => store(get("out"), get(sum), offset)),
    step("out", whole(WIDE * BYTES)),
    step("w", whole(WIDE * BYTES)),
  ]);
});
