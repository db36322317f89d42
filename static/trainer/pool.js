/** The sequences of a training, from one message: those that Python drew, and those that are drawn here as Python does. */

import { inflated } from "../shared/inflated.js";
import { openDrawn } from "./drawn.js";
import { createPart } from "./part.js";
import { openStored } from "./stored.js";

const FORMAT = 1;

/**
 * Either `at` says where its arrays are, or `drawn` how they are drawn.
 * @typedef {{name: string, level: number, sequences: number, longest: number, at?: import("./stored.js").At,
 *            drawn?: import("./drawn.js").Seeded}} Place
 * @typedef {{config: any, about: any, keeps: [name: string, sign: number][], within: number | null, reads: number,
 *            task: {title: string, chance: number, level: string}, answers: number, marks: [number, boolean][],
 *            limits: Record<string, number>, words: Record<string, string>, parts: Place[], draw?: any,
 *            look: {inputs: any[], asked: number[]}}} PoolHeader `look` is the fixed sequence, and its steps that are asked
 * @typedef {import("./part.js").Drawn} Drawn
 * @typedef {Place & {batch: (from: number, count: number) => Drawn}} Part of so many sequences; Infinity where they never end
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
  const body = await inflated(bytes.subarray(header.begins));
  const open = (place) => (place.drawn ? openDrawn(place, header.draw) : openStored(place.at, body));
  const found = header.parts.map((place) => ({ ...place, ...createPart(header, open(place)) }));
  return { header, parts: (name) => found.filter((part) => part.name === name) };
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
