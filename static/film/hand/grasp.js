/** What the hand is on: a stretch of one lane, held from the moment that a value is given to it. */

import { limitsOf, MOST } from "../live/text.js";
import { carriersOf, spreadOf, unitsOf } from "./told.js";

/**
 * @typedef {import("../live/holds.js").Hold} Hold
 * @typedef {{name: string, first: number, last: number, units: number[] | null, unit: number, hold: Hold | null}} Stretch
 *   `unit` is the one that was pressed; `hold` is one of the film's where the stretch is held
 * @typedef {ReturnType<typeof createGrasp>} Grasp
 */

/**
 * @param {import("../film.js").Film} film
 * @param {import("../live/live.js").Live} live
 * @param {() => void} changed something that no number of the film tells
 */
export function createGrasp(film, live, changed) {
  /** @type {Stretch | null} */
  let now = null;
  let moved = false;
  let spread = live.fixed && carriersOf(film).length ? "carriers" : "unit"; // as the reader chose it last

  /** Puts a hold in the place of the one that is grasped, or at the end. */
  function put(hold, how) {
    const holds = live.holds();
    const place = now.hold ? holds.indexOf(now.hold) : -1;
    now = { ...now, hold };
    moved = Boolean(how?.moving);
    live.setHolds(place < 0 ? [...holds, hold] : holds.map((one, k) => (k === place ? hold : one)), how);
  }

  /** What is grasped; its hold is found again after a step back, or is gone. */
  function get() {
    if (!now?.hold || live.holds().includes(now.hold)) return now;
    const alike = live.holds().find(({ name, first, last, from }) => name === now.hold.name && first === now.first && last === now.last && from === now.hold.from);
    now = { ...now, hold: alike ?? null, units: alike ? alike.units : now.units };
    return now;
  }

  /** Changes where the value is held, at once where it is held already. */
  function reshape(part) {
    now = { ...get(), ...part };
    const { first, last, units } = now;
    if (now.hold) put({ ...now.hold, first, last, units });
    else changed();
  }

  return {
    get,
    limits: () => limitsOf(film.header, now.name),
    isMoving: () => moved,
    isFull: () => !get().hold && live.holds().length >= MOST,
    /** @param {{name: string, first: number, last: number, unit: number}} stretch that nothing holds yet */
    take({ name, first, last, unit }) {
      now = { name, first, last, unit, units: unitsOf(spread, unit, film), hold: null };
      changed();
    },
    /** @param {Hold} hold one of the film's */
    takeHold(hold, unit) {
      const { name, first, last, units } = hold;
      now = { name, first, last, units, unit: units && !units.includes(unit) ? units[0] : unit, hold };
      changed();
    },
    /** The value under the hand: what is held, or what the network has there. */
    value: () => get().hold?.value ?? film.value(now.name, now.first, now.unit),
    /** @param {number} value @param {{moving?: boolean}} [how] */
    hold(value, how) {
      if (!get()) return; // a number that was half typed when the bubble closed
      const { name, first, last, units, hold } = now;
      const [low, high] = limitsOf(film.header, name);
      const within = Math.max(low, Math.min(high, value));
      if (hold && hold.value === within && !moved) return;
      put({ name, first, last, units, value: within }, how);
    },
    /** @param {"unit" | "carriers" | "all"} which */
    spread(which) {
      if (spreadOf(get().units, film) === which) return;
      if (now.hold?.from === undefined) spread = which;
      reshape({ units: unitsOf(which, now.unit, film) });
    },
    stretch: (first, last) => reshape({ first, last: Math.max(first, last) }),
    remove() {
      const { hold } = get();
      now = null;
      moved = false;
      if (hold) live.setHolds(live.holds().filter((one) => one !== hold));
      else changed();
    },
    /** The words are others: nothing is grasped any more. */
    drop: () => ([now, moved] = [null, false]),
    /** The hand lets go; what it moved last is one step back. */
    release() {
      if (!now) return;
      if (moved) live.setHolds(live.holds());
      [now, moved] = [null, false];
      changed();
    },
  };
}
