/** The sequence: letters, or bars for numbers; what has come is lit, what matters is marked, the last step asks. */

import { html, mark } from "../shared/dom.js";
import { number } from "../shared/format.js";

/**
 * @param {any} words from Python
 * @param {(step: number) => void} go
 */
export function createStrip(words, go) {
  const element = html("div", { class: "strip", role: "img", "aria-label": words.strip, "data-drags": true, onpointerdown: point, onpointermove: point });
  let [shown, chips] = [null, []];

  function point(event) {
    if (event.type === "pointermove" && !event.buttons) return;
    if (event.type === "pointerdown") event.target.releasePointerCapture?.(event.pointerId); // so that a finger goes on over the next
    const under = /** @type {any} */ (element.getRootNode()).elementFromPoint(event.clientX, event.clientY);
    const chip = under?.closest("[data-step]");
    if (chip) go(Number(chip.dataset.step));
  }

  function build({ letters, values, marks }) {
    const marked = new Set(marks);
    const low = values ? Math.min(0, ...values) : 0;
    const high = values ? Math.max(1, ...values) : 1;
    const share = (value) => (value - low) / (high - low);
    chips = (letters ?? values).map((one, step) => {
      if (letters) return html("span", { "data-step": step, class: marked.has(step) ? "matters" : null }, one);
      const [from, to] = [share(Math.min(0, one)), share(Math.max(0, one))];
      const bar = html("i", { style: `bottom:${(100 * from).toFixed(1)}%;height:${(100 * (to - from)).toFixed(1)}%` });
      return html("span", { "data-step": step, class: marked.has(step) ? "matters" : null }, bar, marked.has(step) ? html("b", {}, number(one)) : null);
    });
    chips.at(-1).classList.add("asks");
    element.replaceChildren(...chips);
    mark(element, { "data-kind": letters ? "letters" : "bars", "data-many": chips.length > 60 });
  }

  /** @param {import("./scene.js").Scene} scene @param {number} at */
  function draw({ sequence, steps }, at) {
    if (sequence !== shown) build(sequence);
    shown = sequence;
    chips.forEach((chip, step) => mark(chip, { "data-came": step <= at, "data-here": step === Math.min(at, steps - 1) }));
  }

  return { element, draw };
}
