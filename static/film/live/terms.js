/** What makes a gate's sum at a word: the word, the outputs before that weigh most, all others together, the bias. */

const MOST = 5; // outputs before that are shown one by one

/**
 * @typedef {{kind: "word" | "unit" | "rest" | "bias" | "other", of: string, unit: number | null, count: number, node: number,
 *            value: number}} Term `of` is the state that is read, `count` how many units are taken together
 */

/**
 * @param {import("../../live/model.js").Program} program of the layer
 * @param {import("../../live/reading.js").Reading} reading of the sentence as it stands
 * @param {number} layer
 * @param {{nodes: number[]}} part the micro-step that adds up
 * @returns {Term[]} they add up to its last node
 */
export function termsOf({ nodes, parameters }, { M, node }, layer, part, word, unit) {
  const at = (k, u = unit) => {
    const { base, stride } = node(layer, k);
    return M[base + word * stride + u];
  };
  return added(part.nodes.at(-1), 1);

  /** @returns {Term[]} */
  function added(k, sign) {
    const [op, [a, b]] = nodes[k];
    if ((op === "+" || op === "-") && part.nodes.includes(k)) return [...added(a, sign), ...added(b, op === "-" ? -sign : sign)];
    if (op === "@" && nodes[b][0] !== "x") return outputs(a, b, sign);
    const bias = op === "parameter" && parameters[nodes[k][2]].length === 1;
    return [{ kind: op === "@" ? "word" : bias ? "bias" : "other", of: "", unit: null, count: 1, node: k, value: sign * at(k) }];
  }

  function outputs(matrix, vector, sign) {
    const { base, width } = node(layer, matrix);
    const of = nodes[vector][2];
    const each = Array.from({ length: width }, (_, u) => ({ kind: "unit", of, unit: u, count: 1, node: vector, value: sign * M[base + unit * width + u] * at(vector, u) }));
    const ranked = each.sort((one, other) => Math.abs(other.value) - Math.abs(one.value) || one.unit - other.unit);
    const rest = ranked.slice(MOST);
    if (rest.length < 2) return /** @type {Term[]} */ (ranked);
    const value = rest.reduce((sum, term) => sum + term.value, 0);
    return /** @type {Term[]} */ ([...ranked.slice(0, MOST), { kind: "rest", of, unit: null, count: rest.length, node: vector, value }]);
  }
}
