/** A film that is alive: its sentence and its values can be changed, and the network in the page answers at once. */

import { openFilm } from "../film.js";
import { editsOf, firstStep, moved } from "./holds.js";
import { createNumbers } from "./numbers.js";
import { ordersOf } from "./orders.js";
import { othersOf, withOther } from "./others.js";

const MOST_WORDS = 200;
const MOST_UNDONE = 100; // steps back

/**
 * @typedef {import("./holds.js").Hold} Hold
 * @typedef {{words: string[], holds: Hold[]}} Version what a reader made of the sentence
 * @typedef {ReturnType<typeof createLive>} Live
 */

/**
 * @param {import("../../live/model.js").Model} model
 * @param {any} template the header of the film that Python sent
 * @param {{values: () => void, sentence: (film: import("../film.js").Film) => void, changed: () => void}} told
 *   `values`: the numbers of the film that is shown have changed in their places; `sentence`: another film is to be
 *   shown; `changed`: what was made of the sentence has come to rest (for the address, for lists)
 */
export function createLive(model, template, told) {
  const numbers = createNumbers(model, template);
  const { kinds, rule, layer, letters } = template.live;
  const given = template.words;
  const fixed = template.live.holds !== undefined;
  let now = { words: given, holds: /** @type {Hold[]} */ ([]) };
  let [past, future] = [/** @type {Version[]} */ ([]), /** @type {Version[]} */ ([])];
  let shown = open(now.words);
  let others = new Map();
  let settled = now; // the version before a drag began

  function open(words, which) {
    const made = numbers.sentence(words, which);
    const reading = made.read([]);
    const orders = fixed ? template.orders : { ...template.orders, ...ordersOf(made.header, made.arrays, template.hidden_size) };
    Object.assign(made.header, { cause: made.cause(), orders });
    return { ...made, film: openFilm(made), exact: exactStates(reading) };
  }

  /** What may be carried over, in doubles: a film's arrays are rounded. */
  function exactStates({ T, M, node, names }) {
    const place = (name) => node(layer, names(layer)[name]);
    const exact = (name) => M.slice(place(name).base, place(name).base + T * template.hidden_size);
    return Object.fromEntries(template.states.map((name) => [name, exact(name)]));
  }

  /** The film of the same sentence with another word where the question's answer is settled. */
  function other(word) {
    if (!others.has(word)) others.set(word, open(withOther(now.words, rule, word), "other"));
    return others.get(word);
  }

  const valuesOf = ({ name, first, from }) => other(from).exact[name].subarray(first * template.hidden_size, (first + 1) * template.hidden_size);

  function run(holds, from) {
    shown.read(editsOf(holds, template.output, valuesOf, now.words.length, layer), from);
  }

  function show(version, { moving = false } = {}) {
    const sameWords = version.words === now.words || same(version.words, now.words);
    const from = sameWords ? Math.min(firstStep(version.holds), firstStep(now.holds)) : 0;
    now = sameWords ? { ...version, words: now.words } : version;
    if (!sameWords) {
      others = new Map();
      shown = open(now.words);
    }
    if (now.holds.length || sameWords) run(now.holds, Number.isFinite(from) ? from : 0);
    if (sameWords) told.values();
    else told.sentence(shown.film);
    if (!moving) told.changed();
  }

  /** One change of what a reader made: `moving` while a hand drags, which is one step back in the end. */
  function change(part, { moving = false } = {}) {
    const version = { ...now, ...part };
    if (!moving) {
      past = [...past, settled].slice(-MOST_UNDONE);
      future = [];
      settled = version;
    }
    show(version, { moving });
  }

  function turn(from, to) {
    if (!from.length) return [from, to];
    const version = from[from.length - 1];
    const turned = [from.slice(0, -1), [...to, settled]];
    settled = version;
    show(version);
    return turned;
  }

  /** Without what cannot be in this sentence: a word carried over that it has itself, or steps that it has not. */
  function fitting(holds, words) {
    const { position } = othersOf(words, rule);
    const from = (word) => position >= 0 && words[position] !== word && Object.hasOwn(rule.answers, word);
    return holds.filter((hold) => hold.first >= 0 && hold.last < words.length && (hold.from === undefined || from(hold.from)));
  }

  return {
    kinds: /** @type {{title: string, words: string[]}[]} */ (kinds),
    rule: /** @type {import("./others.js").Rule | null} */ (rule),
    /** the sentence is the page's own, and what is held is told to it */
    fixed,
    letters,
    examples: /** @type {{title: string, text: string}[]} */ (template.live.examples),
    given,
    mostWords: MOST_WORDS,
    film: () => shown.film,
    words: () => now.words,
    holds: () => now.holds,
    saysAsGiven: () => same(now.words, given),
    untouched: () => !now.holds.length && same(now.words, given),
    knows: numbers.knows,
    /** what would be answered after one step of a sentence that is only thought of; null where no words are answered */
    wouldAnswer: (words, step) => (template.arrays.top_probs ? numbers.answersTo(words, step)[0] : null),
    other: (word) => other(word).film,
    /**
     * @param {string[]} words 1 to mostWords of them, all known
     * @param {(step: number) => number} [to] where a word of before stands now, -1 where it is gone; holds go with it
     */
    setWords: (words, to = (step) => step) => change({ words, holds: fitting(moved(now.holds, to), words) }),
    /** @param {Hold[]} holds @param {{moving?: boolean}} [how] */
    setHolds: (holds, how) => change({ holds }, how),
    /** @param {Version} version both at once, from a link, before anything is shown */
    take(version) {
      others = new Map();
      shown = open(version.words);
      settled = now = { ...version, holds: fitting(version.holds, version.words) };
      run(now.holds, 0);
    },
    /** what the reader made of the page's sentence, for a film of it by another network */
    made: () => ({ given, version: now, untouched: now.words === given && !now.holds.length }),
    /** @returns {Version | null} the same here, as far as this network knows it */
    adopted(other) {
      if (!other || other.untouched || !same(other.given, given) || !other.version.words.every(numbers.knows)) return null;
      const known = new Set(template.names.map(({ name }) => name));
      const holds = other.version.holds.filter(({ name, units }) => known.has(name) && !units);
      return { words: other.version.words, holds: fitting(holds, other.version.words) };
    },
    /** Holds that the page has made: one step back for the reader, and nothing to tell. */
    receive(holds) {
      [past, future] = [[...past, settled].slice(-MOST_UNDONE), []];
      settled = { ...now, holds };
      show(settled, { moving: true });
    },
    reset: () => change({ words: given, holds: [] }),
    canUndo: () => past.length > 0,
    canRedo: () => future.length > 0,
    undo: () => ([past, future] = turn(past, future)),
    redo: () => ([future, past] = turn(future, past)),
  };
}

const same = (one, other) => one.length === other.length && one.every((word, k) => word === other[k]);
