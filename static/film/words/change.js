/** What can be done to a sentence: its words afterwards, and where each word of before stands then. */

/**
 * @typedef {object} Change
 * @property {string[]} words
 * @property {(step: number) => number} moved where a word of before stands now, -1 where it is gone
 * @property {number} at the step to look at afterwards
 * @property {string} said what has happened, in a sentence
 */

/** @returns {Change} */
export const replaced = (words, at, word) => ({
  words: words.with(at, word),
  moved: (step) => step,
  at,
  said: `${quoted(words[at])} is now ${quoted(word)}.`,
});

/** @param {number} at the step before which the word is put @returns {Change} */
export const inserted = (words, at, word) => ({
  words: words.toSpliced(at, 0, word),
  moved: (step) => (step < at ? step : step + 1),
  at,
  said: `${quoted(word)} is put in.`,
});

/** @returns {Change} */
export const deleted = (words, at) => ({
  words: words.toSpliced(at, 1),
  moved: (step) => (step === at ? -1 : step < at ? step : step - 1),
  at: Math.min(at, words.length - 2),
  said: `${quoted(words[at])} is taken out.`,
});

/** One word carried to another step. @returns {Change} */
export function carried(words, from, to) {
  const between = (step) => (from < to ? step > from && step <= to : step >= to && step < from);
  return {
    words: words.toSpliced(from, 1).toSpliced(to, 0, words[from]),
    moved: (step) => (step === from ? to : between(step) ? step - Math.sign(to - from) : step),
    at: to,
    said: `${quoted(words[from])} is moved.`,
  };
}

/**
 * Another sentence: what both begin and end with stays where it is.
 * @param {string} said
 * @returns {Change}
 */
export function rewritten(words, next, said) {
  const shorter = Math.min(words.length, next.length);
  let [head, tail] = [0, 0];
  while (head < shorter && words[head] === next[head]) head += 1;
  while (tail < shorter - head && words.at(-1 - tail) === next.at(-1 - tail)) tail += 1;
  const stays = (step) => (step < head ? step : step >= words.length - tail ? step + next.length - words.length : -1);
  return { words: next, moved: stays, at: Math.min(head, next.length - 1), said };
}

export const quoted = (word) => `\u201c${word}\u201d`;
