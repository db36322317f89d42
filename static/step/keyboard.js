/** The keys of the walk, and what it says of them. */

import { createHint } from "../shared/keys/hint.js";

/**
 * @param {HTMLElement} wrapper
 * @param {ReturnType<import("./state.js").createState>} state
 * @param {import("./step.js").Step} step
 * @param {{toggle: () => void}} hint
 */
export function listenToKeys(wrapper, state, step, hint) {
  const unit = (by) => state.toUnit(Math.max(0, Math.min(step.units - 1, state.get().unit + by)));
  const keys = {
    " ": state.toggle,
    ArrowLeft: () => state.move(-1),
    ArrowRight: () => state.move(1),
    PageUp: () => state.move(-1),
    PageDown: () => state.move(1),
    ",": () => state.move(-1),
    ".": () => state.move(1),
    ArrowUp: () => unit(-1),
    ArrowDown: () => unit(1),
    Home: () => state.to(0),
    End: () => state.to(state.last()),
    "?": hint.toggle,
  };

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = /** @type {Element} */ (event.composedPath()[0] ?? event.target);
    const act = keys[event.key];
    const typed = target.closest("input:not([type=range])") || (target.closest("input") && /^(Arrow|Home|End)/.test(event.key)); // a lever's own
    if (!act || typed || (event.key === " " && target.closest("button, summary"))) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  wrapper.addEventListener("keydown", pressed);
  return () => wrapper.removeEventListener("keydown", pressed);
}

export const createKeysHint = () =>
  createHint(["Space", "\u2190", "\u2192"], [
    [["Space"], "play or pause"],
    [["\u2190", "\u2192"], "one micro-step back, one on; a clicker's keys do the same"],
    [["Home", "End"], "the first micro-step, the last"],
    [["\u2191", "\u2193"], "the unit before, the next unit"],
  ]);
