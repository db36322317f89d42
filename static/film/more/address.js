/** Which checkpoint, which comparison and which state a reader looks at, in the address of the page. */

import { placesOf } from "../closer/closer.js";
import { numbered, ofFilm } from "./which.js";

const COMPARISONS = ["units", "parameters"];

/**
 * What the link asks for, and a sentence on what cannot be had.
 * @param {Record<string, any>} offers
 * @param {number} number of the film on its page: a closer look is that of one
 * @returns {{update: number | null, compare: string | null, closer: string | null, ignored: string}}
 */
export function readMore(offers, number) {
  const query = new URLSearchParams(globalThis.location.search);
  const ignored = [];
  const read = (key, allowed, says, text = query.get(key)) => {
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
  const closer = read("closer", states, states.length ? `states are ${states.join(", ")}` : "no closer look at this network is to be had", offers.closer ? ofFilm(query.get("closer"), number) : query.get("closer"));
  return { update: update === null ? null : Number(update), compare, closer, ignored: ignored.length ? `The link was ignored where it said ${ignored.join(", ")}.` : "" };
}

/**
 * @param {{update: number | null, compare: string | null, closer: string | null}} looked null is left out of the address
 * @param {number} number of the film: what is said of another one stays
 */
export function writeMore({ closer, ...looked }, number) {
  const address = new URL(globalThis.location.href);
  const others = closer === null && ofFilm(address.searchParams.get("closer"), number) === null;
  for (const [key, value] of Object.entries({ ...looked, ...(!others && { closer: closer && numbered(closer, number) }) })) {
    if (value === null) address.searchParams.delete(key);
    else address.searchParams.set(key, String(value));
  }
  if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
}
