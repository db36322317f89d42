/** The row under the answer from which training and comparison are opened, and what is open of them. */

import { html, mark, write } from "../../shared/dom.js";
import { createRows } from "../together/rows.js";
import { createSlider } from "../training/slider.js";

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
    more.training && part(more.training, "Watch it learn", "The network at every checkpoint of its training", () => createSlider(more.training, view, forget)),
    more.together && part(more.together, "Compare RNN and GRU", "RNN, GRU and LSTM read this sentence under one cursor", () => createRows(more.together, film, state)),
  ].filter(Boolean);
  const ways = html("div", { class: "openers", role: "group", "aria-label": "more to see" }, ...parts.map(({ button }) => button));
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

  function part(which, text, title, make) {
    const said = html("span", {}, text);
    const button = html("button", { type: "button", class: "opener", title, onclick: which.open }, said);
    const room = html("div", { class: "opened" });
    return { which, text, said, button, room, make, shown: /** @type {any} */ (null) };
  }

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (changed.has("size")) lay();
    for (const one of parts) {
      const { which, button, room, said, text, make } = one;
      const [open, coming] = [which.stage() === "open", which.stage() === "coming"];
      write(said, coming ? `${text}: on its way …` : text);
      mark(button, { "aria-disabled": coming, "aria-expanded": String(open) });
      [button.hidden, room.hidden] = [open, !open];
      if (open && !one.shown) {
        one.shown = make();
        room.replaceChildren(one.shown.element);
        one.shown.draw(place, new Set(["word", "more"]));
        if (which.byHand()) one.shown.focus();
      } else if (open) one.shown.draw(place, changed);
      if (!open && one.shown) {
        one.shown = null;
        room.replaceChildren();
      }
    }
    ways.hidden = parts.every(({ button }) => button.hidden);
  }

  return { element, draw };
}
