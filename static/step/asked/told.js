/** What the rest of the page is told of a walk: that it came to its end, what was guessed, how far the memory moved. */

import { ask } from "../../shared/asked/asked.js";
import { number } from "../../shared/format.js";
import { signal } from "../../shared/signals.js";
import { answerTo, nameOf, waits } from "./held_back.js";

const MEMORY = "c";

/** @param {import("../step.js").Step} step */
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

  let last = /** @type {any} */ (null); // the question that was come to last, and where

  /** The question of a micro-step. */
  function question(name, now) {
    const [guess, { unit, seen }] = [answerTo(now, name), now];
    const choices = guess?.choices ?? step.choices(name, unit);
    const place = choices.findIndex(({ value }) => value === guess?.value);
    return {
      name: nameOf(name, unit, choices),
      asks: `What will ${name} of unit ${unit + 1} be?`,
      options: choices.map(({ value }) => number(value)),
      said: place < 0 ? null : place,
      right: choices.findIndex(({ says }) => says === null),
      shown: seen.has(`${unit + 1}.${name}`) && !waits(step, now, name),
    };
  }

  /** What is asked here; further on, and on the way back, what was asked before, whose value is shown there. */
  function asked(now, anew) {
    const name = now.back ? null : step.asksFor(now.micro, now.unit);
    if (name) last = { at: now.micro, one: question(name, now) };
    else if (anew) last = null;
    else if (last && (now.back || now.micro > last.at)) last.one = { ...last.one, shown: true };
    return last ? [last.one] : [];
  }

  return {
    /** @param {import("./held_back.js").Place} place @param {Set<string>} changed */
    draw(now, changed) {
      const { back, micro, guesses } = now;
      ask(asked(now, changed.has("data")));
      if (!back && micro === step.lastPart) signal({ walked: 1 });
      if (back && micro === step.back.parts.length - 1) signal({ walked_back: 1 });
      if (guesses.size) signal({ guessed: guesses.size });
      if (!changed.has("values") && !changed.has("data")) return;
      const [size, change] = moved();
      signal({ memory_size: size, memory_change: change });
    },
  };
}
