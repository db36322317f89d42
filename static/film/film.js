/** One film, opened from its numbers: what happened in every unit at every word. Nothing is computed but looked up. */

import { createLimits } from "./limits.js";
import { orderOfLanes } from "./order.js";

/**
 * @typedef {{name: string, letter: string, label: string, does: string, kind: "gate" | "signed", node: number,
 *            lane: boolean, color: {mark: string, light: string, dark: string}, dash: boolean}} Name
 * @typedef {{key: string, values: Float32Array, limit: number}} Values one (T, H) array and the end of its scale
 * @typedef {{part: "kept" | "added", node: number, text: string, at: (word: number, unit: number) => number}} Term
 * @typedef {{header: any, arrays: Map<string, import("../shared/blob.js").NumberArray>}} Numbers
 * @typedef {ReturnType<typeof openFilm>} Film its words and numbers are those that it took last: who keeps them keeps old ones
 */

/** @param {Numbers} numbers */
export function openFilm({ header, arrays }) {
  if (header.format !== 1) throw new Error(`this film has format ${header.format}; the page knows format 1: reload it`);
  const noun = /** @type {string} */ (header.noun ?? "word");
  const numbered = ["picture", "step"].includes(noun); // a step has a number for a name
  const units = header.hidden_size;
  const names = /** @type {Name[]} */ (header.names);
  const byName = new Map(names.map((name) => [name.name, name]));
  const parts = header.micro_steps;
  const doneAt = new Map();
  parts.forEach((part, k) => part.nodes.forEach((node) => doneAt.has(node) || doneAt.set(node, k)));
  const looked = () => /** @type {const} */ ([header.words.length, createLimits(units), header.nodes.map((_, node) => arrays.get(`node/${node}`))]);
  let [steps, limits, ofNodes] = looked();

  /** Another sentence read by the same network: all that is asked from now on is asked of it. @param {Numbers} numbers */
  function take(numbers) {
    ({ header, arrays } = numbers);
    [steps, limits, ofNodes] = looked();
  }

  /** @returns {number | null} the value of a node for one unit at one word; null where it has none of its own */
  function nodeValue(node, word, unit) {
    const { op, value } = header.nodes[node] ?? {};
    if (op === "number" && typeof value === "number") return value;
    const array = ofNodes[node];
    if (!array || op === "x") return null;
    const { shape, data } = array;
    if (shape.length === 0) return data[0];
    if (shape.length === 1) return shape[0] === units ? data[unit] : null;
    return shape[0] === steps && shape[1] === units ? data[word * units + unit] : null;
  }

  /** @returns {Values} what a lane shows: raw values, or what is so because of the word */
  function laneValues(name, view) {
    const { node, kind } = byName.get(name);
    const because = view === "because" && arrays.get(`because/${name}`);
    const key = because ? `because/${name}` : `node/${node}`;
    const { data } = because || arrays.get(key);
    return { key, values: data, limit: kind === "gate" ? 1 : limits.ofArray(key, data) };
  }

  /** The end of the scale of each unit's own row in a lane, (H,). */
  function rowLimits(name, view) {
    const { key, values } = laneValues(name, view);
    return limits.ofRows(key, values);
  }

  /** The size at which a node's wire has its full width: 1, or more where the film's values are larger. */
  function scale(node) {
    const array = ofNodes[node];
    return array ? Math.max(1, limits.ofArray(`node/${node}`, array.data)) : 1;
  }

  /**
   * What a state is the sum of: each part with its node (the state's own where one node mixes kept and added).
   * @returns {Term[]}
   */
  function terms(name) {
    const carry = header.belt[name];
    if (!carry) return [];
    const term = (part) => ([sign, node]) => ({
      part,
      node,
      text: header.nodes[node].text,
      at: (word, unit) => sign * (nodeValue(node, word, unit) ?? 0),
    });
    if (carry.kept.length) return [...carry.kept.map(term("kept")), ...carry.added.map(term("added"))];
    return ["kept", "added"].map((part) => ({
      part,
      node: byName.get(name).node,
      text: part === "kept" ? `${carry.factor_text} * ${name}_prev` : "the rest",
      at: (word, unit) => arrays.get(`${part}/${name}`).data[word * units + unit],
    }));
  }

  /** The largest size that one unit's values reach in the film: one scale for bars that are compared. */
  function reach(readings, unit) {
    let most = 0;
    for (const at of readings) for (let word = 0; word < steps; word += 1) most = Math.max(most, Math.abs(at(word, unit)));
    return most || 1;
  }

  return {
    take,
    get header() { return header; },
    get arrays() { return arrays; },
    get words() { return /** @type {string[]} */ (header.words); },
    get steps() { return steps; },
    noun,
    expected: header.tags ? "Likeliest answer" : `Most likely next ${noun}`,
    Noun: noun.replace(/^./, (first) => first.toUpperCase()),
    chips: `${noun}s`, // what stands in the line over the film, many of them
    numbered,
    named: (word) => (numbered ? `${noun} ${header.words[word]}` : `\u201c${header.words[word]}\u201d`),
    units,
    names,
    lanes: orderOfLanes(names.filter((name) => name.lane), header),
    get because() { return /** @type {string[]} */ (header.because ?? []); },
    isCue: (word) => header.cues?.includes(word) ?? false,
    get asks() { return header.live?.rows?.answered === false; }, // its rows are the answer to a question that nobody has answered yet
    get ranking() { return header.live?.rows?.answered ? header.live.rows : null; }, // what stands beside its rows, once that was answered
    parts,
    lastPart: Math.max(0, parts.length - 1),
    colours: new Map(names.map((name) => [name.name, name.color])),
    name: (name) => byName.get(name),
    nodeValue,
    laneValues,
    rowLimits,
    scale,
    terms,
    reach,
    stage(node, micro) {
      const at = doneAt.get(node) ?? -1;
      return at < micro ? "past" : at === micro ? "now" : "future";
    },
    value: (name, word, unit) => nodeValue(byName.get(name).node, word, unit),
    next: (word) =>
      (header.top_words[word] ?? []).map((text, k) => ({
        text,
        probability: arrays.get("top_probs").data[word * header.top_words[word].length + k],
      })),
    order: (by) => header.orders[by] ?? header.orders.index,
  };
}

/** The micro-steps that add up. @param {Film} film */
export const sumsOf = (film) => film.parts.map((part, k) => ({ part, k })).filter(({ part }) => part.kind === "sum");

/** What the because view says of itself: because it was “france”. */
export function becauseText({ header, words }) {
  const step = header.cause ?? header.cues[0];
  return step === undefined ? `minus ${header.alternatives}` : `because it was \u201c${words[step]}\u201d`;
}

/** What stands beside a difference: vs other countries. */
export const versusText = ({ header }) => (header.versus && header.live?.label !== "" ? header.versus : `vs ${header.alternatives}`);
