/** What the network answers: the right word, the other country's, all others; as it was, and with the rows carried over. */

import { html, mark, write } from "../shared/dom.js";
import { percent } from "../shared/format.js";

/** @param {any} header */
export function createAnswer({ answers, answer, sources, says }) {
  const rows = ["own", "other", "rest"].map((kind) => {
    const [word, value] = [html("span", { class: "word" }), html("span", { class: "value" })];
    const [bar, was] = [html("i", { class: "bar" }), html("i", { class: "was" })];
    return { word, value, bar, was, element: html("div", { class: `row ${kind}` }, word, html("span", { class: "track" }, bar, was), value) };
  });
  const element = html("div", { class: "answers", role: "group", "aria-label": says.asked }, html("p", {}, says.asked), ...rows.map((row) => row.element));

  const shares = (probs, other) => [probs[answer], probs[other], 1 - probs[answer] - probs[other]];

  return {
    element,
    /**
     * @param {ArrayLike<number>} probs now
     * @param {ArrayLike<number>} before untouched
     * @param {string} source
     */
    draw(probs, before, source) {
      const other = sources[source].answer;
      const [now, was] = [shares(probs, other), shares(before, other)];
      [answers[answer], answers[other], says.others].forEach((word, k) => {
        const row = rows[k];
        write(row.word, word);
        write(row.value, percent(Math.max(0, now[k])));
        row.bar.style.width = `${100 * now[k]}%`;
        row.was.style.left = `${100 * was[k]}%`;
        mark(row.element, { "data-first": k < 2 && now[k] === Math.max(...probs) });
      });
    },
  };
}

/** @param {ArrayLike<number>} probs @returns {number} the likeliest answer */
export function likeliest(probs) {
  let best = 0;
  for (let k = 1; k < probs.length; k += 1) if (probs[k] > probs[best]) best = k;
  return best;
}
