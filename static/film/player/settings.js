/** How the lanes are shown: the order of their rows, and whether c and h are raw or because of the word. */

import { hide, html } from "../../shared/dom.js";
import { becauseText } from "../film.js";
import { createChoice } from "./choice.js";
import { createScope } from "./scope.js";

const FILM = 2;
const ORDERS = { named: "named", carries: "what carries", keeps: "how long they keep", index: "number" };

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 */
export function createSettings(film, state) {
  const keeps = Object.keys(film.header.belt).length > 0; // where nothing is kept there is no order by it
  const orders = Object.keys(ORDERS).filter((by) => film.header.orders[by] && (by !== "keeps" || keeps));
  const order = createChoice("Rows by", orders.map((by) => [by, ORDERS[by]]), (by) => state.set({ order: by }));
  const view = createChoice(
    "Colour",
    [
      ["because", ""],
      ["raw", "raw values"],
    ],
    (which) => state.set({ view: which }),
  );
  const scope = createScope(film, state);
  const element = html("div", { class: "settings" }, view.element, orders.length > 1 ? order.element : null, scope.element);

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    if (changed.has("zoom")) {
      order.element.hidden = place.zoom !== FILM; // elsewhere nothing is sorted by rows
      element.hidden = place.zoom > FILM;
    }
    if (changed.has("order")) order.show(place.order);
    if (changed.has("view")) view.show(place.view);
    if (changed.has("sentence")) {
      hide(view.element, !film.because.length);
      view.entitle(`Colour of ${film.because.map((name) => film.name(name)?.letter ?? name).join(", ")}`);
      view.name("because", becauseText(film));
    }
    scope.draw(place, changed);
  }

  return { element, draw };
}
