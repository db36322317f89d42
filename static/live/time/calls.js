/** What runs: each live node as one call of a kernel, sorted by half and phase. */

import { convolutions } from "../kernels/convolution.js";

/**
 * Each operand begins at `o`, `a`, `b` and is `os`, `as`, `bs` further at the next step; `n` numbers or rows are computed
 * a step, `each` of every sequence. `changes` are the edits of its node, by step.
 * @typedef {{node: number, kernel: import("../kernels/kernels.js").Kernel, operands: import("./places.js").Place[], each: number,
 *            R: number, C: number, atOnce: boolean, changes: (import("./edits.js").Change[] | null)[] | null,
 *            n: number, o: number, os: number, a: number, as: number, b: number, bs: number}} Call
 * @typedef {Record<import("./phases.js").Phase, Call[]>} Lists
 */

/**
 * @param {import("./graph.js").Graph} graph
 * @param {import("./phases.js").Phase[]} phase
 * @param {ReturnType<import("./fusion.js").fusions>} fused
 * @param {ReturnType<import("./places.js").placed>} where
 * @param {import("./places.js").Weights} weights
 * @param {{D: number, H: number, side: number, height: number, width: number}} sizes
 * @param {Record<string, import("../kernels/kernels.js").Kernel>} known what computes in the memory
 * @returns {[forward: Lists, back: Lists]}
 */
export function calls(graph, phase, fused, { places, matrices, x, word }, weights, { D, H, side, height, width }, known) {
  const { program, op, name, reads, isMatrix, arriving, carried, sums, live } = graph;
  const kernels = { ...known, ...convolutions(side, height, width) };
  const pixels = height * width;
  const halves = [0, 1].map(() => ({ once: [], before: [], along: [], after: [] }));
  const nowhere = { base: 0, width: 0, lasts: true, behind: 0 };
  const whole = (base) => ({ base, width: 0, lasts: false, behind: 0 }); // a weight, the same at all steps

  /** @param {import("./places.js").Place[]} varying the operands that must lie side by side to do all steps at once */
  function call(list, node, kind, operands, varying, each, R = 0, C = 0) {
    const atOnce = varying.every((operand) => operand.lasts);
    const [n, o, os, a, as, b, bs] = [0, 0, 0, 0, 0, 0, 0];
    list.push({ node, kernel: kernels[kind], operands, each, R, C, atOnce, changes: null, n, o, os, a, as, b, bs });
  }

  function elementwise(list, node, kind, out, a, b = nowhere) {
    call(list, node, kind, [out, a, b], [out, a, b], out.width);
  }

  const elsewhere = new Set([...fused.values()].map(({ product }) => product));
  for (const k of live) {
    const list = halves[k < program.forward ? 0 : 1][phase[k]];
    const source = fused.get(k)?.product ?? k;
    const kind = op(source);
    const [a, b] = reads[source];
    if (kind === "prev" && places[k].behind === 0)
      elementwise(list, k, "copy", places[k], { ...places[program.names[name(k)]], behind: 1 });
    if (!reads[k].length || elsewhere.has(k)) continue;
    if (matrices[a]) {
      const { base, turned, rows, columns } = matrices[a];
      const form = b === x && word ? "@ word" : fused.has(k) ? `${kind} onto` : kind;
      const weight = whole(kind === "@" ? turned : base);
      call(list, k, form, [places[k], weight, places[b]], [places[k], places[b]], 1, rows, columns);
    } else elementwise(list, k, kind === "slope" ? `slope ${name(k)}` : kind, places[k], places[a], places[b]);
  }
  for (const [state, k] of carried) {
    const earlier = { ...places[arriving[state]], behind: 1 };
    if (k >= 0) elementwise(halves[1].along, k, "+", earlier, earlier, places[k]);
  }
  for (const [parameter, k] of sums) {
    const out = whole(weights[parameter].gradient);
    if (isMatrix(parameter)) {
      const [d, a] = reads[k].map((other) => places[other]);
      const columns = program.parameters[parameter][1] === "D" ? D : H;
      const form = reads[k][1] === x && word ? "outer word" : op(k);
      call(halves[1].after, k, form, [out, d, a], [d, a], 1, H, columns);
    } else call(halves[1].after, k, "total", [out, places[k], nowhere], [places[k]], 1, H, pixels);
  }
  return halves;
}
