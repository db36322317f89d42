/** Sequences that came with the message, one after the other. */

const KINDS = { uint8: Uint8Array, uint16: Uint16Array, float64: Float64Array };

/** @typedef {Record<string, {offset: number, type: string, size: number}>} At where each array lies */

/**
 * @param {At} at
 * @param {ArrayBuffer} body
 * @returns {import("./part.js").Source}
 */
export function openStored(at, body) {
  const [lengths, inputs, targets, marks] = ["lengths", "inputs", "targets", "marks"].map((name) => {
    const { offset, type, size } = at[name];
    return new KINDS[type](body, offset, size);
  });
  const begins = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, k) => (begins[k + 1] = begins[k] + length));
  const sequence = (k) => ({ inputs, targets, marks, first: begins[k], stride: 1, length: lengths[k] });
  return { sequences: lengths.length, sequence };
}
