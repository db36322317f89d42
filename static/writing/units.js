/** Which unit colours the letters and can be held: one of any layer, those that follow something first. */

import { hide, html } from "../shared/dom.js";
import { filled } from "../shared/said.js";

/**
 * @param {{units: number, layers: number, follows: Record<string, string>, says: Record<string, string>}} about
 * @param {() => void} changed
 */
export function createUnits({ units, layers, follows, says }, changed) {
  /** A unit, counted through all layers, as one says it. */
  const name = (k) => (layers > 1 ? filled(says.layer, { unit: String(k % units), layer: String(Math.floor(k / units) + 1) }) : String(k));
  const option = (k, text) => html("option", { value: k }, text);
  const found = Object.entries(follows).map(([k, what]) => option(Number(k), filled(says.follows, { unit: name(Number(k)), what })));
  const rest = Array.from({ length: units * layers }, (_, k) => k).filter((k) => !(k in follows));
  const select = /** @type {HTMLSelectElement} */ (html("select", { "aria-label": says.unit ?? "", onchange: changed }, ...found, ...rest.map((k) => option(k, name(k)))));
  const element = html("label", { class: "unit" }, says.unit ?? "", " ", select);
  hide(element, !units);
  return {
    element,
    name,
    /** @returns {number} counted through all layers */
    value: () => Number(select.value),
    /** Says where it is. @param {number} k @returns {{layer: number, unit: number}} */
    show(k) {
      select.value = String(k);
      return { layer: Math.floor(k / units), unit: k % units };
    },
  };
}
