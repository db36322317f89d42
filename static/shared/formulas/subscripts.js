/** An expression in letters as the board writes it: what comes from the step before carries a lowered t−1. */

import { html } from "../dom.js";

/**
 * @param {string} expression "f * c_prev"
 * @returns {(string | HTMLElement)[]} f ⊙ c with the lowered t−1
 */
export function lowered(expression) {
  const text = expression.replaceAll(" * ", " \u2299 ").replaceAll(" - ", " \u2212 ");
  return text.split(/(_prev\b)/).map((part) => (part === "_prev" ? html("sub", {}, "t\u22121") : part));
}
