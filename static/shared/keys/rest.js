/** A finger that rests: heard once it has done so for long enough. */

const LATE = 60; // ms after which a timer says more of the page than of the finger
const SPARE = 40; // ms in which what the finger did meanwhile is heard

/**
 * A page that was busy learns of its timers before it learns of a finger that moved in time: it hears the finger out first.
 * @param {number} ms
 * @param {() => void} act
 * @returns {() => void} no more: the finger has moved, or is gone
 */
export function afterRest(ms, act) {
  const due = performance.now() + ms;
  let timer = setTimeout(() => {
    if (performance.now() - due > LATE) timer = setTimeout(act, SPARE);
    else act();
  }, ms);
  return () => clearTimeout(timer);
}
