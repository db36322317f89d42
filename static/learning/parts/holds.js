/** Values that a hand holds, as edits of a run. */

/** @typedef {{name: string, step: number, unit: number, value: number}} Hold */

/** @param {Hold[]} holds @returns {import("../../live/time/edits.js").Edit[]} one for all steps of a unit that hold the same */
export function editsOf(holds) {
  const groups = new Map();
  for (const { name, step, unit, value } of holds) {
    const key = `${name} ${unit} ${value}`;
    if (!groups.has(key)) groups.set(key, { name, units: [unit], steps: [], value });
    groups.get(key).steps.push(step);
  }
  return [...groups.values()];
}
