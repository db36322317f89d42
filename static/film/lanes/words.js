/** The sentence as chips: what was read, the word being read, what is to come. */

import { html, mark } from "../../shared/dom.js";
import { createColouring } from "../colour/chips.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 */
export function createWords(film, state, view) {
  const chips = film.words.map((word, k) =>
    html(
      "button",
      {
        type: "button",
        class: film.cues.has(k) ? "chip cue" : "chip",
        tabindex: -1,
        "aria-label": film.numbered ? film.named(k) : `${film.noun} ${k + 1}: ${word}`,
        onclick: () => state.toWord(k),
      },
      word,
    ),
  );
  const silent = film.noun === "step"; // numbers in a row say nothing that the columns do not
  const element = html("div", { class: "words", hidden: silent, role: "group", "aria-label": film.noun === "word" ? "the sentence" : `the ${film.noun}s` }, ...chips);
  const colour = createColouring(film, view.theme, chips);

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    colour(place, changed);
    if (!changed.has("word")) return;
    chips.forEach((chip, k) => {
      mark(chip, {
        "data-place": k < place.word ? "read" : k === place.word ? "now" : "ahead",
        "aria-current": k === place.word ? "step" : null,
      });
    });
    queueMicrotask(() => centre(chips[place.word])); // once all is drawn: asking where it stands lays out the page
  }

  function centre(chip) {
    if (element.scrollWidth <= element.clientWidth) return;
    const left = chip.offsetLeft - element.offsetLeft - (element.clientWidth - chip.offsetWidth) / 2;
    element.scrollTo({ left, behavior: view.still() || state.get().playing ? "instant" : "smooth" });
  }

  return { element, draw };
}
