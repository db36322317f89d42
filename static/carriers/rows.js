/** Where every unit's row stands: by number until the guess, then by a ranking; rows glide from place to place. */

const SECONDS = 0.7;

/** @typedef {ReturnType<typeof createRows>} Rows */

/**
 * @param {number} units
 * @param {() => void} moved rows stand elsewhere than drawn
 */
export function createRows(units, moved) {
  const still = globalThis.matchMedia("(prefers-reduced-motion: reduce)");
  let order = Array.from({ length: units }, (_, unit) => unit);
  let rank = Float64Array.from(order);
  let from = rank;
  let now = rank;
  let [frame, began] = [0, 0];

  function glide(time) {
    const part = Math.min(1, (time - began) / 1000 / SECONDS);
    const eased = part * part * (3 - 2 * part);
    now = rank.map((place, unit) => from[unit] + (place - from[unit]) * eased);
    frame = part < 1 ? requestAnimationFrame(glide) : 0;
    moved();
  }

  return {
    order: () => order,
    /** @returns {number} the place in which a unit's row ends up, from 0 */
    rank: (unit) => rank[unit],
    /** @returns {number} where it stands now, in rows from the top */
    place: (unit) => now[unit],
    /** @param {number[]} wanted @param {boolean} [cut] at once */
    sort(wanted, cut = false) {
      if (wanted.every((unit, k) => unit === order[k])) return;
      order = wanted;
      from = now;
      rank = new Float64Array(units);
      wanted.forEach((unit, k) => (rank[unit] = k));
      cancelAnimationFrame(frame);
      frame = 0;
      if (cut || still.matches) now = rank;
      else [began, frame] = [performance.now(), requestAnimationFrame(glide)];
      moved();
    },
    leave: () => cancelAnimationFrame(frame),
  };
}
