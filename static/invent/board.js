/** The equations on the blackboard, and what backpropagation makes of them. */

import { html, mark } from "../shared/dom.js";
import { letters } from "../shared/formulas/mathml.js";
import { createNotationChoice, learnOwn } from "../shared/formulas/notation.js";
import { colourOf } from "../shared/theme.js";

const SMALLEST = 0.7; // of the type, for a formula that would not fit
const SCROLLED = 0.85; // of one that would not fit even so

/** @param {(name: string) => void} goTo moves the caret to the line of a name @param {() => void} changed the letters are others */
export function createBoard(goTo, changed) {
  const forward = html("div", { class: "formulas" });
  const backwardly = html("div", { class: "formulas" });
  const more = html("details", {}, html("summary", {}, "The derivatives, as backpropagation uses them"), backwardly);
  const notation = createNotationChoice(() => {
    last = "";
    changed();
  }, true);
  const element = html("section", { class: "card board", "aria-label": "The equations" }, html("header", {}, html("h2", {}, "On the board"), notation.element), forward, more);
  let last = "";
  more.addEventListener("toggle", () => api.fit());

  /** @param {any} header */
  function take({ cell }) {
    const now = JSON.stringify([cell.equations, cell.derivatives]);
    if (now === last) return;
    last = now;
    learnOwn(cell.spellings);
    forward.replaceChildren(
      ...cell.equations.map(({ name, formula }) => html("div", { class: "formula", "data-of": name, onclick: () => goTo(name) }, shown(formula))),
    );
    backwardly.replaceChildren(...cell.derivatives.map(({ formula }) => html("div", { class: "formula" }, shown(formula, true))));
  }

  const api = {
    element,
    take,
    leave() {
      notation.leave();
      learnOwn({});
    },
    /** @param {import("../shared/theme.js").Theme} theme @param {Map<string, any>} colours */
    paint(theme, colours) {
      for (const symbol of element.querySelectorAll("[data-name]")) {
        const colour = colours.get(symbol.getAttribute("data-name"));
        symbol.style.color = colour ? colourOf(colour, theme, "text") : "";
      }
    },
    /** A long formula is set smaller, but only as far as it can be read; a longer one scrolls. */
    fit() {
      for (const row of element.querySelectorAll(".formula")) {
        row.style.fontSize = "";
        const share = row.clientWidth / row.scrollWidth;
        if (row.clientWidth && share < 1) row.style.fontSize = `${share > SMALLEST ? share - 0.01 : SCROLLED}em`;
        mark(row, { tabindex: row.scrollWidth > row.clientWidth ? 0 : null }); // the keys reach what scrolls, and pass by what does not
      }
    },
    light(name) {
      for (const row of forward.children) row.toggleAttribute("data-now", row.dataset.of === name);
    },
  };
  return api;
}

/** In a line of its own; fractions as tall as on a blackboard where they are `large`. */
function shown(formula, large = false) {
  const math = letters(formula);
  math.setAttribute("display", "inline");
  if (large) math.setAttribute("displaystyle", "true");
  return math;
}
