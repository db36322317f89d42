/** NumPy's file formats, written here: .npy arrays in an uncompressed zip. */

import { crc32, join } from "./bytes.js";

const text = new TextEncoder();

/**
 * @param {Float32Array} data
 * @param {number[]} shape
 * @returns {Uint8Array} a .npy file of float32
 */
export function npy(data, shape) {
  return withHeader("<f4", shape, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
}

/**
 * @param {string[]} words
 * @returns {Uint8Array} a .npy file of unicode strings
 */
export function npyOfWords(words) {
  const points = words.map((word) => Array.from(word, (letter) => letter.codePointAt(0)));
  const longest = Math.max(1, ...points.map((letters) => letters.length));
  const data = new Uint32Array(words.length * longest);
  points.forEach((letters, k) => data.set(letters, k * longest));
  return withHeader(`<U${longest}`, [words.length], new Uint8Array(data.buffer));
}

function withHeader(descr, shape, body) {
  const sides = shape.length === 1 ? `${shape[0]},` : shape.join(", ");
  const open = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sides}), }`;
  const padded = `${open.padEnd(Math.ceil((open.length + 11) / 64) * 64 - 11, " ")}\n`;
  const lead = new Uint8Array([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length & 255, padded.length >> 8]);
  return join([lead, text.encode(padded), body]);
}

/**
 * @param {[string, Uint8Array][]} files
 * @returns {Uint8Array} a zip in which every file is stored as it is
 */
export function zip(files) {
  const parts = [];
  const directory = [];
  let offset = 0;
  for (const [name, body] of files) {
    const title = text.encode(name);
    const facts = [20, 0x0800, 0, 0, 0x21]; // version, names in UTF-8, stored, midnight, 1 January 1980
    const sizes = [crc32(body), body.length, body.length];
    const local = pack([[0x04034b50, 4], ...facts.map((fact) => [fact, 2]), ...sizes.map((size) => [size, 4]), [title.length, 2], [0, 2]]);
    parts.push(local, title, body);
    const entry = [[0x02014b50, 4], [20, 2], ...facts.map((fact) => [fact, 2]), ...sizes.map((size) => [size, 4])];
    directory.push(pack([...entry, [title.length, 2], [0, 2], [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), title);
    offset += local.length + title.length + body.length;
  }
  const index = join(directory);
  const end = [[0x06054b50, 4], [0, 2], [0, 2], [files.length, 2], [files.length, 2], [index.length, 4], [offset, 4], [0, 2]];
  return join([...parts, index, pack(end)]);
}

function pack(fields) {
  return Uint8Array.from(fields.flatMap(([value, size]) => Array.from({ length: size }, (_, k) => Math.floor(value / 256 ** k) % 256)));
}
