/** One film in its wrapper: what it consists of, where it opens, and when it is drawn again. */

import { whenLed } from "../shared/address/led.js";
import { mark } from "../shared/dom.js";
import { createDrawing } from "./drawing.js";
import { createParts } from "./parts.js";
import { readAddress } from "./place/address.js";
import { openingPlace, usualPlace } from "./place/opening.js";
import { listenToMentions } from "./pinned/mentions.js";
import { listenToKeys } from "./player/keyboard.js";
import { createStage } from "./stage.js";
import { createState } from "./state.js";
import { createView } from "./view.js";

const EVERYTHING = ["word", "micro", "unit", "zoom", "speed", "playing", "order", "view", "lanes", "scope", "tint", "pins", "below", "terms", "sentence", "size", "theme"];

/**
 * @param {HTMLElement} wrapper
 * @param {import("./film.js").Film} film
 * @param {{setStateValue: (name: string, value: any) => void}} component
 * @param {object} [how]
 * @param {import("./state.js").Place & {title: string, asks?: boolean, looks?: "because" | "raw"}} [how.before] where the film that stood here was
 * @param {boolean} [how.again] it was this film: nothing of its place is lost
 * @param {import("./live/live.js").Live} [how.live] what can be changed in it
 * @param {(...given: any[]) => ReturnType<typeof import("./alive.js").createAliveParts>} [how.makeAlive] the parts that change it
 * @param {string} [how.ignored] what in the link could not be had, besides the place
 */
export function openScreen(wrapper, film, { setStateValue }, { before, again = false, live, makeAlive, ignored = "" } = {}) {
  const { place, ignored: places } = readAddress(film);
  delete wrapper.dataset.ready; // nothing sweeps in
  const stage = createStage(wrapper);
  const view = createView(wrapper, stage);
  const start = again ? { ...usualPlace(film), ...before } : openingPlace(film, place, before);
  const state = createState(start, film, (now, changed) => draw(now, changed));
  const parts = createParts(wrapper, film, state, view, setStateValue, live, makeAlive);
  stage.fill(parts, [before ? "" : places, ignored].filter(Boolean).join(" "));
  mark(wrapper, { "data-answers": film.next(0).length > 0, "data-hero": view.hero, "data-ranked": Boolean(film.ranking) });
  const draw = createDrawing(wrapper, film, view, parts);
  const forget = [listenToKeys(wrapper, state, film, parts.hint), listenToMentions(wrapper, film, state, view, stage.say), whenLed((search) => state.set({ ...readAddress(film, search).place, playing: false }))];
  let room = "";
  const watch = new ResizeObserver(() => {
    // A sentence that takes one line more makes the film taller; only another width, or another projector, is a new size.
    const now = `${wrapper.clientWidth} ${view.big() ? wrapper.clientHeight : ""}`;
    if (now !== room) state.redraw("size");
    room = now;
  });
  watch.observe(wrapper);

  state.redraw(...EVERYTHING);
  state.settle();

  return {
    /** The same film, whose numbers have changed. */
    values: () => state.redraw("values"),
    /** The film has taken another sentence: the parts stay, and what of them is a word's becomes as many as there are words. */
    sentence() {
      state.set({ word: Math.min(state.get().word, film.steps - 1), micro: film.lastPart, playing: false });
      for (const part of Object.values(parts)) part?.take?.();
      state.redraw("values", ...EVERYTHING);
    },
    /** The steps whose next words are in sight. */
    looked: () => [state.get().word, Math.max(0, state.get().word - 1), parts.line.asks()],
    say: stage.say,
    redraw: () => state.redraw("theme", "size"),
    /** Where it stands; a film without a because view passes on how the one before was looked at. */
    place: () => ({ ...state.get(), title: film.header.title, asks: film.asks, looks: film.because.length ? state.get().view : (before?.looks ?? "because") }),
    leave() {
      state.stop();
      watch.disconnect();
      forget.forEach((one) => one());
      draw.leave();
      for (const part of Object.values(parts)) part?.leave?.();
    },
  };
}
