/** The levers: dragged, or moved by the arrow keys; what they do is seen while they move. */

import { html, mark, write } from "../shared/dom.js";

const RESTED = 300; // ms after the last movement of a hand that has let go

/**
 * @param {import("./address.js").Lever[]} levers
 * @param {import("./numbers/noise.js").Position} position changed as they move
 * @param {{began: () => void, moved: () => void, rested: () => void}} hands
 */
export function createLevers(levers, position, { began, moved, rested }) {
  let [held, rests, timer] = [false, true, 0];

  const rest = () => {
    clearTimeout(timer);
    if (!held) timer = setTimeout(settle, RESTED);
  };
  const settle = () => {
    rests = true;
    rested();
  };
  const release = () => {
    if (!held) return;
    held = false;
    if (!rests) rest();
  };
  addEventListener("pointerup", release);
  addEventListener("pointercancel", release);

  function one({ name, label, low, high, step, idle }) {
    const value = html("output", {});
    const input = html("input", {
      ...{ type: "range", min: low, max: high, step, value: position[name], "aria-label": label, disabled: Boolean(idle) },
      onpointerdown: () => {
        held = true;
        clearTimeout(timer);
      },
      oninput: () => {
        if (rests) began();
        rests = false;
        position[name] = Number(/** @type {HTMLInputElement} */ (input).value);
        show();
        moved();
        rest();
      },
    });
    const show = () => {
      write(value, shown(name, position[name]));
      mark(input, { "aria-valuetext": value.textContent });
      input.style.setProperty("--at", String((position[name] - low) / (high - low)));
    };
    show();
    const ends = [low, high].map((end) => html("span", {}, shown(name, end)));
    const scale = html("span", { class: "ends", "aria-hidden": "true" }, ...ends);
    return html("label", { class: "lever", title: idle || null }, html("span", { class: "name" }, label), value, input, scale);
  }

  return {
    element: html("div", { class: "levers" }, ...levers.map(one)),
    leave() {
      clearTimeout(timer);
      removeEventListener("pointerup", release);
      removeEventListener("pointercancel", release);
    },
  };
}

/** As the reader sees it: × 1.5, −2, 100. */
export function shown(name, value) {
  const text = String(value).replace("-", "\u2212");
  return name === "scale" ? `\u00d7 ${text}` : text;
}
