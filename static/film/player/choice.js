/** A row of buttons of which one is pressed. */

import { html, mark } from "../../shared/dom.js";

/**
 * @template {string | number} Value
 * @param {string} label
 * @param {[Value, string, (string | null)?][]} options value, text, and the key that does the same
 * @param {(value: Value) => void} choose
 */
export function createChoice(label, options, choose) {
  const buttons = options.map(([value, text, key]) =>
    html(
      "button",
      { type: "button", onclick: () => choose(value), "aria-keyshortcuts": key ?? null, title: key ? `${text} (key ${key})` : null, "data-value": value },
      text,
    ),
  );
  const element = html("div", { class: "choice", role: "group", "aria-label": label }, html("span", { class: "caption" }, label), html("span", { class: "options" }, ...buttons));
  return {
    element,
    /** @param {Value} value */
    show: (value) => options.forEach(([one], k) => mark(buttons[k], { "aria-pressed": String(one === value) })),
  };
}
