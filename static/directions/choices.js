/** Choices of a few options, all of them in sight: what is told is chosen in the page. */

import { html, mark } from "../shared/dom.js";

/**
 * @param {import("../shared/levers/address.js").Choice[]} choices
 * @param {(name: string, option: string) => void} choose
 */
export function createChoices(choices, choose) {
  const made = choices.map(({ name, label, options }) => {
    const buttons = options.map((option) => html("button", { type: "button", onclick: () => choose(name, option) }, option));
    return { name, buttons, element: html("div", { class: "choice", role: "group", "aria-label": label }, html("span", {}, label), ...buttons) };
  });
  return {
    element: html("div", { class: "choices" }, ...made.map(({ element }) => element)),
    /** @param {Record<string, any>} position */
    draw: (position) => made.forEach(({ name, buttons }) => buttons.forEach((button) => mark(button, { "aria-pressed": String(button.textContent === position[name]) }))),
  };
}
