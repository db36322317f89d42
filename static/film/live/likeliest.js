/** The largest of many probabilities. */

/**
 * @param {ArrayLike<number>} probs
 * @param {number} most
 * @returns {number[]} where they are, the largest first
 */
export function likeliest(probs, most) {
  const best = [];
  for (let k = 0; k < probs.length; k += 1) {
    let place = best.length;
    while (place > 0 && probs[best[place - 1]] < probs[k]) place -= 1;
    if (place < most) best.splice(place, 0, k);
    if (best.length > most) best.pop();
  }
  return best;
}
