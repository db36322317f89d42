/** The button at a row that colours the words by it, or lets them be. */

import { html, mark } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { tintText } from "./tint.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../film.js").Name} name of the lane
 * @param {number | null} unit null for the one that is chosen
 */
export function createBrush(film, state, name, unit) {
  const own = tintText(name.name, unit);
  const what = `Colour the ${film.chips} by ${name.letter || name.label} of ${unit === null ? "the chosen unit" : `unit ${unit}`}`;
  const press = () => state.set({ tint: state.get().tint === own ? "" : own });
  const element = html("button", { type: "button", class: "brush", "aria-label": what, title: what, "data-tint": own, onclick: press }, icon("drop"));
  return {
    element,
    /** @param {import("../state.js").Place} place */
    draw: (place) => mark(element, { "aria-pressed": String(place.tint === own) }),
  };
}
