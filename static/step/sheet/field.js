/** A number that can be typed, dragged sideways, or moved with the arrow keys; it speaks once, when it has settled. */

import { html } from "../../shared/dom.js";
import { number } from "../../shared/format.js";

const PER_PIXEL = 0.02;
const GRIP = 4; // px before a press becomes a drag
const STEP = 0.1;

/**
 * @param {string} label for screen readers
 * @param {number} largest
 * @param {(value: number) => void} settled called once per change
 * @param {(sentence: string) => void} refuse
 */
export function createField(label, largest, settled, refuse) {
  const input = /** @type {HTMLInputElement} */ (
    html("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", class: "field", "aria-label": label,
      title: `${label}: type, or drag sideways`,
    })
  );
  let value = 0;
  let drag = null;

  const rounded = (wanted, digits) => Number(Math.max(-largest, Math.min(largest, wanted)).toFixed(digits));
  const written = (at) => number(at, Math.abs(at * 100 - Math.round(at * 100)) > 1e-6 ? 4 : 2);

  function show(at) {
    input.value = written(at);
  }

  function settle(wanted) {
    show(wanted);
    if (wanted === value) return;
    value = wanted;
    settled(value);
  }

  function typed() {
    const text = input.value.trim().replace("\u2212", "-").replace(",", ".");
    const wanted = text === "" ? NaN : Number(text);
    if (Number.isFinite(wanted) && Math.abs(wanted) <= largest) return settle(rounded(wanted, 4));
    refuse(`\u201c${input.value.slice(0, 20)}\u201d is not a number from \u2212${largest} to ${largest}; ${label} stays ${written(value)}.`);
    show(value);
  }

  input.addEventListener("change", typed);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") show(value);
    if (event.key === "Enter" || event.key === "Escape") input.blur();
    const by = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    show(rounded(Number(input.value.replace("\u2212", "-")) + by, 2));
  });
  input.addEventListener("keyup", (event) => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") typed();
  });
  input.addEventListener("pointerdown", (event) => {
    if (event.button === 0) drag = { x: event.clientX, from: value, moved: false };
  });
  input.addEventListener("pointermove", (event) => {
    if (!drag || !(event.buttons & 1)) return;
    const by = event.clientX - drag.x;
    if (!drag.moved && Math.abs(by) < GRIP) return;
    if (!drag.moved) {
      drag.moved = true;
      input.setPointerCapture(event.pointerId);
      input.classList.add("dragged");
    }
    drag.at = rounded(drag.from + by * PER_PIXEL, 2);
    show(drag.at);
  });
  const release = (commit) => () => {
    if (drag?.moved) {
      input.classList.remove("dragged");
      input.blur();
      settle(commit ? drag.at : value);
    }
    drag = null;
  };
  input.addEventListener("pointerup", release(true));
  input.addEventListener("pointercancel", release(false));
  input.addEventListener("dragstart", (event) => event.preventDefault());
  input.addEventListener("focus", () => drag?.moved || input.select());

  return {
    element: input,
    /** @param {number} now */
    show(now, edited) {
      value = rounded(now, 4);
      input.classList.toggle("edited", edited);
      const writing = /** @type {ShadowRoot} */ (input.getRootNode()).activeElement === input;
      if (!writing) show(value);
    },
  };
}
