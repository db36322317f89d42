/** What a film says of its numbers: the likeliest next words, the word that it is about, with how many others it compares. */

/** How many other sentences *because* compares with, in words. */
export const counted = (count) => `${count} other sentence${count === 1 ? "" : "s"}`;

/** The step of the word that *because* is about: the first marked one at which this run leaves the others. */
export function causeOf({ cues, because }, arrays, H) {
  const size = (step) => because.reduce((sum, name) => arrays.get(`because/${name}`).data.subarray(step * H, (step + 1) * H).reduce((all, one) => all + Math.abs(one), sum), 0);
  return because.length ? cues.find((step) => size(step) > 1e-6) ?? null : null;
}

/** The places of the largest probabilities, the first of equal ones first. */
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
