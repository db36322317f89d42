/** The line under the sentence: what the network answers now, what has changed, and the ways back. */

import { html, mark, write } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { questionOf } from "./question.js";

const HEARD = 120; // ms

/**
 * @typedef {{text: string, probability: number}} Answer
 * @typedef {{undo: () => void, redo: () => void, reset: () => void}} Back
 */

/**
 * @param {import("../film.js").Film} film
 * @param {import("../live/live.js").Live} live
 * @param {Back} back
 * @param {string} hint where nothing has changed yet
 */
export function createLine(film, live, back, hint) {
  const step = questionOf(film.words, live.rule);
  const [after, was, now] = [html("span", { class: "asked" }), html("s", { class: "was" }), html("b", { class: "now" })];
  const answer = html("p", { class: "answer" }, after, was, now);
  const says = html("p", { class: "changed" });
  const heard = html("span", { class: "heard", role: "status" });
  const button = (text, act, keys) => html("button", { type: "button", onclick: act, title: keys }, text);
  const buttons = [button("Undo", back.undo, "Ctrl+Z"), button("Redo", back.redo, "Ctrl+Shift+Z"), button("As it was", back.reset, "The sentence that the page gave")];
  const ways = html("div", { class: "ways", role: "group", "aria-label": "changes" }, ...buttons);
  const element = html("div", { class: "answer-line" }, answer, says, ways, heard);
  let timer = 0;

  /** @returns {Answer | null} what the film answers where it is asked */
  const answered = () => film.next(step)[0] ?? null;

  /** @param {string} said @param {Answer | null} [before] what was answered before */
  function say(said, before = null) {
    write(says, said || hint);
    mark(says, { "data-hint": said === "" });
    const other = before && written(before) !== written(answered());
    write(was, other ? written(before) : "");
    mark(was, { "aria-label": other ? `before: ${written(before)}` : null });
    draw();
    clearTimeout(timer); // a reader of the screen hears what changes in a place that is there already
    if (said) timer = setTimeout(() => write(heard, `${said} ${answered() ? `${after.textContent}: ${now.textContent}` : ""}`), HEARD);
  }

  function draw() {
    const one = answered();
    answer.hidden = one === null;
    write(after, `after \u201c${film.words[step]}\u201d`);
    if (one) write(now, written(one));
    const changed = live.canUndo() || live.canRedo() || !live.untouched();
    mark(ways, { hidden: !changed });
    [live.canUndo(), live.canRedo(), !live.untouched()].forEach((can, k) => mark(buttons[k], { disabled: !can }));
  }

  return { element, say, draw, answered, leave: () => clearTimeout(timer) };
}

/** @param {Answer} answer */
export const written = ({ text, probability }) => `${text} ${percent(probability)}`;
