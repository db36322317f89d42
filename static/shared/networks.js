/** The networks that a page was sent, by name: whoever shows a film of one waits for it here. */

const MOST = 24; // of the last ones asked for: a reader goes through many seeds

/** Shared by all versions of this module: a page that outlives a release still finds what was sent before. */
const kept = (globalThis[Symbol.for("lstm-networks")] ??= new Map());

/** @param {string} name @param {Uint8Array} bytes */
export function keep(name, bytes) {
  const entry = entryOf(name);
  entry.bytes = bytes;
  entry.resolve(bytes);
  kept.delete(name);
  kept.set(name, entry); // the last again
  for (const old of [...kept.keys()].slice(0, Math.max(0, kept.size - MOST))) kept.delete(old);
}

/** @param {string} name @returns {Promise<Uint8Array>} once it has come */
export const whenKept = (name) => entryOf(name).promise;

/** @param {string} name @returns {Uint8Array | null} null before it has come */
export const keptNow = (name) => kept.get(name)?.bytes ?? null;

/** @param {string} name @returns {boolean} whether it has come */
export const isKept = (name) => Boolean(kept.get(name)?.bytes);

function entryOf(name) {
  if (!kept.has(name)) {
    const entry = {};
    entry.promise = new Promise((resolve) => (entry.resolve = resolve));
    kept.set(name, entry);
  }
  return kept.get(name);
}
