/** The likeliest next words with their probabilities. */

import { html, mark, write } from "../../shared/dom.js";
import { percent } from "../../shared/format.js";

/** @param {import("../film.js").Film} film */
export function createBars(film) {
  const rows = film.next(0).map(() => {
    const [word, bar, value] = [html("span", { class: "word" }), html("span", { class: "bar" }), html("span", { class: "value" })];
    return { word, bar, value, element: html("div", { class: "row" }, word, html("span", { class: "track" }, bar), value) };
  });
  const after = html("span", { class: "count" });
  const element = html(
    "section",
    { class: "card next", hidden: !rows.length },
    html("header", {}, html("h2", {}, film.expected), after),
    ...rows.map((row) => row.element),
    html("p", { class: "sentence readout" }, `The readout scores every ${film.header.tags ? "answer" : `${film.noun} of the vocabulary`} from ${film.header.output}; the scores become probabilities.`),
  );

  /** @param {import("../state.js").Place} place */
  function draw(place, changed) {
    if (!["word", "micro", "zoom", "theme", "values"].some((key) => changed.has(key))) return;
    mark(element, { "data-stage": place.micro < film.lastPart ? "future" : "now" });
    if (!["word", "zoom", "values"].some((key) => changed.has(key))) return;
    write(after, `after \u201c${film.words[place.word]}\u201d`);
    const came = film.words[place.word + 1];
    film.next(place.word).forEach(({ text, probability }, k) => {
      const { word, bar, value, element: row } = rows[k];
      write(word, text);
      write(value, percent(probability));
      bar.style.transform = `scaleX(${probability})`;
      mark(row, { "data-came": text === came });
    });
  }

  return { element, draw };
}
