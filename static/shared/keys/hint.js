/** Which keys there are: a few of them in sight, all of them in a list that "?" opens. */

import { html } from "../dom.js";

/**
 * @param {string[]} few keys, as they are printed
 * @param {[keys: string[], does: string][]} all
 * @returns {{few: HTMLElement, element: HTMLElement, toggle: () => void}} the few, the button that opens the list, what opens it
 */
export function createHint(few, all) {
  const title = html("p", { class: "keys-title" }, "Keys");
  const printed = (keys) => keys.map((key) => html("kbd", {}, key));
  const rows = all.flatMap(([keys, does]) => [html("dt", {}, ...printed(keys)), html("dd", {}, does)]);
  const list = html("div", { class: "keys-list", popover: "auto", role: "dialog", "aria-label": "Keys" }, title, html("dl", {}, ...rows));
  const button = html("button", { type: "button", class: "keys-all", "aria-label": "All keys", title: "All keys (?)", "aria-haspopup": "dialog" }, "?");
  /** @type {any} */ (button).popoverTargetElement = list;
  return {
    few: html("span", { class: "keys-hint keys-few", "aria-hidden": "true" }, ...printed(few)),
    element: html("span", { class: "keys-hint" }, button, list),
    toggle: () => list.togglePopover(),
  };
}
