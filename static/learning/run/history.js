/** What a training has been through: every loss, what was solved when, and the weights of some moments. */

const MOST = 160; // moments whose weights are kept
const LEARNED = 0.95; // of the held-out sequences

/**
 * @typedef {import("../../live/model.js").Model} Model
 * @typedef {{update: number, model: Model}} Moment
 * @typedef {{update: number, share: number}} Solved of the level that was trained then
 * @typedef {{update: number, name: string, from: number, to: number}} Mark a setting that was changed
 * @typedef {ReturnType<typeof createHistory>} History
 */

/** @param {Model} begun before the first update */
export function createHistory(begun) {
  /** @type {number[]} one for each update */
  const losses = [];
  /** @type {Solved[]} */
  const solved = [];
  /** @type {Mark[]} */
  const marks = [];
  /** @type {Moment[]} */
  let moments = [{ update: 0, model: begun }];

  /** Where there are too many, every second one is forgotten, but not the first, the last, nor where a setting changed. */
  function thin() {
    const held = new Set([0, ...marks.map(({ update }) => update)]);
    moments = moments.filter(({ update }, k) => k % 2 === 0 || k === moments.length - 1 || held.has(update));
  }

  const learned = () => solved.find(({ share }) => share >= LEARNED)?.update ?? null;

  /** The kept moment that lies nearest to an update. */
  function nearest(update) {
    const off = (one) => Math.abs(one.update - update);
    return moments.reduce((best, one) => (off(one) < off(best) ? one : best));
  }

  return {
    losses,
    solved,
    marks,
    moments: () => moments,
    last: () => moments[moments.length - 1],
    /** A share that was measured, perhaps of a moment long ago. @param {Solved} one */
    measured(one) {
      const place = solved.findIndex(({ update }) => update >= one.update);
      if (place < 0) solved.push(one);
      else solved.splice(place, Number(solved[place].update === one.update), one);
    },
    /** The first update after which nearly all held-out sequences were right; null before. */
    learned,
    /**
     * The moment whose share is wanted next: the one half of the way to where it had learned, else the newest, else the
     * one farthest from any that was measured; null for none.
     */
    unmeasured() {
      const since = marks.filter(({ name }) => name === "length").at(-1)?.update ?? 0; // what was before had another length
      const known = solved.map(({ update }) => update);
      const far = ({ update }) => known.reduce((least, one) => Math.min(least, Math.abs(one - update)), Infinity);
      const half = learned() === null ? null : nearest(learned() / 2);
      for (const wanted of [half, moments[moments.length - 1]]) if (wanted && wanted.update >= since && far(wanted) > 0) return wanted;
      const [best] = moments.filter(({ update }) => update >= since).map((one) => ({ one, off: far(one) })).sort((a, b) => b.off - a.off);
      return best?.off > 0 ? best.one : null;
    },
    /** @param {Moment} moment */
    keep(moment) {
      const { update } = moments[moments.length - 1];
      if (moment.update < update) return;
      if (moment.update === update) moments[moments.length - 1] = moment;
      else moments.push(moment);
      if (moments.length > MOST) thin();
    },
    /** Another network goes on from here; those before it are no part of its way. @param {Moment} moment */
    restart(moment) {
      moments = [moment];
    },
    nearest,
  };
}
