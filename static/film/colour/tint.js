/** Which row colours the words: a lane at the chosen unit, or at one that stays; as the text that the address keeps. */

/** @typedef {{name: import("../film.js").Name, unit: number, stays: boolean}} Tint */

/** @param {string} name @param {number | null} unit null for the one that is chosen */
export const tintText = (name, unit) => (unit === null ? name : `${name}-${unit}`);

/**
 * @param {import("../film.js").Film} film
 * @param {import("../state.js").Place} place
 * @returns {Tint | null} null where no row does
 */
export function tintOf(film, { tint, unit }) {
  const [name, row] = tint.split("-");
  if (!isTint(film, tint)) return null;
  return { name: film.name(name), unit: row === undefined ? unit : Number(row), stays: row !== undefined };
}

/** Whether a text names a lane of this film, and a unit of it if any. */
export function isTint(film, text) {
  const [, name, row] = /^(\w{1,40})(?:-(\d{1,6}))?$/.exec(text) ?? [];
  return film.lanes.some((lane) => lane.name === name) && (row === undefined || Number(row) < film.units);
}
