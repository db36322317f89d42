/** The colours of a lane's values: from which end to which, as the reader chose: of each unit, of the layer, of all lanes. */

import { gateScale, signedScale } from "../../shared/colour.js";

/** @typedef {import("../../shared/colour.js").Colour} Colour */
/** @typedef {ReturnType<typeof shadesOf>} Shades */

/** What the reader can choose, each with its words and what it does. @type {[import("../state.js").Place["scope"], string, string][]} */
export const SCOPES = [
  ["unit", "each unit", "Each row has the scale of its own largest value: rows cannot be compared by colour"],
  ["layer", "layer", "All units of a lane share one scale"],
  ["all", "all", "All lanes of signed values share one scale"],
];

/**
 * @param {import("../film.js").Film} film
 * @param {import("../film.js").Name} name of the lane
 * @param {import("../state.js").Place} place
 * @param {import("../../shared/theme.js").Theme} theme
 */
export function shadesOf(film, name, { view, scope }, theme) {
  const { key, values, limit } = film.laneValues(name.name, view);
  const gate = name.kind === "gate";
  const table = gate ? gateScale(name.color.mark, theme.dark) : signedScale(theme.dark);
  const rows = !gate && scope === "unit" ? film.rowLimits(name.name, view) : null;
  const shared = gate ? 1 : scope === "all" ? widest(film, view) : limit;
  const end = (unit) => (rows ? rows[unit] : shared);
  const { units } = film;

  return {
    values,
    table,
    gate,
    because: key.startsWith("because/"),
    /** @returns {[number, number]} the two ends of the scale of a unit's row */
    ends: (unit) => [gate ? 0 : -end(unit), end(unit)],
    /** What the range is of, where that is not the lane by itself: "unit 29", "all lanes", "". */
    of: (unit) => (gate || scope === "layer" ? "" : rows ? `unit ${unit}` : "all lanes"),
    /** Whether some value on the same scale lies beyond its ends. */
    isBeyond: (unit) => !gate && values.some((value, k) => Math.abs(value) > 1.001 * end(unit) && (!rows || k % units === unit)),
    /** @returns {Colour} */
    colourOf(value, unit) {
      const low = gate ? 0 : -end(unit);
      return table[Math.max(0, Math.min(255, Math.round((255 * (value - low)) / (end(unit) - low))))];
    },
    /** From where to where a canvas paints values: as they are, or as shares of the `ends` of their rows. */
    span: rows ? { low: -1, high: 1, ends: rows } : { low: gate ? 0 : -shared, high: shared, ends: null },
  };
}

/** The widest scale of all signed lanes. */
function widest(film, view) {
  return Math.max(...film.lanes.filter(({ kind }) => kind !== "gate").map(({ name }) => film.laneValues(name, view).limit));
}
