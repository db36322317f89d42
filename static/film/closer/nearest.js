/** The moments of many sentences at which a state is most like one that is given: by the distance between them. */

/**
 * @typedef {{sentence: number, step: number, distance: number}} Match
 * @typedef {ReturnType<typeof momentsOf>} Moments
 */

/**
 * Every word of every sentence is a moment. Two moments with the same words up to there are the same state.
 * @param {ArrayLike<number>[]} sentences of words' numbers
 */
export function momentsOf(sentences) {
  const count = sentences.reduce((sum, { length }) => sum + length, 0);
  const [sentenceOf, stepOf, begun] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const known = new Map();
  let at = 0;
  sentences.forEach((ids, sentence) => {
    let before = -1;
    for (let step = 0; step < ids.length; step += 1, at += 1) {
      const key = `${before} ${ids[step]}`;
      if (!known.has(key)) known.set(key, known.size);
      before = known.get(key);
      [sentenceOf[at], stepOf[at], begun[at]] = [sentence, step, before];
    }
  });

  /** @param {number[]} ids @returns {number} which of the beginnings this is; -1 where no sentence begins so */
  function beginning(ids) {
    let before = -1;
    for (const id of ids) {
      before = known.get(`${before} ${id}`) ?? -2;
      if (before === -2) return -1;
    }
    return before;
  }

  return { count, sentenceOf, stepOf, begun, beginning };
}

/**
 * The square root of the summed squared differences. Of a sentence the nearest moment counts, and of moments with the same
 * words up to there the first; those with the `own` beginning are no news and are left out.
 * @param {Moments} moments
 * @param {Float32Array} states (moments, H)
 * @param {ArrayLike<number>} target (H,)
 * @param {number[] | null} units those that count; null: all
 * @param {number} own the beginning of the target's own sentence, -1 where no sentence begins so
 * @param {number} most
 * @returns {Match[]} the nearest first
 */
export function nearest({ count, sentenceOf, stepOf, begun }, states, target, units, own, most) {
  const H = target.length;
  const counted = units ?? Array.from({ length: H }, (_, u) => u);
  const squares = new Float64Array(count);
  for (let k = 0; k < count; k += 1) {
    let sum = 0;
    for (const u of counted) sum += (states[k * H + u] - target[u]) ** 2;
    squares[k] = sum;
  }
  const order = Uint32Array.from({ length: count }, (_, k) => k).sort((one, other) => squares[one] - squares[other] || one - other);
  const [found, seen, beginnings] = [[], new Set(), new Set([own])];
  for (const k of order) {
    if (found.length === most) break;
    if (seen.has(sentenceOf[k]) || beginnings.has(begun[k])) continue;
    seen.add(sentenceOf[k]);
    beginnings.add(begun[k]);
    found.push({ sentence: sentenceOf[k], step: stepOf[k], distance: Math.sqrt(squares[k]) });
  }
  return found;
}
