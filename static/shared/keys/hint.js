/** Which keys there are: a few of them in sight, all of them in a list that "?" opens. */

import { html } from "../dom.js";

/**
 * @param {string[]} few keys, as they are printed
 * @param {[keys: string[], does: string][]} all
 */
export function createHint(few, all) {
  const title = html("p", { class: "keys-title" }, "Keys");
  const printed = (keys) => keys.map((key) => html("kbd", {}, key));
  const rows = all.flatMap(([keys, does]) => [html("dt", {}, ...printed(keys)), html("dd", {}, does)]);
  const list = html("div", { class: "keys-list", popover: "auto", role: "dialog", "aria-label": "Keys" }, title, html("dl", {}, ...rows));
  const button = html("button", { type: "button", class: "keys-all", "aria-label": "All keys", title: "All keys (?)", "aria-haspopup": "dialog" }, "?");
  /** @type {any} */ (button).popoverTargetElement = list;
  const element = html("span", { class: "keys-hint" }, html("span", { class: "keys-few", "aria-hidden": "true" }, ...printed(few)), button, list);
  return { element, toggle: () => list.togglePopover() };
}
