/** The current micro-step: its sentence, its question, its picture, its equation in letters and numbers, its source. */

import { html, mark, write } from "../shared/dom.js";
import { letters, numbers } from "../shared/formulas/mathml.js";
import { createNotationChoice } from "../shared/formulas/notation.js";
import { saved } from "../shared/saving/own.js";
import { painted } from "./painted.js";
import { drawPicture } from "./pictures/picture.js";
import { tableOf } from "./pictures/table.js";
import { createQuestion } from "./question.js";
import { renew } from "./renew.js";
import { sentenceOf } from "./step.js";

/**
 * @param {import("./step.js").Step} step
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {{theme: () => import("../shared/theme.js").Theme, em: () => number}} view
 */
export function createCard(step, state, view) {
  const title = html("h2");
  const count = html("span", { class: "count" });
  const sentence = html("p", { class: "sentence" });
  const question = createQuestion(step, state, view);
  const picture = html("div", { class: "picture" });
  const each = html("button", { type: "button", class: "quiet each", onclick: () => state.set({ each: !state.get().each }) });
  const board = html("div", { class: "equation letters" });
  const sums = html("div", { class: "equation numbers" });
  const source = html("code");
  const notation = createNotationChoice(() => state.redraw("theme"));
  const head = saved(html("header", {}, title, count, notation.element), picture, "micro-step", () => tableOf(look(), state.get().each));
  const look = () => ({ step, unit: state.get().unit, part: state.part(), width, em, theme: view.theme(), held });
  const element = html(
    "section",
    { class: "card part" },
    head,
    question.element,
    sentence,
    picture,
    each,
    html("div", { class: "equations" }, board, sums),
    html("pre", { class: "source", tabindex: 0, role: "group", "aria-label": "the line of source that computes it" }, source),
  );

  let [held, width, em] = [new Map(), 0, 1];

  function draw({ micro, unit, ...place }, changed) {
    const some = (...keys) => keys.some((key) => changed.has(key));
    if (!some("back", "micro", "unit", "seen", "each", "size", "theme", "data", "values")) return;
    const opened = some("back", "micro", "unit", "seen", "each");
    const rests = opened || some("size", "theme", "data");
    if (rests) held = new Map();
    mark(element, { "data-still": opened ? null : "" });
    const part = step.parts[micro];
    const name = state.hidden();
    const waits = name !== null;
    const result = waits ? step.name(name).node : null;
    const valueOf = (node) => (node === result ? null : step.value(node, unit));
    write(title, waits ? `your turn: ${step.name(name).label}` : part.title);
    write(count, `${micro + 1} of ${step.parts.length}`);
    write(sentence, sentenceOf(part, valueOf, unit));
    write(source, part.source);
    for (const shown of [sentence, picture, source.parentElement, head.querySelector(".saves")]) shown.hidden = waits;
    if (rests) {
      em = view.em();
      width = element.clientWidth - 2 * parseFloat(getComputedStyle(element).paddingLeft);
      question.draw(step.asksFor(micro, unit), width - 28 * em);
    }
    if (opened) picture.replaceChildren();
    if (!waits) renew(picture, drawPicture(look(), place.each));
    each.hidden = waits || !part.picture.each;
    mark(each, { "aria-pressed": String(place.each) });
    write(each, place.each ? "Add up what belongs together" : "Show each weight \u00d7 input");
    const formula = waits ? step.equation(name) : part.formula;
    const paint = (formula) => painted(formula, step, view.theme());
    const put = paint(numbers(formula, part.kind === "concatenate" ? () => null : valueOf));
    if (rests) renew(board, paint(letters(formula)));
    renew(sums, put);
    sums.hidden = !put.querySelector(".put");
  }

  return { element, draw, leave: notation.leave };
}
