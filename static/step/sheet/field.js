/** A number that can be typed, dragged sideways, or moved with the arrow keys; it tells of each move, and when it rests. */

import { html } from "../../shared/dom.js";
import { number } from "../../shared/format.js";

const PER_PIXEL = 0.02;
const GRIP = 4; // px before a press becomes a drag
const STEP = 0.1;

/**
 * @typedef {object} Heard
 * @property {(value: number) => string} moved it is worth something else, perhaps only for a moment; why not, where it cannot be
 * @property {(value: number | null) => void} rested null: where it was before
 * @property {(sentence: string) => void} refused
 */

/**
 * @param {string} label for screen readers
 * @param {number} largest
 * @param {Heard} heard
 */
export function createField(label, largest, { moved, rested, refused }) {
  const input = /** @type {HTMLInputElement} */ (
    html("input", {
      type: "text", inputmode: "decimal", autocomplete: "off", spellcheck: "false", class: "field", "aria-label": label,
      title: `${label}: type, or drag sideways`,
    })
  );
  let value = 0; // at rest
  let now = 0; // under the hand
  let taken = true; // whether it can be worth that
  let drag = null;

  const rounded = (wanted, digits) => Number(Math.max(-largest, Math.min(largest, wanted)).toFixed(digits)) + 0;
  const written = (at) => number(at, Math.abs(at * 100 - Math.round(at * 100)) > 1e-6 ? 4 : 2);

  function move(to) {
    input.value = written(to);
    if (to === now) return;
    now = to;
    const why = moved(now);
    taken = !why;
    if (why) refused(why);
  }

  function rest() {
    if (!taken) return move(value);
    const same = now === value;
    value = now;
    rested(same ? null : value);
  }

  /** What is written, NaN where it is no number. */
  function read() {
    const text = input.value.trim().replace("\u2212", "-").replace(",", ".");
    return text === "" ? NaN : Number(text);
  }

  function typed() {
    const wanted = read();
    if (Number.isFinite(wanted) && Math.abs(wanted) <= largest) move(rounded(wanted, 4));
    else {
      refused(`\u201c${input.value.slice(0, 20)}\u201d is not a number from \u2212${largest} to ${largest}; ${label} stays ${written(value)}.`);
      move(value);
    }
    if (now !== value) rest();
  }

  function back() {
    const away = now !== value;
    move(value);
    if (away) rest();
  }

  function letGo() {
    const dragged = drag?.moved;
    drag = null;
    input.classList.remove("dragged");
    if (!dragged) return;
    input.blur();
    rest();
  }

  function cancel() {
    drag = null;
    input.classList.remove("dragged");
    back();
  }

  input.addEventListener("change", typed);
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Escape") cancel();
    if (event.key === "Enter" || event.key === "Escape") input.blur();
    const by = { ArrowUp: STEP, ArrowDown: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    move(rounded((Number.isFinite(read()) ? read() : now) + by, 2));
  });
  input.addEventListener("keyup", (event) => {
    if (event.key === "ArrowUp" || event.key === "ArrowDown") typed();
  });
  input.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    drag = { x: event.clientX, from: value, moved: false };
    input.setPointerCapture(event.pointerId); // a fast hand has left the field before its first move is heard of
  });
  input.addEventListener("pointermove", (event) => {
    if (!drag || !(event.buttons & 1)) return;
    const by = event.clientX - drag.x;
    if (!drag.moved && Math.abs(by) < GRIP) return;
    drag.moved = true;
    input.classList.add("dragged");
    move(rounded(drag.from + by * PER_PIXEL, 2));
  });
  input.addEventListener("pointerup", letGo);
  input.addEventListener("pointercancel", cancel);
  input.addEventListener("dragstart", (event) => event.preventDefault());
  input.addEventListener("focus", () => drag?.moved || input.select());

  return {
    element: input,
    /** Another number stands here, unless it is under the hand. @param {number} at */
    show(at, edited) {
      if (drag?.moved) return;
      value = now = rounded(at, 4);
      input.classList.toggle("edited", edited);
      const writing = /** @type {ShadowRoot} */ (input.getRootNode()).activeElement === input;
      if (!writing) input.value = written(value);
    },
  };
}
