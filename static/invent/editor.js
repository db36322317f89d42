/** The page of equations as a textarea over its own coloured copy; mistakes are underlined where Python found them. */

import { html, mark, write } from "../shared/dom.js";
import { inked } from "./ink.js";

const SETTLED = 300; // ms after the last key

/**
 * @param {{send: (text: string) => void, back: () => void, moved: () => void}} tell
 */
export function createEditor(tell) {
  const field = /** @type {HTMLTextAreaElement} */ (
    html("textarea", {
      id: "page", spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off", wrap: "off", rows: 1,
      "aria-describedby": "said", oninput: typed, onkeydown: pressed, onkeyup: caret, onclick: caret, onfocus: caret, onblur: flush,
    })
  );
  const ink = html("pre", { class: "ink", "aria-hidden": "true" });
  const gutter = html("pre", { class: "gutter", "aria-hidden": "true" });
  const says = html("span");
  const there = html("button", { type: "button", class: "small", onclick: goToMistake }, "Go there");
  const mend = html("button", { type: "button", class: "small strong", onclick: mendIt });
  const back = html("button", { type: "button", class: "small", onclick: () => tell.back() }, "Bring back what I typed");
  const said = html("p", { id: "said", class: "said", role: "status", "aria-live": "polite" }, says);
  const element = html(
    "section",
    { class: "editor" },
    html("header", {}, html("label", { for: "page" }, "Your page of equations"), back),
    html("div", { class: "paper" }, gutter, html("div", { class: "stack" }, ink, field)),
    html("div", { class: "message" }, said, there, mend),
  );
  let [header, colours, theme, timer, sent, line] = [null, new Map(), null, 0, "", -1];

  /** Python's word on a page; the text itself is taken only where Python put another one in its place. */
  function take(next, itsColours) {
    const replaced = header === null || next.origin !== header.origin;
    [header, colours] = [next, itsColours];
    if (replaced) {
      clearTimeout(timer);
      [field.value, sent] = [next.text, next.text];
    }
    back.hidden = !next.before;
    draw();
  }

  /** The mistake belongs to the text that Python read, and to no other. */
  const judged = () => header !== null && bounded() === header.text;
  const mistake = () => (judged() ? header.error : null);
  const bounded = () => field.value.slice(0, header.limit + 1);

  function draw() {
    const error = mistake();
    const lines = field.value.split("\n");
    const known = field.value.length <= 2 * header.limit;
    if (known && theme) ink.replaceChildren(...inked(lines, colours, error, theme));
    else write(ink, `${field.value} `);
    write(gutter, Array.from({ length: Math.min(lines.length, 9999) }, (_, k) => k + 1).join("\n"));
    const wrong = header.error;
    write(says, wrong ? `Line ${wrong.line}, column ${wrong.column}: ${wrong.reason}.`.replace(/([?…])\.$/, "$1") : header.understood);
    mark(element, { "data-state": !judged() ? "reading" : wrong ? "wrong" : "right" });
    mark(field, { "aria-invalid": error ? "true" : "false" });
    there.hidden = !error;
    mend.hidden = !error || error.instead === null;
    if (error && error.instead !== null) write(mend, error.instead.trim() ? `Write ${shortened(error.instead)}` : "Delete it");
  }

  function typed() {
    draw();
    caret();
    clearTimeout(timer);
    timer = setTimeout(flush, SETTLED);
  }

  function flush() {
    clearTimeout(timer);
    if (header === null || bounded() === sent) return;
    sent = bounded();
    tell.send(sent);
  }

  /** Keys belong to the text; the page's own shortcuts must not hear them. Tab leaves the field as everywhere. */
  function pressed(event) {
    event.stopPropagation();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      flush();
    }
  }

  function caret() {
    const at = field.value.slice(0, field.selectionStart).split("\n").length - 1;
    if (at === line) return;
    line = at;
    tell.moved();
  }

  /** From a line and column, counted from 1, to the place in the text. */
  const placeOf = (row, column) =>
    field.value.split("\n").slice(0, row - 1).reduce((sum, text) => sum + text.length + 1, 0) + column - 1;

  function goToMistake() {
    const error = mistake();
    if (!error) return;
    const from = placeOf(error.line, error.column);
    field.focus();
    field.setSelectionRange(from, Math.min(from + error.length, field.value.length));
    caret();
  }

  function mendIt() {
    const error = mistake();
    if (!error || error.instead === null) return;
    goToMistake();
    // As if typed, so that the browser's own undo takes it back.
    if (!document.execCommand("insertText", false, error.instead)) {
      field.setRangeText(error.instead, field.selectionStart, field.selectionEnd, "end");
      typed();
    }
    flush();
  }

  return {
    element,
    take,
    /** @param {import("../shared/theme.js").Theme} now */
    paint(now) {
      theme = now;
      if (header) draw();
    },
    /** The name that the line with the caret defines, "" when the reader is elsewhere. */
    nameAtCaret() {
      if (field.getRootNode().activeElement !== field) return "";
      return /^\s*([A-Za-z]\w*)\s*=/.exec(field.value.split("\n")[line] ?? "")?.[1] ?? "";
    },
    /** The caret to the line that defines a name. */
    goTo(name) {
      const row = field.value.split("\n").findIndex((text) => new RegExp(`^\\s*${name}\\s*=`).test(text));
      if (row < 0) return;
      field.focus();
      field.setSelectionRange(placeOf(row + 1, 1), placeOf(row + 1, 1));
      caret();
    },
    leave: () => clearTimeout(timer),
  };
}

const shortened = (text) => (text.length > 34 ? `${text.slice(0, 33)}…` : text);
