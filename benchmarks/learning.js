/** Lets a trainer run for some seconds, or to its end, while the page draws frames as fast as the screen asks. */

import { openTrainer } from "/trainer/trainer.js";

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** @returns {Promise<{updates: number, seconds: number, frame: number}>} without the first second; the longest frame in ms */
export async function measured({ network, pool, limits, seconds }) {
  let [first, last, frame, before, ended] = [null, null, 0, 0, false];
  const trainer = openTrainer({ network: bytes(network), pool: bytes(pool), limits }, (message) => {
    ended ||= message.kind === "stopped";
    if (message.kind !== "progress" || !message.update) return;
    last = { at: performance.now(), update: message.update };
    first ??= last;
  });
  await trainer.freeze();
  trainer.start();
  const began = performance.now();
  const warm = seconds ? 1000 : 0;
  while (!ended && !(seconds && performance.now() - began > warm + 1000 * seconds)) {
    const now = await new Promise(requestAnimationFrame);
    if (performance.now() - began > warm) frame = Math.max(frame, before && now - before);
    else first = last;
    before = now;
  }
  trainer.close();
  return { updates: last.update - first.update, seconds: (last.at - (seconds ? first.at : began)) / 1000, frame };
}
