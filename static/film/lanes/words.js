/** The sentence as chips: what was read, the word being read, what is to come. */

import { fit, html, mark, write } from "../../shared/dom.js";
import { createColouring } from "../colour/chips.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {HTMLElement | null} [end] what stands behind the last word
 */
export function createWords(film, state, view, end = null) {
  const chips = /** @type {HTMLElement[]} */ ([]);
  const silent = film.noun === "step"; // numbers in a row say nothing that the columns do not
  const element = html("div", { class: "words", hidden: silent, role: "group", "aria-label": film.noun === "word" ? "the sentence" : `the ${film.noun}s` }, end);
  const colour = createColouring(film, view.theme, chips);
  take();

  /** The words of the sentence, each in its chip. */
  function take() {
    fit(element, chips, film.steps, (k) => html("button", { type: "button", class: "chip", tabindex: -1, onclick: () => state.toWord(k) }), end);
    chips.forEach((chip, k) => {
      write(chip, film.words[k]);
      chip.classList.toggle("cue", film.isCue(k));
      mark(chip, { "aria-label": film.numbered ? film.named(k) : `${film.noun} ${k + 1}: ${film.words[k]}` });
    });
  }

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    colour(place, changed);
    if (!changed.has("word")) return;
    chips.forEach((chip, k) => {
      mark(chip, {
        "data-place": k < place.word ? "read" : k === place.word ? "now" : "ahead",
        "aria-current": k === place.word ? "step" : null,
        tabindex: k === place.word ? 0 : -1, // one stop on the way of Tab
      });
    });
    queueMicrotask(() => centre(chips[place.word])); // once all is drawn: asking where it stands lays out the page
  }

  function centre(chip) {
    if (element.scrollWidth <= element.clientWidth) return;
    const left = chip.offsetLeft - element.offsetLeft - (element.clientWidth - chip.offsetWidth) / 2;
    element.scrollTo({ left, behavior: view.still() || state.get().playing ? "instant" : "smooth" });
  }

  return { element, chips, take, draw };
}
