/** A cell along time: its nodes placed once in one memory, then run by flat lists of calls. */

import { calls } from "./calls.js";
import { make } from "./edits.js";
import { fusions } from "./fusion.js";
import { openGraph } from "./graph.js";
import { phases } from "./phases.js";
import { placed } from "./places.js";
import { transpose } from "../kernels/product.js";

/** @typedef {ReturnType<typeof alongTime>} AlongTime */

/**
 * @param {import("../model.js").Program} program
 * @param {import("../kernels/memory.js").Memory} memory opened by the caller once all have taken their places
 * @param {{T: number, B: number, D: number, H: number, height: number, width: number}} sizes the most steps, sequences
 * @param {import("./places.js").Weights} weights
 * @param {import("./graph.js").Asked} asked
 * @param {{x?: import("./places.js").Place | null, words?: boolean}} given
 */
export function alongTime(program, memory, sizes, weights, asked, { x = null, words = false } = {}) {
  const { D, H, height, width } = sizes;
  const pixels = height * width;
  const graph = openGraph(program, asked);
  const phase = phases(graph);
  const fused = asked.reading ? new Map() : fusions(graph, phase);
  const given = { x, words, reading: asked.reading };
  const where = placed(graph, phase, fused, memory, { ...sizes, pixels }, weights, given);
  const { places, matrices } = where;
  const side = program.kernel ?? 1;
  const [forth, back] = calls(graph, phase, fused, where, weights, { D, H, side, height, width }, memory.kernels);
  const everyCall = [forth, back].flatMap((lists) => Object.values(lists).flat());
  const callOf = new Map(everyCall.map((call) => [call.node, call]));
  let sequences = 0;

  const stride = ({ lasts, width }) => (lasts ? sequences * width : 0);
  const first = ({ base, width, behind }) => base - behind * sequences * width;

  /** Says how many sequences the following runs have, at most B. */
  function resize(count) {
    if (count === sequences) return;
    sequences = count;
    for (const call of everyCall) {
      const [o, a, b] = call.operands;
      call.n = sequences * call.each;
      [call.o, call.a, call.b] = [first(o), first(a), first(b)];
      [call.os, call.as, call.bs] = [stride(o), stride(a), stride(b)];
    }
  }

  function oneStep(M, call, t) {
    call.kernel(M, call.o + t * call.os, call.a + t * call.as, call.b + t * call.bs, call.n, call.R, call.C);
    const changes = call.changes && call.changes[t];
    if (changes) make(M, call.o + t * call.os, changes);
  }

  function allSteps(M, list, from, to) {
    for (const call of list) {
      if (!call.atOnce) for (let t = from; t < to; t++) oneStep(M, call, t);
      else {
        const { o, os, a, as, b, bs, n, R, C } = call;
        call.kernel(M, o + from * os, a + from * as, b + from * bs, n * (to - from), R, C);
        for (let t = from; call.changes && t < to; t++) if (call.changes[t]) make(M, o + t * os, call.changes[t]);
      }
    }
  }

  return {
    x: where.x < 0 ? null : places[where.x],
    readsWords: where.word,
    resize,
    stride,
    first,
    /** @returns {import("./places.js").Place | null} of a node, null where it has none */
    place: (k) => places[graph.is(k)] ?? null,
    matrix: (k) => matrices[k] ?? null,
    arriving: (name) => places[graph.arriving[name]] ?? null,

    /** After the weights moved: matrices are turned, what each unit has one of stands beside every sequence and pixel. */
    weightsMoved() {
      const { M } = memory;
      for (const k of graph.live) {
        const [op, , name, value] = program.nodes[k];
        if (matrices[k]?.turned) transpose(M, matrices[k].base, matrices[k].turned, matrices[k].rows, matrices[k].columns);
        if (op === "number") M.fill(value, places[k].base, places[k].base + sizes.B * places[k].width);
        if (op !== "parameter" || matrices[k]) continue;
        for (let u = 0; u < sizes.B * H; u++) {
          const from = places[k].base + u * pixels;
          M.fill(M[weights[name].weight + (u % H)], from, from + pixels);
        }
      }
      const now = sequences;
      resize(sizes.B);
      allSteps(M, forth.once, 0, 1);
      resize(now);
    },

    /**
     * The steps from … to - 1, what stands before them being there already.
     * @param {Map<number, (import("./edits.js").Change[] | null)[]>} edits of nodes, by step
     */
    forward(from, to, edits = new Map()) {
      const { M } = memory;
      for (const [node, changes] of edits) callOf.get(node).changes = changes;
      allSteps(M, forth.before, from, to);
      for (let t = from; t < to; t++) for (const call of forth.along) oneStep(M, call, t);
      allSteps(M, forth.after, from, to);
      for (const node of edits.keys()) callOf.get(node).changes = null;
    },

    /**
     * Back over the steps to - 1 … from, all of them unless a block is asked for. The places of what arrives hold what
     * the loss says, those of states also a step before the first, which ends as the gradient of the initial state (of a
     * block: as what arrives at the block before it); the weights' gradients are added to.
     */
    backward(to, from = 0) {
      const { M } = memory;
      allSteps(M, back.once, 0, 1);
      allSteps(M, back.before, from, to);
      for (let t = to - 1; t >= from; t--) for (const call of back.along) oneStep(M, call, t);
      allSteps(M, back.after, from, to);
    },
  };
}
