/** Which values of the walk wait for the teacher of a room, and where a walk stands that may not pass them. */

import { isHeldBack } from "../../shared/asked/held_back.js";

const LONGEST = 80; // letters of a question's name

/**
 * @typedef {{value: number, choices: import("../step.js").Choice[]}} Answer what was chosen, and from what
 * @typedef {{back: boolean, each: boolean, micro: number, unit: number, playing: boolean, seen: Set<string>, guesses: Map<string, Answer>}} Place
 */

/** @param {Place} place @param {string} name @returns {Answer | null} */
export const answerTo = ({ unit, guesses }, name) => guesses.get(`${unit + 1}.${name}`) ?? null;

/** A question's name, the same in all browsers with these numbers. @param {number} unit @param {import("../step.js").Choice[]} choices */
export function nameOf(name, unit, choices) {
  const values = choices.map(({ value }) => value.toFixed(2)).join("_");
  return `one_step.${name.toLowerCase().replace(/[^a-z0-9_]/g, "")}.${unit}.${values}`.slice(0, LONGEST);
}

/**
 * Whether a value waits.
 * @param {import("../step.js").Step} step
 * @param {Place} place
 * @param {string | null} name
 */
export function waits(step, place, name) {
  return name !== null && isHeldBack(nameOf(name, place.unit, answerTo(place, name)?.choices ?? step.choices(name, place.unit)));
}

/**
 * Where a walk stands that wants to be at this place: nobody goes past a value that waits.
 * @param {import("../step.js").Step} step
 * @param {Place} place
 */
export function stands(step, place) {
  const end = place.back ? step.parts.length : place.micro;
  for (let k = 0; k < end; k += 1) if (waits(step, place, step.asksFor(k, place.unit))) return { ...place, back: false, micro: k, playing: false };
  return place;
}
