/** A word in a line of text that can be changed: it looks like text, and opens the browser's own list. */

import { html, mark, write } from "../../shared/dom.js";

/**
 * @param {string} label for readers of the screen
 * @param {(value: string) => void} choose
 */
export function createPick(label, choose) {
  const shown = html("span", { class: "shown", "aria-hidden": "true" });
  const select = /** @type {HTMLSelectElement} */ (html("select", { "aria-label": label, onchange: () => choose(select.value) }));
  const element = html("span", { class: "pick" }, shown, select);
  let listed = /** @type {any} */ (null);
  return {
    element,
    select,
    /**
     * @param {{value: string, text: string}[]} options the same list as long as they are the same
     * @param {string} value
     * @param {string} [text] instead of the option's
     */
    show(options, value, text) {
      if (options !== listed) select.replaceChildren(...options.map((option) => html("option", { value: option.value }, option.text)));
      listed = options;
      if (select.value !== value) select.value = value;
      write(shown, text ?? options.find((option) => option.value === value)?.text ?? value);
      mark(element, { "data-one": options.length < 2 });
    },
  };
}
