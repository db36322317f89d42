/** What components tell of the reader's state that stands in no address: "played" is 1, "answer" is "spanish". */

/** Shared by all versions of this module, and kept: who listens may come later than who speaks. */
const told = /** @type {Map<string, string>} */ (globalThis[Symbol.for("lstm-signals")] ??= new Map());
const CHANGED = "lstm-signal";
const keyOf = (name) => `${globalThis.location.pathname} ${name}`;

/**
 * Of the page that is shown now; heard at once.
 * @param {string} name
 * @param {string | number | null} value null takes it back
 */
export function signal(name, value) {
  const [key, text] = [keyOf(name), value === null ? undefined : String(value)];
  if (told.get(key) === text) return;
  if (text === undefined) told.delete(key);
  else told.set(key, text);
  globalThis.dispatchEvent(new Event(CHANGED));
}

/** @param {string} name @returns {string | undefined} what was told last on this page */
export const signalled = (name) => told.get(keyOf(name));

/** @param {() => void} heard @returns {() => void} what ends it */
export function followSignals(heard) {
  globalThis.addEventListener(CHANGED, heard);
  return () => globalThis.removeEventListener(CHANGED, heard);
}
