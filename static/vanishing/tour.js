/** The forget bias moved by the page itself from stop to stop, each held until its picture has been seen. */

const HOLD = 1500; // ms at a stop
const GLIDE = 450; // ms for each unit of the bias

/**
 * @param {number[]} stops
 * @param {{go: (bias: number) => void, reached: (stop: number) => void, ended: () => void}} hands `reached`: the picture
 *   of a stop stands
 */
export function createTour(stops, { go, reached, ended }) {
  let [leg, since, seen, frame] = [-1, 0, false, 0];
  const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

  function begin() {
    [leg, since, seen] = [0, performance.now(), false];
    go(stops[0]);
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(tick);
  }

  function tick(now) {
    const [from, to] = [stops[leg], stops[leg + 1]];
    const glided = Math.max(0, now - since - (still() ? 0 : HOLD));
    const whole = still() ? 0 : GLIDE * Math.abs(to - from);
    if (seen && leg === stops.length - 1) return end();
    if (seen && now - since >= (still() ? 0 : HOLD)) {
      const bias = glided >= whole ? to : from + (to - from) * (glided / whole);
      go(Math.round(bias * 10) / 10);
      if (bias === to) [leg, since, seen] = [leg + 1, now, false];
    } else if (!seen) since = now;
    frame = requestAnimationFrame(tick);
  }

  function end() {
    stop();
    ended();
  }

  function stop() {
    cancelAnimationFrame(frame);
    leg = -1;
  }

  return {
    begin,
    stop,
    plays: () => leg >= 0,
    /** The picture now shows this bias. */
    shows(bias) {
      if (leg < 0 || seen || bias !== stops[leg]) return;
      seen = true;
      reached(bias);
    },
  };
}
