/** Where a training ends by itself: at its limit, and where all that is held out is solved. A hand may go on from there. */

/**
 * @param {{sequences?: number, unsolved?: boolean}} limits
 */
export function createEnds({ sequences: each = Infinity, unsolved = false }) {
  let [limit, before, said] = [each, false, false];

  return {
    /** How many sequences a hand that goes on adds to the limit. */
    each,
    limit: (sequences) => sequences >= limit,
    /** Somebody goes on: from a limit that is reached to the next one. */
    further(sequences) {
      while (sequences >= limit) limit += each;
    },
    /**
     * Whether it is solved now: at two looks one after the other; once said, not again before something was wrong.
     * @param {{share: number}[]} shares of what is held out
     * @param {boolean} running
     */
    solved(shares, running) {
      const all = !unsolved && shares.length > 0 && shares.every(({ share }) => share === 1);
      const now = all && before && running && !said;
      [before, said] = [all, all && (said || now)];
      return now;
    },
    reset() {
      [limit, before, said] = [each, false, false];
    },
  };
}
