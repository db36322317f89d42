/** The sequences that Python drew, opened from one message, and batches put together from them in order. */

const FORMAT = 1;
const KINDS = { uint8: Uint8Array, uint16: Uint16Array, float64: Float64Array };

/**
 * @typedef {{name: string, level: number, batches: number, sequences: number, longest: number,
 *            at: Record<string, {offset: number, type: string, size: number}>}} Place
 * @typedef {{config: any, about: any, keeps: [name: string, sign: number][], within: number | null, reads: number,
 *            task: {title: string, chance: number, level: string}, answers: number, marks: [number, boolean][],
 *            limits: Record<string, number>, words: Record<string, string>, parts: Place[],
 *            look: {inputs: any[], asked: number[]}}} PoolHeader `look` is the fixed sequence, and its steps that are asked
 * @typedef {import("../live/loss.js").Batch & {sequences: number, asked: Uint8Array}} Drawn `asked` are the places whose
 *   answers decide whether a sequence is solved
 * @typedef {Place & {batch: (from: number, count: number) => Drawn}} Part
 * @typedef {{header: PoolHeader, parts: (name: string) => Part[]}} Pool
 */

/**
 * What a pool says of itself, without its sequences.
 * @param {Uint8Array} bytes
 * @returns {PoolHeader}
 */
export function readHeader(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  if (header.format !== FORMAT) throw new Error(`these sequences have format ${header.format}; the page knows ${FORMAT}: reload it`);
  return { ...header, begins: 4 + length };
}

/**
 * @param {Uint8Array} bytes
 * @returns {Promise<Pool>}
 */
export async function openPool(bytes) {
  const header = readHeader(bytes);
  const packed = new Blob([bytes.slice(header.begins)]).stream();
  const body = await new Response(packed.pipeThrough(new DecompressionStream("deflate"))).arrayBuffer();
  const found = header.parts.map((place) => createPart(header, place, body));
  return { header, parts: (name) => found.filter((part) => part.name === name) };
}

/** @returns {Part} */
function createPart(header, place, body) {
  const array = (name) => {
    const { offset, type, size } = place.at[name];
    return new KINDS[type](body, offset, size);
  };
  const [lengths, inputs, targets, marks] = ["lengths", "inputs", "targets", "marks"].map(array);
  const begins = new Uint32Array(lengths.length + 1);
  lengths.forEach((length, k) => (begins[k + 1] = begins[k] + length));
  const [reads, answers] = [header.reads || 1, header.answers || 1];

  /** `count` sequences from the one numbered `from` on, round and round; shorter ones are filled up with nothing. */
  function batch(from, count) {
    const chosen = Array.from({ length: count }, (_, b) => (from + b) % lengths.length);
    const T = Math.max(...chosen.map((k) => lengths[k]));
    const size = T * count;
    const found = {
      T,
      sequences: count,
      inputs: new Float64Array(size * reads),
      targets: new Float64Array(size * answers),
      weights: new Float64Array(size),
      asked: new Uint8Array(size),
    };
    chosen.forEach((k, b) => {
      for (let t = 0; t < lengths[k]; t++) {
        const [there, here] = [begins[k] + t, t * count + b];
        for (let d = 0; d < reads; d++) found.inputs[here * reads + d] = inputs[there * reads + d];
        for (let d = 0; d < answers; d++) found.targets[here * answers + d] = targets[there * answers + d];
        [found.weights[here], found.asked[here]] = header.marks[marks[there]];
      }
    });
    return found;
  }

  return { ...place, batch };
}

/**
 * Which sequences of a batch are solved: all of their asked answers right.
 * @param {import("../live/loss.js").Answers} answers
 * @param {Drawn} batch
 * @param {number | null} within how far off an answer may be; null where the likeliest has to be the target
 */
export function solved({ count, places, off, likeliest }, { asked, sequences }, within) {
  const found = new Uint8Array(sequences).fill(1);
  for (let n = 0; n < count; n++) {
    if (!asked[places[n]]) continue;
    if (within === null ? !likeliest[n] : !(off[n] < within)) found[places[n] % sequences] = 0;
  }
  return found;
}
