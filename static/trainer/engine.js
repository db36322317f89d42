/** Trains as fast as it may, in turns short enough to hear what is asked between them. */

import { openModel } from "../live/model.js";
import { createEnds } from "./ends.js";
import { createLooks } from "./looks.js";
import { openPool } from "./pool.js";
import { createTraining } from "./training.js";
import { sized } from "./weights.js";

const [SAY, LOOK, SHARE] = [50, 250, 0.1]; // ms between messages, between looks, the share of the time that looks may take

/**
 * @typedef {{network: Uint8Array, pool: Uint8Array, settings: import("./training.js").Settings,
 *            moments?: import("../live/learning.js").Moments,
 *            limits: {sequences?: number, rule?: {row: number, wrong: number}, looks?: boolean, unsolved?: boolean}}} Task
 * @param {Task} task
 * @param {(message: any, moved?: Transferable[]) => void} post
 * @param {number} slice ms that it computes at a time
 */
export async function createEngine({ network, pool: bytes, settings, moments, limits }, post, slice = 30) {
  const pool = await openPool(bytes);
  const begun = openModel(network);
  const training = createTraining(begun, pool, settings, moments);
  const exams = pool.parts("exam");
  const row = { now: 0, examined: 0 };
  const channel = new MessageChannel();
  channel.port1.onmessage = turn;
  const [looks, ends] = [createLooks(training, pool), createEnds(limits)];
  let [running, round, generation] = [false, false, 0];
  let [speed, seconds, said, looked, next] = [0, 0, 0, 0, 0];
  let fresh = { losses: [], norms: [], accuracies: [] };

  function one() {
    const began = performance.now();
    try {
      const { loss, norm, share, all } = training.update();
      fresh.losses.push(loss);
      fresh.norms.push(norm);
      fresh.accuracies.push(share);
      row.now = all ? row.now + training.settings.batch : 0;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      stop("infinite", { why: error.message, mark: training.marks.at(-1) ?? null, update: training.updates + 1 });
      return;
    }
    seconds += (performance.now() - began) / 1000;
    if (!round && training.round) post({ kind: "round", update: training.updates });
    round ||= training.round;
    if (limits.rule && row.now >= limits.rule.row) examine();
    if (running && ends.limit(training.sequences)) stop("limit", { more: ends.each });
  }

  /** After many right in a row fresh sequences decide. */
  function examine() {
    row.now = 0;
    const exam = exams[row.examined++ % exams.length];
    const wrong = exam.sequences - training.measure(exam).right;
    post({ kind: "examined", update: training.updates, sequences: training.sequences, wrong, fresh: exam.sequences });
    if (wrong <= limits.rule.wrong) stop("rule", { wrong, fresh: exam.sequences });
  }

  function stop(reason, more) {
    running = false;
    say(true);
    post({ kind: "stopped", reason, update: training.updates, sequences: training.sequences, ...more });
  }

  function turn() {
    const until = performance.now() + slice;
    if (running && speed && next > performance.now()) return void setTimeout(turn, next - performance.now());
    while (running && performance.now() < until && !(speed && next > performance.now())) {
      one();
      if (speed) next = Math.max(next, performance.now() - 1000 / speed) + 1000 / speed;
    }
    if (running && performance.now() - said >= SAY) say(false);
    if (running) channel.port2.postMessage(0);
  }

  /** What is new since the last time; now and then, or where all is asked for, with a look inside. */
  function say(whole) {
    const began = performance.now();
    const message = { kind: "progress", update: training.updates, sequences: training.sequences, seconds, generation };
    for (const [name, list] of Object.entries(fresh)) message[name] = Float64Array.from(list);
    message.loss = fresh.losses.at(-1) ?? null;
    fresh = { losses: [], norms: [], accuracies: [] };
    const shown = limits.looks !== false && (whole || began >= looked);
    if (shown) {
      Object.assign(message, looks());
      looked = performance.now() + Math.max(LOOK, (performance.now() - began) / SHARE);
    }
    said = began;
    post(message);
    if (shown && ends.solved(message.shares, running)) {
      running = false;
      const right = message.shares.reduce((sum, { right }) => sum + right, 0);
      post({ kind: "stopped", reason: "solved", update: training.updates, sequences: training.sequences, right });
    }
  }

  const HEARD = {
    start() {
      if (running) return;
      ends.further(training.sequences);
      [running, next] = [true, 0];
      turn();
    },
    pause() {
      if (running) say(true);
      running = false;
    },
    step({ n }) {
      ends.further(training.sequences);
      running = true;
      for (let k = 0; k < n && running; k++) one();
      if (running) say(true);
      running = false;
    },
    reset() {
      running = false;
      generation += 1;
      Object.assign(row, { now: 0, examined: 0 });
      [seconds, round, fresh] = [0, false, { losses: [], norms: [], accuracies: [] }];
      ends.reset();
      training.reset();
      say(true);
    },
    set({ name, value }) {
      if (name === "speed") speed = value;
      else {
        const mark = training.set(name, value);
        if (mark) post({ kind: "mark", ...mark });
        if (!running) say(true);
      }
    },
    open({ arrays }) {
      training.open(sized(begun, arrays));
      say(true);
    },
    freeze({ id }) {
      post({ kind: "frozen", id, update: training.updates, weights: training.weights() });
    },
    measure({ id, part }) {
      post({ kind: "measured", id, shares: pool.parts(part).map((one) => ({ level: one.level, of: one.sequences, ...training.measure(one) })) });
    },
  };

  say(true);
  return (message) => HEARD[message.do](message);
}
