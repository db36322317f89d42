/** The "+" that appears between two words under the pointer, and beside the word that has the focus. */

import { html, mark } from "../../shared/dom.js";
import { icon } from "../../shared/icons.js";
import { gapAfter, gapAt } from "./gap.js";

const NEAR = 9; // px from the gap at which it appears

/**
 * @param {HTMLElement} bar in which it stands
 * @param {HTMLElement} strip
 * @param {HTMLElement[]} chips
 * @param {(step: number, beside: Element) => void} insert
 */
export function createInsertion(bar, strip, chips, insert) {
  /** @type {import("./gap.js").Gap | null} */
  let shown = null;
  const button = html("button", { type: "button", class: "put-in", tabindex: -1, title: "Insert a word here (Insert)", onclick: pressed }, icon("plus"));

  function pressed(event) {
    event.stopPropagation(); // the menu keeps the focus
    if (shown) insert(shown.step, button);
  }

  function show(gap) {
    shown = gap;
    mark(button, { "data-on": gap !== null });
    if (!gap) return;
    const box = bar.getBoundingClientRect();
    mark(button, { "aria-label": gap.step ? `Insert a word after ${chips[gap.step - 1].textContent}` : "Insert a word at the beginning" });
    Object.assign(button.style, { left: `${gap.x - box.left}px`, top: `${gap.bottom - box.top}px` });
  }

  const listeners = {
    pointermove(event) {
      if (event.pointerType === "touch" || event.buttons || button.contains(event.target)) return;
      if (!strip.contains(event.target)) return show(null);
      const gap = gapAt(chips, event.clientX, event.clientY);
      show(Math.abs(gap.x - event.clientX) <= NEAR ? gap : null);
    },
    pointerleave: () => show(null),
    pointerdown: (event) => button.contains(event.target) || show(null),
    focusin(event) {
      const step = chips.indexOf(event.target);
      if (step >= 0 && event.target.matches(":focus-visible")) show(gapAfter(chips[step], step));
    },
    focusout: (event) => chips.includes(event.target) && event.relatedTarget !== button && show(null),
  };
  for (const [event, listener] of Object.entries(listeners)) bar.addEventListener(event, listener);
  return { element: button };
}
