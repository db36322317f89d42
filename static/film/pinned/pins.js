/** Which units are pinned on top, in the order in which they were; as the text that the address keeps. */

export const MOST = 8; // more would push the film out of sight

/** @param {number[]} pins @param {number} unit @returns {number[]} without the unit, or with it at the end */
export function toggled(pins, unit) {
  if (pins.includes(unit)) return pins.filter((one) => one !== unit);
  return pins.length < MOST ? [...pins, unit] : pins;
}

/**
 * @param {string} text of a link
 * @param {number} units of the film
 * @returns {{pins: number[], wrong: string[]}} `wrong`: what in it is no unit of this film, or one too many
 */
export function readPins(text, units) {
  const parts = [...new Set(text.slice(0, 200).split(","))];
  const isUnit = (part) => /^\d{1,6}$/.test(part) && Number(part) < units;
  const known = parts.filter(isUnit);
  return { pins: known.slice(0, MOST).map(Number), wrong: [...parts.filter((part) => !isUnit(part)), ...known.slice(MOST)] };
}

/** What a link is told whose pins cannot all be had. @param {number} units */
export const pinnable = (units) => `units are 0 to ${units - 1}, at most ${MOST} are pinned`;
