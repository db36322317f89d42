/** What a picture of this page asks by itself, in the browser: a room that votes may listen. */

/** @typedef {{name: string, asks: string, options: string[], said: number | null, right: number | null, shown?: boolean}} Question said, right: places; shown: the answer stands there */

const ASKED = "lstm-asked";
const now = /** @type {{pathname: string, questions: Question[]}} */ (globalThis[Symbol.for(ASKED)] ??= { pathname: "", questions: [] });

/** @param {Question[]} questions in place of those before */
export function ask(questions) {
  const { pathname } = globalThis.location;
  if (now.pathname === pathname && JSON.stringify(now.questions) === JSON.stringify(questions)) return;
  Object.assign(now, { pathname, questions });
  globalThis.dispatchEvent(new Event(ASKED));
}

/** @returns {Question[]} of this page */
export const asked = () => (now.pathname === globalThis.location.pathname ? now.questions : []);

/** @param {() => void} heard @returns {() => void} what ends it */
export function followAsked(heard) {
  globalThis.addEventListener(ASKED, heard);
  return () => globalThis.removeEventListener(ASKED, heard);
}
