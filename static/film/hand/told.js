/** What is held, in words: whose value, at which words, at what, or carried over from where. */

import { number } from "../../shared/format.js";
import { CARRIERS } from "../lanes/rows.js";

/** @typedef {import("../live/holds.js").Hold} Hold */
/** @typedef {import("../film.js").Film} Film */

/**
 * The units that were measured to carry the answer; where nobody has looked, those that carry most, as the lanes draw
 * them taller; none where there are hardly more units than that.
 */
export function carriersOf(film) {
  const measured = film.header.live?.carriers ?? [];
  if (measured.length || film.units <= 2 * CARRIERS || !film.header.orders.carries) return measured;
  return film.order("carries").slice(0, CARRIERS);
}

/** @returns {"unit" | "carriers" | "all" | null} null for a choice that only a link can make */
export function spreadOf(units, film) {
  if (!units) return "all";
  if (units.length === 1) return "unit";
  const carriers = carriersOf(film);
  return units.length === carriers.length && units.every((unit) => carriers.includes(unit)) ? "carriers" : null;
}

/** @param {"unit" | "carriers" | "all"} spread @param {number} unit @param {Film} film @returns {number[] | null} */
export const unitsOf = (spread, unit, film) => ({ unit: [unit], carriers: carriersOf(film), all: null })[spread];

/** @param {Film} film @returns {["unit" | "carriers" | "all", string][]} what can be chosen, each with its words */
export const spreads = (film) => [["unit", "this unit"], ...(carriersOf(film).length ? [["carriers", "the carriers"]] : []), ["all", "all units"]];

/** @param {number[] | null} units @param {Film} film */
export function whose(units, film) {
  const spread = spreadOf(units, film);
  if (spread === "all") return "all units";
  if (spread === "unit") return `unit ${units[0]}`;
  return spread === "carriers" ? `the ${units.length} carriers` : `${units.length} units`;
}

/** @param {{first: number, last: number}} stretch @param {Film} film */
export const whereabouts = ({ first, last }, film) => (first === last ? film.named(first) : `${film.named(first)} … ${film.named(last)}`);

/** 0, 0.35, −1: no digit that says nothing. */
export const plain = (value) => number(value).replace(/\.?0+$/, "");

/** @param {Hold} hold @param {Film} film @returns {string} what follows the name's letter */
export function told(hold, film) {
  const { units, value, from } = hold;
  if (from !== undefined) return ` from \u201c${from}\u201d after ${film.named(hold.first)}, ${whose(units, film)}`;
  return ` = ${plain(value)} at ${whereabouts(hold, film)}, ${whose(units, film)}`;
}
