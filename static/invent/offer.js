/** A page as a book prints it, shown in the language: what is new is marked, one press puts it in, another takes it back. */

import { html, write } from "../shared/dom.js";

/** @typedef {{text: string, lines: {text: string, marks: [number, number][]}[], kinds: string[]}} Offer */

/** @param {{put: (text: string) => void, typed: () => string}} editor whose whole text may be replaced */
export function createOffer(editor) {
  const heading = html("h2");
  const lines = html("pre", { class: "lines" });
  const kinds = html("ul", { class: "kinds" });
  const more = html("details", { class: "changes" }, html("summary", {}, "What is written differently"), kinds);
  const rewrite = html("button", { type: "button", class: "small strong", onclick: accept }, "Rewrite all");
  const undo = html("button", { type: "button", class: "small", onclick: takeBack }, "Undo");
  const element = html("section", { class: "card offer", "aria-label": "Your page in this language" }, html("header", {}, heading, rewrite, undo), lines, more);
  /** @type {[Offer | null, {text: string, was: string, lines: Offer["lines"]} | null]} */
  let [offer, accepted] = [null, null];

  /**
   * @param {Offer | null} next what Python offers for the text as it stands
   * @param {string} text
   */
  function take(next, text) {
    offer = next;
    if (accepted && accepted.text !== text) accepted = null;
    element.hidden = !offer && !accepted;
    rewrite.hidden = !offer;
    undo.hidden = !accepted;
    lines.hidden = more.hidden = !offer;
    write(heading, offer ? "In this language" : "Rewritten. What is new is marked");
    if (!offer) return;
    lines.replaceChildren(...offer.lines.map((line) => html("span", { class: "line" }, ...marked(line))));
    kinds.replaceChildren(...offer.kinds.map((kind) => html("li", {}, kind)));
  }

  function accept() {
    if (!offer) return;
    const { text, lines: rows } = offer;
    accepted = { text, was: editor.typed(), lines: rows };
    editor.put(text);
  }

  function takeBack() {
    if (accepted) editor.put(accepted.was);
  }

  return {
    element,
    take,
    /** [from, to] of what is new in a line of the editor, as long as nothing else was typed. @param {number} line @param {string} text */
    fresh: (line, text) => (accepted && accepted.text === text ? accepted.lines[line].marks : []),
  };
}

/** @param {Offer["lines"][number]} line */
function marked({ text, marks }) {
  const parts = [];
  let at = 0;
  for (const [from, to] of marks) {
    parts.push(text.slice(at, from), html("mark", {}, text.slice(from, to)));
    at = to;
  }
  return [...parts, text.slice(at)];
}
