/** What follows a cure: the network trains on in a worker, under everything that the cure left as it was. */

import { openModel } from "../live/model.js";
import { openTrainer } from "../trainer/trainer.js";

const LOOK = 120; // ms between two looks at the weights

/**
 * @param {Uint8Array} network after the cure
 * @param {Uint8Array} pool
 * @param {{clip: number, window: number, updates: number, batch: number}} how
 * @param {{looked: (model: import("../live/model.js").Model) => void, learned: (losses: number[]) => void,
 *          ended: (sentence: string) => void}} ears
 */
export function openCourse(network, pool, { clip, window, updates, batch }, { looked, learned, ended }) {
  /** @type {number[]} */
  const losses = [];
  let [asked, frozen, over] = [false, 0, false];
  const trainer = openTrainer({ network, pool, settings: { clip, window }, limits: { sequences: updates * batch, looks: false } }, heard);
  looked(openModel(network));

  function heard(message) {
    if (message.kind === "ready") trainer.start();
    if (message.kind === "progress") {
      losses.push(...message.losses);
      learned(losses);
      if (performance.now() - frozen > LOOK) look();
    }
    if (message.kind === "stopped" && message.reason !== "hidden") end(message.reason === "limit" ? "" : message.sentence);
    if (message.kind === "error") end(message.sentence);
  }

  /** The weights of now, one asking at a time. */
  async function look() {
    if (asked || over) return;
    [asked, frozen] = [true, performance.now()];
    try {
      const { model } = await trainer.freeze();
      if (!over) looked(model);
    } catch {
      // the worker is gone: whoever closed it has said so
    }
    asked = false;
  }

  async function end(sentence) {
    if (over) return;
    over = true;
    const last = await trainer.freeze().catch(() => null);
    if (last) looked(last.model);
    trainer.close();
    ended(sentence);
  }

  return {
    losses,
    close() {
      over = true;
      trainer.close();
    },
  };
}
