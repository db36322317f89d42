/** A thin strip over the words: at each of them how probable the right answer would be, were the question asked there. */

import { fit, mark, svg } from "../../shared/dom.js";

/** @param {(step: number) => void} choose */
export function createStrip(choose) {
  const bars = /** @type {SVGElement[]} */ ([]);
  const ground = svg("rect", { class: "ground", height: 1 });
  const cursor = svg("rect", { class: "cursor", y: 0, width: 1, height: 1 });
  const element = svg("svg", { class: "loses", preserveAspectRatio: "none", role: "img", onpointerdown: scrub, onpointermove: scrub }, ground, cursor);

  function scrub(event) {
    if (!event.buttons) return;
    const { left, width } = element.getBoundingClientRect();
    choose(Math.max(0, Math.min(bars.length - 1, Math.floor(((event.clientX - left) / width) * bars.length))));
  }

  return {
    element,
    /** @param {import("./networks.js").Answers["asked"]} asked @param {string} label */
    fill(asked, label) {
      fit(element, bars, asked.length, (step) => svg("rect", { class: "chance-bar", x: step + 0.06, width: 0.88 }), cursor);
      mark(element, { "aria-label": label, viewBox: `0 0 ${asked.length} 1` });
      mark(ground, { width: asked.length });
      asked.forEach((one, step) => {
        const height = one?.probability ?? 0;
        mark(bars[step], { y: 1 - height, height, "data-likeliest": one ? String(one.likeliest) : null });
      });
    },
    point: (word) => mark(cursor, { x: word }),
  };
}
