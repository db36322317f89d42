/** The keys of the film, and what it says of them. */

import { createHint } from "../../shared/keys/hint.js";

/**
 * @param {HTMLElement} wrapper
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../film.js").Film} film
 * @param {{toggle: () => void}} hint
 */
export function listenToKeys(wrapper, state, film, hint) {
  /** What has the focus on the stage may not be there in another zoom. */
  function zoomTo(zoom, { target }) {
    if (target !== wrapper && target.closest(".stage")) wrapper.focus({ preventScroll: true });
    state.set({ zoom });
  }

  const keys = {
    " ": () => state.toggle(),
    ArrowLeft: (event) => (event.shiftKey ? state.stepMicro(-1) : state.stepWord(-1)),
    ArrowRight: (event) => (event.shiftKey ? state.stepMicro(1) : state.stepWord(1)),
    ",": () => state.stepMicro(-1),
    ".": () => state.stepMicro(1),
    ArrowUp: () => state.stepUnit(-1),
    ArrowDown: () => state.stepUnit(1),
    PageUp: () => state.stepWord(-1),
    PageDown: () => state.stepWord(1),
    Home: () => state.toWord(0),
    End: () => state.toWord(film.steps - 1),
    ...Object.fromEntries([1, 2, 3, 4].map((zoom) => [String(zoom), (event) => zoomTo(zoom, event)])),
    "?": hint.toggle,
  };

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {Element} */ (event.composedPath()[0]);
    if (target.closest("select, textarea, input:not([type=range]), [contenteditable], [role=menu]") || (event.key === " " && target.closest("button"))) {
      event.stopPropagation();
      return;
    }
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act(event);
  }

  wrapper.addEventListener("keydown", pressed);
  return () => wrapper.removeEventListener("keydown", pressed);
}

/**
 * @param {import("../film.js").Film} film
 * @param {boolean} alive
 */
export function createKeysHint({ noun }, alive) {
  const hand = [
    [["Enter"], "change the word"],
    [["H"], "hold a value"],
    [["Ctrl", "Z"], "take the last change back"],
  ];
  return createHint(["Space", "\u2190", "\u2192", "1\u20134"], [
    [["Space"], "play or pause"],
    [["\u2190", "\u2192"], `the ${noun} before, the next ${noun}; a clicker's keys do the same`],
    [["Shift", "\u2190", "\u2192"], "one micro-step back, one on (or , and .)"],
    [["Home", "End"], `the first ${noun}, the last`],
    [["\u2191", "\u2193"], "the unit in the row above, below"],
    [["1", "2", "3", "4"], "network, film, cell, unit"],
    ...(alive ? hand : []),
    [["Esc"], "close, let go"],
  ]);
}
