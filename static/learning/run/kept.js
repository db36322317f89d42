/** The training of this page, for everything on it that looks at the training: the newest, and when it has changed. */

const CHANGED = "lstm-learning";
const AT = Symbol.for(CHANGED);

/** @typedef {any} Run made by run.js */

/** @param {Run | null} run */
export function share(run) {
  globalThis[AT] = run;
  tell();
}

/** @returns {Run | null} */
export const shared = () => globalThis[AT] ?? null;

/** Something of the training has changed. */
export const tell = () => globalThis.dispatchEvent(new Event(CHANGED));

/**
 * Heard at most once a frame.
 * @param {() => void} heard
 * @returns {() => void} what ends it
 */
export function follow(heard) {
  let frame = 0;
  const draw = () => {
    frame = 0;
    heard();
  };
  const changed = () => {
    frame ||= requestAnimationFrame(draw);
  };
  globalThis.addEventListener(CHANGED, changed);
  return () => {
    cancelAnimationFrame(frame);
    globalThis.removeEventListener(CHANGED, changed);
  };
}
