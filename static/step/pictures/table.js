/** The numbers of a micro-step's picture, as a table for one unit. */

import { called } from "../step.js";
import { eachOf } from "./terms.js";

/**
 * @param {import("../step.js").Look} look
 * @param {boolean} each whether a sum shows each weight times its input
 * @returns {(string | number)[][]}
 */
export function tableOf({ step, part, unit }, each) {
  const { picture } = part;
  const named = (node) => [called(step, node), step.value(node, unit)];
  const kinds = {
    sum: () => [...picture.terms.map(({ label, sign, node }) => [`${sign < 0 ? "\u2212 " : ""}${label}`, Math.sign(sign) * step.value(node, unit)]), ["sum", step.value(picture.node, unit)]],
    squash: () => [named(picture.inside), named(picture.node), ["slope", step.array(`slope/${picture.node}`).data[unit]]],
    valve: () => [picture.value, picture.gate, picture.node].map(named),
    vector: () => picture.parts.flatMap(({ node, name }) => step.vector(node).map((value, k) => [`${name}_${k + 1}`, value])),
    values: () => picture.nodes.map(named),
  };
  const ofUnit = (rows) => rows.map((row) => [part.title, unit + 1, ...row]);
  if (!each || !picture.each) return [["micro-step", "unit", "what", "number"], ...ofUnit(kinds[picture.kind]())];
  const terms = eachOf(picture, step, unit).map(({ label, weight, input, value }) => [label, weight ?? "", input ?? "", value]);
  return [["micro-step", "unit", "what", "weight", "input", "number"], ...ofUnit([...terms, ["sum", "", "", step.value(picture.node, unit)]])];
}
