/** Where every unit's row lies in a lane: the chosen unit under a lens, the rows that carry taller than the rest. */

export const CARRIERS = 8; // rows that carry: together as tall as all the others

/**
 * @typedef {{order: number[], rank: Map<number, number>, bounds: Float64Array}} Rows
 *   order[rank] = unit; the row of rank r lies between bounds[r] and bounds[r + 1], as shares of the height.
 */

/**
 * @param {number[]} order
 * @param {number} unit the chosen one
 * @param {boolean} sorted whether the first rows are the ones that matter
 * @param {boolean} [even] no row is taller than another
 * @returns {Rows}
 */
export function layRows(order, unit, sorted, even = false) {
  const count = order.length;
  const rank = new Map(order.map((one, place) => [one, place]));
  const chosen = rank.get(unit) ?? 0;
  const heads = count > 2 * CARRIERS && sorted ? CARRIERS : 0;
  const tall = heads ? Math.max(2, (count - heads) / heads) : 1;
  const lens = even ? [1] : count > 12 ? [Math.max(6, 1.5 * tall), 2.5] : [1, 1];
  const bounds = new Float64Array(count + 1);
  for (let r = 0; r < count; r += 1) {
    const near = Math.abs(r - chosen);
    bounds[r + 1] = bounds[r] + Math.max(r < heads ? tall : 1, near < lens.length ? lens[near] : 1);
  }
  const total = bounds[count];
  return { order, rank, bounds: bounds.map((bound) => bound / total) };
}

/**
 * @param {Rows} rows
 * @param {number} share of the height, from 0 to 1
 * @returns {number} the unit there
 */
export function unitAt({ order, bounds }, share) {
  let rank = 0;
  while (rank < order.length - 1 && bounds[rank + 1] <= share) rank += 1;
  return order[rank];
}
