/** A formula in the colours of its names. */

import { colourOf } from "../shared/theme.js";

/** @param {Element} formula @param {import("./step.js").Step} step @param {import("../shared/theme.js").Theme} theme */
export function painted(formula, step, theme) {
  formula.setAttribute("display", "inline");
  for (const element of formula.querySelectorAll("[data-name]")) {
    const colour = step.colours.get(element.getAttribute("data-name"));
    if (colour) element.style.color = colourOf(colour, theme, "text");
  }
  return formula;
}
