/** The numbers changed by hand, as a link writes them: `b_f.1.4~W_xi.12.-0.5`, places counted from 1. */

/**
 * @param {string} text
 * @returns {Map<string, string>} place ("W_xi.12") -> value, as written
 */
export function readEdits(text) {
  const edits = new Map();
  for (const part of text.split("~")) {
    const [, place, value] = /^(\w+\.\d+)\.(.+)$/.exec(part) ?? [];
    if (place) edits.set(place, value);
  }
  return edits;
}

/** @param {Map<string, string>} edits */
export const writeEdits = (edits) => [...edits].map(([place, value]) => `${place}.${value}`).join("~");

/** @param {string} array @param {number[]} place from 0 */
export const placeOf = (array, place) => `${array}.${place.map((k) => k + 1).join("")}`;
