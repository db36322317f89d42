/** Which text is read: one of a few, or one that the reader types. */

import { html, mark, write } from "../shared/dom.js";

const OWN = "big_own"; // the reader's, in the address

/**
 * @param {{texts: {label: string, text: string}[], says: Record<string, string>, most: number}} about
 * @param {{text: number}} position which one, unless the reader typed one
 * @param {() => void} changed
 */
export function createChoice({ texts, says, most }, position, changed) {
  const own = (new URLSearchParams(globalThis.location.search).get(OWN) ?? "").slice(0, most);
  const choose = (k) => {
    position.text = k;
    typed.value = "";
    keep();
    show();
    changed();
  };
  const buttons = texts.map(({ label }, k) => html("button", { type: "button", onclick: () => choose(k) }, label));
  const typed = /** @type {HTMLInputElement} */ (
    html("input", {
      ...{ type: "text", maxlength: most, placeholder: says.own, "aria-label": says.own, value: own },
      oninput: () => {
        keep();
        show();
        changed();
      },
    })
  );
  function keep() {
    const address = new URL(globalThis.location.href);
    if (typed.value) address.searchParams.set(OWN, typed.value);
    else address.searchParams.delete(OWN);
    history.replaceState(history.state, "", address);
  }
  const unread = html("p", { class: "unread", role: "status" });
  const show = () => buttons.forEach((button, k) => mark(button, { "aria-pressed": String(!typed.value && k === position.text) }));
  show();
  return {
    element: html("div", { class: "choice" }, html("span", { class: "lead" }, says.reads), ...buttons, typed, unread),
    text: () => typed.value || texts[position.text].text,
    /** @param {string[]} letters that the network does not know */
    tell: (letters) => write(unread, letters.length ? `${says.unread} ${[...new Set(letters)].join(" ")}` : ""),
  };
}
