/** One film in its wrapper: what it consists of, where it opens, and when it is drawn again. */

import { createDrawing } from "./drawing.js";
import { createParts } from "./parts.js";
import { readAddress } from "./place/address.js";
import { openingPlace } from "./place/opening.js";
import { listenToKeys } from "./player/keyboard.js";
import { createStage } from "./stage.js";
import { createState } from "./state.js";
import { createView } from "./view.js";

const EVERYTHING = ["word", "micro", "unit", "zoom", "speed", "playing", "order", "view", "size", "theme"];

/**
 * @param {HTMLElement} wrapper
 * @param {import("./film.js").Film} film
 * @param {{setStateValue: (name: string, value: any) => void}} component
 * @param {import("./state.js").Place & {title: string}} [before] where the film that stood here was
 */
export function openScreen(wrapper, film, { setStateValue }, before) {
  const { place, ignored } = readAddress(film);
  const stage = createStage(wrapper);
  const view = createView(wrapper, stage);
  const state = createState(openingPlace(film, place, before), film, (now, changed) => draw(now, changed));
  const parts = createParts(wrapper, film, state, view, setStateValue);
  stage.fill(parts, before ? "" : ignored);
  const draw = createDrawing(wrapper, film, view, parts);
  const forget = listenToKeys(wrapper, state, film);
  let room = "";
  const watch = new ResizeObserver(() => {
    // A sentence that takes one line more makes the film taller; only another width, or another projector, is a new size.
    const now = `${wrapper.clientWidth} ${view.big() ? wrapper.clientHeight : ""}`;
    if (now !== room) state.redraw("size");
    room = now;
  });
  watch.observe(wrapper);

  // After a click the keys belong to the film again: Space plays, and does not press the same button once more.
  const refocus = (event) => event.detail && event.target.closest("button") && !event.target.closest(".download") && wrapper.focus({ preventScroll: true });
  wrapper.addEventListener("click", refocus);
  state.redraw(...EVERYTHING);

  return {
    redraw: () => state.redraw("theme", "size"),
    place: () => ({ ...state.get(), title: film.header.title }),
    leave() {
      state.stop();
      watch.disconnect();
      forget();
      wrapper.removeEventListener("click", refocus);
      for (const part of Object.values(parts)) part?.leave?.();
    },
  };
}
