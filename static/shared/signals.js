/** What components tell of the reader's state that stands in no address: "played" is 1, "answer" is "spanish". */

/** Shared by all versions of this module, and kept: who listens may come later than who speaks. */
const told = /** @type {Map<string, string>} */ (globalThis[Symbol.for("lstm-signals")] ??= new Map());
const CHANGED = "lstm-signal";
const keyOf = (name, pathname = globalThis.location.pathname) => `${pathname} ${name}`;

/**
 * Of the page that is shown now; heard at once, and all together: nobody sees one half of a change.
 * @param {Record<string, string | number | null>} values null takes one back
 */
export function signal(values) {
  const texts = Object.entries(values).map(([name, value]) => [keyOf(name), value === null ? undefined : String(value)]);
  const fresh = texts.filter(([key, text]) => told.get(key) !== text);
  for (const [key, text] of fresh) {
    if (text === undefined) told.delete(key);
    else told.set(key, text);
  }
  if (fresh.length) globalThis.dispatchEvent(new Event(CHANGED));
}

/** What was told on a page that the reader has left. @param {string} pathname */
export function forgetSignals(pathname) {
  for (const key of [...told.keys()].filter((one) => one.startsWith(keyOf("", pathname)))) told.delete(key);
}

/** @param {string} name @returns {string | undefined} what was told last on this page */
export const signalled = (name) => told.get(keyOf(name));

/** @param {() => void} heard @returns {() => void} what ends it */
export function followSignals(heard) {
  globalThis.addEventListener(CHANGED, heard);
  return () => globalThis.removeEventListener(CHANGED, heard);
}
