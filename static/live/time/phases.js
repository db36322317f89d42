/** When each node is computed: before the loop over the steps, along with it, after it, or once for all steps. */

/** @typedef {"once" | "before" | "along" | "after"} Phase */

/**
 * What needs no other step is computed for all steps at once, before the loop; what no other step needs, after it. Both
 * hold forward and on the way back, each with a loop of its own.
 * @param {import("./graph.js").Graph} graph
 * @returns {Phase[]} of each live node
 */
export function phases({ program, op, name, reads, arriving, carried, live, fixed, ancestors }) {
  const { forward, names, states } = program;
  const loops = [ancestors(states.map((state) => names[state])), ancestors(carried.map(([, k]) => k))];
  const half = (k) => (k < forward ? 0 : 1);
  const waits = []; // for a value of another step
  const phase = [];
  for (const k of live) {
    waits[k] =
      op(k) === "prev" ||
      (states.includes(name(k)) && arriving[name(k)] === k) ||
      reads[k].some((other) => waits[other] && half(other) === half(k));
    phase[k] = fixed[k] ? "once" : !waits[k] ? "before" : loops[half(k)].has(k) ? "along" : "after";
  }
  return phase;
}
