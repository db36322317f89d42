/** Milliseconds of each of several calls to static/live, after as many to warm up. */

import { createLearner } from "/live/learning.js";
import { openModel } from "/live/model.js";
import { createNetwork } from "/live/network.js";

const bytes = (packed) => Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));

const WORK = {
  /** A hand drags a value: each call sets another one, at a step in the middle. */
  dragged(model, { inputs, step, name }) {
    const network = createNetwork(model, { T: inputs[0].length, B: 1 });
    network.read(inputs);
    return (k) => network.read(inputs, { edits: [{ name, steps: [step], units: [3], value: k / 1000 }] });
  },
  /** The same, where only the steps from the edit on are computed again. */
  draggedFrom(model, { inputs, step, name }) {
    const network = createNetwork(model, { T: inputs[0].length, B: 1 });
    network.read(inputs);
    return (k) => network.read(inputs, { edits: [{ name, steps: [step], units: [3], value: k / 1000 }], from: step });
  },
  /** A word is replaced: the text is read again, and all its alternatives. */
  replaced(model, { inputs, others }) {
    const network = createNetwork(model, { T: inputs[0].length, B: 1 });
    const beside = createNetwork(model, { T: inputs[0].length, B: others.length });
    return () => [network.read(inputs), beside.read(others)];
  },
  /** An update of a training. */
  update(model, { batches, room, how }) {
    const learner = createLearner(model, room);
    return (k) => learner.learn(batches[k % batches.length], how);
  },
};

export function times({ work, packed, given, rounds }) {
  const once = WORK[work](openModel(bytes(packed)), given);
  const found = [];
  for (let k = 0; k < 2 * rounds; k++) {
    const start = performance.now();
    once(k);
    if (k >= rounds) found.push(performance.now() - start);
  }
  return found;
}
