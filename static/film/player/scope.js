/** Whose values one colour scale spans: those of each unit, of the layer, of all lanes. */

import { SCOPES } from "../colour/scales.js";
import { createChoice } from "./choice.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<typeof import("../state.js").createState>} state
 */
export function createScope(film, state) {
  const several = film.lanes.filter(({ kind }) => kind !== "gate").length > 1;
  const offered = SCOPES.filter(([scope]) => several || scope !== "all");
  const choice = createChoice("Colour scale of", offered.map(([scope, text]) => [scope, text]), (scope) => state.set({ scope }));
  for (const [scope, , says] of offered) choice.element.querySelector(`[data-value=${scope}]`).setAttribute("title", says);
  return {
    element: choice.element,
    /** @param {import("../state.js").Place} place @param {Set<string>} changed */
    draw: (place, changed) => changed.has("scope") && choice.show(place.scope),
  };
}
