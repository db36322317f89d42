/** The closer look as it stands on the page: the path of the states on one side, the moments like the present one on the other. */

import { dress } from "../../shared/sheet.js";
import { html, mark, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { createChoice } from "../player/choice.js";
import { createAdded } from "./added.js";
import { createAsking } from "./asking.js";
import { createChart } from "./chart.js";
import { openCorpus } from "./corpus.js";
import { createList } from "./list.js";
import { createPaths } from "./paths.js";

const MOST = 8; // moments that are listed

/** @param {HTMLElement} wrapper */
export const dressed = (wrapper) => dress(wrapper, import.meta.url, "closer.css");

/**
 * @param {import("./closer.js").Closer} closer
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {() => void} opened another sentence
 */
export function createRoom(closer, film, state, view, opened) {
  const { live } = closer;
  const { about, bodies } = closer.sent();
  const { layer, signs } = film.header.live;
  const sentences = openCorpus(bodies);
  const vocabulary = live.model.vocabulary.map((word) => signs[word] ?? word);
  const thousands = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  const counted = thousands(sentences.length);
  const paths = createPaths(live, film);
  const chart = createChart(film, state, view);
  const added = createAdded(live, paths, () => state.redraw("closer"));
  const list = createList(live, open);
  const asking = createAsking(layer, sentences, {
    found,
    failed: (why) => (write(progress, ""), write(status, `The moments could not be found: ${why}.`)),
    reads: (count) => write(progress, `${thousands(count)} read`),
  });
  const names = closer.states.map((name) => film.name(name));
  const ofState = createChoice("State", names.map(({ name, letter, label }) => [name, `${letter} ${label}`]), closer.choose);
  const axes = createChoice("Axes", about.planes[closer.states[0]].map(({ title }, k) => [k, title]), (k) => closer.turn(k));
  const which = createChoice("Compare", [["all", `all ${film.units} units`], ["pinned", ""]], (one) => ((whole = one === "all"), state.redraw("closer")));
  const close = html("button", { type: "button", class: "shut", "aria-label": "close the closer look", onclick: closer.close }, icon("cross"));
  const [heading, measure, status] = [html("h2"), html("p", { class: "measure" }), html("p", { class: "status", role: "status" })];
  const progress = html("p", { class: "status" }); // not spoken: it changes sixty times
  const element = html(
    "section", { class: "closer", role: "group", "aria-label": "closer look" },
    html("header", {}, html("h2", {}, "State path"), ofState.element, axes.element, close),
    html("div", { class: "sides" }, html("div", { class: "walk" }, chart.element, added.element), html("div", { class: "moments" }, html("header", {}, heading, which.element), measure, status, progress, list.element)),
    html("p", { class: "sources" }, sources()),
  );
  ofState.element.hidden = names.length < 2;
  axes.element.hidden = about.planes[closer.states[0]].length < 2;
  let whole = true;
  let reader = /** @type {import("../../live/model.js").Model | null} */ (null); // whose weights read the sentences
  let drawn = ""; // the sentences, the state and the axes that the picture was laid out for

  function sources() {
    return `Axes: principal components (Pearson 1901) of the trained network\u2019s states over ${counted} sentences that the task \u201c${about.task}\u201d draws; they stay while you change words and values. A unit is as long on both. Moments: the match of LSTMVis (Strobelt et al. 2018).`;
  }

  function found(matches) {
    write(progress, "");
    write(status, matches.length ? "" : "No other sentence has such a moment.");
    list.show(matches.map(({ sentence, step, distance }) => ({ step, distance, words: sentences[sentence].map((id) => vocabulary[id]) })));
  }

  /** The sentence of a moment, in the film, at its word. */
  function open(words, step) {
    live.setWords(words);
    state.toWord(step);
    opened();
  }

  function ask(place) {
    const { name } = closer.at();
    const units = !whole && place.pins.length ? place.pins : null;
    const before = paths.idsOf(film.words.slice(0, place.word + 1));
    const { by } = live.read();
    if (by !== reader) write(status, `Reading ${counted} sentences \u2026`);
    reader = by;
    asking.ask({ name, target: paths.at(name, place.word), units, before: live.holds().length ? [] : before, most: MOST }, by);
    write(heading, `Moments most like \u201c${film.words[place.word]}\u201d`);
    write(measure, `Distance: the root of the summed squared differences of ${film.name(name).letter}, over ${units ? `unit${units.length > 1 ? "s" : ""} ${units.join(", ")}` : "all units"}. 0 is the same state.`);
    which.element.hidden = !place.pins.length;
    which.name("pinned", `the pinned: ${place.pins.join(", ")}`);
    which.show(units ? "pinned" : "all");
  }

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    const has = (...keys) => keys.some((key) => changed.has(key));
    const { name, turned } = closer.at();
    const plane = about.planes[name][turned];
    if (has("more")) {
      ofState.show(name);
      axes.show(turned);
    }
    if (has("more", "closer", "values", "sentence", "size", "theme", "zoom")) {
      const laid = [name, turned, film.words.join(" "), paths.added().join(";")].join("|");
      chart.draw(place, paths.of(name, plane), plane, film.name(name), laid !== drawn);
      drawn = laid;
    } else if (has("word")) chart.point(place);
    if (has("more", "closer", "values", "sentence", "word", "pins", "zoom")) ask(place);
  }

  return { element, draw, focus: () => (names.length > 1 ? ofState.element.querySelector("button") : close).focus({ preventScroll: true }), leave: asking.leave };
}
