/** The three cells for one sentence: which comparison is open, and what each network reads. */

import { openModel } from "../../live/model.js";
import { questionOf } from "../line/question.js";
import { positionOf } from "../live/others.js";
import { openCompared } from "./networks.js";

/**
 * @typedef {ReturnType<typeof createTogether>} Together
 * @typedef {{answer: string | null, from: number, at: number}} Right
 */

/**
 * @param {import("../live/live.js").Live} live
 * @param {Record<string, {title: string}>} offered the comparisons among them
 * @param {(kind: string) => Promise<import("../live/offers.js").Sent>} ask
 * @param {{say: () => void, rest: () => void}} told
 */
export function createTogether(live, offered, ask, { say, rest }) {
  const variants = ["units", "parameters"].filter((one) => offered[one]);
  /** @type {"closed" | "coming" | "open"} */
  let stage = "closed";
  let [variant, wanted] = [variants[0], variants[0]];
  let byHand = false;
  const sets = new Map();
  let read = { words: /** @type {string[]} */ ([]), variant: "", found: /** @type {any} */ (null) };

  /** @param {string | Event} [asked] the comparison to begin with */
  async function open(asked) {
    byHand = typeof asked !== "string";
    await choose(typeof asked === "string" ? asked : variant);
  }

  /** The rows stay as they are until the other networks have come. */
  async function choose(next) {
    wanted = next;
    if (stage === "closed") stage = "coming";
    say();
    if (!sets.has(next)) sets.set(next, await ask(next).then(opened));
    if (stage === "closed" || wanted !== next) return;
    [stage, variant] = ["open", next];
    rest();
    say();
  }

  /** Each network with what is said of it; the film's own is here already. */
  function opened({ about, bodies }) {
    const nets = about.rows.map(({ body }) => openCompared(body === null ? live.model : openModel(bodies[body]), about.question));
    return { about, nets };
  }

  /** @returns {Right} */
  function rightOf(words) {
    const position = positionOf(words, live.rule);
    const answer = position < 0 ? null : live.rule.answers[words[position]];
    return { answer, from: position, at: questionOf(words, live.rule) };
  }

  return {
    variants: variants.map((one) => /** @type {[string, string]} */ ([one, offered[one].title])),
    open,
    choose,
    close() {
      stage = "closed";
      rest();
      say();
    },
    stage: () => stage,
    byHand: () => byHand,
    variant: () => variant,
    wanted: () => wanted,
    about: () => sets.get(variant).about,
    /** the comparison for the address; null while nobody looks */
    now: () => (stage === "closed" ? null : wanted),
    rightOf,
    /** What the networks of the comparison answer to a sentence, one after the other. @returns {import("./networks.js").Answers[]} */
    read(words) {
      if (read.words !== words || read.variant !== variant) {
        read = { words, variant, found: sets.get(variant).nets.map((net) => net.read(words, rightOf(words))) };
      }
      return read.found;
    },
  };
}
