/** The cell's diagram with the numbers of one unit, and the choice of the unit. */

import { createDiagram } from "../shared/diagram.js";
import { html, mark, write } from "../shared/dom.js";

/**
 * @param {import("./step.js").Step} step
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {{theme: () => import("../shared/theme.js").Theme}} view
 */
export function createCell(step, state, view) {
  const title = html("h2");
  const buttons = Array.from({ length: step.units }, (_, unit) =>
    html("button", { type: "button", "aria-label": `unit ${unit + 1}`, onclick: () => state.toUnit(unit) }, unit + 1),
  );
  const choice = html("div", { class: "choice", role: "group", "aria-label": "unit" }, html("span", { class: "caption" }, "unit"), ...buttons);
  const diagram = createDiagram(step.header().diagram, step.colours, step.header().title);
  const element = html("section", { class: "card cell" }, html("header", {}, title, step.units > 1 ? choice : null), diagram.element);

  function draw({ back, micro, unit }, changed) {
    if (!["back", "micro", "unit", "seen", "theme", "data", "values"].some((key) => changed.has(key))) return;
    write(title, `The ${step.header().title} cell, unit ${unit + 1}${back ? ", backward" : ""}`);
    buttons.forEach((button, k) => mark(button, { "aria-pressed": String(k === unit) }));
    diagram.entitle(`The ${step.header().title} cell, unit ${unit + 1}, at ${state.part().title}`);
    const forward = { value: (node) => step.value(node, unit), stage: (node) => step.stage(node, state.done()) };
    const backward = { value: (node) => step.back.derivative(node, unit, micro), stage: (node) => step.back.stage(node, micro) };
    diagram.draw({ ...(back ? backward : forward), scale: back ? () => 1 : step.scale, reversed: back }, view.theme());
  }

  return { element, draw };
}
