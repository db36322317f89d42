/** One line that a screen reader reads when the film has come to rest. */

import { html, write } from "../../shared/dom.js";
import { fill, number, percent } from "../../shared/format.js";

const SETTLED = 350; // ms without movement

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 */
export function createReader(film, state) {
  const element = html("p", { class: "reader", role: "status", "aria-live": "polite" });
  let timer = 0;

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    if (!["word", "micro", "unit", "playing", "values"].some((key) => changed.has(key))) return;
    clearTimeout(timer);
    if (!place.playing) timer = setTimeout(() => write(element, sentence(state.get())), SETTLED); // nobody hears a word a second out
  }

  function sentence(place) {
    const word = film.words[place.word];
    const step = film.numbered ? `${film.Noun} ${film.words[place.word]} of ${film.words[film.steps - 1]}` : `${film.Noun} ${place.word + 1} of ${film.steps}, ${word}`;
    const where = `${step}, unit ${place.unit}`;
    const valueOf = (node) => film.nodeValue(node, place.word, place.unit);
    if (place.micro < film.lastPart) {
      const part = film.parts[place.micro];
      return `${where}, ${part.title}: ${fill(part.sentence, valueOf, { word, unit: place.unit })}`;
    }
    const values = film.lanes.map((name) => `${name.label} ${number(film.value(name.name, place.word, place.unit))}`);
    const [next] = film.next(place.word);
    return `${where}: ${values.join(", ")}.${next ? ` Most likely next: ${next.text}, ${percent(next.probability)}.` : ""}`;
  }

  return { element, draw, leave: () => clearTimeout(timer) };
}
