/** What a reader can take back, and what was taken back. */

const MOST = 100; // steps back

/**
 * @template Version
 * @param {Version} first
 */
export function createHistory(first) {
  let [past, settled, future] = [/** @type {Version[]} */ ([]), first, /** @type {Version[]} */ ([])];
  return {
    begin: (version) => (settled = version),
    /** @param {Version} version it stands now, where the hand has come to rest */
    add(version) {
      [past, settled, future] = [[...past, settled].slice(-MOST), version, []];
    },
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
    /** @returns {Version} the one before */
    undo() {
      [past, settled, future] = [past.slice(0, -1), past[past.length - 1], [...future, settled]];
      return settled;
    },
    /** @returns {Version} the one that was taken back last */
    redo() {
      [past, settled, future] = [[...past, settled], future[future.length - 1], future.slice(0, -1)];
      return settled;
    },
  };
}
