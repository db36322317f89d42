/** A lock beside every number of a diagram that a hand holds. */

import { svg } from "../../shared/dom.js";

const LOCK = "M-4.2 0h8.4v-6h-1v-1.2a3.2 3.2 0 0 0-6.4 0V-6h-1zM-1.7-6v-1.2a1.7 1.7 0 0 1 3.4 0V-6z"; // stands on the line of the text

/**
 * @param {SVGElement} drawing
 * @param {(node: number) => boolean} isHeld
 */
export function lockNumbers(drawing, isHeld) {
  const held = [...drawing.querySelectorAll("text.number[data-node]")].filter((text) => text.textContent && isHeld(Number(text.getAttribute("data-node"))));
  const locked = held.map((text) => [text.getAttribute("data-node"), text.textContent.length, text.getAttribute("fill")].join()).join(" ");
  if ((drawing.dataset.locked ?? "") === locked) return; // measuring where a number ends costs a layout
  drawing.dataset.locked = locked;
  drawing.querySelectorAll(".lock").forEach((lock) => lock.remove());
  for (const text of held) {
    const { x, width, y, height } = /** @type {SVGGraphicsElement} */ (text).getBBox();
    const [left, line] = [x + width + 7, y + 0.8 * height];
    drawing.append(svg("path", { class: "lock", d: LOCK, transform: `translate(${left} ${line})`, fill: text.getAttribute("fill") }, svg("title", {}, "held by hand")));
  }
}
