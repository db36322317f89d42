/** What there is to see at a level: a sequence, and after its question the training, moment by moment. */

const [LETTERS, LONGEST] = [170, 6000]; // ms a step, and for all steps at most
const [ASKED, MOMENT, RUN] = [900, 60, 6000]; // ms at the question, for a moment of training, and for all of them at most

/**
 * @typedef {object} Scene
 * @property {any} sequence what stands at each step, which of them matter, the right answer where it may be shown
 * @property {number} which of the sequences
 * @property {number} steps how many of them
 * @property {any[]} racers none before the guess
 * @property {number[]} grid the sequences seen at each moment of training
 * @property {number} last position of the clock: the steps, then the moments
 * @property {number[]} stops the question, each answer, the end
 */

/**
 * @param {any} header from Python
 * @returns {(level: number, which: number) => Scene}
 */
export function openScenes({ levels, columns }) {
  return (place, which) => {
    const { sequences, racers } = levels[Math.max(0, place)];
    const sequence = sequences[which];
    const steps = (sequence.letters ?? sequence.values).length;
    const longest = racers.reduce((most, { sequences: own }) => (own.length > most.length ? own : most), []);
    const last = steps - 1 + longest.length;
    const moments = columns.map((seen) => longest.findIndex((x) => x >= seen)).filter((k) => k >= 0);
    const stops = [...new Set([steps - 1, ...moments.map((k) => steps + k), last])];
    return { sequence, which, steps, racers, grid: longest, last, stops };
  };
}

/** @param {Scene} scene @param {number} at */
export function paceOf({ steps, grid }, at) {
  if (at < steps - 1) return Math.min(LETTERS, LONGEST / steps);
  return at === steps - 1 ? ASKED : Math.min(MOMENT * 2, RUN / grid.length);
}

/** The sequences seen at a moment, 0 while the sequence is still read. @param {Scene} scene @param {number} at */
export const seenAt = ({ steps, grid }, at) => (at < steps ? 0 : grid[at - steps]);

/** 15000 as 15,000. @param {number} value */
export const count = (value) => String(value).replace(/\B(?=(\d{3})+$)/g, ",");
