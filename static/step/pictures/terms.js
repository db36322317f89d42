/** Each weight times its input, as bars that add up to the sum of a gate. */

import { drawBars } from "../../shared/chart/bars.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { signed } from "./sum.js";

const ROW = 27;

/**
 * @param {{node: number, terms: import("../step.js").Term[]}} picture
 * @param {import("../step.js").Look} look
 */
export function drawTerms(picture, { step, unit, theme, em, width, part, held }) {
  const { node } = picture;
  let to = 0;
  const bars = eachOf(picture, step, unit).map(({ name, label, weight, input, value }, k) => {
    const from = to;
    to += value;
    const text = weight === undefined ? "" : `${number(weight)} \u00b7 ${number(input)}`;
    return { ...look(name), label, text, from, to, value: signed(value, k), key: `each ${k}` };
  });
  const sum = step.value(node, unit);
  const whole = { ...look(part.name), ink: colourOf(step.colours.get(part.name), theme, "text"), label: "sum", from: 0, to, value: number(sum), node, whole: true };
  const said = `${bars.map(({ label, value }) => `${label.replace("_", " ")} ${value}`).join(", ")}, together ${number(sum)}`;
  return drawBars([...bars, whole], { width, em, theme, said, held, row: ROW });

  function look(name) {
    return { mark: colourOf(step.colours.get(name), theme, "mark"), dash: step.name(name)?.dash };
  }
}

/**
 * What adds up to a sum: each weight and its input, or a term that is no product.
 * @param {{node: number, terms: any[]}} picture
 * @param {import("../step.js").Step} step
 * @param {number} unit
 * @returns {{name: string, label: string, value: number, weight?: number, input?: number}[]}
 */
export function eachOf({ node, terms }, step, unit) {
  const { data, shape } = step.array(`each/${node}`);
  const inputsOf = ({ name, sign, product }) => {
    const inputs = step.vector(product.of);
    const weights = step.array(`number/${product.weight}`).data;
    return inputs.map((input, k) => ({ name, label: `${sign < 0 ? "\u2212 " : ""}${product.name || "input"}_${k + 1}`, weight: weights[unit * inputs.length + k], input }));
  };
  const named = terms.flatMap((term) => (term.product ? inputsOf(term) : [{ name: term.name, label: term.label }]));
  return named.map((one, k) => ({ ...one, value: data[k * shape[1] + unit] }));
}
