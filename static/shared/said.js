/** Sentences from Python: places for numbers filled in, what is bold made so. */

import { html } from "./dom.js";

/** @param {string} template @param {Record<string, string>} texts */
export const filled = (template, texts) => template.replace(/\{([^}]+)\}/g, (whole, name) => texts[name] ?? whole);

/** **Bold** as an element. */
export function rich(text) {
  return text.split("**").map((part, k) => (k % 2 ? html("strong", {}, part) : part));
}
