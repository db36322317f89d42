/** The line under the sentence: what the network answers in the end, before and now, what has changed, and the ways back. */

import { hide, html, mark, write } from "../../shared/dom.js";
import { createAnswers } from "./answers.js";

export { written } from "./answers.js";

const HEARD = 120; // ms

/**
 * @typedef {import("./answers.js").Answer} Answer
 * @typedef {{undo: () => void, redo: () => void, reset: () => void}} Back
 * @typedef {ReturnType<typeof createLine>} Line
 */

/**
 * @param {import("../film.js").Film} film
 * @param {import("../live/live.js").Live} live
 * @param {string} hint where nothing has changed yet
 */
export function createLine(film, live, hint) {
  const answers = createAnswers(film, live.rule, live.fixed);
  const { asks, answered } = answers;
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
  const element = html("div", { class: live.fixed ? "answers answer-line balanced" : "answers answer-line" }, ...answers.elements, html("div", { class: "what-changed" }, says, held), ways, heard);
  let timer = 0;
  let count = live.holds().length; // what was held when it was last said
  let earlier = /** @type {Answer | null} */ (null);
  let place = /** @type {import("../state.js").Place | null} */ (null);

  /** @param {string} said @param {Answer | null} [before] what was answered before */
  function say(said, before = null) {
    write(says, said || hint);
    mark(says, { "data-hint": said === "" });
    earlier = before;
    draw();
    if (said) hear(said);
  }

  /** With the answer: a reader of the screen hears what changes in a place that is there already. */
  function hear(said) {
    clearTimeout(timer);
    timer = setTimeout(() => write(heard, `${said} ${answers.said()}`), HEARD);
  }

  function draw() {
    const { length } = live.holds();
    const holds = length > 0;
    if (length !== count) hear(holds ? `${length === 1 ? "One value is" : `${length} values are`} held.` : "Nothing is held.");
    count = length;
    if (place) answers.draw(place, holds ? live.alone().next(asks())[0] : earlier);
    hide(says, holds && says.dataset.hint === "true");
    mark(held, { hidden: !holds });
    mark(ways, { hidden: !(live.canUndo() || live.canRedo() || !live.untouched()) });
    [live.canUndo(), live.canRedo(), !live.untouched()].forEach((can, k) => mark(buttons[k], { disabled: !can }));
  }

  say("");
  return {
    element,
    asks,
    held,
    say,
    answered,
    /** @param {Back} ways that do more than take a version back */
    goBackBy: (ways) => (back = ways),
    /** @param {import("../state.js").Place} now @param {Set<string>} changed */
    draw(now, changed) {
      place = now;
      if (["word", "micro", "view", "values", "hand", "theme"].some((key) => changed.has(key))) draw();
    },
    take: () => (place = null), // where the film stands in another sentence comes with the next frame
    leave: () => clearTimeout(timer),
  };
}
