/** One scale of brightness for all chains, by powers of ten, and the numbers behind it as a person writes them. */

import { css, mix, parse } from "../shared/colour.js";

const RAISED = { "-": "\u207b", 0: "\u2070", 1: "\u00b9", 2: "\u00b2", 3: "\u00b3", 4: "\u2074", 5: "\u2075", 6: "\u2076", 7: "\u2077", 8: "\u2078", 9: "\u2079" };

/** @param {number} power */
const raised = (power) => [...String(power)].map((sign) => RAISED[sign]).join("");

/**
 * 0.25, 1.2·10⁻¹¹; only what is exactly 0 is "0".
 * @param {number} tens the number's logarithm to base ten
 */
export function size(tens) {
  if (tens === -Infinity) return "0";
  if (tens >= -3 && tens < 2) return String(Number((10 ** tens).toPrecision(2)));
  if (tens >= 2 && tens < 4) return Math.round(10 ** tens).toLocaleString("en");
  const power = Math.floor(tens + 1e-6);
  return `${(10 ** (tens - power)).toFixed(1)}\u00b710${raised(power)}`;
}

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
