/** The equations on the blackboard, and what backpropagation makes of them. */

import { html } from "../shared/dom.js";
import { letters } from "../shared/mathml.js";
import { colourOf } from "../shared/theme.js";

/** @param {(name: string) => void} goTo moves the caret to the line of a name */
export function createBoard(goTo) {
  const forward = html("div", { class: "formulas" });
  const backwardly = html("div", { class: "formulas" });
  const more = html("details", {}, html("summary", {}, "The derivatives, as backpropagation uses them"), backwardly);
  const element = html("section", { class: "card board", "aria-label": "The equations" }, html("header", {}, html("h3", {}, "On the board")), forward, more);
  let last = "";

  /** @param {any} header */
  function take({ cell }) {
    const now = JSON.stringify([cell.equations, cell.derivatives]);
    if (now === last) return;
    last = now;
    forward.replaceChildren(
      ...cell.equations.map(({ name, formula }) => html("div", { class: "formula", "data-of": name, onclick: () => goTo(name) }, shown(formula))),
    );
    backwardly.replaceChildren(...cell.derivatives.map(({ formula }) => html("div", { class: "formula" }, shown(formula))));
  }

  return {
    element,
    take,
    /** @param {import("../shared/theme.js").Theme} theme @param {Map<string, any>} colours */
    paint(theme, colours) {
      for (const symbol of element.querySelectorAll("[data-name]")) {
        const colour = colours.get(symbol.getAttribute("data-name"));
        symbol.style.color = colour ? colourOf(colour, theme, "text") : "";
      }
    },
    light(name) {
      for (const row of forward.children) row.toggleAttribute("data-now", row.dataset.of === name);
    },
  };
}

function shown(formula) {
  const math = letters(formula);
  math.setAttribute("display", "inline");
  return math;
}
