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

/**
 * The same on the way back: what arrives, then number after number moved: after each the derivatives by all nodes, unit
 * by unit, what the micro-steps hand on, and the gradients of the weights.
 */
export function walkedBack(message, arriving, moves, shapes) {
  const step = openStep(bytes(message));
  step.back.arrive(arriving);
  const { totals, parts } = step.header().back;
  const { inputs } = step.header();
  const every = (count, of) => Array.from({ length: count }, (_, k) => of(k));
  const look = () => ({
    totals: Object.fromEntries(Object.entries(totals).map(([k, total]) => [k, every(step.node(k).op === "x" ? inputs : step.units, (unit) => step.value(total, unit))])),
    shares: Object.fromEntries(parts.flatMap(({ hands }) => hands.filter(({ matrix }) => !matrix).map(({ share, to }) => [share, every(step.node(to).op === "x" ? inputs : step.units, (unit) => step.value(share, unit))]))),
    weights: Object.fromEntries(Object.entries(shapes).map(([name, [rows, columns]]) => [name, every(rows * columns, (k) => step.back.weight(name, [Math.floor(k / columns), k % columns]))])),
  });
  return [look(), ...moves.map(([name, place, value]) => (step.move(name, place, value), look()))];
}
