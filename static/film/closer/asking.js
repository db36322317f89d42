/** Talking with the search beside the page: only the last question counts, and the corpus is read anew by other weights. */

import { openWorker } from "../../shared/worker.js";

/**
 * @typedef {{name: string, target: Float64Array, units: number[] | null, before: number[], most: number}} Question
 * @param {number} layer
 * @param {number[][]} sentences
 * @param {{found: (matches: import("./nearest.js").Match[]) => void, failed: (why: string) => void, reads: (count: number) => void}} told
 */
export function createAsking(layer, sentences, { found, failed, reads }) {
  let worker = /** @type {Worker | null} */ (null);
  let waiting = /** @type {{asked: Question, model: import("../../live/model.js").Model} | null} */ (null);
  let by = /** @type {import("../../live/model.js").Model | null} */ (null);
  let [busy, gone] = [false, false];
  openWorker(new URL("search.js" + new URL(import.meta.url).search, import.meta.url)).then(begin, ({ message }) => failed(message));

  function begin(opened) {
    if (gone) return opened.terminate();
    worker = opened;
    worker.onmessage = ({ data }) => {
      if (data.read) return reads(data.read);
      busy = false;
      if (data.error) failed(data.error);
      else if (!waiting) found(data.found);
      next();
    };
    worker.onerror = ({ message }) => failed(message);
    return next();
  }

  function next() {
    if (!worker || busy || !waiting) return;
    const { asked, model } = waiting;
    [waiting, busy] = [null, true];
    worker.postMessage(model === by ? { asked } : { model, layer, sentences, asked });
    by = model;
  }

  return {
    /** @param {Question} asked @param {import("../../live/model.js").Model} model whose weights read */
    ask(asked, model) {
      waiting = { asked, model };
      next();
    },
    leave() {
      gone = true;
      worker?.terminate();
    },
  };
}
