/** The cell's diagram with the numbers of one unit, and the choice of the unit. */

import { createDiagram } from "../shared/diagram.js";
import { html, mark, write } from "../shared/dom.js";

/**
 * @param {import("./step.js").Step} step
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {{theme: () => import("../shared/theme.js").Theme}} view
 */
export function createCell(step, state, view) {
  const title = html("h3");
  const buttons = Array.from({ length: step.units }, (_, unit) =>
    html("button", { type: "button", "aria-label": `unit ${unit + 1}`, onclick: () => state.toUnit(unit) }, unit + 1),
  );
  const choice = html("div", { class: "choice", role: "group", "aria-label": "unit" }, html("span", { class: "caption" }, "unit"), ...buttons);
  const diagram = createDiagram(step.header().diagram, step.colours, step.header().title);
  const element = html("section", { class: "card cell" }, html("header", {}, title, step.units > 1 ? choice : null), diagram.element);

  function draw({ micro, unit }, changed) {
    if (!["micro", "unit", "seen", "theme", "data", "values"].some((key) => changed.has(key))) return;
    write(title, `The ${step.header().title} cell, unit ${unit + 1}`);
    buttons.forEach((button, k) => mark(button, { "aria-pressed": String(k === unit) }));
    diagram.entitle(`The ${step.header().title} cell, unit ${unit + 1}, at ${step.parts[micro].title}`);
    diagram.draw(
      {
        value: (node) => step.value(node, unit),
        scale: step.scale,
        stage: (node) => step.stage(node, state.done()),
      },
      view.theme(),
    );
  }

  return { element, draw };
}
