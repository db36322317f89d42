/** What is asked at the end of the sequence, and what is right. */

import { html, mark, write } from "../shared/dom.js";

/** @param {any} words from Python */
export function createQuestion(words) {
  const truth = html("strong", {});
  const element = html("p", { class: "question" }, html("span", {}, words.question), html("span", { class: "truth" }, `${words.truth}: `, truth));

  /** @param {import("./scene.js").Scene} scene @param {number} at */
  function draw({ sequence, steps }, at) {
    mark(element, { "data-asked": at >= steps - 1 });
    write(truth, at < steps - 1 ? "?" : (sequence.spoken ?? words.hidden));
  }

  return { element, draw };
}
