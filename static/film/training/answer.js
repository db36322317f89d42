/** The right answer of a sentence: that of the word which settles it. */

import { positionOf } from "../live/others.js";

/**
 * @param {string[]} words
 * @param {import("../live/others.js").Rule | null} rule
 * @returns {string | null} null where the sentence settles no answer
 */
export function answerOf(words, rule) {
  const position = positionOf(words, rule);
  return position < 0 || !words.includes(rule.asked, position) ? null : rule.answers[words[position]];
}
