/** Ticks off what is done in a lesson, in the moment in which the page's state says so. */

import { followSignals, signalled } from "../shared/signals.js";
import { followAddress } from "../shared/address/changed.js";
import { holds } from "./conditions.js";
import { followRecord, read, tick } from "./record.js";

/** @typedef {{says: string, when: string, parts: import("./conditions.js").Part[], shows: string}} Thing */

/**
 * @param {string} lesson
 * @param {Thing[]} things
 * @param {() => void} changed what is done, here or elsewhere, is another than before
 * @returns {() => void} what ends it
 */
export function watch(lesson, things, changed) {
  const { pathname } = globalThis.location; // another lesson's address says nothing of this one

  function look() {
    if (globalThis.location.pathname !== pathname) return;
    const query = new URLSearchParams(globalThis.location.search);
    tick(lesson, things.filter(({ parts }) => holds(parts, query, signalled)).map(({ when }) => when));
  }

  const ends = [followAddress(look), followSignals(look), followRecord(changed)];
  look();
  return () => ends.forEach((end) => end());
}

/** @param {string} lesson @param {string[]} whens @returns {number} how many of them are done */
export function countDone(lesson, whens) {
  const done = read().done[lesson] ?? [];
  return whens.filter((when) => done.includes(when)).length;
}
