/** What every task does when it draws: a level for each sequence, and a batch that is asked once, at its end. */

/**
 * Sequences side by side, padded at the end, as lstm_core.tasks.Batch has them: number d of the input of sequence b at
 * step t is at (t × count + b) × reads + d. `marks` say what a step counts for: 0 nothing, 1 it is scored and decides
 * whether the sequence is solved, 2 it is only scored. Where several answers are right, bit k of `allowed` is that of k.
 * @typedef {{T: number, count: number, lengths: number[], inputs: Float64Array, targets: Float64Array, marks: Uint8Array,
 *            allowed?: Uint8Array}} Block
 * @typedef {import("../../live/random/generator.js").Generator} Generator
 */

/** @param {Generator} generator @param {number} count @param {[number, number]} level from the first to the last */
export const levels = (generator, count, [low, high]) => Array.from({ length: count }, () => generator.integer(low, high + 1));

/** For each length a whole number from what `low` says to below what `high` says of it. */
export const places = (generator, lengths, low, high) => lengths.map((length) => generator.integer(low(length), high(length)));

/**
 * @param {number[]} lengths
 * @param {number} reads numbers that a step has
 * @returns {Block} with nothing in it
 */
export function empty(lengths, reads) {
  const [T, count] = [Math.max(...lengths), lengths.length];
  const [targets, marks] = [new Float64Array(T * count), new Uint8Array(T * count)];
  return { T, count, lengths, inputs: new Float64Array(T * count * reads), targets, marks };
}

/** Each sequence is asked at its last step. @param {Block} block @param {number[]} answers */
export function askAtTheEnd(block, answers) {
  block.lengths.forEach((length, b) => {
    const place = (length - 1) * block.count + b;
    [block.targets[place], block.marks[place]] = [answers[b], 1];
  });
  return block;
}
