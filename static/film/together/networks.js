/** One of the networks that are compared, in the page: what it answers after every word, and what it would if asked there. */

import { createNetwork } from "../../live/network.js";
import { likeliest } from "../live/likeliest.js";

const ROOM = 16; // steps by which the memory of a network grows
const NEXT = 3; // likeliest next words that a row names

/**
 * @typedef {{text: string, probability: number}} Next
 * @typedef {{top: (step: number) => Next[], asked: (Next & {likeliest: boolean} | null)[]}} Answers
 *   `asked`: at each word the right answer and its probability, were the question read right after it; null where none is
 */

/**
 * @param {import("../../live/model.js").Model} model
 * @param {string[]} question
 */
export function openCompared(model, question) {
  let nets = { reader: null, asker: null };
  const ids = question.map((word) => model.index.get(word));

  function roomFor(T) {
    if (nets.reader?.T >= T) return nets;
    const room = Math.ceil(T / ROOM) * ROOM;
    nets = { reader: createNetwork(model, { T: room, B: 1 }), asker: createNetwork(model, { T: ids.length, B: room }) };
    return nets;
  }

  /**
   * @param {string[]} words
   * @param {{answer: string | null, from: number, at: number}} right the right answer, the word that settles it, the step that asks
   * @returns {Answers}
   */
  function read(words, { answer, from, at }) {
    const T = words.length;
    const { reader, asker } = roomFor(T);
    const reading = reader.read([words.map((word) => model.index.get(word))]);
    const tops = words.map((_, step) => named(reading.probs(step, 0)));
    return { top: (step) => tops[step], asked: answer === null ? words.map(() => null) : askedEverywhere() };

    function askedEverywhere() {
      const asking = asker.read(words.map(() => ids), { state: statesOf(reading, T) });
      const began = isQuestion(words, at, question) ? at - question.length + 1 : at;
      const own = found(reading.probs(at, 0), answer);
      return words.map((_, step) => (step < from ? null : step >= began && step <= at ? own : found(asking.probs(ids.length - 1, step), answer)));
    }
  }

  function found(probs, answer) {
    const place = model.answers.indexOf(answer);
    return { text: answer, probability: probs[place], likeliest: likeliest(probs, 1)[0] === place };
  }

  const named = (probs) => likeliest(probs, NEXT).map((k) => ({ text: model.answers[k], probability: probs[k] }));

  /** What the network remembers after each word: the beginning of as many sequences. */
  function statesOf({ M, node, names }, T) {
    return model.layers.map(({ program, H }, layer) =>
      Object.fromEntries(program.states.map((state) => {
        const { base } = node(layer, names(layer)[state]);
        return [state, M.slice(base, base + T * H)];
      })),
    );
  }

  return { read };
}

const isQuestion = (words, at, question) => question.every((word, k) => words[at - question.length + 1 + k] === word);
