/** The words of an example: those that were read are shaded, the one under the cursor framed, those asked for marked. */

import { html, mark } from "../shared/dom.js";

/** @param {{words: string[], asked: number[]}} header @param {(at: number) => void} go */
export function createSentence({ words, asked }, go) {
  const boxes = words.map((word, k) =>
    html("button", { type: "button", tabindex: -1, class: "word", "data-asked": asked.includes(k), onclick: () => go(k + 1) }, word),
  );
  return {
    element: html("div", { class: "words" }, ...boxes),
    /** @param {number} at how many words have been read */
    draw: (at) => boxes.forEach((box, k) => mark(box, { "data-read": k < at, "data-here": k === at - 1 })),
    resize() {},
  };
}
