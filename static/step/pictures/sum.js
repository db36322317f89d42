/** Terms that add up, as bars that each begin where the one before ended, and their sum. */

import { drawBars } from "../../shared/chart/bars.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { spoken } from "../step.js";

/**
 * @param {{node: number, terms: import("../step.js").Term[]}} picture
 * @param {import("../step.js").Look} look
 */
export function drawSum(picture, { step, unit, theme, em, width, part, held }) {
  const ends = step.array(`ends/${picture.node}`);
  const at = (k) => ends.data[k * ends.shape[1] + unit];
  const total = picture.terms.length;
  const look = (name) => ({ mark: colourOf(step.colours.get(name), theme, "mark"), dash: step.name(name)?.dash });
  const valueOf = ({ sign, node }) => (sign < 0 ? -step.value(node, unit) : step.value(node, unit));

  const bars = picture.terms.map((term, k) => ({
    ...look(term.name),
    label: `${term.sign < 0 ? "\u2212 " : ""}${term.label}`,
    text: spoken(term.text),
    from: at(k),
    to: at(k + 1),
    value: signed(valueOf(term), k),
    node: term.node,
  }));
  bars.push({
    ...look(part.name),
    ink: colourOf(step.colours.get(part.name), theme, "text"),
    label: step.node(picture.node).name ? step.name(part.name).letter : "sum",
    text: "",
    from: 0,
    to: at(total),
    value: number(step.value(picture.node, unit)),
    node: picture.node,
    whole: true,
  });
  const said = `${picture.terms.map((term) => `${term.label} ${number(valueOf(term))}`).join(", ")}, together ${number(step.value(picture.node, unit))}`;
  return drawBars(bars, { width, em, theme, held, said });
}

/** A number that is added to the one before it. */
export function signed(value, k) {
  if (k === 0) return number(value);
  return value < 0 ? number(value).replace("\u2212", "\u2212 ") : `+ ${number(value)}`;
}
