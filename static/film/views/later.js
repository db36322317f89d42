/** A view that is made when it is first looked at; until then an empty place, which costs a changed sentence nothing. */

import { html } from "../../shared/dom.js";

/**
 * @typedef {{element: HTMLElement, draw: (place: import("../state.js").Place, changed: Set<string>) => void,
 *            cellAt?: (event: PointerEvent) => any, leave?: () => void}} View
 */

/**
 * @param {number} zoom in which it is looked at
 * @param {() => View} make
 */
export function createLater(zoom, make) {
  const element = html("div", { class: "later" });
  let made = /** @type {View | null} */ (null);

  /** @param {import("../state.js").Place} place @param {Set<string>} changed */
  function draw(place, changed) {
    if (place.zoom !== zoom) return;
    const first = !made;
    made ??= make();
    if (first) element.append(made.element);
    made.draw(place, first ? new Set([...changed, "zoom"]) : changed);
  }

  return { element, field: element, draw, cellAt: (event) => made?.cellAt?.(event) ?? null, leave: () => made?.leave?.() };
}
