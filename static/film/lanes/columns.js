/** Where every word's column lies: as wide as there is room, too narrow for a finger or its turned word only on paper. */

/**
 * @typedef {{width: number, tilt: number, heads: number, spill: number}} Columns column width in px; angle and height
 *   of the words over them; how far the last words reach past the last column
 */

const LONGEST = 12; // letters of a turned word before it is cut
const LETTER = 0.54; // width of a letter, in sizes of type

/**
 * @param {{room: number, words: string[], type: number, numbers: boolean, touch: boolean, paper?: boolean}} given
 *   `type` is the size of the words' letters in px; `numbers` says whether each column carries a number; on `paper`
 *   nothing scrolls
 * @returns {Columns}
 */
export function layColumns({ room, words, type, numbers, touch, paper }) {
  const least = paper ? 2 : Math.ceil(numbers ? 3.1 * type : touch ? 1.5 * type : 1.15 * type);
  const most = Math.floor(5.6 * type);
  let width = Math.max(least, Math.min(most, Math.floor(room / words.length)));
  const letters = words.map((word) => Math.min(LONGEST, [...word].length));
  const longest = Math.max(...letters);
  if (width >= 1.12 * LETTER * type * longest + 6) return { width, tilt: 0, heads: Math.ceil(1.9 * type), spill: 0 };
  const tilt = width >= 1.55 * type ? 48 : 62;
  const [along, up] = [Math.cos((tilt * Math.PI) / 180), Math.sin((tilt * Math.PI) / 180)];
  const spillAt = (column) =>
    Math.max(0, ...letters.map((count, k) => (k + 0.5 - words.length) * column + along * 1.2 * LETTER * type * count + type));
  width = Math.max(least, Math.min(most, Math.floor((room - spillAt(width)) / words.length)));
  return { width, tilt, heads: Math.ceil(up * longest * LETTER * 1.2 * type + 1.3 * type), spill: Math.ceil(spillAt(width)) };
}
