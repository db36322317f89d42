/** Words that somebody may have meant: one slip or two away from what was typed, or another form of it. */

const MOST = 3;

/**
 * Those that fit where it was typed come first among equally near ones; a short word has no near ones.
 * @param {string} typed
 * @param {{title: string, words: string[]}[]} kinds
 * @param {string[]} expected what the network expects there
 * @returns {string[]} at most three
 */
export function nearWords(typed, kinds, expected) {
  const word = typed.toLowerCase();
  const fits = new Set(kinds.filter(({ words }) => words.some((one) => expected.includes(one))).map(({ title }) => title));
  const found = kinds.flatMap(({ title, words }) =>
    words.map((known) => ({ known, far: distance(word, known) - (expected.includes(known) ? 0.4 : fits.has(title) ? 0.3 : 0) - (known[0] === word[0] ? 0.2 : 0) })),
  );
  return found.filter(({ far }) => Number.isFinite(far)).sort((one, other) => one.far - other.far).slice(0, MOST).map(({ known }) => known);
}

/** Slips from one to the other; infinite where nobody would take one for the other. */
function distance(typed, known) {
  const [short, long] = typed.length < known.length ? [typed, known] : [known, typed];
  if (short.length < 2) return Infinity;
  const isForm = short.length > 2 && long.startsWith(short) && long.length - short.length <= 3; // visit, visited
  const far = slips([...typed], [...known]);
  if (isForm) return Math.min(far, 1.1);
  if (short.length === 2) return far === 1 && long.length === 2 && typed[0] === known[1] ? 1 : Infinity; // ni, in
  return far <= Math.max(1, Math.floor(typed.length / 3)) ? far : Infinity;
}

/** Letters put in, left out or changed, and neighbours that changed places. */
function slips(one, other) {
  let [last, before] = [Array.from({ length: other.length + 1 }, (_, k) => k), /** @type {number[]} */ ([])];
  one.forEach((letter, i) => {
    const row = [i + 1];
    other.forEach((target, j) => {
      row[j + 1] = Math.min(last[j + 1] + 1, row[j] + 1, last[j] + (letter === target ? 0 : 1));
      if (i && j && letter === other[j - 1] && one[i - 1] === target) row[j + 1] = Math.min(row[j + 1], before[j - 1] + 1);
    });
    [before, last] = [last, row];
  });
  return last[other.length];
}
