/** What a film says of its comparison: the word that it is about, and with how many others it compares. */

/** How many other sentences *because* compares with, in words. */
export const counted = (count) => `${count} other sentence${count === 1 ? "" : "s"}`;

/** The step of the word that *because* is about: the first marked one at which this run leaves the others. */
export function causeOf({ cues, because }, arrays, H) {
  const size = (step) => because.reduce((sum, name) => arrays.get(`because/${name}`).data.subarray(step * H, (step + 1) * H).reduce((all, one) => all + Math.abs(one), sum), 0);
  return because.length ? cues.find((step) => size(step) > 1e-6) ?? null : null;
}
