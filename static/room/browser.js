/** Who this browser is in a room: a random word, the secrets of the rooms that it opened, and whether it follows. */

const KEY = "lstm-room";
const inTab = (globalThis[Symbol.for(KEY)] ??= { text: "" });

function read() {
  try {
    const { voter, secrets, alone } = JSON.parse(stored() || "{}");
    return { voter: /^[\w-]{16,64}$/.test(voter) ? voter : "", secrets: Object(secrets), alone: Boolean(alone) };
  } catch {
    return { voter: "", secrets: {}, alone: false };
  }
}

function stored() {
  try {
    return localStorage.getItem(KEY) ?? inTab.text;
  } catch {
    return inTab.text; // a browser that keeps nothing: the tab does
  }
}

function write(change) {
  inTab.text = JSON.stringify({ ...read(), ...change });
  try {
    localStorage.setItem(KEY, inTab.text);
  } catch {
    // the tab keeps it
  }
}

/** The word by which a room knows this browser, and nobody anywhere else. */
export function voter() {
  const known = read().voter;
  if (known) return known;
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  write({ voter: Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("") });
  return read().voter;
}

/** @param {string} room @returns {string} "" in a room that was opened elsewhere */
export const secretOf = (room) => String(read().secrets[room] ?? "");

/** @param {string} room @param {string} secret "" forgets it */
export function keepSecret(room, secret) {
  const { [room]: _, ...others } = read().secrets;
  write({ secrets: secret ? { ...others, [room]: secret } : others });
}

export const follows = () => !read().alone;
/** @param {boolean} now */
export const setFollows = (now) => write({ alone: !now });
