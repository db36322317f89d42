/** Tells when the address of the page changes, whoever writes it. */

const CHANGED = "lstm-address";
const WRITERS = ["pushState", "replaceState"];

/** A browser says nothing when a script writes the address: the writers say it themselves, once for each window. */
function listenToWriters() {
  const mark = Symbol.for(CHANGED);
  if (history[mark]) return;
  history[mark] = true;
  for (const name of WRITERS) {
    const write = history[name];
    history[name] = function (...given) {
      write.apply(this, given);
      globalThis.dispatchEvent(new Event(CHANGED));
    };
  }
}

/** @param {() => void} heard @returns {() => void} what ends it */
export function followAddress(heard) {
  listenToWriters();
  for (const name of [CHANGED, "popstate"]) globalThis.addEventListener(name, heard);
  return () => [CHANGED, "popstate"].forEach((name) => globalThis.removeEventListener(name, heard));
}
