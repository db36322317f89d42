/** What the frozen network answers, without holds and with them. */

import { html, mark, write } from "../../shared/dom.js";
import { number, percent } from "../../shared/format.js";
import { filled } from "../../shared/said.js";

/** @param {any} header from Python */
export function createAnswers({ words, answers }) {
  const rows = ["before", "now"].map((kind) => {
    const [said, bar] = [html("b", {}), html("i", {})];
    return { kind, said, bar, row: html("li", { "data-kind": kind }, html("span", {}, words[kind]), said, html("span", { class: "rail" }, bar)) };
  });
  const truth = html("p", { class: "hint" });
  const element = html("div", { class: "small answers" }, html("p", { class: "small-title" }, words.answers), html("ul", {}, ...rows.map(({ row }) => row)), truth);

  /**
   * @param {import("../run/reader.js").Answers} before
   * @param {import("../run/reader.js").Answers} now
   * @param {import("../run/reader.js").Sequence} sequence
   */
  function draw(before, now, { asked }) {
    [before, now].forEach((found, k) => {
      const { said, bar, row } = rows[k];
      write(said, text(found, asked));
      bar.style.width = `${100 * share(found)}%`;
      mark(row, { "data-right": String(found.right.every(Boolean)) });
    });
    const one = asked.length === 1 && asked[0][1] >= 0;
    write(truth, one ? filled(words.truth, { target: answers.length ? answers[asked[0][1]] : number(asked[0][1], 2) }) : "");
  }

  function text({ said, right, sure }, asked) {
    if (asked.length > 1) return filled(words.film.several, { right: String(right.filter(Boolean).length), asked: String(asked.length) });
    if (Number.isNaN(said[0])) return "–";
    if (!answers.length) return number(said[0], 3);
    return asked[0][1] < 0 ? answers[said[0]] : `${answers[said[0]]} (${filled(words.sure, { sure: percent(sure[0]) })})`;
  }

  /** Of the bar: the mean probability of what is right; of a number, 1 less its error. */
  const share = ({ sure }) => Math.max(0, Math.min(1, sure.reduce((sum, one) => sum + (answers.length ? one : 1 - one), 0) / sure.length)) || 0;

  return { element, draw };
}
