/** A network that learns beside the page, in a worker: what a hand asks of it, and what it says. */

import { openModel } from "../live/model.js";
import { openConversation } from "./conversation.js";
import { read, written } from "./files.js";
import { readHeader } from "./pool.js";
import { createRecord } from "./record.js";
import { refusal, sentence } from "./refusals.js";
import { arraysOf, sized, wearing } from "./weights.js";

/**
 * What Python packed: `network` by lstm_core.live.packed, the weights that a seed drew; `pool` by lstm_core.live.pool. Of
 * the `limits`, `sequences` ends the training, `rule` too (so many solved in a row, then at most `wrong` of an exam's);
 * without `looks` the worker only learns; `unsolved` goes on where all that is held out is solved. `settings` that are
 * missing are those of the pool's config. With `moments`, kept by Adam, it goes on as if it had never stopped.
 * @typedef {{network: Uint8Array, pool: Uint8Array, settings?: Partial<import("./training.js").Settings>,
 *            moments?: import("../live/learning.js").Moments,
 *            limits?: {sequences?: number, rule?: {row: number, wrong: number}, looks?: boolean, unsolved?: boolean}}} Setup
 * @typedef {ReturnType<typeof openTrainer>} Trainer
 */

/**
 * @param {Setup} setup
 * @param {(message: import("./conversation.js").Message) => void} listen
 */
export function openTrainer({ network, pool, settings = {}, moments, limits = {} }, listen) {
  const header = readHeader(pool);
  const { config, words, about } = header;
  const bias = /^[+-]?[\d.]+$/.test(config.carry_bias) ? Number(config.carry_bias) : null;
  const { rate, clip, batch_size: batch, level: length } = config;
  const now = { rate, clip, batch, length, forget_bias: bias, ...settings };
  const record = createRecord();
  let model = openModel(network);
  let [running, hidden, generation] = [false, false, 0];
  const task = { network, pool, settings: { ...now }, moments, limits };
  const worker = openConversation(task, {
    ready: () => listen({ kind: "ready" }),
    hear,
    failed(why) {
      running = false;
      listen({ kind: "error", sentence: why ?? words["no worker"] });
    },
  });
  document.addEventListener("visibilitychange", seen);

  function hear(message) {
    if (message.generation !== undefined && message.generation !== generation) return;
    if (message.kind === "stopped") running = false;
    record.hear(message);
    const spoken = message.kind === "stopped" || message.kind === "round";
    listen(spoken ? { ...message, sentence: sentence(words, message) } : message);
  }

  /** A browser slows down what nobody sees: training waits, and goes on by itself. */
  function seen() {
    if (document.hidden && running) {
      hidden = true;
      worker.send({ do: "pause" });
      listen({ kind: "stopped", reason: "hidden", update: -1, sequences: -1, sentence: words.hidden });
    } else if (!document.hidden && hidden) {
      hidden = false;
      worker.send({ do: "start" });
      listen({ kind: "going" });
    }
  }

  const units = (network) => Math.max(...network.layers.map(({ H }) => H));

  /** The present weights, as a model that static/live can run; the training goes on. */
  async function freeze() {
    const { weights, update } = await worker.ask({ do: "freeze" });
    return { update, weights, model: wearing(model, weights) };
  }

  return {
    header,
    settings: now,
    start() {
      running = true;
      worker.send({ do: "start" });
    },
    pause() {
      running = hidden = false;
      worker.send({ do: "pause" });
    },
    /** n updates, one after the other; it stands still afterwards. */
    step(n = 1) {
      running = hidden = false;
      worker.send({ do: "step", n });
    },
    /** Back to what the seed drew; the settings stay where they are. */
    reset() {
      running = hidden = false;
      generation += 1;
      model = openModel(network);
      record.clear();
      worker.send({ do: "reset" });
    },
    /**
     * From the next update on, with a mark. "speed" is the most updates a second, 0 as many as can be.
     * @param {"rate" | "clip" | "forget_bias" | "batch" | "length" | "speed"} name
     * @returns {string} "", or the sentence that refuses it: then nothing has changed
     */
    set(name, value) {
      const refused = refusal(header, { ...now, units: units(model) }, name, value);
      if (refused) return refused;
      if (name !== "speed") now[name] = value;
      worker.send({ do: "set", name, value });
      return "";
    },
    /** The sentence that would refuse a value, "" where there is room for it. */
    refuses: (name, value) => refusal(header, { ...now, units: units(model) }, name, value),
    freeze,
    /**
     * Two files: the network, for `lstm_core.Network.load` as well, and what happened.
     * @returns {Promise<{safetensors: Uint8Array, json: string}>}
     */
    async download() {
      const { model: frozen, update } = await freeze();
      const told = { seed: config.seed, update, settings: { ...now }, config, ...record.all() };
      return { safetensors: written(arraysOf(frozen), about), json: JSON.stringify(told, null, 1) };
    },
    /**
     * Goes on from the network of a file; of the same cell and task, with any number of units.
     * @param {Uint8Array} file
     * @returns {string} "", or the sentence that refuses it
     */
    open(file) {
      const { arrays, refused } = read(file, about, model);
      if (refused) return words[refused];
      const larger = sized(model, arrays);
      const tooLarge = refusal(header, now, "units", units(larger));
      if (tooLarge) return tooLarge;
      model = larger;
      worker.send({ do: "open", arrays });
      return "";
    },
    /** Of each part of that name ("held" or what Python added): how many sequences are solved now. */
    measure: async (part) => (await worker.ask({ do: "measure", part })).shares,
    close() {
      worker.close();
      document.removeEventListener("visibilitychange", seen);
    },
  };
}
