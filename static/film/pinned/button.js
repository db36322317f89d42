/** The button beside a unit's number that pins its rows on top, or takes them down. */

import { html, mark, write } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { MOST, toggled } from "./pins.js";

/**
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {boolean} [named] whether it says which unit it pins
 */
export function createPinButton(state, named = false) {
  const text = html("span");
  const press = () => state.set({ pins: toggled(state.get().pins, state.get().unit) });
  const element = html("button", { type: "button", class: named ? "pin named" : "pin", onclick: press }, named ? text : null, icon("pin"));

  return {
    element,
    /** @param {import("../state.js").Place} place */
    draw({ unit, pins }) {
      const isPinned = pins.includes(unit);
      const full = !isPinned && pins.length >= MOST;
      const says = full ? `${MOST} units are pinned: unpin one first` : isPinned ? `Unpin unit ${unit}` : `Pin unit ${unit} on top`;
      write(text, `unit ${unit}`);
      mark(element, { "aria-label": says, title: says, "aria-pressed": String(isPinned), disabled: full });
    },
  };
}
