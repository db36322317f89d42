/** Has the signals computed in a worker, always for the newest position; in the page itself where it gets no worker. */

import { decode } from "../../shared/blob.js";
import { openWorker } from "../../shared/worker.js";
import { openNoise } from "./noise.js";

/**
 * @param {Uint8Array} message from Python
 * @param {(position: import("./noise.js").Position, signals: Float64Array[][]) => void} arrived
 */
export function openComputing(message, arrived) {
  let [worker, busy, gone, frame] = [null, true, false, 0];
  /** @type {(import("./noise.js").Position | null)[]} asked for last; not yet computed */
  let [latest, wanted] = [null, null];
  /** @type {ReturnType<typeof openNoise> | null} */
  let here = null;

  openWorker(new URL("worker.js" + new URL(import.meta.url).search, import.meta.url)).then(begin, withoutWorker);

  function begin(opened) {
    if (gone) return opened.terminate();
    worker = opened;
    worker.onmessage = ({ data: { position, signals } }) => {
      busy = false;
      arrived(position, signals);
      next();
    };
    worker.onerror = withoutWorker;
    worker.postMessage({ message });
    busy = false;
    next();
  }

  function withoutWorker() {
    worker?.terminate();
    worker = null;
    if (gone) return;
    here = openNoise(decode(message));
    [busy, wanted] = [false, latest];
    next();
  }

  /** What waited while another position was computed: only the newest. */
  function next() {
    if (busy || !wanted) return;
    if (worker) {
      busy = true;
      worker.postMessage({ position: wanted });
      wanted = null;
    } else frame ||= requestAnimationFrame(compute);
  }

  function compute() {
    const position = wanted;
    [frame, wanted] = [0, null];
    arrived(position, here(position));
  }

  return {
    /** @param {import("./noise.js").Position} position */
    ask(position) {
      latest = wanted = position;
      next();
    },
    leave() {
      gone = true;
      worker?.terminate();
      cancelAnimationFrame(frame);
    },
  };
}
