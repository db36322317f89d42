/** Which products are added straight into the place of a sum's other half. */

/**
 * A product that only one sum reads needs no place of its own; the sum then takes its other half's place. Nobody else
 * may read that half, because it is overwritten.
 * @param {import("./graph.js").Graph} graph
 * @param {import("./phases.js").Phase[]} phase
 * @returns {Map<number, {half: number, product: number}>} of each sum that is computed so
 */
export function fusions({ op, reads, kept, live, readers, fixed }, phase) {
  const isOwn = (k) =>
    readers[k].length === 1 && !kept.has(k) && !fixed[k] && (reads[k].length > 0 || op(k) === "arriving");
  const isProduct = (k) => (op(k) === "@" || op(k) === "turned") && phase[k] === "along";
  const found = new Map();
  for (const k of live) {
    if (op(k) !== "+" || phase[k] !== "along") continue;
    const [a, b] = reads[k];
    if (a === b || !isOwn(a) || !isOwn(b)) continue;
    if (isProduct(b)) found.set(k, { half: a, product: b });
    else if (isProduct(a)) found.set(k, { half: b, product: a });
  }
  return found;
}
