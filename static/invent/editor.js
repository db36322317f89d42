/** The page of equations as a textarea over its own coloured copy; mistakes are underlined where Python found them. */

import { html, mark, write } from "../shared/dom.js";
import { inked } from "./ink.js";
import { createMessage } from "./message.js";
import { createOffer } from "./offer.js";
import { definedIn, placeOf, startOf } from "./places.js";

const SETTLED = 300; // ms after the last key

/**
 * @param {{send: (text: string) => void, back: () => void, moved: () => void}} tell
 */
export function createEditor(tell) {
  const field = /** @type {HTMLTextAreaElement} */ (
    html("textarea", {
      id: "page", spellcheck: "false", autocapitalize: "off", autocomplete: "off", autocorrect: "off", rows: 1,
      "aria-describedby": "said", oninput: typed, onkeydown: pressed, onkeyup: caret, onclick: caret, onfocus: caret, onblur: flush,
    })
  );
  const ink = html("pre", { class: "ink", "aria-hidden": "true" });
  const back = html("button", { type: "button", class: "small", onclick: () => tell.back() }, "Bring back what I typed");
  const message = createMessage({ go: goToMistake, mend: mendIt });
  const offer = createOffer({ put: replaceAll, typed: () => field.value });
  const element = html(
    "section",
    { class: "editor" },
    html("header", {}, html("label", { for: "page" }, "Your page of equations"), back),
    html("div", { class: "paper" }, ink, field),
    message.element,
    offer.element,
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
    offer.take(judged() ? header.offer : null, field.value);
    const lines = field.value.split("\n");
    const places = error ? (header.slips.length ? header.slips : [error]) : [];
    if (theme && field.value.length <= 2 * header.limit) ink.replaceChildren(...inked(lines, colours, places, (k) => offer.fresh(k, field.value), theme));
    else write(ink, `${field.value} `);
    message.take(header, error);
    mark(element, { "data-state": !judged() ? "reading" : header.offer ? "offered" : header.error ? "wrong" : "right" });
    mark(field, { "aria-invalid": error ? "true" : "false" });
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

  function goToMistake() {
    const error = mistake();
    if (!error) return;
    const from = placeOf(field.value, error.line, error.column);
    field.focus();
    field.setSelectionRange(from, Math.min(from + error.length, field.value.length));
    caret();
  }

  function mendIt() {
    const error = mistake();
    if (!error || error.instead === null) return;
    goToMistake();
    put(error.instead);
  }

  function replaceAll(text) {
    field.focus();
    field.select();
    put(text);
    field.setSelectionRange(0, 0);
    caret();
  }

  /** As if typed over what is selected, so that the browser's own undo takes it back. */
  function put(text) {
    if (!document.execCommand("insertText", false, text)) {
      field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
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
      return definedIn(field.value.split("\n")[line] ?? "");
    },
    /** The caret to the line that defines a name. */
    goTo(name) {
      const at = startOf(field.value, name);
      if (at < 0) return;
      field.focus();
      field.setSelectionRange(at, at);
      caret();
    },
    leave: () => clearTimeout(timer),
  };
}
