/** A sequence that the reader types, of a task whose sequences are words. */

import { html, write } from "../../shared/dom.js";
import { filled } from "../../shared/said.js";

/**
 * @param {any} header from Python
 * @param {(sequence: import("../run/reader.js").Sequence) => void} typed
 * @returns {{element: HTMLElement} | null} null where sequences are numbers
 */
export function createTyping({ words, vocabulary, longest }, typed) {
  if (!vocabulary.length) return null;
  const numbers = new Map(vocabulary.map((word, k) => [word, k]));
  const single = vocabulary.every((word) => word.length === 1);
  const note = html("span", { class: "hint", role: "status" });
  const field = /** @type {HTMLInputElement} */ (html("input", { type: "text", "aria-label": words.typing.label, placeholder: words.typing.example, maxlength: 2000, autocomplete: "off", spellcheck: "false", onchange: read }));
  const element = html("label", { class: "typing" }, html("span", {}, words.typing.label), field, note);

  function read() {
    const text = field.value.trim();
    if (!text) return;
    const parts = single && !/\s/.test(text) ? [...text] : text.split(/\s+/);
    const strange = parts.find((part) => !numbers.has(part));
    if (strange !== undefined) return write(note, filled(words.typing.unknown, { word: strange.slice(0, 20) }));
    if (parts.length < 2 || parts.length > longest) return write(note, filled(words.typing.long, { most: String(longest) }));
    write(note, "");
    const inputs = parts.map((part) => numbers.get(part));
    return typed({ inputs, labels: parts, told: parts.map(() => true), asked: [[parts.length - 1, -1]] });
  }

  return { element };
}
