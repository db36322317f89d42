/** The handle beside the rows: above it, rows get another country's memory. */

import { html, mark } from "../shared/dom.js";

const RESTED = 300; // ms after the last movement of a hand that has let go

/**
 * @param {number} units
 * @param {string} label
 * @param {{moved: (rows: number) => void, rested: () => void}} hand
 */
export function createLever(units, label, { moved, rested }) {
  let [held, rests, timer] = [false, true, 0];
  const rest = () => {
    clearTimeout(timer);
    if (!held && !rests) timer = setTimeout(settle, RESTED);
  };
  const settle = () => {
    rests = true;
    rested();
  };
  const release = () => {
    held = false;
    rest();
  };
  const input = /** @type {HTMLInputElement} */ (
    html("input", {
      ...{ type: "range", class: "lever", min: 0, max: units, step: 1, value: 0, "aria-label": label, "aria-orientation": "vertical" },
      onpointerdown: () => {
        held = true;
        clearTimeout(timer);
      },
      oninput: () => {
        rests = false;
        moved(Number(input.value));
        rest();
      },
    })
  );
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);

  return {
    element: input,
    /** @param {number} rows @param {string} text @param {boolean} ready */
    draw(rows, text, ready) {
      if (Number(input.value) !== rows) input.value = String(rows);
      input.disabled = !ready;
      input.style.setProperty("--at", String(rows / units));
      mark(input, { "aria-valuetext": text });
    },
    leave() {
      clearTimeout(timer);
      removeEventListener("pointerup", release);
      removeEventListener("pointercancel", release);
    },
  };
}
