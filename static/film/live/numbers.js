/** The numbers of a film, computed in the page by the network itself: the twin of lstm_core's film_data and of its blob. */

import { likeliest } from "./likeliest.js";
import { othersOf } from "./others.js";
import { createRoomy } from "./roomy.js";
import { causeOf, counted } from "./said.js";

const NEXT = 5; // likeliest next words that a film names

/**
 * @param {import("../../live/model.js").Model} model
 * @param {any} template the header of a film of this network, as Python wrote it
 */
export function createNumbers(model, template) {
  const { layer, rule, signs, holds, rows, numbers, begins } = template.live;
  const given = (name) => template.given.get(`given/${name}`).data;
  const state = begins?.map((ofLayer, k) => Object.fromEntries(ofLayer.map((name) => [name, given(`${k}/${name}`)])));
  const toItself = holds !== undefined && rows?.answered !== false; // *because* compares with the same run untouched
  const letterOf = Object.fromEntries(Object.entries(signs).map(([letter, sign]) => [sign, letter]));
  const { names, carry, nodes } = model.layers[layer].program;
  const H = model.layers[layer].H;
  const compared = [...new Set([...template.states, template.output])];
  const mixed = Object.keys(carry).filter((state) => !template.belt[state].kept.length);
  const shown = template.nodes.flatMap(({ op, name }, node) => {
    const matrix = op === "parameter" && model.layers[layer].weights[name].shape.length !== 1;
    return op === "x" || op === "number" || matrix ? [] : [node];
  });
  const roomy = createRoomy(model);

  const idOf = (word) => model.index.get(letterOf[word] ?? word);
  /** What is read: the words' numbers or, where no words are read, the numbers that came with the film. */
  const idsOf = (words) => (numbers ? given("inputs") : words.map(idOf));

  /** The mean of each compared value over the other sentences, (T, H) each. */
  function meansOf(others, T) {
    const means = {};
    if (!others.length) return means;
    const reading = roomy.network("others", T, others.length).read(others.map(idsOf));
    for (const name of compared) {
      const { base, stride, width } = reading.node(layer, names[name]);
      const sums = new Float64Array(T * H);
      for (let t = 0; t < T; t += 1)
        for (let b = 0; b < others.length; b += 1)
          for (let u = 0, at = base + t * stride + b * width; u < H; u += 1) sums[t * H + u] += reading.M[at + u];
      means[name] = sums.map((sum) => sum / others.length);
    }
    return means;
  }

  const untouchedOf = ({ M, node }, T) => Object.fromEntries(compared.map((name) => {
    const { base } = node(layer, names[name]);
    return [name, M.slice(base, base + T * H)];
  }));

  /**
   * A sentence, with everything that its film draws. Two of the same `which` share one memory: only the last one made can
   * be read again.
   * @param {string[]} words all known to the network
   * @param {"one" | "other"} [which]
   * @returns {{header: any, arrays: Map<string, {shape: number[], data: Float32Array}>, others: string[][],
   *            read: (edits: import("../../live/time/edits.js").Edit[], from?: number, looked?: number[] | null) => import("../../live/reading.js").Reading,
   *            means: () => Record<string, Float64Array>, cause: () => number | null}}
   */
  function sentence(words, which = "one") {
    const T = words.length;
    const ids = idsOf(words);
    const { others, named, span } = toItself ? { others: [], ...template, named: template.cues } : othersOf(words, rule);
    const changed = words.flatMap((_, step) => (others.some((other) => other[step] !== words[step]) ? [step] : []));
    const net = roomy.network(which, T, 1);
    const meansBy = new Map();

    /** What *because* compares with, by the weights that the network has now. */
    function means() {
      const now = roomy.worn();
      if (!meansBy.has(now)) meansBy.set(now, toItself ? untouchedOf(net.read([ids], { state }), T) : changed.length ? meansOf(others, T) : {});
      return meansBy.get(now);
    }

    const arrays = new Map();
    const take = (key, shape) => arrays.set(key, { shape, data: new Float32Array(shape.reduce((size, side) => size * side, 1)) });
    for (const node of shown) take(`node/${node}`, nodes[node][0] === "parameter" ? [H] : [T, H]);
    for (const name of Object.keys(means())) take(`because/${name}`, [T, H]);
    for (const state of Object.keys(carry)) take(`carry/${state}`, [T, H]);
    const factors = Object.fromEntries(Object.keys(carry).map((state) => [state, new Float64Array(T * H)]));
    for (const state of mixed) for (const part of ["kept", "added"]) take(`${part}/${state}`, [T, H]);
    const count = Math.min(NEXT, model.answers.length);
    if (template.arrays.top_probs) take("top_probs", [T, count]);
    const header = {
      ...template, words, span, because: Object.keys(means()), top_words: words.map(() => []),
      cues: [...new Set([...changed, ...named])].sort((a, b) => a - b),
      alternatives: template.live.label || counted(others.length),
    };

    /** Reads the sentence with edits, from a step on, and writes what changed; next words only at `looked`, if given. */
    function read(edits, from = 0, looked = null) {
      const compared = means();
      const reading = net.read([ids], { edits, from, state });
      for (const node of shown) writeNode(reading, node, arrays.get(`node/${node}`), T, from);
      const quiet = edits.length ? 0 : changed[0] ?? 0; // before a word differs nothing can; what is left is rounding
      for (const [name, mean] of Object.entries(compared)) {
        const { base } = reading.node(layer, names[name]);
        const { data } = arrays.get(`because/${name}`);
        const { M } = reading;
        if (from < quiet) data.fill(0, from * H, quiet * H);
        for (let k = Math.max(from, quiet) * H; k < data.length; k += 1) data[k] = M[base + k] - mean[k];
      }
      for (const state of Object.keys(carry)) writeCarry(reading, state, from);
      if (arrays.has("top_probs")) for (const t of looked ?? words.keys()) if (t >= from) writeNext(reading.probs(t, 0), t, count);
      return reading;
    }

    function writeCarry(reading, state, from) {
      const factor = reading.carry(layer, state, factors[state], from);
      arrays.get(`carry/${state}`).data.set(factor.subarray(from * H), from * H);
      if (!mixed.includes(state)) return;
      const before = reading.node(layer, nodes.findIndex(([op, , name]) => op === "prev" && name === state));
      const after = reading.node(layer, names[state]);
      const [kept, added] = ["kept", "added"].map((part) => arrays.get(`${part}/${state}`).data);
      for (let k = from * H; k < kept.length; k += 1) {
        const part = factor[k] * reading.M[before.base + k];
        kept[k] = part;
        added[k] = reading.M[after.base + k] - part;
      }
    }

    function writeNext(probs, t, most) {
      const best = likeliest(probs, most);
      header.top_words[t] = best.map((k) => signs[model.answers[k]] ?? model.answers[k]);
      best.forEach((k, place) => (arrays.get("top_probs").data[t * most + place] = probs[k]));
    }

    return { header, arrays, others, read, means, cause: () => causeOf(header, arrays, H) };
  }

  function writeNode(reading, node, { shape, data }, T, from) {
    const { base, stride, width } = reading.node(layer, node);
    if (shape.length === 1) data.set(reading.M.subarray(base, base + data.length));
    else if (stride && width === H) data.set(reading.M.subarray(base + from * H, base + data.length), from * H);
    else for (let t = from; t < T; t += 1) for (let u = 0; u < H; u += 1) data[t * H + u] = reading.M[base + t * stride + (width === H ? u : 0)];
  }

  /** The likeliest answers after one step of a sentence, and nothing else of it. */
  function answersTo(words, step) {
    const probs = roomy.network("answer", words.length, 1).read([idsOf(words)]).probs(step, 0);
    return likeliest(probs, 1).map((k) => ({ text: signs[model.answers[k]] ?? model.answers[k], probability: probs[k] }));
  }

  return { sentence, answersTo, worn: roomy.worn, wear: roomy.wear, knows: (word) => idOf(word) !== undefined };
}
