/** What the rest of the page is told of a walk: that it came to its end, what was guessed, how far the memory moved. */

import { signal } from "../shared/signals.js";

const MEMORY = "c";

/** @param {import("./step.js").Step} step */
export function createTold(step) {
  /** The largest size of a memory's value before the step, and of its change in it: over all units. */
  function moved() {
    const { nodes } = step.header();
    const before = nodes.findIndex(({ op, name }) => op === "prev" && name === MEMORY);
    const after = step.name(MEMORY)?.node;
    if (before < 0 || after === undefined) return [null, null];
    const units = Array.from({ length: step.units }, (_, unit) => [step.value(before, unit), step.value(after, unit)]);
    return [Math.min(...units.map(([was]) => Math.abs(was))), Math.max(...units.map(([was, is]) => Math.abs(is - was)))];
  }

  return {
    /** @param {import("./state.js").Place} place @param {Set<string>} changed */
    draw({ back, micro, guesses }, changed) {
      if (!back && micro === step.lastPart) signal({ walked: 1 });
      if (back && micro === step.back.parts.length - 1) signal({ walked_back: 1 });
      if (guesses.size) signal({ guessed: guesses.size });
      if (!changed.has("values") && !changed.has("data")) return;
      const [size, change] = moved();
      signal({ memory_size: size, memory_change: change });
    },
  };
}
