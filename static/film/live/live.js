/** A film that is alive: its sentence and its values can be changed, and the network in the page answers at once. */

import { createFilms } from "./films.js";
import { createHistory } from "./history.js";
import { firstStep, moved } from "./holds.js";
import { positionOf } from "./others.js";
import { termsOf } from "./terms.js";

const MOST_WORDS = 200;

/**
 * @typedef {import("./holds.js").Hold} Hold
 * @typedef {{words: string[], holds: Hold[]}} Version what a reader made of the sentence
 * @typedef {ReturnType<typeof createLive>} Live
 */

/**
 * @param {import("../../live/model.js").Model} model
 * @param {any} template the header of the film that Python sent
 * @param {{values: () => void, sentence: () => void, changed: () => void,
 *          looked: () => number[], refused: (sentence: string) => void}} told
 *   `values`: the numbers of the film that is shown have changed in their places; `sentence`: it has taken another
 *   sentence; `refused`: what was asked for cannot be, in a sentence; `changed`: what was made of the sentence has come to rest (for the address, for lists); `looked`: the steps
 *   whose next words are in sight
 */
export function createLive(model, template, told) {
  const films = createFilms(model, template);
  const { kinds, rule, letters, examples, holds: ofThePage, numbers = false } = template.live;
  const given = template.words;
  let now = /** @type {Version} */ ({ words: given, holds: [] });
  let shown = films.shown(given);
  const history = createHistory(now);

  /** What is held, tried; where a value then has none, what was held before stays, and the page says why. */
  function hold(holds, from, looked, before) {
    try {
      films.hold(shown, holds, from, looked);
      return holds;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      told.refused(`${error.message}.`);
      films.hold(shown, before, 0, null);
      return before;
    }
  }

  /** Shows a version; `moving` while a hand drags; the page is told once it has come to rest. */
  function show(version, moving = false, tell = !moving) {
    const before = now.holds;
    const sameWords = same(version.words, now.words);
    const from = sameWords ? Math.min(firstStep(version.holds), firstStep(now.holds)) : 0;
    now = sameWords ? { ...version, words: now.words } : version;
    if (!sameWords) shown = films.shown(now.words);
    if (now.holds.length || sameWords) {
      const holds = hold(now.holds, Number.isFinite(from) ? from : 0, moving ? told.looked() : null, sameWords ? before : []);
      if (holds !== now.holds) now = { ...now, holds };
    }
    if (sameWords) told.values();
    else told.sentence();
    if (tell) told.changed();
  }

  /** One change of what a reader made: a whole drag is one step back in the end. */
  function change(part, { moving = false } = {}) {
    const version = { ...now, ...part };
    if (!moving) history.add(version);
    show(version, moving);
  }

  /** Without what cannot be in this sentence: a word carried over that it has itself, or steps that it has not. */
  function fitting(holds, words) {
    const position = positionOf(words, rule);
    const from = (word) => position >= 0 && words[position] !== word && Object.hasOwn(rule.answers, word);
    return holds.filter((hold) => hold.first >= 0 && hold.last < words.length && (hold.from === undefined || from(hold.from)));
  }

  return {
    kinds: /** @type {{title: string, words: string[]}[]} */ (kinds),
    rule: /** @type {import("./others.js").Rule | null} */ (rule),
    examples: /** @type {{title: string, text: string}[]} */ (examples),
    letters: /** @type {boolean} */ (letters),
    /** the sentence is the page's own, and what is held is told to it */
    fixed: ofThePage !== undefined,
    numbers: /** @type {boolean} its steps are numbers that were read, no words */ (numbers),
    given,
    mostWords: MOST_WORDS,
    knows: films.knows,
    wouldAnswer: films.wouldAnswer,
    film: () => shown.film,
    /** What makes the sum that a micro-step adds up. */
    terms: (part, word, unit) => termsOf(model.layers[template.live.layer].program, shown.reading(), template.live.layer, part, word, unit),
    read: () => ({ reading: shown.reading(), by: films.worn() }), // what was read, and by which weights
    alone: () => shown.alone,
    other: (word) => films.other(now.words, word).film,
    /** the words that could stand where this sentence's question is settled; none where it asks nothing */
    othersHere() {
      const own = now.words[positionOf(now.words, rule)];
      return own === undefined ? [] : Object.keys(rule.answers).filter((word) => word !== own);
    },
    words: () => now.words,
    holds: () => now.holds,
    saysAsGiven: () => same(now.words, given),
    untouched: () => !now.holds.length && same(now.words, given),
    /**
     * @param {string[]} words 1 to mostWords of them, all known
     * @param {(step: number) => number} [to] where a word of before stands now, -1 where it is gone; holds go with it
     */
    setWords: (words, to = (step) => step) => change({ words, holds: fitting(moved(now.holds, to), words) }),
    /** @param {Hold[]} holds @param {{moving?: boolean}} [how] */
    setHolds: (holds, how) => change({ holds }, how),
    /** Holds that the page has made: one step back for the reader, and nothing to tell. */
    receive(holds) {
      history.add({ ...now, holds });
      show({ ...now, holds }, false, false);
    },
    /** @param {Version} version both at once, from a link, before anything is shown */
    take(version) {
      now = { ...version, holds: fitting(version.holds, version.words) };
      history.begin(now);
      shown = films.shown(now.words);
      now = { ...now, holds: hold(now.holds, 0, null, []) };
    },
    /** what the reader made of the page's sentence, for a film of it by another network */
    made: () => ({ given, version: now, untouched: !now.holds.length && same(now.words, given) }),
    /** @returns {Version | null} the same here, as far as this network knows it */
    adopted(other) {
      if (!other || other.untouched || !same(other.given, given) || !other.version.words.every(films.knows)) return null;
      const known = new Set(template.names.map(({ name }) => name));
      return { ...other.version, holds: other.version.holds.filter(({ name, units }) => known.has(name) && !units) };
    },
    model, // the network that Python sent, whatever weights it has now
    /** Another state of this network reads the sentence: the words and what is held stay. @param {import("../../live/model.js").Model} other */
    wear(other) {
      films.wear(shown, other);
      if (now.holds.length) films.hold(shown, now.holds, 0);
      told.values();
    },
    /** What another state of this network answers after a step, with nothing held; null where no words are answered. */
    answerBy: (other, step) => (template.arrays.top_probs ? films.answerBy(shown, other, step) : null),
    /** Makes ready what the film of another state compares with. */
    prepare: (other) => void films.prepare(shown, other),
    reset: () => change({ words: given, holds: [] }),
    canUndo: history.canUndo,
    canRedo: history.canRedo,
    undo: () => history.canUndo() && show(history.undo()),
    redo: () => history.canRedo() && show(history.redo()),
  };
}

const same = (one, other) => one === other || (one.length === other.length && one.every((word, k) => word === other[k]));
