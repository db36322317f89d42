/** A button that opens a part of the film, and the place in which the part then stands. */

import { html, mark, write } from "../../shared/dom.js";

/** @typedef {{element: HTMLElement, draw: (place: import("../state.js").Place, changed: Set<string>) => void, focus: () => void, leave?: () => void}} Opened */

/**
 * @param {{open: (event?: any) => void, stage: () => "closed" | "coming" | "open", byHand: () => boolean}} which
 * @param {string} text of the button
 * @param {string} title
 * @param {() => Opened} make
 */
export function createOpened(which, text, title, make) {
  const said = html("span", {}, text);
  const button = html("button", { type: "button", class: "opener", title, onclick: which.open }, said);
  const room = html("div", { class: "opened" });
  let shown = /** @type {Opened | null} */ (null);

  function shut() {
    shown?.leave?.();
    shown = null;
    room.replaceChildren();
  }

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    const [open, coming] = [which.stage() === "open", which.stage() === "coming"];
    write(said, coming ? `${text}: on its way \u2026` : text);
    mark(button, { "aria-disabled": coming, "aria-expanded": String(open) });
    [button.hidden, room.hidden] = [open, !open];
    if (open && !shown) {
      shown = make();
      room.replaceChildren(shown.element);
      shown.draw(place, new Set(["word", "more"]));
      if (which.byHand()) shown.focus();
    } else if (open) shown.draw(place, changed);
    if (!open && shown) shut();
  }

  return { button, room, draw, leave: shut };
}
