/** Of the screens that were recorded with the levers somewhere, the one that is nearest to where they stand. */

/**
 * @typedef {{name: string, label: string, low: number, high: number, start: number, usual: string}} Lever from Python
 * @typedef {Record<string, string>} State
 */

/** @param {{levers: Record<string, Lever>, screens: Record<string, number>, moving: string[]}} lesson which levers may move what is folded */
export function createNearest({ levers, screens, moving }) {
  /** @type {Map<string, {screen: number, stands: State}[]>} by where everything else stands */
  let known = new Map();
  let count = -1;

  /** More screens come when they are asked for. */
  function sorted() {
    if (count === Object.keys(screens).length) return known;
    [known, count] = [new Map(), Object.keys(screens).length];
    for (const [name, screen] of Object.entries(screens)) {
      const parts = name.split("&").filter(Boolean).map((part) => [part.slice(0, part.indexOf("=")), part.slice(part.indexOf("=") + 1)]);
      const others = key(parts.filter(([one]) => !levers[one]));
      if (!known.has(others)) known.set(others, []);
      known.get(others).push({ screen, stands: Object.fromEntries(parts.filter(([one]) => levers[one])) });
    }
    return known;
  }

  /**
   * @param {State} others without the levers
   * @param {Map<string, string>} moved with them
   * @returns {{screen: number, stands: State} | null}
   */
  return (others, moved) => {
    const far = ({ stands }) => moving.reduce((sum, one) => sum + Math.abs(at(one, stands[one]) - at(one, moved.get(one))), 0);
    const found = (sorted().get(key(Object.entries(others).filter(([one]) => !levers[one]))) ?? []).toSorted((a, b) => far(a) - far(b))[0];
    if (!found) return null;
    return { screen: found.screen, stands: Object.fromEntries(moving.map((one) => [one, found.stands[one] ?? String(levers[one].start)])) };
  };

  /** Where a lever stands, from 0 to 1 between its ends. */
  function at(one, value) {
    const { low, high, start } = levers[one];
    return (Number(value ?? start) - low) / (high - low);
  }
}

const key = (parts) => parts.map(([one, value]) => `${one}=${value}`).sort().join("&");

/**
 * What is not as the levers stand, as a sentence; "" where all is.
 * @param {Record<string, Lever>} levers @param {State} stands @param {(key: string) => string} value
 */
export function notThere(levers, stands, value) {
  const away = Object.entries(stands).filter(([key, stop]) => Number(stop) !== Number(value(key)));
  if (!away.length) return "";
  const places = away.map(([key, stop]) => `\u201c${levers[key].label}\u201d at ${Number(stop) === levers[key].start && levers[key].usual ? levers[key].usual : stop.replace("-", "\u2212")}`);
  return `What is folded here was computed for ${places.join(" and ")}, the nearest place that this file holds. The app has them all.`;
}
