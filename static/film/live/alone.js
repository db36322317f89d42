/** What the network read by itself: kept beside a film whose numbers a hand changes. */

/**
 * @typedef {{text: string, probability: number}} Next
 * @typedef {ReturnType<typeof readAlone>} Alone
 */

/** @param {import("../film.js").Film} film before anything in it is held */
export function readAlone(film) {
  const values = new Map(film.names.map(({ name, node }) => [name, film.arrays.get(`node/${node}`).data.slice()]));
  const next = film.words.map((_, word) => film.next(word));
  return {
    /** @returns {number} */
    value: (name, word, unit) => values.get(name)[word * film.units + unit],
    /** @returns {Next[]} */
    next: (word) => next[word],
  };
}

/** The ends of all scales, found before anything is held: what is held is drawn on the same ones. */
export function settleScales(film) {
  for (const { name } of film.lanes) for (const view of ["raw", "because"]) film.rowLimits(name, view); // and of its lane
  for (const { node } of film.header.diagram.wires) if (node !== null) film.scale(node);
}
