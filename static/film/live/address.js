/** What a reader made of a film, in the address of the page: the sentence as words, what is held as the same short text. */

import { readHolds, writtenHolds } from "./text.js";

const MOST_LETTERS = 4000; // a link is hostile: no more of it is read

/**
 * @param {import("./live.js").Live} live
 * @param {any} header of the film that Python sent
 * @returns {{version: import("./live.js").Version | null, ignored: string}} null where the link asks for nothing
 */
export function readVersion(live, header) {
  const query = new URLSearchParams(globalThis.location.search);
  const said = (query.get("say") ?? "").slice(0, MOST_LETTERS).split(" ").filter(Boolean);
  const known = said.filter(live.knows).slice(0, live.mostWords);
  const words = known.length ? known : live.given;
  const { holds, refused } = readHolds((query.get("hold") ?? "").slice(0, MOST_LETTERS), header, words, live.rule);
  const unknown = said.filter((word) => !live.knows(word)).map((word) => `the word ${word.slice(0, 20)}`);
  const wrong = [...new Set([...unknown, ...(said.length > unknown.length + known.length ? [`words after the ${live.mostWords}th`] : []), ...refused])];
  const ignored = wrong.length ? `The link was ignored where it said ${wrong.slice(0, 5).join(", ")}${wrong.length > 5 ? " and more" : ""}.` : "";
  return { version: known.length || holds.length ? { words, holds } : null, ignored };
}

/** @param {import("./live.js").Live} live */
export function writeVersion(live) {
  const address = new URL(globalThis.location.href);
  const put = (key, text) => (text ? address.searchParams.set(key, text) : address.searchParams.delete(key));
  put("say", live.saysAsGiven() ? "" : live.words().join(" "));
  put("hold", writtenHolds(live.holds()));
  if (address.href !== globalThis.location.href) history.replaceState(history.state, "", address);
}
