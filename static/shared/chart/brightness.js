/** One scale of brightness for all chains, by powers of ten. */

import { css, mix, parse } from "../colour.js";

/**
 * @param {number[]} values logarithms to base ten; -Infinity is exactly 0
 * @param {string[]} stops colours from dark to bright
 */
export function brightness(values, stops) {
  const finite = values.filter(Number.isFinite);
  const low = Math.min(0, ...finite);
  const high = Math.max(0, ...finite);
  const colours = stops.map(parse);
  /** @param {number} tens */
  const colour = (tens) => {
    if (tens === -Infinity) return "#000000";
    const place = ((tens - low) / Math.max(1e-9, high - low)) * (colours.length - 1);
    const below = Math.max(0, Math.min(colours.length - 2, Math.floor(place)));
    return css(mix(colours[below], colours[below + 1], Math.min(1, Math.max(0, place - below))));
  };
  return { low, high, colour };
}
