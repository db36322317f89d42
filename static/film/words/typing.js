/** The sentence as text that is typed: Enter reads it, Escape leaves it; examples that pose a question beside it. */

import { html, mark, write } from "../../shared/dom.js";
import { quoted } from "./change.js";
import { readText } from "./text.js";

const MOST_LETTERS = 8000;
const NAMED = 3; // unknown words that are named while somebody types

/**
 * @param {import("../live/live.js").Live} live
 * @param {{read: (text: string) => string, example: (example: {title: string, text: string}) => void, left: () => void}} told
 *   `read` gives a sentence where the text cannot be read, and "" where it was
 */
export function createTyping(live, told) {
  const field = /** @type {HTMLTextAreaElement} */ (
    html("textarea", { class: "own-sentence", rows: 1, "aria-label": "Your sentence", "aria-describedby": "own-sentence-says", placeholder: "i grew up in \u2026", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go", maxlength: MOST_LETTERS, oninput: () => (fit(), say("")) })
  );
  const says = html("span", { class: "says", id: "own-sentence-says", role: "status" });
  const button = (text, act, how = {}) => html("button", { type: "button", onclick: (event) => (event.stopPropagation(), act()), ...how }, text);
  const examples = live.examples.map((example) => button(example.title, () => told.example(example), { class: "example", title: example.text }));
  const element = html(
    "div",
    { class: "typing", hidden: true, onkeydown: pressed },
    field,
    html("div", { class: "under" }, button("Read it", read, { class: "main-act", title: "Enter" }), button("Leave", told.left, { title: "Escape" }), says),
    examples.length ? html("div", { class: "examples", role: "group", "aria-label": "sentences that ask something" }, html("span", {}, "Or ask it:"), ...examples) : null,
  );

  function fit() {
    field.style.height = "auto";
    field.style.height = `${field.scrollHeight + 2}px`;
  }

  /** What is wrong with the sentence, or how it would be read. */
  function say(wrong) {
    const { words, strangers, over } = readText(field.value, live.knows, live.mostWords);
    const count = words.length + strangers.length + over;
    const names = [...new Set(strangers.map(({ text }) => quoted(text.slice(0, 20))))];
    const unknown = names.length ? ` The network does not know ${names.slice(0, NAMED).join(", ")}${names.length > NAMED ? ` and ${names.length - NAMED} more` : ""}.` : "";
    mark(field, { "aria-invalid": wrong ? "true" : null });
    mark(says, { "data-wrong": wrong !== "" });
    write(says, wrong || `${count} of at most ${live.mostWords} words.${unknown}`);
  }

  function read() {
    const wrong = told.read(field.value);
    if (wrong) say(wrong);
  }

  function pressed(event) {
    event.stopPropagation(); // neither the film nor the page plays while somebody types
    if (event.isComposing || event.target !== field) return;
    if (event.key === "Enter" && !event.shiftKey) read();
    else if (event.key === "Escape") told.left();
    else return;
    event.preventDefault();
  }

  return {
    element,
    open(text) {
      element.hidden = false;
      field.value = text;
      fit();
      say("");
      field.focus({ preventScroll: true });
      field.setSelectionRange(text.length, text.length);
    },
    close: () => (element.hidden = true),
  };
}
