/** Where a run leaves the numbers: an exponential too large, a logarithm of 0, a division by 0, said in the core's sentence. */

/**
 * Throws the sentence of the first node that has no finite value though all that it reads is finite.
 * @param {import("../model.js").Program} program
 * @param {import("./along_time.js").AlongTime} along
 * @param {Float64Array} M
 * @param {number} from the first step that was computed
 * @param {number} to the step after the last one
 * @param {number} sequences
 */
export function checkFinite(program, along, M, from, to, sequences) {
  const risky = Object.entries(program.lost).map(([k, sentence]) => {
    const [place, ...read] = [Number(k), ...program.nodes[k][1]].map((node) => along.place(node));
    return { place, read, sentence };
  });
  for (let t = from; risky.length && t < to; t++)
    for (const { place, read, sentence } of risky) {
      const at = (operand, e) => M[along.first(operand) + t * along.stride(operand) + e];
      for (let e = 0; place && e < sequences * place.width; e++) {
        if (Number.isFinite(at(place, e))) continue;
        const [a, b] = read.map((operand) => at(operand, e));
        if (!Number.isFinite(a) || !Number.isFinite(b ?? 0)) continue;
        throw new RangeError(sentence.replace("{at}", `at step ${t + 1}`).replace("{a}", short(a)).replace("{b}", short(b)));
      }
    }
}

/**
 * What is computed, or what is made of the error where a run leaves the numbers.
 * @template Found
 * @param {() => Found} compute
 * @param {(error: RangeError) => Found | null} [otherwise]
 */
export function valued(compute, otherwise = () => null) {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return otherwise(error);
  }
}

/** At most six digits, as Python's .6g writes them. */
function short(number) {
  const text = Number(number ?? 0).toPrecision(6);
  const [digits, power] = text.split("e");
  const trimmed = digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
  return power ? `${trimmed}e${power.replace(/^([+-])(\d)$/, "$10$2")}` : trimmed;
}
