/** One clock for all parts of a picture: which moment they show, whether it runs; it never starts by itself. */

const CALM = "(prefers-reduced-motion: reduce)";
const RESTED = 300; // ms after the last movement of a hand

/**
 * @typedef {ReturnType<typeof createClock>} Clock
 * @param {object} about
 * @param {number} [about.first] moment
 * @param {() => number} about.last moment
 * @param {number} about.at where it stands at first
 * @param {(at: number) => number} about.pace ms that a moment stays
 * @param {() => number[]} [about.stops] where a reader who wants no motion is taken to, one after the other
 * @param {() => void} about.moved draws
 * @param {() => void} [about.rested] hears when it has come to rest
 */
export function createClock({ first = 0, last, at: opened, pace, stops = () => [first, last()], moved, rested }) {
  const within = (to) => Math.max(first, Math.min(last(), to));
  let [at, since, frame, timer] = [within(opened), 0, 0, 0];

  function show(to) {
    at = within(to);
    moved();
  }

  function stop() {
    cancelAnimationFrame(frame);
    frame = 0;
  }

  function rest() {
    clearTimeout(timer);
    if (rested) timer = setTimeout(rested, RESTED);
  }

  /** A hand puts it there. */
  function go(to) {
    stop();
    show(to);
    rest();
  }

  function tick(now) {
    let to = at;
    for (let stay = pace(to); to < last() && now - since >= stay; stay = pace(to)) [since, to] = [since + stay, to + 1];
    frame = to < last() ? requestAnimationFrame(tick) : 0;
    if (to !== at || !frame) show(to);
    if (!frame) rest();
  }

  /** Plays from where it stands, from the end anew; whoever wants no motion is taken to the next stop. */
  function toggle() {
    if (frame) return go(at);
    if (globalThis.matchMedia(CALM).matches) return go(stops().find((stop) => stop > at) ?? stops()[0]);
    clearTimeout(timer);
    since = performance.now();
    frame = requestAnimationFrame(tick);
    show(at < last() ? at : first);
  }

  return {
    first,
    last,
    go,
    toggle,
    stop,
    step: (by) => go(at + by),
    at: () => at,
    plays: () => frame > 0,
    leave() {
      stop();
      clearTimeout(timer);
    },
  };
}
