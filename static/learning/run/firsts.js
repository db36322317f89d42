/** Which unit of which gate had changed most when the share that is solved rose, and which was the first to change. */

export const CHANGED = 0.1; // of where it began: from here on a unit's gate counts as changed

/**
 * @typedef {{name: string, unit: number, change: number}} Change relative to the beginning
 * @typedef {{rise: number, at: number, most: Change, first: (Change & {update: number}) | null}} Firsts
 */

/** The update at which the share has come half of the way from where it began to all; null before. */
export function riseOf(solved) {
  if (!solved.length) return null;
  const half = (solved[0].share + 1) / 2;
  return solved.find(({ share }) => share >= half)?.update ?? null;
}

/**
 * @param {import("./history.js").History} history
 * @param {number} rise
 * @param {string[]} names that are compared: the gates
 * @param {(model: import("../../live/model.js").Model, name: string) => Float64Array} valuesOf all steps of some
 *   sequences, each with all units
 * @param {number} H
 * @returns {Firsts | null} null where no moment before the rise was kept
 */
export function firsts(history, rise, names, valuesOf, H) {
  const moments = history.moments().filter(({ update }) => update <= rise);
  if (moments.length < 2 || !names.length) return null;
  const begun = Object.fromEntries(names.map((name) => [name, valuesOf(moments[0].model, name)]));
  const changesAt = ({ model }) => names.flatMap((name) => changes(name, begun[name], valuesOf(model, name), H));
  const last = moments[moments.length - 1];
  const most = largest(changesAt(last));
  let first = null;
  for (const moment of moments.slice(1)) {
    const found = largest(changesAt(moment));
    if (found.change < CHANGED) continue;
    first = { ...found, update: moment.update };
    break;
  }
  return { rise, at: last.update, most, first };
}

/** Of each unit: the length of the change of its values beside the length of the values at the beginning. */
export function changes(name, before, now, H) {
  return Array.from({ length: H }, (_, unit) => {
    let [moved, was] = [0, 0];
    for (let k = unit; k < before.length; k += H) {
      moved += (now[k] - before[k]) ** 2;
      was += before[k] ** 2;
    }
    return { name, unit, change: was > 0 ? Math.sqrt(moved / was) : 0 };
  });
}

/** @param {Change[]} found */
const largest = (found) => found.reduce((best, one) => (one.change > best.change ? one : best));
