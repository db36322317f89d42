/** Typed text as words: what the network knows, and what it does not, each where it was typed. */

const CUT = /…|\.{2,}/gu; // says that something is left out; no network reads it
const PIECES = /[\p{L}\p{N}_]+(?:['-][\p{L}\p{N}_]+)*|[^\s\p{L}\p{N}_]/gu;
const LETTERS = /[\p{L}\p{N}_]/u;

/**
 * @typedef {{text: string, at: number}} Stranger a word that the network does not know, and before which of the words it
 *   was typed
 * @typedef {{words: string[], strangers: Stranger[], over: number}} Typed `over`: how many more were typed than are read
 */

/**
 * Capitals do not matter; marks that the network does not know are nothing.
 * @param {string} text
 * @param {(word: string) => boolean} knows
 * @param {number} most
 * @returns {Typed}
 */
export function readText(text, knows, most) {
  const pieces = text.replaceAll("\u2019", "'").replace(CUT, " ").match(PIECES) ?? [];
  const known = (piece) => [piece, piece.toLowerCase()].find(knows);
  const read = pieces.filter((piece) => known(piece) !== undefined || LETTERS.test(piece));
  const words = [];
  const strangers = [];
  for (const piece of read.slice(0, most)) {
    const word = known(piece);
    if (word === undefined) strangers.push({ text: piece, at: words.length });
    else words.push(word);
  }
  return { words, strangers, over: Math.max(0, read.length - most) };
}

/**
 * The same as a person would write it: a full stop stands at its word.
 * @param {string[]} words
 * @param {Stranger[]} strangers
 */
export function writtenText(words, strangers) {
  const all = words.flatMap((word, step) => [...typedAt(strangers, step), word]).concat(typedAt(strangers, words.length));
  return all.map((word, k) => (k === 0 || (word === "." && all[k - 1] !== ".") ? word : ` ${word}`)).join("");
}

const typedAt = (strangers, step) => strangers.filter(({ at }) => at === step).map(({ text }) => text);

/**
 * Where the words that are not known stand after a change.
 * @param {Stranger[]} strangers
 * @param {import("./change.js").Change} change
 * @param {string[]} before the words before it
 * @param {Stranger} [taken] the one in whose place a word was put
 */
export function movedStrangers(strangers, { words, moved }, before, taken) {
  const end = (at) => (at < before.length ? moved(at) : words.length);
  const place = strangers.indexOf(taken);
  return strangers.flatMap((one, k) => {
    if (one === taken) return [];
    if (taken && one.at === taken.at && k < place) return [one]; // typed before the word that was put in
    const at = end(one.at);
    return [{ ...one, at: at < 0 ? Math.min(one.at, words.length) : at }];
  });
}
