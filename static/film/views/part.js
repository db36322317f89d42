/** The current micro-step: its equation as letters, the same with the numbers put in, and one sentence. */

import { html, mark, write } from "../../shared/dom.js";
import { fill } from "../../shared/format.js";
import { listenToSwipe } from "../../shared/keys/swipe.js";
import { letters, numbers } from "../../shared/formulas/mathml.js";
import { createNotationChoice, notation } from "../../shared/formulas/notation.js";
import { colourOf } from "../../shared/theme.js";
import { createTerms } from "./terms.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {import("../live/live.js").Live} [live] that knows the weights
 */
export function createPart(film, state, view, live) {
  const title = html("h2");
  const count = html("span", { class: "count" });
  const board = html("div", { class: "equation letters" });
  const sums = html("div", { class: "equation numbers" });
  const sentence = html("p", { class: "sentence" });
  const choice = createNotationChoice(() => state.redraw("theme"));
  const element = html("section", { class: "card part" }, html("header", {}, title, count, choice.element), board, sums, sentence);
  listenToSwipe(element, state.stepWord);
  const terms = live ? createTerms(film, state, view, live) : null;
  if (terms) element.append(terms.element);

  const leaves = (formula) => [...formula.querySelectorAll("*")].filter((element) => !element.children.length);
  let shown = "";

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    terms?.draw(place, changed);
    if (place.zoom !== 2 && place.zoom !== 3) return;
    if (!["word", "micro", "unit", "zoom", "theme", "values"].some((key) => changed.has(key))) return;
    const part = film.parts[place.micro];
    if (!part) return;
    const valueOf = (node) => film.nodeValue(node, place.word, place.unit);
    write(title, part.title);
    write(count, `${place.micro + 1} of ${film.parts.length}`);
    write(sentence, fill(part.sentence, valueOf, { word: film.words[place.word], unit: place.unit }));
    const put = numbers(part.formula, valueOf);
    const look = [place.micro, notation(), view.theme().text, ...leaves(put).map(({ localName, textContent }) => localName + textContent.replace(/\d+/g, ""))].join(" ");
    if (look === shown) leaves(put).forEach((leaf, k) => write(leaves(sums.firstElementChild)[k], leaf.textContent)); // the same, with other digits
    else {
      const plain = letters(part.formula);
      for (const formula of [plain, put]) paint(formula);
      board.replaceChildren(plain);
      sums.replaceChildren(put);
    }
    shown = look;
    mark(sums, { "data-empty": !sums.querySelector(".put") }); // its line stays, so that nothing below jumps
  }

  function paint(formula) {
    formula.setAttribute("display", "inline");
    for (const element of formula.querySelectorAll("[data-name]")) {
      const colour = film.colours.get(element.getAttribute("data-name"));
      if (colour) element.style.color = colourOf(colour, view.theme(), "text");
    }
  }

  return { element, draw, leave: choice.leave };
}
