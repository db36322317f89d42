/** The answer before the edits and now, one bar over the other, where the sentence is the page's own. */

import { html, mark, write } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";

/** @typedef {{text: string, probability: number}} Answer */

/**
 * @param {HTMLElement} after says where it is asked
 * @param {HTMLElement} was
 * @param {HTMLElement} now
 * @param {HTMLElement} also what else is likely now
 */
export function createBalance(after, was, now, also) {
  const row = (kind, label, ...text) => {
    const bar = html("i", { class: "share" });
    return { bar, parts: [html("span", { class: "when" }, label), html("span", { class: `rail-of-share ${kind}` }, bar), html("span", { class: "says" }, ...text)] };
  };
  const [before, today] = [row("before", "before", was), row("today", "now", now, also)];
  const element = html("div", { class: "answer balance", role: "group", "aria-label": "the answer before the edits and now" }, after, ...before.parts, ...today.parts);

  return {
    element,
    /** @param {Answer} untouched @param {Answer} one */
    draw(untouched, one) {
      mark(element, { "data-turned": untouched.text !== one.text });
      for (const [{ bar }, answer] of [[before, untouched], [today, one]]) bar.style.width = `${(100 * answer.probability).toFixed(2)}%`;
      for (const [place, { text, probability }] of [[was, untouched], [now, one]]) write(place, `${text} ${percent(probability)}`);
    },
  };
}
