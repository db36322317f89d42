/** Beside the picture: whose memory is carried over, what is answered then, and what the experiment found. */

import { html, mark, write } from "../shared/dom.js";
import { percent } from "../shared/format.js";
import { filled, rich } from "../shared/said.js";
import { createAnswer, likeliest } from "./answer.js";
import { createCurve } from "./curve.js";
import { capital, counted } from "./words.js";

/**
 * @param {any} header
 * @param {(source: string) => void} choose
 */
export function createPanel(header, choose) {
  const { sources, says, answers } = header;
  const options = Object.keys(sources).sort().map((source) => html("option", { value: source }, capital(source)));
  const pick = /** @type {HTMLSelectElement} */ (html("select", { "aria-label": says.from, onchange: () => choose(pick.value) }, ...options));
  const count = html("b", {});
  const carrying = html("p", { class: "carrying" }, `${says.from} `, pick, ` ${says.after} `, count);
  const [answer, curve] = [createAnswer(header), createCurve(header)];
  const verdict = html("p", { class: "verdict" });
  const after = html("div", { class: "after", hidden: true }, carrying, answer.element, verdict, curve.element);
  const next = html("p", {}, says.waiting);
  const waiting = html("div", { class: "before" }, next);
  let said = "";

  /** What became of the answer. */
  function told(now, before, rows, source) {
    if (!rows) return says.start;
    const [best, was] = [likeliest(now), likeliest(before)];
    const which = best === was ? says.same : best === sources[source].answer ? says.turned : says.other;
    return filled(which, { rows: counted(says.count, rows), now: `${answers[best]} ${percent(now[best])}` });
  }

  return {
    element: html("div", { class: "panel" }, waiting, after),
    spoken: () => said.replaceAll("**", ""),
    /**
     * @param {import("./address.js").Place} place
     * @param {ArrayLike<number> | null} now what is answered; null while the network is on its way
     * @param {ArrayLike<number> | null} before untouched
     * @param {boolean} held whether a guess waits for a room's teacher
     */
    draw({ guess, rows, source, by }, now, before, held) {
      write(next, held ? says.held_back : says.waiting);
      waiting.hidden = guess !== null;
      after.hidden = guess === null;
      if (guess === null) return;
      if (pick.value !== source) pick.value = source;
      write(count, counted(says.count, rows));
      if (now) answer.draw(now, before, source);
      mark(answer.element, { hidden: !now });
      const text = now ? told(now, before, rows, source) : says.slow;
      if (text !== said) verdict.replaceChildren(...rich(text));
      said = text;
      curve.draw(by, rows);
    },
  };
}
