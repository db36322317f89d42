/** What the first layer reads: vectors of words, words as their numbers, numbers as they come. */

/**
 * Writes the inputs of the steps from … to - 1.
 * @param {import("./model.js").Model} model
 * @param {Float64Array} M
 * @param {import("./time/along_time.js").AlongTime} along the first layer
 * @param {number | undefined} table where the embedding begins
 * @param {ArrayLike<number>[]} inputs one array a sequence
 * @param {number} each how many numbers of it belong to one step
 */
export function writeInputs({ vocabulary, embedding }, M, along, table, inputs, from, to, each) {
  const { x } = along;
  const size = vocabulary.length;
  inputs.forEach((sequence, b) => {
    if (sequence.length !== inputs[0].length) throw new Error("all sequences of one reading have the same length");
    for (let t = from; t < to; t++) {
      const place = x ? x.base + t * along.stride(x) + b * x.width : 0;
      if (size && !(Number.isInteger(sequence[t]) && sequence[t] >= 0 && sequence[t] < size))
        throw new Error(`words are the numbers 0 … ${size - 1}, got ${sequence[t]}`);
      if (!x) continue;
      if (!size) for (let k = 0; k < each; k++) M[place + k] = sequence[t * each + k];
      else if (along.readsWords) M[place] = sequence[t];
      else if (!embedding) {
        M.fill(0, place, place + size);
        M[place + sequence[t]] = 1;
      } else M.copyWithin(place, table + sequence[t] * x.width, table + (sequence[t] + 1) * x.width);
    }
  });
}
