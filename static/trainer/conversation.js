/** Talking with the worker: what is asked before there is one waits; an answer finds who asked. */

import { openWorker } from "../shared/worker.js";

/**
 * At most 20 messages a second. `losses`, `norms` and `accuracies` are those of every update since the last message, and
 * `loss` the last of them; where there was time for it, also `shares` of the held-out sequences by level, `gradients`, ln
 * of the length of dL/dh at each step of the fixed sequence, `look`, all that is named in it, and a `histogram`.
 * @typedef {{kind: "progress", update: number, sequences: number, seconds: number, loss: number | null,
 *            losses: Float64Array, norms: Float64Array, accuracies: Float64Array,
 *            shares?: {level: number, of: number, right: number, share: number, loss: number}[],
 *            gradients?: Float64Array, look?: import("./looks.js").Look,
 *            histogram?: import("./looks.js").Histogram}} Progress
 * @typedef {{kind: "stopped", reason: "solved" | "rule" | "infinite" | "limit" | "hidden", update: number,
 *            sequences: number, sentence: string, mark?: import("./training.js").Mark | null}} Stopped
 * @typedef {{kind: "ready"} | Progress | Stopped | ({kind: "mark"} & import("./training.js").Mark)
 *   | {kind: "round", update: number, sentence: string} | {kind: "going"}
 *   | {kind: "examined", update: number, sequences: number, wrong: number, fresh: number}
 *   | {kind: "error", sentence: string}} Message "going": it goes on by itself, the tab being seen again
 */

/**
 * @param {any} task what the worker gets first
 * @param {{ready: () => void, hear: (message: any) => void, failed: (why?: string) => void}} ears
 */
export function openConversation(task, { ready, hear, failed }) {
  const asked = new Map();
  let [worker, gone, count, waiting] = [null, false, 0, [{ task }]];
  openWorker(new URL("worker.js" + new URL(import.meta.url).search, import.meta.url)).then(begin, () => fail());

  function begin(opened) {
    if (gone) return opened.terminate();
    worker = opened;
    worker.onmessage = ({ data }) => sort(data);
    worker.onerror = ({ message }) => fail(message);
    for (const message of waiting) worker.postMessage(message);
    waiting = [];
    ready();
  }

  function sort(message) {
    if (message.kind === "error") return fail(message.sentence);
    if (message.id === undefined) return hear(message);
    asked.get(message.id)?.resolve(message);
    asked.delete(message.id);
  }

  function fail(why) {
    for (const { reject } of asked.values()) reject(new Error(why));
    asked.clear();
    if (!gone) failed(why);
  }

  function send(message) {
    if (worker) worker.postMessage(message);
    else if (!gone) waiting.push(message);
  }

  return {
    send,
    /** @returns {Promise<any>} the answer */
    ask(message) {
      const id = count++;
      send({ ...message, id });
      return new Promise((resolve, reject) => asked.set(id, { resolve, reject }));
    },
    close() {
      gone = true;
      worker?.terminate();
      asked.clear();
    },
  };
}
