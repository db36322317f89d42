/** Which checkpoint, which comparison and which state a reader looks at, in the address of the page. */

import { placesOf } from "../closer/closer.js";

const COMPARISONS = ["units", "parameters"];

/**
 * What the link asks for, and a sentence on what cannot be had.
 * @param {Record<string, any>} offers
 * @returns {{update: number | null, compare: string | null, closer: string | null, ignored: string}}
 */
export function readMore(offers) {
  const query = new URLSearchParams(globalThis.location.search);
  const ignored = [];
  const read = (key, allowed, says) => {
    const text = query.get(key);
    if (text === null || allowed.includes(text)) return text;
    ignored.push(`${key}=${text.slice(0, 20)} (${says})`);
    return null;
  };
  const updates = (offers.training?.updates ?? []).map(String);
  const known = updates.length ? `updates are ${updates.join(", ")}` : "of this network only the end of its training ships";
  const update = read("update", updates, known);
  const comparisons = COMPARISONS.filter((one) => offers[one]);
  const compare = read("compare", comparisons, comparisons.length ? `comparisons are ${comparisons.join(", ")}` : "this network is not compared");
  const states = offers.closer ? placesOf(offers.closer) : [];
  const closer = read("closer", states, states.length ? `states are ${states.join(", ")}` : "no closer look at this network is to be had");
  return { update: update === null ? null : Number(update), compare, closer, ignored: ignored.length ? `The link was ignored where it said ${ignored.join(", ")}.` : "" };
}

/** @param {Record<string, string | number | null>} looked by their names in the address; null is left out of it */
export function writeMore(looked) {
  const address = new URL(globalThis.location.href);
  for (const [key, value] of Object.entries(looked)) {
    if (value === null) address.searchParams.delete(key);
    else address.searchParams.set(key, String(value));
  }
  if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
}
