/** The sentence as chips: what was read, the word being read, what is to come. */

import { html, mark } from "../../shared/dom.js";

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {() => boolean} still whether movement is unwanted
 */
export function createWords(film, state, still) {
  const chips = film.words.map((word, k) =>
    html(
      "button",
      {
        type: "button",
        class: film.cues.has(k) ? "chip cue" : "chip",
        tabindex: -1,
        "aria-label": film.noun === "word" ? `word ${k + 1}: ${word}` : film.named(k),
        onclick: () => state.toWord(k),
      },
      word,
    ),
  );
  const element = html("div", { class: "words", role: "group", "aria-label": film.noun === "word" ? "the sentence" : `the ${film.noun}s` }, ...chips);

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    if (!changed.has("word")) return;
    chips.forEach((chip, k) => {
      mark(chip, {
        "data-place": k < place.word ? "read" : k === place.word ? "now" : "ahead",
        "aria-current": k === place.word ? "step" : null,
      });
    });
    centre(chips[place.word]);
  }

  function centre(chip) {
    if (element.scrollWidth <= element.clientWidth) return;
    const left = chip.offsetLeft - element.offsetLeft - (element.clientWidth - chip.offsetWidth) / 2;
    element.scrollTo({ left, behavior: still() || state.get().playing ? "instant" : "smooth" });
  }

  return { element, draw };
}
