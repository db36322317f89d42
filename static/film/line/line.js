/** The line under the sentence: what the network answers in the end, before and now, what has changed, and the ways back. */

import { hide, html, mark, write } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";
import { questionOf } from "./question.js";

const HEARD = 120; // ms

/**
 * @typedef {{text: string, probability: number}} Answer
 * @typedef {{undo: () => void, redo: () => void, reset: () => void}} Back
 * @typedef {ReturnType<typeof createLine>} Line
 */

/**
 * @param {import("../film.js").Film} film
 * @param {import("../live/live.js").Live} live
 * @param {string} hint where nothing has changed yet
 */
export function createLine(film, live, hint) {
  const step = questionOf(film.words, live.rule);
  const [after, was, now] = [html("span", { class: "asked" }), html("s", { class: "was" }), html("b", { class: "now" })];
  const answer = html("p", { class: "answer" }, after, was, now);
  const says = html("p", { class: "changed" });
  const held = html("div", { class: "holds", role: "group", "aria-label": "what is held" });
  const heard = html("span", { class: "heard", role: "status" });
  let back = /** @type {Back} */ (live);
  const button = (text, act, keys) => html("button", { type: "button", onclick: act, title: keys }, text);
  const buttons = [
    button("Undo", () => back.undo(), "Ctrl+Z"),
    button("Redo", () => back.redo(), "Ctrl+Shift+Z"),
    button("As it was", () => back.reset(), "The sentence that the page gave, nothing held"),
  ];
  const ways = html("div", { class: "ways", role: "group", "aria-label": "changes" }, ...buttons);
  const element = html("div", { class: "answer-line" }, answer, html("div", { class: "what-changed" }, says, held), ways, heard);
  let timer = 0;
  let earlier = /** @type {Answer | null} */ (null);

  /** @returns {Answer | null} what the film answers where it is asked */
  const answered = () => film.next(step)[0] ?? null;

  /** @param {string} said @param {Answer | null} [before] what was answered before */
  function say(said, before = null) {
    write(says, said || hint);
    mark(says, { "data-hint": said === "" });
    earlier = before;
    draw();
    clearTimeout(timer); // a reader of the screen hears what changes in a place that is there already
    if (said) timer = setTimeout(() => write(heard, `${said} ${answered() ? `${after.textContent}: ${now.textContent}` : ""}`), HEARD);
  }

  function draw() {
    const one = answered();
    const holds = live.holds().length > 0;
    const before = holds ? live.alone().next(step)[0] : earlier;
    const other = one && before && written(before) !== written(one);
    hide(answer, one === null);
    write(after, `after ${film.named(step)}`);
    if (one) write(now, written(one));
    write(was, other ? written(before) : "");
    mark(was, { "aria-label": other ? `before: ${written(before)}` : null });
    mark(answer, { "data-turned": Boolean(other) && before.text !== one.text });
    hide(says, holds && says.dataset.hint === "true");
    mark(held, { hidden: !holds });
    mark(ways, { hidden: !(live.canUndo() || live.canRedo() || !live.untouched()) });
    [live.canUndo(), live.canRedo(), !live.untouched()].forEach((can, k) => mark(buttons[k], { disabled: !can }));
  }

  say("");
  return {
    element,
    step,
    held,
    say,
    answered,
    /** @param {Back} ways that do more than take a version back */
    goBackBy: (ways) => (back = ways),
    /** @param {import("../state.js").Place} _place @param {Set<string>} changed */
    draw: (_place, changed) => ["word", "view", "values", "hand", "theme"].some((key) => changed.has(key)) && draw(),
    leave: () => clearTimeout(timer),
  };
}

/** @param {Answer} answer */
export const written = ({ text, probability }) => `${text} ${percent(probability)}`;
