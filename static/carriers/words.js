/** Python's words, filled in with what a hand has just made true. */

import { filled } from "../shared/said.js";

/** @param {string} word */
export const capital = (word) => word.charAt(0).toUpperCase() + word.slice(1);

/** 1 row, 8 rows. */
export const counted = ({ one, many }, count) => (count === 1 ? one : filled(many, { count }));
