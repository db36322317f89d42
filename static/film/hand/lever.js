/** The lever of a bubble: a slider, the same as a number, and its ends as buttons. */

import { hide, html, mark, write } from "../../shared/dom.js";
import { number } from "../../shared/format.js";
import { plain } from "./told.js";

/** @param {import("./grasp.js").Grasp} grasp */
export function createLever(grasp) {
  const move = (input) => input.value !== "" && Number.isFinite(input.valueAsNumber) && grasp.hold(input.valueAsNumber, { moving: true });
  const rest = (input) => input.value !== "" && Number.isFinite(input.valueAsNumber) && grasp.hold(input.valueAsNumber);
  const slider = /** @type {HTMLInputElement} */ (
    html("input", { type: "range", class: "lever", "aria-label": "value", oninput: () => move(slider), onchange: () => rest(slider) })
  );
  const typed = /** @type {HTMLInputElement} */ (
    html("input", { type: "number", class: "typed", "aria-label": "value as a number", inputmode: "decimal", oninput: () => move(typed), onchange: () => rest(typed) })
  );
  let typing = false; // what is half typed is not written over
  typed.addEventListener("focus", () => (typing = true));
  typed.addEventListener("blur", () => (typing = false));
  const buttons = [0, 1, 2].map(() => html("button", { type: "button", class: "end" }));
  const [low, middle, high] = buttons;
  const element = html("div", { class: "levers" }, slider, typed);
  const ends = html("div", { class: "ends", role: "group", "aria-label": "ends of the range" }, low, middle, high);
  buttons.forEach((button) => button.addEventListener("click", () => grasp.hold(Number(button.value))));

  /** @param {import("./grasp.js").Stretch} grasped */
  function draw({ name, hold }) {
    const carried = hold?.from !== undefined;
    for (const one of [element, ends]) hide(one, carried);
    if (carried) return;
    const [least, most] = grasp.limits();
    const values = least < 0 ? [least, 0, most] : [least, null, most];
    buttons.forEach((button, k) => {
      hide(button, values[k] === null);
      write(button, plain(values[k] ?? 0));
      mark(button, { value: values[k], "aria-label": `hold at ${plain(values[k] ?? 0)}`, "aria-pressed": String(hold?.value === values[k]) });
    });
    const value = grasp.value();
    const full = grasp.isFull();
    for (const input of [slider, typed]) {
      mark(input, { min: least, max: most, step: most > 1 ? 0.05 : 0.01, disabled: full });
      if (input.disabled !== full) input.disabled = full;
    }
    for (const button of buttons) mark(button, { disabled: full });
    const text = value.toFixed(2);
    if (Number(slider.value) !== Number(text)) slider.value = text;
    if (!typing) typed.value = text;
    slider.style.setProperty("--share", String(Math.max(0, Math.min(1, (value - least) / (most - least)))));
    mark(slider, { "data-held": Boolean(hold), "aria-valuetext": `${name} ${number(value)}${hold ? ", held" : ""}` });
  }

  return { element, ends, draw, focus: () => slider.focus({ preventScroll: true }) };
}
