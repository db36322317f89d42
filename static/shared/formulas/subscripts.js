/** An expression in letters as the board writes it: what comes from the step before carries a lowered t−1. */

import { html } from "../dom.js";
import { spelledName } from "./notation.js";

/**
 * @param {string} expression "f * c_prev"
 * @returns {(string | HTMLElement)[]} f ⊙ c with the lowered t−1, in the letters that were chosen
 */
export function lowered(expression) {
  const text = expression.replaceAll(" * ", " \u2299 ").replaceAll(" - ", " \u2212 ");
  const parts = text.split(/(_prev\b|\b[a-z]\w*?(?=_prev\b|\b))/);
  return parts.map((part) => (part === "_prev" ? html("sub", {}, "t\u22121") : lettersOf(part)));
}

/** A letter with a sign above it is one text: c and a combining tilde. */
function lettersOf(name) {
  const other = /^[a-z]\w*$/.test(name) ? spelledName(name) : null;
  return other ? textOf(other[2]) : name;
}

const textOf = ([tag, , first, second]) => (tag === "mover" ? `${textOf(first)}\u0303` : first);
