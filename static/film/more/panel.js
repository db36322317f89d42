/** The row under the answer from which training, comparison and closer look are opened, and what is open of them. */

import { html } from "../../shared/dom.js";
import { createRows } from "../together/rows.js";
import { createSlider } from "../training/slider.js";
import { createOpened } from "./opened.js";

const VIEWS = [1, 4]; // zooms at which states are looked at closer

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {import("./more.js").More} more
 * @param {import("../line/line.js").Line} line
 * @param {HTMLElement} [strip] the words: behind the last of them there is room, but on a phone
 */
export function createPanel(film, state, view, more, line, strip) {
  const parts = [
    more.training && createOpened(more.training, "Watch it learn", "The network at every checkpoint of its training", () => createSlider(more.training, view, forget)),
    more.together && createOpened(more.together, "Compare RNN and GRU", "RNN, GRU and LSTM read this sentence under one cursor", () => createRows(more.together, film, state)),
  ].filter(Boolean);
  const closer = more.closer && createOpened(more.closer, "Look closer", "The path of its states in a plane, and the moments of other sentences that are most like this one", () => more.closer.kit().createRoom(more.closer, film, state, view, forget));
  const all = closer ? [...parts, closer] : parts;
  const ways = html("div", { class: "openers", role: "group", "aria-label": "more to see" }, ...all.map(({ button }) => button));
  const element = html("div", { class: "more" }, ways, ...parts.map(({ room }) => room));
  more.listen(() => state.redraw("more", "size"));

  function lay() {
    const room = strip && !view.narrow() ? strip : element;
    if (ways.parentElement === room) return;
    if (room === strip) strip.append(ways);
    else element.prepend(ways);
  }

  /** What was answered before a change is no news once another network answers. */
  function forget() {
    line.say("");
  }

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (changed.has("size")) lay();
    for (const one of parts) one.draw(place, changed);
    if (closer) drawCloser(place, changed);
    ways.hidden = all.every(({ button }) => button.hidden);
  }

  /** The states are those of the network and of its units: there they can be looked at. */
  function drawCloser(place, changed) {
    const there = VIEWS.includes(place.zoom);
    if (there || changed.has("more")) closer.draw(place, changed);
    if (!there) closer.button.hidden = closer.room.hidden = true;
  }

  return { element, under: closer?.room ?? null, draw, leave: () => all.forEach((one) => one.leave()) };
}
