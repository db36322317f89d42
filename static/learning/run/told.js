/** What can be said of a training by now: when it had learned, what of the guess was so, what changed first. */

import { firsts, riseOf } from "./firsts.js";

const COARSE = 6; // half of the way has to be measured within this part of the way

/**
 * `coarse`: the run went too fast to be measured near half of the way.
 * @typedef {{half: number, share: number, coarse: boolean, from: number | null, to: number | null}} Judged
 * @typedef {{learned: number | null, rise: number | null, judged: Judged | null, firsts: import("./firsts.js").Firsts | null}} Told
 */

/**
 * @param {string[]} gates that are compared
 * @param {(model: import("../../live/model.js").Model, name: string) => Float64Array} valuesOf
 */
export function createTold(gates, valuesOf) {
  let kept = { key: "", firsts: /** @type {import("./firsts.js").Firsts | null} */ (null) };

  /**
   * @param {import("./history.js").History} history
   * @param {{from: number | null, to: number | null} | null} guess
   * @returns {Told}
   */
  return function told(history, guess) {
    const { solved } = history;
    const learned = history.learned();
    const rise = riseOf(solved);
    const last = history.last();
    if (rise !== null && guess && last.update >= rise) {
      const key = `${rise} ${history.moments().filter(({ update }) => update <= rise).length}`;
      const { H } = last.model.layers[0];
      if (kept.key !== key) kept = { key, firsts: firsts(history, rise, gates, valuesOf, H) };
    }
    const judged = learned === null || !guess ? null : judge(solved, learned, guess);
    return { learned, rise, judged, firsts: rise === null ? null : kept.firsts };
  };
}

/** @returns {Judged} the measure that lies nearest to half of the way */
function judge(solved, learned, { from, to }) {
  const off = ({ update }) => Math.abs(update - learned / 2);
  const found = solved.reduce((best, one) => (off(one) < off(best) ? one : best));
  return { half: found.update, share: found.share, coarse: off(found) > learned / COARSE, from, to };
}
