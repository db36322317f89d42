/** Where the training is looked at: a rail from its beginning to now, and the way back to now. */

import { html, mark } from "../../shared/dom.js";

/**
 * @param {{rail: string, live: string}} words
 * @param {(update: number | null) => void} look null is now
 */
export function createRail(words, look) {
  const rail = /** @type {HTMLInputElement} */ (
    html("input", { type: "range", class: "rail", min: 0, step: 1, "aria-label": words.rail, "data-drags": true, oninput: () => look(Number(rail.value)) })
  );
  const live = html("button", { type: "button", class: "plain live", onclick: () => look(null) }, words.live);

  /** @param {number} at @param {number} last @param {boolean} now */
  function draw(at, last, now) {
    mark(rail, { max: Math.max(1, last) });
    rail.value = String(at);
    rail.style.setProperty("--at", String(at / Math.max(1, last)));
    mark(live, { disabled: now });
  }

  return { element: html("div", { class: "looks" }, rail, live), draw };
}
