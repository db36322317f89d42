/** Plays the way back word by word: from the last word to the country. */

const WORD = 210; // ms a word
const LONGEST = 7000; // ms for the whole way

/** @param {{go: (at: number) => void, ended: () => void}} hands */
export function createPlayer({ go, ended }) {
  let [gap, began, frame] = [0, 0, 0];

  function begin(steps) {
    gap = steps;
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
      go(gap);
      return ended();
    }
    began = performance.now();
    go(0);
    frame = requestAnimationFrame(tick);
  }

  function tick(now) {
    const at = Math.min(gap, Math.max(0, Math.floor((now - began) / Math.min(WORD, LONGEST / gap)) - 1));
    go(at);
    if (at < gap) frame = requestAnimationFrame(tick);
    else {
      stop();
      ended();
    }
  }

  function stop() {
    cancelAnimationFrame(frame);
    frame = 0;
  }

  return { begin, stop, plays: () => frame > 0 };
}
