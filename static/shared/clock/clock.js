/** One clock for all parts of a picture: which moment they show, whether it runs; it never starts by itself. */

const RESTED = 300; // ms after the last movement of a hand

/**
 * @typedef {ReturnType<typeof createClock>} Clock
 * @param {{first: number, last: number, at: number, pace: number, moved: () => void, rested: () => void}} given
 *   `pace` is ms a moment; `moved` draws, `rested` hears when it has come to rest
 */
export function createClock({ first, last, at: opened, pace, moved, rested }) {
  const within = (to) => Math.max(first, Math.min(last, to));
  let [at, from, began, frame, timer] = [within(opened), first, 0, 0, 0];

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
    timer = setTimeout(rested, RESTED);
  }

  /** A hand puts it there. */
  function go(to) {
    stop();
    show(to);
    rest();
  }

  function tick(now) {
    const to = within(from + Math.floor((now - began) / pace));
    frame = to < last ? requestAnimationFrame(tick) : 0;
    if (to !== at || !frame) show(to);
    if (!frame) rest();
  }

  /** Plays from where it stands, from the end anew; to whoever wants no motion it shows the end at once. */
  function toggle() {
    if (frame) return go(at);
    if (globalThis.matchMedia("(prefers-reduced-motion: reduce)").matches) return go(at < last ? last : first);
    clearTimeout(timer);
    [from, began] = [at < last ? at : first, performance.now()];
    frame = requestAnimationFrame(tick);
    show(from);
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
