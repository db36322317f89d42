/** What the first layer reads: vectors of words, words as their numbers, numbers as they come. */

/**
 * Writes the steps from … to - 1 of sequences that are given one by one.
 * @param {import("./model.js").Model} model
 * @param {Float64Array} M
 * @param {import("./time/along_time.js").AlongTime} along the first layer
 * @param {import("./parameters.js").Parameters} parameters
 * @param {ArrayLike<number>[]} inputs
 */
export function writeSequences(model, M, along, parameters, inputs, from, to) {
  const { x } = along;
  const write = writer(model, M, along, parameters);
  inputs.forEach((sequence, b) => {
    if (sequence.length !== inputs[0].length) throw new Error("all sequences of one reading have the same length");
    for (let t = from; x && t < to; t++) write(x.base + t * along.stride(x) + b * x.width, sequence, t);
  });
}

/**
 * Writes a batch that is given step by step, all sequences of each.
 * @param {ArrayLike<number>} inputs
 * @param {number} count steps × sequences
 */
export function writeBatch(model, M, along, parameters, inputs, count) {
  const { x } = along;
  const write = writer(model, M, along, parameters);
  for (let k = 0; x && k < count; k++) write(x.base + k * x.width, inputs, k);
}

/** @returns {(place: number, given: ArrayLike<number>, k: number) => void} what writes the k-th of some inputs */
function writer({ vocabulary, embedding }, M, { x, readsWords }, parameters) {
  const words = vocabulary.length;
  const table = parameters.at.embedding;
  const known = (word) => {
    if (Number.isInteger(word) && word >= 0 && word < words) return word;
    throw new Error(`words are the numbers 0 … ${words - 1}, got ${word}`);
  };
  if (!words)
    return (place, given, k) => {
      for (let d = 0; d < x.width; d++) M[place + d] = given[k * x.width + d];
    };
  if (readsWords)
    return (place, given, k) => {
      M[place] = known(given[k]);
    };
  if (!embedding)
    return (place, given, k) => {
      M.fill(0, place, place + words);
      M[place + known(given[k])] = 1;
    };
  return (place, given, k) => {
    const row = table + known(given[k]) * x.width;
    M.copyWithin(place, row, row + x.width);
  };
}
