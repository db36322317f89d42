/** Edits made ready for a run, and made: which places of a node change at which steps, and to what. */

/**
 * One change of a named value, the twin of the core's: at chosen steps, units and sequences (null = all; negative ones
 * count from the end). `name` is a name of the cell, edited where it is computed, or `<name>_prev`, which changes only
 * what a step reads. Exactly one of: `value` (a number, or one for each chosen unit), `scale` (likewise, multiplies),
 * `source`: a function (step, sequence, unit) => number, or rows (step by step, all units), from the same steps
 * unless `steps` lists others. Of a cell of maps a unit is its whole map; rows and functions then count map by map.
 * @typedef {{layer?: number, name: string, steps?: number[] | null, units?: number[] | null,
 *            sequences?: number[] | null, value?: number | ArrayLike<number>, scale?: number | ArrayLike<number>,
 *            source?: ((t: number, b: number, u: number) => number) | {values: ArrayLike<number>, steps?: number[]}
 *           }} Edit
 * @typedef {{at: Int32Array, amount: Float64Array, scales: boolean}} Change `at` counts from where a step's value begins
 */

/**
 * @param {import("../model.js").Program} program
 * @param {Edit[]} edits of one layer
 * @param {{steps: number, sequences: number, units: number, pixels: number}} sizes of the run
 * @returns {Map<number, (Change[] | null)[]>} of each edited node, by step
 */
export function bound(program, edits, sizes) {
  const found = new Map();
  for (const edit of edits) {
    const node = nodeOf(program, edit.name);
    if (!found.has(node)) found.set(node, new Array(sizes.steps).fill(null));
    const changes = found.get(node);
    bind(edit, sizes, (step, change) => (changes[step] ??= []).push(change));
  }
  return found;
}

/** Makes the changes of one step, in the order given, where the value begins. */
export function make(M, begin, changes) {
  for (const { at, amount, scales } of changes) {
    if (scales) for (let k = 0; k < at.length; k++) M[begin + at[k]] *= amount[k];
    else for (let k = 0; k < at.length; k++) M[begin + at[k]] = amount[k];
  }
}

function nodeOf({ title, nodes, names, states }, name) {
  if (Object.hasOwn(names, name)) return names[name];
  const node = nodes.findIndex(([op, , state]) => op === "prev" && `${state}_prev` === name);
  if (node >= 0) return node;
  const known = [...Object.keys(names), ...states.map((state) => `${state}_prev`)];
  throw new Error(`${title} has no value "${name}" to edit; it has ${known.join(", ")}`);
}

/** Calls `take` with the change of each chosen step. */
function bind(edit, sizes, take) {
  const { name, value, scale, source } = edit;
  if ([value, scale, source].filter((given) => given !== undefined && given !== null).length !== 1)
    throw new Error(`an edit of ${name} takes exactly one of value, scale, source`);
  const steps = chosen(edit.steps, sizes.steps, `edit of ${name}: step`);
  const sequences = chosen(edit.sequences, sizes.sequences, `edit of ${name}: sequence`);
  const units = chosen(edit.units, sizes.units, `edit of ${name}: unit`);
  const width = sizes.units * sizes.pixels;
  const inside = units.flatMap((unit) => Array.from({ length: sizes.pixels }, (_, pixel) => unit * sizes.pixels + pixel));
  const at = Int32Array.from(sequences.flatMap((b) => inside.map((place) => b * width + place)));
  /** @param {(b: number, place: number, k: number) => number} number */
  const filled = (number) =>
    Float64Array.from(sequences.flatMap((b) => inside.map((place, k) => number(b, place, Math.floor(k / sizes.pixels)))));
  if (source === undefined || source === null) {
    const given = scale ?? value;
    const each = typeof given === "number" ? null : given;
    if (each && each.length !== units.length)
      throw new Error(`edit of ${name}: ${units.length} units are chosen, got ${each.length} numbers`);
    const amount = filled((b, place, k) => (each ? each[k] : given));
    if (!amount.every(Number.isFinite)) throw new Error(`an edit of ${name} has a finite value or scale`);
    const scales = scale !== undefined && scale !== null;
    for (const step of steps) take(step, { at, amount, scales });
    return;
  }
  const from = typeof source === "function" ? null : sourceSteps(source, steps, width, name);
  steps.forEach((step, k) => {
    const row = from && from[from.length === 1 ? 0 : k] * width;
    const amount = filled((b, place) => (from ? source.values[row + place] : source(step, b, place)));
    take(step, { at, amount, scales: false });
  });
}

function sourceSteps({ values, steps: given }, steps, width, name) {
  const rows = values.length / width;
  const from = chosen(given ?? steps, rows, `edit of ${name}: step of the source`);
  if (from.length !== 1 && from.length !== steps.length)
    throw new Error(`edit of ${name}: ${steps.length} steps are edited, the source lists ${from.length}`);
  return from;
}

/** The indices that are meant, all of 0 … size-1. */
function chosen(which, size, what) {
  if (which === undefined || which === null) return Array.from({ length: size }, (_, k) => k);
  return [...which].map((index) => {
    if (!Number.isInteger(index) || index < -size || index >= size)
      throw new Error(`${what} ${index} is not there; there are ${size}, counted from 0`);
    return index < 0 ? index + size : index;
  });
}
