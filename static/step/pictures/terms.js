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
export function drawTerms({ node, terms }, { step, unit, theme, em, width, part, held }) {
  const { data, shape } = step.array(`each/${node}`);
  const values = Array.from({ length: shape[0] }, (_, k) => data[k * shape[1] + unit]);
  const named = terms.flatMap((term) => (term.product ? inputsOf(term) : [{ name: term.name, label: term.label, text: "" }]));
  let to = 0;
  const bars = named.map(({ name, label, text }, k) => {
    const from = to;
    to += values[k];
    return { ...look(name), label, text, from, to, value: signed(values[k], k), key: `each ${k}` };
  });
  const sum = step.value(node, unit);
  const whole = { ...look(part.name), ink: colourOf(step.colours.get(part.name), theme, "text"), label: "sum", from: 0, to, value: number(sum), node, whole: true };
  const said = `${bars.map(({ label, value }) => `${label.replace("_", " ")} ${value}`).join(", ")}, together ${number(sum)}`;
  return drawBars([...bars, whole], { width, em, theme, said, held, row: ROW });

  function inputsOf({ name, sign, product }) {
    const inputs = step.vector(product.of);
    const weights = step.array(`number/${product.weight}`).data;
    return inputs.map((input, k) => {
      const weight = weights[unit * inputs.length + k];
      return { name, label: `${sign < 0 ? "\u2212 " : ""}${product.name || "input"}_${k + 1}`, text: `${number(weight)} \u00b7 ${number(input)}` };
    });
  }

  function look(name) {
    return { mark: colourOf(step.colours.get(name), theme, "mark"), dash: step.name(name)?.dash };
  }
}
