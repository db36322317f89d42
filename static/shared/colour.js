/** Colours as [red, green, blue] from 0 to 255, mixed into calm one-hue scales and a symmetric two-sided scale. */

/** @typedef {[number, number, number]} Colour */

const BLUE_PAPER_RED = ["#2166ac", "#4393c3", "#92c5de", "#d1e5f0", "#f7f7f7", "#fddbc7", "#f4a582", "#d6604d", "#b2182b"];
const BLUE_NIGHT_RED = ["#5aa2e0", "#4a82b3", "#3a6287", "#2a415a", "#1b212b", "#513438", "#864846", "#bb5c58", "#f0736a"];

/**
 * Reads #rgb, #rrggbb and rgb(…).
 * @param {string} text
 * @returns {Colour}
 */
export function parse(text) {
  const plain = text.trim();
  if (/^#[0-9a-f]{3}$/i.test(plain)) return /** @type {Colour} */ ([1, 2, 3].map((k) => parseInt(plain[k] + plain[k], 16)));
  if (plain.startsWith("#")) return /** @type {Colour} */ ([1, 3, 5].map((k) => parseInt(plain.slice(k, k + 2), 16)));
  const parts = plain.match(/[\d.]+/g);
  return /** @type {Colour} */ (parts && parts.length >= 3 ? parts.slice(0, 3).map(Number) : [127, 127, 127]);
}

/**
 * @param {Colour} from
 * @param {Colour} to
 * @param {number} share of `to`
 * @returns {Colour}
 */
export function mix(from, to, share) {
  return /** @type {Colour} */ (from.map((part, k) => Math.round(part + (to[k] - part) * share)));
}

/** @param {Colour} colour */
export const css = (colour) => `rgb(${colour.join(" ")})`;

/**
 * From 0 (black) to 1 (white), as the eye weighs it.
 * @param {Colour} colour
 */
export function luminance(colour) {
  const [r, g, b] = colour.map((part) => (part <= 10 ? part / 3294 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/**
 * The colour of text on a ground: black or white, whichever is easier to read there; its contrast is never under 4.5 : 1.
 * @param {Colour} ground
 */
export const inkOn = (ground) => (luminance(ground) > 0.179 ? "#000000" : "#ffffff");

/**
 * A table of 256 colours from paper to a calmer version of the mark's hue, for values from 0 to 1.
 * @param {string} mark
 * @param {boolean} dark
 * @returns {Colour[]}
 */
export const gateScale = remembered((mark, dark) => {
  const paper = parse(dark ? "#1b212b" : "#f7f7f7");
  const calm = mix(parse(mark), parse(dark ? "#7b818d" : "#8d8a92"), 0.34);
  return Array.from({ length: 256 }, (_, k) => mix(paper, calm, (k / 255) * (dark ? 0.82 : 0.84)));
});

/**
 * A table of 256 colours for values from −limit to limit; zero is neutral, and dark on the dark theme.
 * @param {boolean} dark
 * @returns {Colour[]}
 */
export const signedScale = remembered((dark) => {
  const stops = (dark ? BLUE_NIGHT_RED : BLUE_PAPER_RED).map(parse);
  return Array.from({ length: 256 }, (_, k) => {
    const place = (k / 255) * (stops.length - 1);
    const below = Math.min(stops.length - 2, Math.floor(place));
    return mix(stops[below], stops[below + 1], place - below);
  });
});

/** The same table for the same arguments, made once. */
function remembered(table) {
  const made = new Map();
  return (...given) => {
    const key = given.join();
    if (!made.has(key)) made.set(key, table(...given));
    return made.get(key);
  };
}
