/** A learner at the start, on its way and at the end: how each is called. */

import { percent } from "../shared/format.js";
import { filled } from "../shared/said.js";

/** 15000 as 15,000. @param {number} value */
export const count = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");

/**
 * @param {{seen: number, right: number}[]} stages
 * @param {any} words
 * @returns {(name: string, stage: number) => string}
 */
export const stopOf = (stages, words) => (_name, stage) => {
  if (!stages[stage]) return "";
  const { seen, right } = stages[stage];
  return `${filled(words[stage], { seen: `${count(seen)} ${words.unit}` })}: ${filled(words.share, { share: percent(right) })}`;
};
