/** The slip at the end of a tour: a short code that says what was done on it; the page For teachers reads it. */

import { html, write } from "../shared/dom.js";
import { read } from "./record.js";

const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // no letter that is taken for a digit
const CHECKED = 4; // signs that tell a slip of the pen, and a slip of another tour

/**
 * @param {string} said the tour as the address says it
 * @param {boolean[]} done
 */
export function codeOf(said, done) {
  let signs = "";
  for (let k = 0; k < done.length; k += 5) {
    signs += SIGNS[[0, 1, 2, 3, 4].reduce((value, bit) => 2 * value + Number(done[k + bit] ?? false), 0)];
  }
  return `${signs}${check(`${said}|${signs}`)}`.replace(/(.{4})(?=.)/g, "$1-");
}

/** The Fowler-Noll-Vo hash (FNV-1a) of a text, its upper 20 bits as four signs. */
function check(text) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return Array.from({ length: CHECKED }, (_, k) => SIGNS[(hash >>> (27 - 5 * k)) & 31]).join("");
}

/** @param {any} header from Python */
export function createSlip({ tour, slip }) {
  const code = html("output", { class: "code", "aria-label": "Your slip" });
  const says = "Your slip says what was done on this tour in this browser, and not by whom. Give it to your teacher.";
  const element = html("section", { class: "slip" }, html("h2", {}, "Your slip"), html("p", {}, code), html("p", { class: "hint" }, says));
  return {
    element,
    draw() {
      const { done } = read();
      write(code, codeOf(tour.said, slip.flatMap(([lesson, whens]) => whens.map((when) => (done[lesson] ?? []).includes(when)))));
    },
  };
}
