/** Has a trainer do one thing after the other, and answers with all that it said. */

import { openTrainer } from "/trainer/trainer.js";

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/** @returns {Promise<any>} all messages, what each hand was answered, and the weights in the end */
export async function follow({ network, pool, hands, ...setup }) {
  const said = [];
  const trainer = openTrainer({ ...setup, network: bytes(network), pool: bytes(pool) }, (message) => said.push(message));
  const answers = [];
  for (const [hand, ...values] of hands) answers.push((await HANDS[hand]?.(trainer, said, ...values)) ?? trainer[hand](...values));
  const { weights, update } = await trainer.freeze();
  trainer.close();
  return JSON.parse(JSON.stringify({ said, answers: await Promise.all(answers), weights, update }, plain));
}

const HANDS = {
  /** Starts, and waits until it has ended; for a minute. */
  async run(trainer, said) {
    const [until, before] = [performance.now() + 60_000, said.length];
    trainer.start();
    while (!said.slice(before).some(({ kind }) => kind === "stopped" || kind === "error")) {
      if (performance.now() > until) throw new Error("the training did not end");
      await new Promise((done) => setTimeout(done, 20));
    }
    return "ended";
  },
  /** Until an update has been told. */
  async hears(trainer, said, kind) {
    while (!said.some((message) => message.kind === kind && message.update > 0)) await new Promise((done) => setTimeout(done, 10));
    return kind;
  },
  wait: (trainer, said, time) => new Promise((done) => setTimeout(() => done(time), time)),
  async file(trainer) {
    return Array.from((await trainer.download()).safetensors);
  },
  open: async (trainer, said, text) => trainer.open(bytes(text)),
};

/** Arrays of numbers as lists; what is no number as a word. */
function plain(_, value) {
  if (ArrayBuffer.isView(value)) return Array.from(value);
  return typeof value === "number" && !Number.isFinite(value) ? String(value) : value;
}
