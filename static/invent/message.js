/** What Python says of a page: understood, or where it goes wrong, with a way there and a way to mend it. */

import { html, write } from "../shared/dom.js";

/** @typedef {{line: number, column: number, length: number, reason: string, instead: string | null}} Mistake */

/** @param {{go: () => void, mend: () => void}} tell */
export function createMessage(tell) {
  const says = html("span");
  const there = html("button", { type: "button", class: "small", onclick: () => tell.go() }, "Go there");
  const mend = html("button", { type: "button", class: "small strong", onclick: () => tell.mend() });
  const said = html("p", { id: "said", class: "said", role: "status", "aria-live": "polite" }, says);

  /**
   * @param {{error: Mistake | null, offer: object | null, understood: string}} header
   * @param {Mistake | null} mistake that of the text as it stands
   */
  function take(header, mistake) {
    const wrong = header.error;
    const place = wrong && !header.offer ? `Line ${wrong.line}, column ${wrong.column}: ` : "";
    write(says, wrong ? `${place}${wrong.reason}.`.replace(/([?…])\.$/, "$1") : header.understood);
    there.hidden = !mistake || header.offer !== null;
    mend.hidden = !mistake || mistake.instead === null;
    if (mistake && mistake.instead !== null) write(mend, mistake.instead.trim() ? `Write ${shortened(mistake.instead)}` : "Delete it");
  }

  return { element: html("div", { class: "message" }, said, there, mend), take };
}

const shortened = (text) => (text.length > 34 ? `${text.slice(0, 33)}…` : text);
