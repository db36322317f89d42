/** The parts of the way back with their numbers, opened when somebody first walks it. */

import { createBackward } from "./backward.js";

export const MOST = 2; // arrives at most, in size

/** What arrives unless the reader says otherwise: 1 at the output, nothing elsewhere. @param {string[]} hears */
export const startOf = (hears) => Object.fromEntries(hears.map((name) => [name, Number(name === "h")]));

/**
 * @typedef {{to: number, share: number, local: number | null, constant: number | null, formula: any, label: string, name: string,
 *            vector: boolean, matrix: string}} Hand
 * @typedef {{kind: string, title: string, sentence: string, name: string, roots: number[], hands: Hand[], arrives?: number,
 *            vectors?: {node: number, name: string, op: string}[]}} BackPart
 * @typedef {ReturnType<typeof createWayBack>} WayBack
 */

/** @param {() => {header: any, arrays: Map<string, import("../../shared/blob.js").NumberArray>}} now */
export function createWayBack(now) {
  const { parts, hears, totals, done } = now().header.back;
  /** @type {import("./backward.js").Backward | null} */
  let opened = null;
  let stale = true;
  /** @type {Record<string, number>} */
  let arriving = startOf(hears);

  function fresh() {
    opened ??= createBackward(now().header, now().arrays);
    if (stale) opened.compute(arriving);
    stale = false;
    return opened;
  }

  const value = (node, unit) => fresh().value(node, unit);

  return {
    parts: /** @type {BackPart[]} */ (parts),
    hears: /** @type {string[]} */ (hears),
    value,
    arriving: () => arriving,
    /** @param {Record<string, number>} change */
    arrive(change) {
      arriving = { ...arriving, ...change };
      stale = true;
    },
    /** A number of the step has another value. */
    move(name, place, to) {
      opened?.move(name, place, to);
      stale = true;
    },
    /** All numbers of the step are others. */
    renew() {
      opened = null;
      stale = true;
    },
    weight: (name, place) => fresh().weight(name, place),
    /** The derivative by a node of the forward step, as far as it is known at a part; null where it is nothing of one unit. */
    derivative(node, unit, micro) {
      const { kind, roots } = parts[micro];
      const name = now().header.nodes[node].name;
      if (kind === "arrive" && roots.includes(node)) return arriving[name];
      return totals[node] === undefined || now().header.nodes[node].op === "x" ? null : value(totals[node], unit);
    },
    /** All entries of the derivative by what comes in. */
    vector: (node, count) => Array.from({ length: count }, (_, k) => (totals[node] === undefined ? 0 : value(totals[node], k))),
    /** @returns {"past" | "now" | "future"} whether all that is handed to a node is known at a part */
    stage(node, micro) {
      const at = done[node] ?? 0;
      if (parts[micro].roots.includes(node) || at === micro) return "now";
      return at < micro ? "past" : "future";
    },
  };
}
