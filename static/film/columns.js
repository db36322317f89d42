/** Where every word's column lies: as wide as there is room, never too narrow for a finger or its turned word. */

/**
 * @typedef {{width: number, tilt: number, heads: number}} Columns column width in px, angle and height of the words over them
 */

/**
 * @param {{room: number, words: string[], type: number, numbers: boolean, touch: boolean}} given
 *   `type` is the size of the words' letters in px; `numbers` says whether each column carries a number
 * @returns {Columns}
 */
export function layColumns({ room, words, type, numbers, touch }) {
  const least = numbers ? 3.1 * type : touch ? 1.5 * type : 1.15 * type;
  const width = Math.max(Math.ceil(least), Math.min(Math.floor(5.6 * type), Math.floor(room / words.length)));
  const longest = Math.min(12, Math.max(...words.map((word) => [...word].length)));
  const flat = width >= 0.56 * type * longest + 6;
  const tilt = flat ? 0 : width >= 1.55 * type ? 48 : 62;
  const heads = flat ? 1.9 * type : Math.sin((tilt * Math.PI) / 180) * longest * 0.54 * type + 1.6 * type;
  return { width, tilt, heads: Math.ceil(heads) };
}
