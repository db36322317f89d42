/** The film of one sequence that stays the same while the network learns: one gate of all units, and what is answered. */

import { html, mark, write } from "../shared/dom.js";
import { number, percent } from "../shared/format.js";
import { filled } from "../shared/said.js";
import { count } from "./picture/scales.js";
import { createStrip } from "./picture/strip.js";
import { createReader } from "./run/reader.js";

const COMPARED = 6; // sequences on which gates are compared

/** @param {any} header from Python */
export function createFilm(header) {
  const { words, names, sequences, answers, within } = header;
  const longest = Math.max(...sequences.map(({ labels }) => labels.length));
  const reader = createReader(longest, within);
  let which = header.first;
  let redraw = () => {};
  const buttons = names.map(({ name, short, label }) =>
    html("button", { type: "button", title: label, "aria-label": label, onclick: () => ((which = name), redraw()) }, short),
  );
  const choice = html("div", { class: "choice names", role: "group", "aria-label": words.film.names }, ...buttons);
  const strip = createStrip(words.film, names, "film-of-one-sequence");
  const title = html("p", { class: "film-title" });
  const answer = html("p", { class: "answer" });
  const element = html("div", { class: "film" }, html("div", { class: "film-head" }, title, choice), strip.element, answer);

  /** @param {import("./run/history.js").Moment} moment @param {boolean} dark */
  function draw({ update, model }, dark) {
    redraw = () => draw({ update, model }, dark);
    const [sequence] = sequences;
    const reading = reader.read(model, sequence);
    strip.draw(reading, sequence, which, { H: reading.H, dark, answers });
    buttons.forEach((button, k) => mark(button, { "aria-pressed": String(names[k].name === which) }));
    write(title, filled(words.film.title, { name: names.find(({ name }) => name === which).label, update: count(update) }));
    write(answer, reading.lost === null ? said(reading.answers, sequence) : reading.lost || words.film.lost);
    mark(element, { "data-update": update, "data-name": which });
    return reading.answers;
  }

  function said({ said: given, right, sure }, { asked }) {
    if (asked.length > 1) return filled(words.film.several, { right: String(right.filter(Boolean).length), asked: String(asked.length) });
    const target = asked[0][1];
    if (!answers.length) return filled(words.film.number, { said: number(given[0], 2), target: number(target, 2) });
    return filled(words.film.choice, { said: answers[given[0]], target: answers[target], sure: percent(sure[0]) });
  }

  /** All steps of some sequences of one name, each with all units. */
  function valuesOf(model, name) {
    const found = sequences.slice(0, COMPARED).map((sequence) => reader.read(model, sequence).values(name));
    const all = new Float64Array(found.reduce((sum, { length }) => sum + length, 0));
    found.reduce((at, values) => (all.set(values, at), at + values.length), 0);
    return all;
  }

  return { element, draw, valuesOf };
}
