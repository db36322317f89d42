/** A training in this page: the worker that trains, what it has said so far, and the hands that steer it. */

import { openModel } from "../../live/model.js";
import { openTrainer } from "../../trainer/trainer.js";
import { tell } from "./kept.js";
import { createHistory } from "./history.js";
import { createMeasure } from "./measure.js";

const EACH = 60; // ms between two moments whose weights are kept

/**
 * @typedef {"ready" | "runs" | "paused" | "hidden" | "ended"} Stage
 * @typedef {ReturnType<typeof createRun>} Run
 */

/**
 * @param {any} header from Python
 * @param {Uint8Array} network
 * @param {Uint8Array} pool
 * @param {Record<string, number | null>} settings where the levers stand, in the trainer's own numbers
 * @param {{said: (kind: string, sentence: string) => void}} hands
 */
export function createRun(header, network, pool, settings, { said }) {
  const model = openModel(network);
  const now = { ...settings };
  let history = createHistory(model);
  /** @type {Stage} */
  let stage = "ready";
  let byLevel = /** @type {{update: number, shares: Record<string, number>}[]} */ ([]);
  let [update, sequences, seconds, asked, frozen] = [0, 0, 0, false, 0];
  const measure = createMeasure(pool, () => history.unmeasured(), measured, () => now.length);
  const trainer = openTrainer({ network, pool, settings: { ...now }, limits: header.limits }, heard);

  function heard(message) {
    if (message.kind === "progress") progress(message);
    else if (message.kind === "mark") history.marks.push({ ...message });
    else if (message.kind === "going") [stage] = ["runs", said("going", "")];
    else if (message.kind === "stopped" || message.kind === "error") {
      stage = message.reason === "hidden" ? "hidden" : "ended";
      keep();
    }
    if (message.sentence) said(message.kind, message.sentence);
    tell();
  }

  function progress(message) {
    [update, sequences, seconds] = [message.update, message.sequences, message.seconds];
    history.losses.push(...(message.losses ?? []));
    if (message.shares) {
      byLevel.push({ update, shares: Object.fromEntries(message.shares.map((one) => [one.level, one.share])) });
      const one = message.shares.find(({ level }) => level === now.length);
      if (one) history.measured({ update, share: one.share });
    }
    if (performance.now() - frozen > EACH || stage !== "runs") keep();
  }

  function measured(at, level, share) {
    if (level === now.length && history.moments().some((one) => one.update === at)) history.measured({ update: at, share });
    tell();
  }

  /** Keeps the present weights, one asking at a time. */
  function keep() {
    if (asked) return;
    [asked, frozen] = [true, performance.now()];
    const into = history;
    trainer.freeze().then(
      (moment) => {
        asked = false;
        if (into !== history) return keep();
        history.keep({ update: moment.update, model: moment.model });
        measure.ask();
        tell();
        if (stage !== "runs" && moment.update < update) keep();
      },
      () => (asked = false),
    );
  }

  function begin() {
    stage = "runs";
    trainer.start();
    tell();
  }

  function pause() {
    if (stage === "runs") stage = "paused";
    trainer.pause();
    tell();
  }

  /** To the seed, with the settings that stand now. */
  function reset() {
    history = createHistory(model);
    [stage, byLevel, update, sequences] = ["ready", [], 0, 0];
    trainer.reset();
    tell();
    keep();
  }

  return {
    trainer,
    reset,
    toggle: () => (stage === "runs" ? pause() : begin()),
    step() {
      if (stage === "runs") pause();
      stage = "paused";
      trainer.step(1);
    },
    /**
     * @param {any} name
     * @param {number | null} value null leaves a bias as it was drawn
     * @returns {string} the sentence that refuses it, or ""
     */
    set(name, value) {
      const to = value ?? (now[name] === null ? null : header.drawn);
      if (now[name] === to) return "";
      const refused = trainer.set(name, to);
      if (!refused) now[name] = to;
      return refused;
    },
    /**
     * Goes on from a network that was saved; what was before it is no part of its way.
     * @param {Uint8Array} file
     * @returns {Promise<string>} the sentence that refuses it, or ""
     */
    async open(file) {
      const refused = trainer.open(file);
      if (refused) return refused;
      stage = "paused";
      trainer.pause();
      const { model: opened, update: at } = await trainer.freeze();
      history.restart({ update: at, model: opened });
      tell();
      return "";
    },
    settings: now,
    history: () => history,
    stage: () => stage,
    update: () => update,
    sequences: () => sequences,
    seconds: () => seconds,
    /** @returns {Record<string, number>} the share of each length, as it was measured last before an update */
    sharesAt: (at) => byLevel.filter((one) => one.update <= at).at(-1)?.shares ?? {},
    leave() {
      measure.leave();
      trainer.close();
    },
  };
}
