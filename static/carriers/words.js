/** Python's words, filled in with what a hand has just made true. */

import { html } from "../shared/dom.js";

/** @param {string} template @param {Record<string, string | number>} values */
export const filled = (template, values) => template.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));

/** **Bold** as an element. */
export function rich(text) {
  return text.split("**").map((part, k) => (k % 2 ? html("strong", {}, part) : part));
}

/** @param {string} word */
export const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/** 1 row, 8 rows. */
export const counted = ({ one, many }, count) => (count === 1 ? one : filled(many, { count }));
