/** What one reading computed: where every number lies, and what follows from the numbers. */

/**
 * Value u of sequence b at step t is M[base + t * stride + b * width + u]; stride 0 where it is the same at all steps.
 * Of a cell of maps, a width is units × pixels; of a matrix, M[base + row * width + column].
 * @typedef {{base: number, stride: number, width: number}} Values
 * @typedef {ReturnType<typeof createReading>} Reading
 */

/**
 * @param {import("./model.js").Model} model
 * @param {Float64Array} M
 * @param {import("./time/along_time.js").AlongTime[]} layers
 * @param {import("./parameters.js").Parameters} parameters
 * @param {{T: number, B: number, pixels: number}} sizes of this reading
 */
export function createReading(model, M, layers, parameters, { T, B, pixels }) {
  const answers = new Map();
  const last = layers.length - 1;

  /** @returns {Values | null} of a node of a layer's graph; a word that is read as it is has its number */
  function node(layer, k) {
    const along = layers[layer];
    const matrix = along.matrix(k);
    if (matrix) return { base: matrix.base, stride: 0, width: matrix.columns };
    const place = along.place(k);
    return place && { base: along.first(place), stride: along.stride(place), width: place.width };
  }

  /** @returns {Record<string, number>} the node of each name of a layer's cell */
  const names = (layer) => model.layers[layer].program.names;

  /** The scores of the answers, or the numbers answered, after a step: answer by answer, all pixels of each. */
  function outputs(t, b) {
    const H = model.layers[last].H;
    const { base, stride, width } = node(last, names(last).h);
    const { "readout.W": W, "readout.b": bias } = parameters.at;
    const count = parameters.length["readout.b"];
    const found = new Float64Array(count * pixels);
    for (let k = 0; k < count; k++)
      for (let pixel = 0, h = base + t * stride + b * width; pixel < pixels; pixel++) {
        let sum = 0;
        for (let u = 0; u < H; u++) sum += M[W + k * H + u] * M[h + u * pixels + pixel];
        found[k * pixels + pixel] = sum + M[bias + k];
      }
    return found;
  }

  /** The probabilities of the answers after a step of a sequence, computed when they are first asked for. */
  function probs(t, b) {
    const key = t * B + b;
    if (!answers.has(key)) answers.set(key, softmax(outputs(t, b), pixels));
    return answers.get(key);
  }

  /**
   * The factor that multiplied a state's previous value: number u of sequence b at step t is at (t * B + b) * width + u.
   * @param {Float64Array} [found] where it is written, from step `from` on
   */
  function carry(layer, state, found, from = 0) {
    const { carry, names } = model.layers[layer].program;
    if (!carry[state]) throw new Error(`nothing carries ${state}; states with a factor: ${Object.keys(carry).join(", ")}`);
    const { factor, constants } = carry[state];
    const { width } = node(layer, names[state]);
    const row = B * width;
    found ??= new Float64Array(T * row);
    const term = new Float64Array(row);
    for (let t = from; t < T; t++) {
      found.fill(0, t * row, (t + 1) * row);
      for (const [product, coefficient] of factor) {
        term.fill(coefficient);
        for (const k of product) multiply(term, constants[k], node(layer, k), t);
        for (let k = 0; k < row; k++) found[t * row + k] += term[k];
      }
    }
    return found;
  }

  function multiply(term, constant, values, t) {
    if (constant !== undefined && constant !== null) for (let k = 0; k < term.length; k++) term[k] *= constant;
    else for (let k = 0, at = values.base + t * values.stride; k < term.length; k++) term[k] *= M[at + k];
  }

  return { T, B, M, node, names, outputs, probs, carry };
}

/** Of each pixel's scores, the largest subtracted first, so that nothing overflows. */
function softmax(scores, pixels) {
  const found = scores.slice();
  for (let pixel = 0; pixel < pixels; pixel++) {
    let top = -Infinity;
    let total = 0;
    for (let k = pixel; k < scores.length; k += pixels) top = Math.max(top, scores[k]);
    for (let k = pixel; k < scores.length; k += pixels) total += found[k] = Math.exp(scores[k] - top);
    for (let k = pixel; k < scores.length; k += pixels) found[k] /= total;
  }
  return found;
}
