/** What the network answers: after the word that has been read, and where the sentence asks. */

import { html, mark, write } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { createBalance } from "./balance.js";
import { questionOf } from "./question.js";

const ALSO = 2; // further answers that are named

/** @typedef {{text: string, probability: number}} Answer */

/**
 * @param {import("../film.js").Film} film
 * @param {import("../live/others.js").Rule | null} rule
 * @param {boolean} [balanced] whether the answer before the edits always stands beside the one now
 */
export function createAnswers(film, rule, balanced = false) {
  const asks = () => questionOf(film.words, rule);
  const [after, was, now, also] = [html("span", { class: "asked" }), html("s", { class: "was" }), html("b", { class: "now" }), html("span", { class: "also" })];
  const balance = balanced ? createBalance(after, was, now, also) : null;
  const answer = balance?.element ?? html("p", { class: "answer" }, after, was, now, also);
  const [read, likely, others] = [html("span", { class: "asked" }), html("b", { class: "likely" }), html("span", { class: "also" })];
  const here = html("p", { class: "here" }, read, likely, others);

  /** The last word that was read to its end: before its last micro-step nothing is answered yet. */
  const wordOf = ({ word, micro }) => Math.max(0, micro < film.lastPart ? word - 1 : word);
  const rest = (answers) => answers.slice(1, 1 + ALSO).map((one) => ` \u00b7 ${written(one)}`).join("");

  return {
    elements: [here, answer],
    /** the step at which the sentence asks */
    asks,
    /** @returns {Answer | null} what the film answers where it is asked */
    answered: () => film.next(asks())[0] ?? null,
    /** What is said of the answer, for those who hear it: of the film's numbers, whether they are drawn already or not. */
    said() {
      const [one] = film.next(asks());
      return one ? `After ${film.named(asks())}: ${written(one)}.` : "";
    },
    /** @param {import("../state.js").Place} place @param {Answer | null} before what was answered where it is asked, before a change */
    draw(place, before) {
      const [word, step] = [wordOf(place), asks()];
      const answers = film.next(step);
      const [one] = answers;
      const other = one && before && written(before) !== written(one);
      const elsewhere = Boolean(one) && word !== step;
      mark(here, { hidden: !elsewhere });
      mark(answer, { hidden: !one, "data-turned": Boolean(other) && before.text !== one.text, "data-later": elsewhere });
      if (!one) return;
      if (elsewhere) {
        const expected = film.next(word);
        write(read, `after ${film.named(word)}`);
        write(likely, written(expected[0]));
        write(others, rest(expected));
      }
      write(after, `${elsewhere && step > word ? "in the end, " : ""}after ${film.named(step)}`);
      if (balance) return void (balance.draw(before ?? one, one), write(also, rest(answers)));
      write(now, written(one));
      write(also, elsewhere || other ? "" : rest(answers));
      write(was, other ? written(before) : "");
      mark(was, { "aria-label": other ? `before: ${written(before)}` : null });
    },
  };
}

/** The strip of a film that cannot be changed. @param {import("../film.js").Film} film */
export function createStrip(film) {
  const answers = createAnswers(film, film.header.live?.rule ?? null);
  return {
    element: html("div", { class: "answers", hidden: !film.next(0).length }, ...answers.elements),
    asks: answers.asks,
    /** @param {import("../state.js").Place} place @param {Set<string>} changed */
    draw: (place, changed) => ["word", "micro", "values", "zoom"].some((key) => changed.has(key)) && answers.draw(place, null),
  };
}

/** @param {Answer} answer */
export const written = ({ text, probability }) => `${text} ${percent(probability)}`;
