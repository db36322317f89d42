/** All that only a film that is alive needs: fetched once its first picture stands. */

import { openModel } from "../live/model.js";
import { dress } from "../shared/sheet.js";
import { createHand } from "./hand/hand.js";
import { createLine } from "./line/line.js";
import { readVersion, writeVersion } from "./live/address.js";
import { createLive } from "./live/live.js";
import { readHolds, writtenHolds } from "./live/text.js";
import { createMore } from "./more/more.js";
import { createPanel } from "./more/panel.js";
import { createSentence } from "./words/sentence.js";

export { createLive, createMore, openModel, readHolds, readVersion, writeVersion, writtenHolds };

/** Puts on what these parts wear. */
export const dressed = (wrapper) => dress(wrapper, import.meta.url, ["words/words.css", "line/line.css", "hand/hand.css", "more/more.css", "views/terms.css"]);

/**
 * The sentence (none where it is the page's own), the line under it, the hand, and what can be opened besides, if any.
 * @param {HTMLElement} wrapper
 * @param {import("./film.js").Film} film
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {import("./view.js").View} view
 * @param {import("./live/live.js").Live} live
 * @param {ReturnType<import("./lanes/lanes.js").createLanes>} lanes
 * @param {import("./more/more.js").More | null} more
 */
export function createAliveParts(wrapper, film, state, view, live, lanes, more) {
  const line = createLine(film, live, film.asks ? "" : hintOf(live, view.touch));
  const words = live.fixed || live.numbers ? null : createSentence(wrapper, film, state, view, live, line);
  return { line, words, hand: film.asks ? null : createHand(wrapper, film, state, view, live, lanes, line), more: more && createPanel(film, state, view, more, line, words?.strip) };
}

/** What a hand can do, in a sentence or two. */
function hintOf({ fixed, numbers }, touch) {
  const words = touch ? "Tap a word twice to change it." : "Click a word twice to change it.";
  const rows = touch ? "Hold a finger on a row to hold its value." : "Press on a row to hold its value.";
  return fixed || numbers ? rows : `${words} ${rows}`;
}
