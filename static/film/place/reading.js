/** How to read what is shown: Python's sentences for the zoom and the colours, with the word and the unit put in. */

import { html, write } from "../../shared/dom.js";

const ZOOMS = ["network", "film", "cell", "unit"];
const SHOWN = ["word", "unit", "zoom", "view", "values"];

/** @param {import("../film.js").Film} film */
export function createReading(film) {
  const says = html("span");
  const readings = film.header.readings;
  const element = html("p", { class: "reading", hidden: !readings }, html("b", {}, "How to read this. "), says);

  /** What the colours of the states mean. @param {import("../state.js").Place} place */
  function colours({ view }) {
    const { because, cause } = film.header;
    if (!because?.length) return readings.alone;
    if (view === "raw") return readings.raw;
    return (cause ?? film.header.cues[0]) === undefined ? readings.minus : readings.because;
  }

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (!readings || place.playing || !SHOWN.some((key) => changed.has(key) || changed.has("playing"))) return;
    const zoom = ZOOMS[place.zoom - 1];
    const coloured = zoom === "network" || zoom === "film";
    const put = { word: film.words[place.word], unit: place.unit, cause: film.words[film.header.cause ?? film.header.cues[0]] };
    const text = coloured ? `${readings[zoom]} ${colours(place)}` : readings[zoom];
    write(says, text.replace(/\{(word|unit|cause)\}/g, (_, name) => String(put[name])));
  }

  return { element, draw };
}
