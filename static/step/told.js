/** What the rest of the page is told of a walk: that it came to its end, what was guessed, how far the memory moved. */

import { ask } from "../shared/asked/asked.js";
import { number } from "../shared/format.js";
import { signal } from "../shared/signals.js";

const LONGEST = 80; // letters of a question's name
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

  /** The question of a micro-step, by a name that is the same in all browsers with these numbers. */
  function question(name, unit, guess) {
    const choices = guess?.choices ?? step.choices(name, unit);
    const values = choices.map(({ value }) => value.toFixed(2)).join("_");
    const place = choices.findIndex(({ value }) => value === guess?.value);
    return {
      name: `one_step.${name.toLowerCase().replace(/[^a-z0-9_]/g, "")}.${unit}.${values}`.slice(0, LONGEST),
      asks: `What will ${name} of unit ${unit + 1} be?`,
      options: choices.map(({ value }) => number(value)),
      said: place < 0 ? null : place,
      right: choices.findIndex(({ says }) => says === null),
    };
  }

  return {
    /** @param {import("./state.js").Place} place @param {Set<string>} changed */
    draw({ back, micro, unit, guesses }, changed) {
      const name = back ? null : step.asksFor(micro, unit);
      ask(name ? [question(name, unit, guesses.get(`${unit + 1}.${name}`))] : []);
      if (!back && micro === step.lastPart) signal({ walked: 1 });
      if (back && micro === step.back.parts.length - 1) signal({ walked_back: 1 });
      if (guesses.size) signal({ guessed: guesses.size });
      if (!changed.has("values") && !changed.has("data")) return;
      const [size, change] = moved();
      signal({ memory_size: size, memory_change: change });
    },
  };
}
