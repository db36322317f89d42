/** What a hand holds or carried over in a film, and the edits of the network that this comes to. */

/**
 * Steps count from 0, `first` and `last` included; units null: all. Either `value`: it stays at this number; or `from`:
 * after step `first` it is what the same sentence with that word has there.
 * @typedef {{name: string, first: number, last: number, units: number[] | null, value?: number, from?: string}} Hold
 */

/**
 * What is carried over after a word is what the next step reads, but for the output, which the readout sees as well.
 * @param {Hold[]} holds
 * @param {string} output the name that the readout reads
 * @param {(hold: Hold) => ArrayLike<number>} valuesOf what is carried over: of all units
 * @param {number} steps
 * @param {number} layer
 * @returns {import("../../live/time/edits.js").Edit[]}
 */
export function editsOf(holds, output, valuesOf, steps, layer) {
  return holds.flatMap((hold) => {
    const { name, first, last, units, value, from } = hold;
    if (from === undefined) return [{ layer, name, value, units, steps: range(first, last) }];
    const all = valuesOf(hold);
    const values = units ? units.map((unit) => all[unit]) : Array.from(all);
    if (name === output) return [{ layer, name, value: values, units, steps: [first] }];
    return first + 1 < steps ? [{ layer, name: `${name}_prev`, value: values, units, steps: [first + 1] }] : [];
  });
}

/** The first step at which any of the holds changes a number; Infinity without any. */
export const firstStep = (holds) => Math.min(...holds.map(({ first }) => first), Infinity);

/** Holds of a sentence whose words have moved: a stretch goes where its first word went, and ends at its last word that is left. */
export function moved(holds, to) {
  return holds.flatMap((hold) => {
    const steps = Array.from({ length: hold.last - hold.first + 1 }, (_, k) => to(hold.first + k)).filter((step) => step >= 0);
    return steps.length ? [{ ...hold, first: Math.min(...steps), last: Math.max(...steps) }] : [];
  });
}

const range = (first, last) => Array.from({ length: last - first + 1 }, (_, k) => first + k);
