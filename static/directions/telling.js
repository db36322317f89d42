/** The sentence as it is told now, and what each way of reading says of its noun. */

import { listenToSwipe } from "../shared/keys/swipe.js";
import { createAnswers } from "./answers.js";
import { createSentence } from "./sentence.js";

/** @typedef {ReturnType<typeof createTelling>} Telling */

/**
 * @param {{words: string[], noun: number, ways: any[], guess: any, said: string[]}} told by Python
 * @param {{name: string, side: string}[]} heads
 * @param {{go: (moment: number) => void, step: (by: -1 | 1) => void}} clock
 */
export function createTelling(told, heads, clock) {
  const sentence = createSentence({ ...told, heads }, clock.go);
  const answers = createAnswers(told);
  listenToSwipe(sentence.element, clock.step);
  return {
    sentence: sentence.element,
    answers: answers.element,
    measured: sentence.measured,
    tell: answers.tell,
    said: (at) => told.said[at - 1],
    /** @param {number} at how many words each head has read @param {boolean} moves whether one sees the heads walk */
    draw(at, moves) {
      sentence.draw(at, moves);
      answers.draw(at);
    },
  };
}
