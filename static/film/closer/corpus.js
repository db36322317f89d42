/** The sentences that Python sent: their lengths, and the numbers of all their words one after the other. */

/**
 * @param {Uint8Array[]} bodies little-endian, two bytes a number
 * @returns {number[][]} the words' numbers of each sentence
 */
export function openCorpus([lengths, ids]) {
  const all = numbers(ids);
  let at = 0;
  return numbers(lengths).map((length) => all.slice(at, (at += length)));
}

const numbers = (bytes) => Array.from({ length: bytes.length / 2 }, (_, k) => bytes[2 * k] | (bytes[2 * k + 1] << 8));
