/** The sentence on where the levers stand: Python's words, chosen and filled in with the numbers of this moment. */

import { size } from "../shared/decades.js";
import { html, write } from "../shared/dom.js";
import { number } from "../shared/format.js";
import { filled, rich } from "../shared/said.js";

/**
 * @typedef {[when: Record<string, [from: number | null, below: number | null]>, say: string][]} Cases
 * @typedef {{title: string, measures: import("./numbers/measures.js").Measures}} Measured
 */

/** It is seen at once, and heard once a hand has let go and the numbers of that place have come. */
export function createSentence() {
  const seen = html("p", { class: "sentence" });
  const heard = html("p", { class: "spoken", role: "status" });
  let [said, awaited] = ["", false];
  const speak = (here) => awaited && here && write(heard, said.replaceAll("**", ""));
  return {
    seen,
    heard,
    moves: () => (awaited = false),
    /** @param {boolean} here whether what was said last is said of where the levers stand */
    rests(here) {
      awaited = true;
      speak(here);
    },
    /** @param {string} text @param {boolean} here */
    say(text, here) {
      if (text !== said) seen.replaceChildren(...rich(text));
      said = text;
      speak(here);
    },
  };
}

/**
 * Of each group of cases the first that fits.
 * @param {Cases[]} groups
 * @param {Measured[]} cells
 * @param {import("./numbers/noise.js").Position} position
 * @param {number} back
 */
export function lead(groups, cells, position, back) {
  const { values, texts } = facts(cells, position, back);
  const fits = ([when]) =>
    Object.entries(when).every(([name, [from, below]]) => (from ?? -Infinity) <= values[name] && values[name] < (below ?? Infinity));
  const said = groups.map((cases) => cases.find(fits)?.[1]).filter((text) => text);
  return said.map((text) => filled(text, texts)).join(" ");
}

/** A stop of a lever as the reader sees it: × 1.5, −2, 100. */
export function shown(name, value) {
  const text = String(value).replace("-", "\u2212");
  return name === "scale" ? `\u00d7 ${text}` : text;
}

/** Every number that a sentence may name: as a number, and as it is written. */
function facts(cells, position, back) {
  const values = {};
  const open = 1 / (1 + Math.exp(-position.bias));
  const texts = { bias: shown("bias", position.bias), length: String(position.length), open: number(open, 3) };
  for (const { title, measures } of cells) {
    const { factors, left, early, later } = measures;
    const law = back * Math.log(factors[1]);
    const drop = Math.exp(left - law);
    const found = { keeps: factors[1], left: Math.exp(left), early: Math.exp(early), later, law: Math.exp(law), drop };
    for (const [name, value] of Object.entries(found)) {
      values[`${name}:${title}`] = value;
      texts[`${name}:${title}`] = number(value, 3);
    }
    texts[`left:${title}`] = size(left / Math.LN10);
    texts[`early:${title}`] = size(early / Math.LN10);
    texts[`law:${title}`] = size(law / Math.LN10);
  }
  return { values, texts };
}
