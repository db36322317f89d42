/** Another sentence to walk in the same plane: typed, refused in a sentence, or listed with a button that takes it away. */

import { html, mark, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { readText, writtenText } from "../words/text.js";
import { MOST_ADDED } from "./paths.js";

const MOST_LETTERS = 8000;

/**
 * @param {import("../live/live.js").Live} live
 * @param {ReturnType<import("./paths.js").createPaths>} paths
 * @param {() => void} changed
 */
export function createAdded(live, paths, changed) {
  const field = /** @type {HTMLInputElement} */ (
    html("input", { type: "text", class: "another", "aria-label": "Another sentence", placeholder: "Another sentence \u2026", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", maxlength: MOST_LETTERS, oninput: () => say("") })
  );
  const says = html("span", { class: "says", role: "status" });
  const list = html("ul", { "aria-label": "added sentences" });
  const form = html("form", { onsubmit: take, onkeydown: (event) => event.stopPropagation() }, field, html("button", { type: "submit", class: "opener" }, "Add"));
  const element = html("div", { class: "added" }, list, form, says);

  function say(text) {
    mark(field, { "aria-invalid": text ? "true" : null });
    write(says, text);
  }

  function take(event) {
    event.preventDefault();
    const { words, strangers, over } = readText(field.value, live.knows, live.mostWords);
    if (over) return say(`A sentence has at most ${live.mostWords} words: yours has ${words.length + strangers.length + over}.`);
    if (strangers.length) return say(`The network does not know \u201c${strangers[0].text.slice(0, 20)}\u201d.`);
    if (!words.length) return say("Type at least one word.");
    if (paths.added().length >= MOST_ADDED) return say(`${MOST_ADDED} sentences stand beside this one: take one away first.`);
    paths.add(words);
    field.value = "";
    say("");
    return show();
  }

  function show() {
    list.replaceChildren(...paths.added().map((words, k) => {
      const text = writtenText(words, []);
      const away = html("button", { type: "button", class: "shut", "aria-label": `take away: ${text}`, onclick: () => (paths.remove(k), show(), field.focus({ preventScroll: true })) }, icon("cross"));
      return html("li", {}, html("b", {}, "ABC"[k]), html("span", { title: text }, text), away);
    }));
    changed();
  }

  return { element };
}
