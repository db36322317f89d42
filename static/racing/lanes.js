/** The lanes of a race: each racer learns in a worker of its own, as many at once as the machine has processors. */

import { openTrainer } from "../trainer/trainer.js";

/**
 * @typedef {{title: string, color: string, dash: string, settings: any, shipped: any}} Racer
 * @typedef {{racer: Racer, state: "waiting" | "running" | "hidden" | "solved" | "unsolved" | "failed" | "stopped", seen: number,
 *            reached: number | null, wrong: number | null, said: string, round: boolean, points: [seen: number, share: number][],
 *            levels: {level: number, share: number}[]}} Lane
 */

/**
 * @param {any} header from Python
 * @param {(name: string) => Uint8Array} part
 * @param {() => void} changed
 */
export function openLanes({ racers, limits, batch, rounds }, part, changed) {
  const each = Math.max(batch, limits.sequences / rounds);
  /** @type {Map<Lane, any>} */
  const trainers = new Map();
  let lanes = fresh();
  let going = false;

  /** @returns {Lane[]} */
  function fresh() {
    const none = { seen: 0, reached: null, wrong: null, said: "", round: false };
    return racers.map((racer) => ({ racer, state: "waiting", ...none, points: [], levels: [] }));
  }

  function next() {
    const most = Math.max(1, navigator.hardwareConcurrency || 1);
    for (const lane of lanes) if (going && lane.state === "waiting" && trainers.size < most) start(lane);
    going &&= trainers.size > 0;
    changed();
  }

  function start(lane) {
    lane.state = "running";
    let [sum, count] = [0, 0];
    const setup = { network: part(lane.racer.title), pool: part("pool"), settings: { forget_bias: null }, limits };
    const trainer = openTrainer(setup, (message) => {
      if (trainers.get(lane) === trainer) hear(message);
    });
    trainers.set(lane, trainer);
    trainer.start();

    function hear(message) {
      if (message.kind === "progress") {
        message.accuracies.forEach((share, k) => {
          [sum, count] = [sum + share, count + 1];
          if (count * batch < each) return;
          lane.points.push([message.sequences - (message.accuracies.length - 1 - k) * batch, sum / count]);
          [sum, count] = [0, 0];
        });
        lane.seen = message.sequences;
      } else if (message.kind === "examined") lane.wrong = message.wrong;
      else if (message.kind === "round") lane.round = true;
      else if (message.kind === "going") lane.state = "running";
      else if (message.kind === "error") end(lane, "failed", message.sentence);
      else if (message.kind === "stopped") stopped(message);
      changed();
    }

    async function stopped({ reason, sequences, sentence }) {
      if (reason === "hidden") lane.state = "hidden";
      else if (reason === "infinite") end(lane, "failed", sentence);
      else {
        lane.reached = reason === "rule" ? sequences : null;
        lane.levels = await trainer.measure("level");
        const [exam] = reason === "rule" ? [] : await trainer.measure("exam");
        if (exam) lane.wrong = exam.of - exam.right;
        end(lane, lane.reached ? "solved" : "unsolved");
      }
    }
  }

  function end(lane, state, said = "") {
    if (!trainers.has(lane)) return;
    trainers.get(lane).close();
    trainers.delete(lane);
    Object.assign(lane, { state, said });
    next();
  }

  return {
    lanes: () => lanes,
    going: () => going,
    /** From the beginning. */
    start() {
      lanes = fresh();
      going = true;
      next();
    },
    stop() {
      going = false;
      for (const [lane, trainer] of trainers) {
        trainer.close();
        lane.state = "stopped";
      }
      trainers.clear();
      for (const lane of lanes) if (lane.state === "waiting") lane.state = "stopped";
      changed();
    },
    leave() {
      going = false;
      for (const trainer of trainers.values()) trainer.close();
      trainers.clear();
    },
  };
}
