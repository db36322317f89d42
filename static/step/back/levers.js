/** What arrives from later, set by the reader: one lever for each name that hears of the loss. */

import { html, mark, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { colourOf } from "../../shared/theme.js";
import { MOST } from "../live/way_back.js";

/**
 * @param {import("../step.js").Step} step
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => import("../../shared/theme.js").Theme}} view
 */
export function createLevers(step, state, view) {
  const rows = step.back.hears.map((name) => {
    const value = html("output", { class: "number", "aria-live": "off" });
    const letter = html("span", { class: "letter" }, `d${name}`);
    const lever = /** @type {HTMLInputElement} */ (
      html("input", { type: "range", min: -MOST, max: MOST, step: 0.05, "aria-label": `d${name}, what arrives at ${name}`, oninput: () => state.arrive({ [name]: Number(lever.value) }) })
    );
    return { name, value, letter, lever, element: html("label", { class: "lever" }, letter, lever, value) };
  });
  const element = html("div", { class: "levers", "data-drags": "" }, ...rows.map((row) => row.element));

  function draw() {
    for (const { name, value, letter, lever } of rows) {
      const now = step.back.arriving()[name];
      letter.style.color = colourOf(step.colours.get(name), view.theme(), "text");
      if (Number(lever.value) !== now) lever.value = String(now);
      write(value, number(now));
      mark(lever, { "aria-valuetext": number(now) });
    }
  }

  return { element, draw };
}
