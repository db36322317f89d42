/** Which lanes are drawn: at first the memory and what keeps it, the others once a reader opens them. */

/**
 * @param {import("./film.js").Film} film
 * @returns {string} the names of the lanes that are open at first, with commas; all of them where there are few, and
 *   one, its rows as tall as they can be, where a row is asked for
 */
export function usualLanes({ lanes, header, asks }) {
  if (asks) return header.live.rows.hold.name;
  const factors = Object.values(header.belt).map(({ factor }) => factor);
  const first = lanes.filter(({ name, node }) => header.belt[name] || factors.includes(node));
  return writtenLanes(lanes.length > 2 && first.length ? first : lanes);
}

/** @param {{name: string}[]} lanes */
export const writtenLanes = (lanes) => lanes.map(({ name }) => name).join(",");

/**
 * Opens a lane, or folds it; the last one that is open stays.
 * @param {import("./film.js").Film} film
 * @param {string} open
 * @param {string} name
 */
export function turned({ lanes }, open, name) {
  const now = open.split(",");
  const then = now.includes(name) ? now.filter((one) => one !== name) : [...now, name];
  return writtenLanes(lanes.filter((lane) => then.includes(lane.name))) || open;
}

/** @param {import("./film.js").Film} film @param {string} text */
export const areLanes = ({ lanes }, text) => text.split(",").every((name) => lanes.some((lane) => lane.name === name));
