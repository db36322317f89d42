/** Somebody else moves this reader within the page: where to is kept, because a film may come later than the word. */

const LED = "lstm-led";
const at = /** @type {{search: string | null, pathname: string}} */ (globalThis[Symbol.for(LED)] ??= { search: null, pathname: "" });

/** @param {string | null} search of an address, as films read it; null: nobody leads any more */
export function ledTo(search) {
  Object.assign(at, { search, pathname: globalThis.location.pathname });
  globalThis.dispatchEvent(new Event(LED));
}

/** @param {(search: string) => void} heard at once, where it was said before @returns {() => void} what ends it */
export function whenLed(heard) {
  const { pathname } = globalThis.location;
  const hear = () => at.search !== null && at.pathname === pathname && heard(at.search);
  globalThis.addEventListener(LED, hear);
  hear();
  return () => globalThis.removeEventListener(LED, hear);
}
