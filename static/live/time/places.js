/** Where in the memory each node's value lies. */

/**
 * The value of sequence b at step t begins at base + (t - behind)·B·width + b·width if it `lasts`, at base + b·width if
 * one place serves all steps. A matrix has rows and columns instead, and a turned copy.
 * @typedef {{base: number, width: number, lasts: boolean, behind: number}} Place
 * @typedef {{base: number, turned: number, rows: number, columns: number}} Matrix
 * @typedef {{T: number, B: number, D: number, H: number, pixels: number}} Sizes the most steps and sequences
 * @typedef {Record<string, {weight: number, gradient: number}>} Weights where a layer's weights begin
 * @typedef {{x: Place | null, words: boolean, reading: boolean}} Given where x lies already, as the layer below's h
 *   does; whether it may be one word's number; whether the value that a step reads may differ from the one before
 */

/**
 * @param {import("./graph.js").Graph} graph
 * @param {import("./phases.js").Phase[]} phase
 * @param {ReturnType<import("./fusion.js").fusions>} fused
 * @param {import("../kernels/memory.js").Memory} memory
 * @param {Sizes} sizes
 * @param {Weights} weights
 * @param {Given} given
 */
export function placed(graph, phase, fused, memory, { T, B, D, H, pixels }, weights, given) {
  const { program, op, name, reads, isMatrix, arriving, kept, live, readers, fixed, scalar } = graph;
  const { forward, names, states, parameters } = program;
  const x = live.find((k) => op(k) === "x") ?? -1;
  const word = given.words && x >= 0 && readers[x].every((k) => op(k) === "@");
  /** @type {Place[]} */
  const places = [];
  /** @type {Matrix[]} */
  const matrices = [];

  const sumInto = new Map([...fused].map(([sum, { half }]) => [half, sum]));
  /** A node and the sums that are computed in its place. */
  const chain = (k) => (sumInto.has(k) ? [k, ...chain(sumInto.get(k))] : [k]);
  const isRead = new Set(kept); // by something outside its own loop
  for (const k of live)
    for (const other of reads[k]) if (other < forward !== k < forward || phase[k] !== "along") isRead.add(other);
  const isState = (k) => states.some((state) => names[state] === k);

  function widthOf(k) {
    if (k === x) return word ? 1 : D * pixels;
    if (scalar[k]) return Math.max(D, H) * pixels;
    if (op(k) === "turned" || op(k) === "conv_turned") return matrices[reads[k][0]].columns * pixels;
    if (op(k) === "@" || op(k) === "conv" || op(k) === "copy") return H * pixels;
    const wide = reads[k].find((other) => !scalar[other]);
    return wide === undefined ? H * pixels : places[wide].width;
  }

  function place(k) {
    if (k === x && given.x) return given.x;
    if (fused.has(k)) return places[fused.get(k).half];
    const width = widthOf(k);
    if (op(k) === "prev" && !given.reading) return { base: 0, width, lasts: true, behind: 1 };
    const passes = phase[k] === "along" && reads[k].length > 0 && !chain(k).some((other) => isRead.has(other));
    const lasts = !fixed[k] && !passes;
    const begins = arriving[name(k)] === k || chain(k).some(isState); // it has a value before the first step
    const size = B * width;
    return { base: memory.take(size * (lasts ? T + Number(begins) : 1)) + size * Number(begins), width, lasts, behind: 0 };
  }

  for (const k of live) {
    if (op(k) !== "parameter" || !isMatrix(name(k))) places[k] = place(k);
    else {
      const [, columns, ...kernel] = parameters[name(k)];
      const size = [H, columns === "D" ? D : H];
      const turned = kernel.length ? 0 : memory.take(size[0] * size[1]);
      matrices[k] = { base: weights[name(k)].weight, turned, rows: size[0], columns: size[1] };
    }
  }
  for (const k of live) if (op(k) === "prev" && !given.reading) places[k].base = places[names[name(k)]].base;
  return { places, matrices, x, word };
}
