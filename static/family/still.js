/** A cell's diagram without numbers: the wiring alone, in the colours of its names. */

import { createDiagram } from "../shared/diagram.js";

const STILL = { value: () => 0.3, scale: () => 1, stage: () => "past" };

/**
 * @param {import("../shared/diagram.js").Diagram} diagram
 * @param {[string, {mark: string, light: string, dark: string}][]} colours of names
 * @param {string} title what a screen reader says
 */
export function createStill(diagram, colours, title) {
  const wires = diagram.wires.map((wire) => ({ ...wire, label: null }));
  const { element, draw } = createDiagram({ ...diagram, wires }, new Map(colours), title);
  return { element, paint: (theme) => draw(STILL, theme) };
}
