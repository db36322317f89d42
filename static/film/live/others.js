/** The same sentence with each other answer's word in its place: what *because* compares with, chosen as Python does. */

/**
 * @typedef {{before: string[], asked: string, answers: Record<string, string>}} Rule
 * @typedef {{others: string[][], named: number[], span: [number, number] | null, position: number}} Others
 *   `position` of the word that settles the answer, -1 without one
 */

/**
 * @param {string[]} words
 * @param {Rule | null} rule
 * @returns {Others}
 */
export function othersOf(words, rule) {
  const position = positionOf(words, rule);
  if (position < 0) return { others: [], named: [], span: null, position };
  const { asked, answers } = rule;
  const last = words.lastIndexOf(asked);
  const after = last < 0 ? words.length : last + 1;
  const answered = words[after] === answers[words[position]];
  const others = Object.keys(answers).filter((one) => one !== words[position]).map((one) => withWord(words, { position, after, answered }, one, answers));
  return {
    others,
    named: words.flatMap((word, step) => (Object.hasOwn(answers, word) ? [step] : [])),
    span: last >= position ? [position, last + 1] : null,
    position,
  };
}

/** The same sentence with one other word at the position, and its answer where the answer is written. */
export function withOther(words, rule, word) {
  const position = positionOf(words, rule);
  const last = words.lastIndexOf(rule.asked);
  const after = last < 0 ? words.length : last + 1;
  const answered = words[after] === rule.answers[words[position]];
  return withWord(words, { position, after, answered }, word, rule.answers);
}

function withWord(words, { position, after, answered }, word, answers) {
  const other = [...words];
  other[position] = word;
  if (answered) other[after] = answers[word];
  return other;
}

/**
 * @param {string[]} words
 * @param {Rule | null} rule
 * @returns {number} the step of the word that settles the answer, -1 without one
 */
export function positionOf(words, rule) {
  if (!rule) return -1;
  const { before, answers } = rule;
  return words.findIndex((word, step) => step > before.length - 1 && Object.hasOwn(answers, word) && before.every((one, k) => words[step - before.length + k] === one));
}
