/** All cells in one drawing style; a click puts one beside the cell that is compared. */

import { html, mark } from "../shared/dom.js";
import { createStill } from "./still.js";

/** @param {(what: string, content: string) => void} speak */
export function createGallery(speak) {
  const element = html("div", { class: "gallery", role: "group", "aria-label": "All cells of the family" });
  let cards = [];

  function take(header) {
    const keys = header.cells.map((cell) => cell.key).join();
    if (keys !== cards.map(({ key }) => key).join()) {
      cards = header.cells.map((cell) => createCard(cell, () => speak("chosen", cell.key)));
      element.replaceChildren(...cards.map((card) => card.button));
    }
    for (const { key, button } of cards) {
      mark(button, { "data-place": key === header.first ? "first" : key === header.second ? "second" : null, "aria-pressed": String(key === header.second) });
    }
  }

  return { element, take, paint: (theme) => cards.forEach((card) => card.still.paint(theme)), leave() {} };
}

function createCard(cell, choose) {
  const still = createStill(cell.diagram, cell.colours, "");
  mark(still.element, { "aria-hidden": "true" });
  const button = html(
    "button",
    { type: "button", class: "card", onclick: choose, title: cell.source },
    html("span", { class: "title" }, cell.title),
    html("span", { class: "drawing" }, still.element),
    html("span", { class: "caption" }, cell.changes),
  );
  return { key: cell.key, button, still };
}
