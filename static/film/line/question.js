/** Where a sentence asks, and what the film answers there. */

/**
 * @param {string[]} words
 * @param {import("../live/others.js").Rule | null} rule
 * @returns {number} the last step that asks; the last of all where none does
 */
export function questionOf(words, rule) {
  const asked = rule ? words.lastIndexOf(rule.asked) : -1;
  return asked < 0 ? words.length - 1 : asked;
}

/** Whether nothing but the answer and a full stop follows the question. */
export const endsInQuestion = (words, rule) => Boolean(rule) && words.includes(rule.asked) && questionOf(words, rule) >= words.length - 3;
