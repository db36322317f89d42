/** The step while its numbers move: the same arrays and questions as Python's message holds, for other numbers. */

import { questions } from "./choices.js";
import { createOneStep } from "./one_step.js";
import { drawn } from "./pictures.js";

/**
 * @param {any} header of the message
 * @param {Map<string, import("../../shared/blob.js").NumberArray>} arrays of the message, to be written to
 */
export function enliven(header, arrays) {
  const oneStep = createOneStep(header);
  const counts = [...arrays].filter(([key]) => key.startsWith("node/")).map(([key, { data }]) => [Number(key.slice(5)), data.length]);

  /** A plain number stands beside every unit. */
  function values(node) {
    const { op, value } = header.nodes[node];
    return op === "number" ? new Float64Array(header.units).fill(value) : oneStep.values(node, header.units);
  }

  /** As they travel in the message, so that what is written to two decimals is the same after a reload. */
  function write(key, numbers) {
    arrays.set(key, { ...arrays.get(key), data: Float32Array.from(numbers) });
  }

  return {
    /** A number takes another value, and everything follows. */
    move(name, place, value) {
      const { shape, data } = arrays.get(`number/${name}`);
      data[place.length > 1 ? place[0] * shape[1] + place[1] : place[0]] = value;
      oneStep.move(name, place, value);
      for (const [node, count] of counts) write(`node/${node}`, oneStep.values(node, count));
      for (const { picture } of header.micro_steps)
        for (const [key, numbers] of Object.entries(drawn(picture, values, header.curve, oneStep.products))) write(key, numbers);
    },
    questions: () => questions(header, oneStep),
  };
}
