/** Batches put together from sequences in order, wherever these come from. */

/**
 * One sequence of several that lie side by side or one after the other: its step t is at first + t × stride.
 * @typedef {{inputs: ArrayLike<number>, targets: ArrayLike<number>, marks: ArrayLike<number>, allowed?: Uint8Array,
 *            first: number, stride: number, length: number}} Sequence
 * @typedef {{sequences: number, sequence: (k: number) => Sequence}} Source
 * @typedef {import("../live/loss.js").Batch & {sequences: number, asked: Uint8Array}} Drawn `asked` are the places whose
 *   answers decide whether a sequence is solved
 */

/**
 * @param {{reads: number, answers: number, marks: [weight: number, asked: boolean][]}} header
 * @param {Source} source
 * @returns {{sequences: number, batch: (from: number, count: number) => Drawn}}
 */
export function createPart(header, { sequences, sequence }) {
  const [reads, answers] = [header.reads || 1, header.answers || 1];
  const [weights, asked] = [0, 1].map((k) => header.marks.map((mark) => Number(mark[k])));

  /** `count` sequences from the one numbered `from` on, round and round; shorter ones are filled up with nothing. */
  function batch(from, count) {
    const chosen = Array.from({ length: count }, (_, b) => sequence((from + b) % sequences));
    const T = Math.max(...chosen.map(({ length }) => length));
    const size = T * count;
    const found = {
      T,
      sequences: count,
      inputs: new Float64Array(size * reads),
      targets: new Float64Array(size * answers),
      weights: new Float64Array(size),
      asked: new Uint8Array(size),
      allowed: chosen[0].allowed && new Uint8Array(size),
    };
    chosen.forEach(({ inputs, targets, marks, allowed, first, stride, length }, b) => {
      for (let t = 0; t < length; t++) {
        const [there, here] = [first + t * stride, t * count + b];
        for (let d = 0; d < reads; d++) found.inputs[here * reads + d] = inputs[there * reads + d];
        for (let d = 0; d < answers; d++) found.targets[here * answers + d] = targets[there * answers + d];
        found.weights[here] = weights[marks[there]];
        found.asked[here] = asked[marks[there]];
        if (allowed) found.allowed[here] = allowed[there];
      }
    });
    return found;
  }

  return { sequences, batch };
}
