/** A row of buttons of which one is pressed. */

import { html, mark, write } from "../../shared/dom.js";

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
  const caption = html("span", { class: "caption" }, label);
  const element = html("div", { class: "choice", role: "group", "aria-label": label }, caption, html("span", { class: "options" }, ...buttons));
  return {
    element,
    /** @param {string} text */
    entitle(text) {
      write(caption, text);
      mark(element, { "aria-label": text });
    },
    /** @param {Value} one @param {string} text of its button */
    name: (one, text) => write(buttons[options.findIndex(([value]) => value === one)], text),
    /** @param {Value} value */
    show: (value) => options.forEach(([one], k) => mark(buttons[k], { "aria-pressed": String(one === value) })),
  };
}
