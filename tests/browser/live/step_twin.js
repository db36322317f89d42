/** Answers a test's questions with what the walk through a step computes while its numbers move. */

import { openStep } from "/step/step.js";

const bytes = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

/**
 * The walk opened from Python's message, then number after number moved: after each, all arrays; and
 * what is asked when the last one rests.
 */
export function moved(message, moves, keys) {
  const step = openStep(bytes(message));
  const arrays = moves.map(([name, place, value]) => {
    step.move(name, place, value);
    return Object.fromEntries(keys.map((key) => [key, Array.from(step.array(key).data)]));
  });
  step.rest("");
  return { arrays, questions: step.header().questions };
}
