/** A training in the page: the film's network at every checkpoint that was kept, and at which of them it reads. */

import { openModels } from "../../live/model.js";
import { questionOf } from "../line/question.js";
import { answerOf } from "./answer.js";

const STAY = 450; // ms at each checkpoint while the training plays
const SETTLED = 300; // ms after the last movement, before the address is written

/** @typedef {ReturnType<typeof createTraining>} Training */

/**
 * @param {import("../live/live.js").Live} live
 * @param {number[]} updates after which a checkpoint was kept, the last one the film's own network
 * @param {() => Promise<import("../live/offers.js").Sent>} ask
 * @param {{say: () => void, rest: () => void}} told `say`: something is to be drawn; `rest`: the address is to be written
 */
export function createTraining(live, updates, ask, { say, rest }) {
  const last = updates.length - 1;
  /** @type {"closed" | "coming" | "open"} */
  let stage = "closed";
  let models = /** @type {import("../../live/model.js").Model[]} */ ([]);
  let about = /** @type {any} */ (null);
  let [at, playing, settling, looking] = [last, 0, 0, 0];
  let byHand = false;
  /** Whether each checkpoint answers a sentence right, as far as it was asked. @type {WeakMap<string[], boolean[]>} */
  const rights = new WeakMap();
  /** How many checkpoints are ready for a sentence. @type {WeakMap<string[], number>} */
  const ready = new WeakMap();

  /** @param {number | Event} [asked] the update to begin with; without one, or by a click, the trained network */
  async function open(asked) {
    if (stage !== "closed") return;
    byHand = typeof asked !== "number";
    stage = "coming";
    say();
    const sent = await ask();
    if (stage !== "coming") return;
    about = sent.about;
    models = [...openModels(sent.bodies[0]), live.model];
    stage = "open";
    to(typeof asked === "number" ? updates.indexOf(asked) : last);
    say();
  }

  /** @param {number} checkpoint from 0, the random network, to the trained one */
  function to(checkpoint) {
    const moved = at !== checkpoint;
    at = Math.max(0, Math.min(last, checkpoint));
    if (moved) live.wear(models[at]);
    clearTimeout(settling);
    settling = setTimeout(rest, SETTLED);
  }

  function pause() {
    clearInterval(playing);
    if (playing) [playing] = [0, say()];
  }

  function toggle() {
    if (playing) return pause();
    if (at === last) to(0);
    playing = setInterval(() => (at === last ? pause() : to(at + 1)), STAY);
    return say();
  }

  function close() {
    pause();
    clearTimeout(looking);
    to(last);
    stage = "closed";
    say();
  }

  /** Between frames: what each checkpoint answers to the present sentence, then what its film compares with. */
  function look() {
    clearTimeout(looking);
    const words = live.words();
    const right = answerOf(words, live.rule);
    const found = rights.get(words) ?? [];
    const prepared = ready.get(words) ?? 0;
    rights.set(words, found);
    if (stage !== "open") return;
    if (right && found.length <= last) looking = setTimeout(askNext);
    else if (prepared <= last) looking = setTimeout(prepareNext);

    function askNext() {
      found.push(live.answerBy(models[found.length], questionOf(words, live.rule))?.text === right);
      if (found.length > last) say();
      look();
    }

    function prepareNext() {
      live.prepare(models[prepared]);
      ready.set(words, prepared + 1);
      look();
    }
  }

  return {
    updates,
    last,
    open,
    close,
    to,
    pause,
    toggle,
    look,
    stage: () => stage,
    byHand: () => byHand,
    about: () => about,
    at: () => at,
    playing: () => playing !== 0,
    /** the update for the address; null while nobody looks */
    now: () => (stage === "closed" ? null : updates[at]),
    /**
     * From which checkpoint on the present sentence is answered right, with nothing held: null before it is known,
     * undefined where no answer is right, Infinity where it is wrong in the end.
     */
    rightFrom() {
      const words = live.words();
      if (!answerOf(words, live.rule)) return undefined;
      const found = rights.get(words) ?? [];
      if (found.length <= last) return null;
      return found[last] ? found.lastIndexOf(false) + 1 : Infinity;
    },
    leave() {
      clearInterval(playing);
      clearTimeout(settling);
      clearTimeout(looking);
      stage = "closed";
    },
  };
}
