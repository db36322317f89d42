/** Numbers as a person writes them: a real minus sign, a fixed number of digits, never minus zero. */

const MINUS = "\u2212";
const NARROW_SPACE = "\u202f";

/**
 * 0.98, −1.20, 0.00; a value that is not a number says so.
 * @param {number} value
 * @param {number} [digits]
 */
export function number(value, digits = 2) {
  if (Number.isNaN(value)) return "not a number";
  if (!Number.isFinite(value)) return value > 0 ? "\u221e" : `${MINUS}\u221e`;
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/**
 * 98 %, 0.4 %, < 0.1 %.
 * @param {number} probability from 0 to 1
 */
export function percent(probability) {
  const value = 100 * probability;
  if (value > 0 && value < 0.1) return `<${NARROW_SPACE}0.1${NARROW_SPACE}%`;
  return `${number(value, value === 0 || value >= 9.95 ? 0 : 1)}${NARROW_SPACE}%`;
}

/**
 * Fills a micro-step's sentence: {n:12} is a number, {p:9} a percentage, {word} and {unit} say themselves.
 * @param {string} sentence
 * @param {(node: number) => number | null} valueOf
 * @param {{word?: string, unit?: number}} place
 */
export function fill(sentence, valueOf, place = {}) {
  return sentence.replace(/\{(?:(n|p):(\d+)|(word|unit))\}/g, (whole, form, node, key) => {
    if (key) return String(place[key] ?? whole);
    const value = valueOf(Number(node));
    if (value === null) return "…";
    return form === "p" ? percent(value) : number(value);
  });
}
