/** One unit's numbers over time: every gate and state, and what of the memory was kept and what was added. */

import { html, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { createBoard } from "../lanes/board.js";
import { createPinButton } from "../pinned/button.js";
import { createTrack, turnsOf } from "./track.js";

const RESTED = 200; // ms after the last number that moved, until those out of sight are drawn as well
const NEXT = 17; // ms, a frame for each lane

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {{theme: () => any, em: () => number, touch: boolean, still: () => boolean}} view
 */
export function createUnit(film, state, view) {
  const tracks = tracksOf(film).map((track) => createTrack(film, state, view, track, () => board.columns().width));
  const board = createBoard(film, state, view, tracks, true);
  const title = html("h2");
  const turn = (by, label, name) =>
    html(
      "button",
      { type: "button", class: "step", "aria-label": label, title: `${label} (${by < 0 ? "\u2191" : "\u2193"})`, onclick: () => state.stepUnit(by) },
      icon(name),
    );
  const pin = createPinButton(state);
  const picker = html("div", { class: "picker" }, turn(-1, "Unit in the row above", "less"), title, turn(1, "Unit in the row below", "more"), pin.element);
  const element = html("div", { class: "unit-view" }, picker, board.element);
  let owed = 0;
  let round = 0;
  board.scroller.addEventListener("scroll", see, { passive: true });
  board.field.addEventListener("click", (event) => event.target.closest(".head") || state.toWord(board.wordAt(event)));

  /** As far to both sides as can be seen at once: what a scroll uncovers is there already. */
  function see() {
    const [first, last] = board.seen();
    tracks.forEach((track) => track.see(first - (last - first), last + (last - first)));
  }

  /** All numbers of one lane, then those of the next. */
  function rest(k) {
    tracks[k].paint(state.get(), 0, film.steps);
    if (k + 1 < tracks.length) owed = setTimeout(rest, NEXT, k + 1);
  }

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (place.zoom !== 4) return;
    const has = (...keys) => keys.some((key) => changed.has(key));
    const anew = has("size", "theme", "zoom");
    if (anew || has("unit", "pins")) pin.draw(place);
    if (anew) board.lay();
    if (anew || has("unit", "values")) {
      write(title, `Unit ${place.unit}, ${film.noun} by ${film.noun}`);
      clearTimeout(owed);
      const whole = anew || has("unit");
      const [first, last] = whole ? [0, film.steps] : board.seen();
      round = (round + 1) % turnsOf(film.steps);
      tracks.forEach((track) => track.paint(place, first, last, whole ? null : round));
      if (!whole) owed = setTimeout(rest, RESTED, 0);
    }
    if (anew || has("word")) board.move(place, anew);
    if (anew) see();
    if (anew || has("unit", "word", "tint", "values")) tracks.forEach((track) => track.read(place));
  }

  return { element, draw, leave: () => clearTimeout(owed) };
}

/** Every lane of the film, and behind each memory what was kept of it and what was added. */
function tracksOf(film) {
  return film.lanes.flatMap((name) => {
    const { letter, label, does, color, dash } = name;
    const terms = film.terms(name.name);
    const at = (word, unit) => film.value(name.name, word, unit);
    const scale = [at, ...terms.map((term) => term.at)];
    const lane = { id: name.name, name, letter, label, does, color, dash, gate: name.kind === "gate", scale, at };
    const parts = terms.map(({ part, text, at: reading }, k) => ({
      ...{ id: `${name.name}-${part}-${k}`, letter: "", label: part, does: text, color },
      ...{ name: null, dash: false, gate: false, scale, at: reading },
    }));
    return [lane, ...parts];
  });
}
