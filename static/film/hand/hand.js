/** What a hand does in the lanes of a film that is alive: it holds values, and carries memories over. */

import { html } from "../../shared/dom.js";

/**
 * @param {HTMLElement} wrapper
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {import("../live/live.js").Live} live
 * @param {ReturnType<import("../lanes/lanes.js").createLanes>} lanes
 */
export function createHand(wrapper, film, state, view, live, lanes) {
  return { element: html("div", { class: "hand" }), draw() {} };
}
