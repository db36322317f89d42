/** The sentence of a film that is alive: every word can be replaced, moved, left out, and others put in. */

import { createWords } from "../lanes/words.js";

/**
 * @param {HTMLElement} wrapper
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {import("../live/live.js").Live} live
 */
export function createSentence(wrapper, film, state, view, live) {
  return createWords(film, state, view.still);
}
