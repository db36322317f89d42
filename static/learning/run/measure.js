/** How many held-out sequences a kept moment solves, measured in the page while nothing else waits. */

import { createLearner } from "../../live/learning.js";
import { valued } from "../../live/time/finite.js";
import { openPool, solved } from "../../trainer/pool.js";
import { arraysOf } from "../../trainer/weights.js";

const [TOGETHER, SHARE] = [8, 0.2]; // sequences in one run, the share of the time that it may take

/**
 * @param {Uint8Array} bytes the pool's message
 * @param {() => {update: number, model: import("../../live/model.js").Model} | null} next what is to be measured
 * @param {(update: number, level: number, share: number) => void} found
 * @param {() => number} level that is measured
 */
export function createMeasure(bytes, next, found, level) {
  let [learner, units, timer, gone] = [null, 0, 0, false];
  let pool = /** @type {import("../../trainer/pool.js").Pool | null} */ (null);
  openPool(bytes).then((opened) => {
    pool = opened;
    ask();
  });

  /** Something may have come that is to be measured. */
  function ask() {
    if (pool && !timer && !gone) timer = setTimeout(measure);
  }

  function measure() {
    timer = 0;
    const moment = next();
    if (!moment || gone) return;
    const began = performance.now();
    const [at, { H }] = [level(), moment.model.layers[0]];
    const parts = pool.parts("held");
    const part = parts.find((one) => one.level === at) ?? parts[0];
    if (learner && units === H) learner.wear(Object.fromEntries(Object.entries(arraysOf(moment.model)).map(([name, { data }]) => [name, data])));
    else [learner, units] = [createLearner(moment.model, { T: Math.max(...parts.map(({ longest }) => longest)), B: TOGETHER }), H];
    found(moment.update, at, valued(() => shareOf(part)) ?? 0); // without a value nothing is solved
    if (!gone) timer = setTimeout(measure, (performance.now() - began) * (1 / SHARE - 1));
  }

  function shareOf(part) {
    let right = 0;
    for (let from = 0; from < part.sequences; from += TOGETHER) {
      const batch = part.batch(from, Math.min(TOGETHER, part.sequences - from));
      right += solved(learner.measure(batch).answers, batch, pool.header.within).reduce((sum, one) => sum + one, 0);
    }
    return right / part.sequences;
  }

  return {
    ask,
    leave() {
      gone = true;
      clearTimeout(timer);
    },
  };
}
