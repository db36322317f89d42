/** The current micro-step: its sentence, its question, its picture, its equation in letters and numbers, its source. */

import { html, write } from "../shared/dom.js";
import { fill } from "../shared/format.js";
import { letters, numbers } from "../shared/mathml.js";
import { colourOf } from "../shared/theme.js";
import { drawPicture } from "./picture.js";
import { createQuestion } from "./question.js";

/**
 * @param {import("./step.js").Step} step
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {{theme: () => import("../shared/theme.js").Theme, em: () => number}} view
 */
export function createCard(step, state, view) {
  const title = html("h3");
  const count = html("span", { class: "count" });
  const sentence = html("p", { class: "sentence" });
  const question = createQuestion(step, state, view);
  const picture = html("div", { class: "picture" });
  const board = html("div", { class: "equation letters" });
  const sums = html("div", { class: "equation numbers" });
  const source = html("code");
  const element = html(
    "section",
    { class: "card part" },
    html("header", {}, title, count),
    sentence,
    question.element,
    picture,
    html("div", { class: "equations" }, board, sums),
    html("pre", { class: "source", "aria-label": "the line of source that computes it" }, source),
  );

  function draw({ micro, unit }, changed) {
    if (!["micro", "unit", "seen", "size", "theme", "data"].some((key) => changed.has(key))) return;
    const part = step.parts[micro];
    const hidden = state.hidden() !== null;
    const result = part.nodes.at(-1);
    const valueOf = (node) => (hidden && node === result ? null : step.value(node, unit));
    write(title, part.title);
    write(count, `${micro + 1} of ${step.parts.length}`);
    write(sentence, sentenceOf(part, valueOf, unit));
    write(source, part.source);
    const width = picture.clientWidth || element.clientWidth - 32;
    question.draw(step.asksFor(micro, unit), width - 28 * view.em());
    picture.replaceChildren(drawPicture({ step, part, unit, hidden, width, em: view.em(), theme: view.theme() }));
    const [plain, put] = [letters(part.formula), numbers(part.formula, part.kind === "concatenate" ? () => null : valueOf)];
    for (const formula of [plain, put]) paint(formula);
    board.replaceChildren(plain);
    sums.replaceChildren(put);
    sums.hidden = !put.querySelector(".put");
  }

  function paint(formula) {
    formula.setAttribute("display", "inline");
    for (const element of formula.querySelectorAll("[data-name]")) {
      const colour = step.colours.get(element.getAttribute("data-name"));
      if (colour) element.style.color = colourOf(colour, view.theme(), "text");
    }
  }

  return { element, draw };
}

/** The sentence of a micro-step; here the input is a few numbers, not a word. */
export const sentenceOf = (part, valueOf, unit) => fill(part.sentence.replace("\u201c{word}\u201d", "The input"), valueOf, { unit: unit + 1 }).replace("\u2026.", "\u2026");
