/** The words under the chart that are named: the one that is looked at, the country, the last one. */

import { svg } from "../shared/dom.js";

const LETTER = 8; // pixels, about
const APART = 10; // pixels between two words

export function createTicks() {
  const element = svg("g", { class: "labels" });

  /**
   * Of words that would overlap the first stays.
   * @param {import("./scene.js").Scene} scene
   * @param {(lag: number) => number} x
   * @param {number} y
   * @param {[left: number, right: number]} ends
   */
  function draw({ words, steps, gap, at }, x, y, [left, right]) {
    const placed = [];
    for (const lag of new Set([at, gap, 0])) {
      const word = words[steps - 1 - lag];
      const half = (LETTER * word.length) / 2;
      const middle = Math.max(left + half, Math.min(right - half, x(lag)));
      if (placed.some((other) => Math.abs(other.middle - middle) < other.half + half + APART)) continue;
      placed.push({ word, middle, half, lag });
    }
    const look = ({ lag }) => (lag === at ? "here" : lag === gap ? "country" : null);
    element.replaceChildren(
      ...placed.map((one) => svg("text", { x: one.middle.toFixed(2), y, "text-anchor": "middle", class: look(one) }, one.word)),
    );
  }

  return { element, draw };
}
