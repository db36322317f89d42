/** One line that a screen reader reads when the walk has come to rest. */

import { html, write } from "../shared/dom.js";
import { sentenceOf } from "./step.js";

const SETTLED = 350; // ms without movement

/**
 * @param {import("./step.js").Step} step
 * @param {ReturnType<import("./state.js").createState>} state
 */
export function createReader(step, state) {
  const element = html("p", { class: "reader", role: "status", "aria-live": "polite" });
  let timer = 0;

  function sentence({ micro, unit }) {
    const part = state.part();
    const waits = state.hidden();
    const said = waits ? `what will ${waits}, the ${step.name(waits).label}, be?` : sentenceOf(part, (node) => step.value(node, unit), unit);
    return `Micro-step ${micro + 1} of ${state.parts().length}, unit ${unit + 1}, ${part.title}: ${said}`;
  }

  return {
    element,
    draw(_, changed) {
      if (!["back", "micro", "unit", "seen", "data"].some((key) => changed.has(key))) return;
      clearTimeout(timer);
      timer = setTimeout(() => write(element, sentence(state.get())), SETTLED);
    },
    leave: () => clearTimeout(timer),
  };
}
