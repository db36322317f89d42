/** The cell's diagram with the numbers of one unit, and the choice of the unit. */

import { createDiagram } from "../shared/diagram.js";
import { html, mark, write } from "../shared/dom.js";
import { saved } from "../shared/saving/own.js";
import { called } from "./step.js";

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
  const head = saved(html("header", {}, title, step.units > 1 ? choice : null), diagram.element, "cell-with-its-numbers", table);
  const element = html("section", { class: "card cell" }, head, diagram.element);
  const numbersOf = ({ back, micro, unit }) => (back ? { value: (node) => step.back.derivative(node, unit, micro), stage: (node) => step.back.stage(node, micro) } : { value: (node) => step.value(node, unit), stage: (node) => step.stage(node, state.done()) });

  /** The number of each wire and box, as far as it is computed. */
  function table() {
    const place = state.get();
    const { value, stage } = numbersOf(place);
    const { wires, boxes } = step.header().diagram;
    const nodes = [...new Set([...wires, ...boxes].map(({ node }) => node))].filter((node) => node !== null && stage(node) !== "future" && value(node) !== null);
    return [["unit", "what", place.back ? "derivative of the loss" : "number"], ...nodes.map((node) => [place.unit + 1, called(step, node), value(node)])];
  }

  function draw(place, changed) {
    const { back, unit } = place;
    if (!["back", "micro", "unit", "seen", "theme", "data", "values"].some((key) => changed.has(key))) return;
    write(title, `The ${step.header().title} cell, unit ${unit + 1}${back ? ", backward" : ""}`);
    buttons.forEach((button, k) => mark(button, { "aria-pressed": String(k === unit) }));
    diagram.entitle(`The ${step.header().title} cell, unit ${unit + 1}, at ${state.part().title}`);
    diagram.draw({ ...numbersOf(place), scale: back ? () => 1 : step.scale, reversed: back }, view.theme());
  }

  return { element, draw };
}
