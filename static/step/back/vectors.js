/** Derivatives that come in rows: by the weights of a unit, and by all that stands at the cell's entrance. */

import { html } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";

/**
 * @param {import("../step.js").Step} step
 * @param {import("../live/way_back.js").BackPart} part
 * @param {number} unit
 * @param {import("../../shared/theme.js").Theme} theme
 * @returns {HTMLElement | null} null where a part has none
 */
export function drawVectors(step, { hands, vectors = [] }, unit, theme) {
  const { units, inputs, around, program } = step.header();
  const here = around ? ", at the pixel" : "";
  const rows = [
    ...hands.filter(({ matrix }) => matrix).map(({ matrix }) => {
      const size = program.parameters[matrix][1] === "D" ? inputs : units;
      const values = Array.from({ length: size }, (_, k) => step.back.weight(matrix, [unit, k]));
      return row(["by ", ...lowered(matrix), `, the weights of unit ${unit + 1}`], matrix, values, `${unit + 1}`, null);
    }),
    ...hands.filter(({ vector }) => vector).map(({ share, to, label, name }) => {
      const size = step.node(to).op === "x" ? inputs : units;
      const values = Array.from({ length: size }, (_, k) => step.value(share, k));
      return row([`by ${label}, from all units of this sum${here}`], name, values, "", share);
    }),
    ...vectors.map(({ node, name, op }) => {
      const values = step.back.vector(node, op === "x" ? inputs : units);
      return row([`by ${op === "x" ? "the input x" : `${name} of the step before`}${here}`], name, values, "", step.header().back.totals[node] ?? null);
    }),
  ];
  return rows.length ? html("div", { class: "vectors" }, ...rows) : null;

  function row(caption, name, values, first, node) {
    const colour = colourOf(step.colours.get(name), theme, "text");
    const letter = (k) => html("span", { class: "letter", style: `color: ${colour}` }, `d${name.split("_")[0]}`, html("sub", {}, `${below(name)}${first}${k + 1}`));
    const chips = values.map((value, k) => html("span", { class: "chip" }, letter(k), html("span", { class: "number", "data-node": node, "data-key": name }, number(value))));
    return html("div", { class: "vector" }, html("span", { class: "caption" }, ...caption), html("div", { class: "chips" }, ...chips));
  }
}

const below = (name) => name.split("_")[1] ?? "";
const lowered = (name) => [html("span", { class: "letter" }, name.split("_")[0], html("sub", {}, below(name)))];
