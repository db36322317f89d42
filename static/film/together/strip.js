/** A thin strip over the words: at each of them how probable the right answer would be, were the question asked there. */

import { mark, svg } from "../../shared/dom.js";

/**
 * @param {number} steps
 * @param {(step: number) => void} choose
 */
export function createStrip(steps, choose) {
  const bars = Array.from({ length: steps }, (_, step) => svg("rect", { class: "chance-bar", x: step + 0.06, width: 0.88 }));
  const cursor = svg("rect", { class: "cursor", y: 0, width: 1, height: 1 });
  const element = svg("svg", { class: "loses", viewBox: `0 0 ${steps} 1`, preserveAspectRatio: "none", role: "img", onpointerdown: scrub, onpointermove: scrub }, svg("rect", { class: "ground", width: steps, height: 1 }), ...bars, cursor);

  function scrub(event) {
    if (!event.buttons) return;
    const { left, width } = element.getBoundingClientRect();
    choose(Math.max(0, Math.min(steps - 1, Math.floor(((event.clientX - left) / width) * steps))));
  }

  return {
    element,
    /** @param {import("./networks.js").Answers["asked"]} asked @param {string} label */
    fill(asked, label) {
      mark(element, { "aria-label": label });
      asked.forEach((one, step) => {
        const height = one?.probability ?? 0;
        mark(bars[step], { y: 1 - height, height, "data-likeliest": one ? String(one.likeliest) : null });
      });
    },
    point: (word) => mark(cursor, { x: word }),
  };
}
