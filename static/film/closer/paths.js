/** The sentences whose states are drawn: the film's own as it stands, the same with each other word, and added ones. */

import { withOther } from "../live/others.js";
import { createRoomy } from "../live/roomy.js";
import { projected } from "./plane.js";

export const MOST_ADDED = 3;

/**
 * @typedef {import("./plane.js").Point} Point
 * @typedef {{words: string[], points: Point[], word?: string}} Path `word`: the one that stands in the place of the film's
 */

/**
 * @param {import("../live/live.js").Live} live
 * @param {import("../film.js").Film} film
 */
export function createPaths(live, film) {
  const { layer, signs } = film.header.live;
  const letterOf = Object.fromEntries(Object.entries(signs).map(([letter, sign]) => [sign, letter]));
  const roomy = createRoomy(live.read().by);
  let added = /** @type {string[][]} */ ([]);
  let read = { words: /** @type {string[]} */ ([]), by: live.read().by, of: added, others: /** @type {any[]} */ ([]), more: /** @type {any[]} */ ([]) };

  const idsOf = (words) => words.map((word) => live.model.index.get(letterOf[word] ?? word));

  /** The states of sentences of one length: {c: (T, H), h: (T, H)} of each. */
  function statesOf(sentences) {
    if (!sentences.length) return [];
    const T = sentences[0].length;
    roomy.wear(live.read().by);
    const reading = roomy.network("paths", T, sentences.length).read(sentences.map(idsOf));
    return sentences.map((_, b) => Object.fromEntries(film.header.states.map((name) => [name, cut(reading, name, b, T)])));
  }

  function cut({ M, node, names }, name, b, T) {
    const { base, stride, width } = node(layer, names(layer)[name]);
    const found = new Float64Array(T * width);
    for (let t = 0; t < T; t += 1) found.set(M.subarray(base + t * stride + b * width, base + t * stride + (b + 1) * width), t * width);
    return found;
  }

  /** What no hand on a value changes is read once for a sentence. */
  function others() {
    const [words, by] = [live.words(), live.read().by];
    if (read.words === words && read.by === by && read.of === added) return read;
    const told = live.othersHere().map((word) => ({ word, words: withOther(words, live.rule, word) }));
    const states = statesOf(told.map((one) => one.words));
    const more = added.map((one) => ({ words: one, states: statesOf([one])[0] }));
    read = { words, by, of: added, others: told.map((one, k) => ({ ...one, states: states[k] })), more };
    return read;
  }

  return {
    added: () => added,
    /** @param {string[]} words all known to the network */
    add: (words) => (added = [...added, words]),
    remove: (k) => (added = added.filter((_, place) => place !== k)),
    /**
     * @param {string} name of the state
     * @param {import("./plane.js").Plane} plane
     * @returns {{own: Path, others: Path[], added: Path[]}}
     */
    of(name, plane) {
      const found = others();
      const path = ({ states, ...one }) => ({ ...one, points: projected(plane, states[name]) });
      const own = { words: film.words, points: projected(plane, cut(live.read().reading, name, 0, film.steps)) };
      return { own, others: found.others.map(path), added: found.more.map(path) };
    },
    /** The film's state after a word. @returns {Float64Array} (H,) */
    at: (name, word) => cut(live.read().reading, name, 0, film.steps).slice(word * film.units, (word + 1) * film.units),
    idsOf,
  };
}
