/** Which answers wait for the teacher of a room: its strip says so, and the pictures that ask keep them to themselves. */

export const WAITS = "The answer waits for the teacher."; // the words of ui/guesses.py
const HELD = "lstm-held-back";
const WORD = /^\s*[a-z]{3,24}\s*$/i; // of a room, as ui/room/store/words.py reads it
const now = /** @type {{names: string[] | null}} */ (globalThis[Symbol.for(HELD)] ??= { names: null });

/** @param {string[] | null} names of the questions, or the keys of their pages; null: the room has yet to say something */
export function holdBack(names) {
  if (JSON.stringify(names) === JSON.stringify(now.names)) return;
  now.names = names;
  globalThis.dispatchEvent(new Event(HELD));
}

/** Whether an answer waits; in a room that has said nothing yet each does. @param {string} name */
export const isHeldBack = (name) => now.names?.includes(name) ?? WORD.test(new URLSearchParams(globalThis.location.search).get("room") ?? "");

/** @param {() => void} heard @returns {() => void} what ends it */
export function followHeldBack(heard) {
  globalThis.addEventListener(HELD, heard);
  return () => globalThis.removeEventListener(HELD, heard);
}
