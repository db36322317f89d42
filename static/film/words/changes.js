/** Changes of the sentence as they are made: what the film that then opens says of it, and where it opens. */

import { carried, deleted, rewritten } from "./change.js";
import { endsInQuestion } from "../line/question.js";
import { movedStrangers } from "./text.js";

/** What the next film says of the change, and the step at which it opens, for each `live`. */
const handedOn = new WeakMap();

/** The words that were typed among these and are not known to the network. @type {WeakMap<string[], Stranger[]>} */
const strangersAmong = new WeakMap();

/**
 * @typedef {import("./text.js").Stranger} Stranger
 * @typedef {import("./change.js").Change} Change
 */

/**
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../live/live.js").Live} live
 * @param {{tell: (said: string, before?: any) => void, answered: () => any}} told `tell` where this film stays
 */
export function createChanges(film, state, live, told) {
  const now = () => state.get().word;
  const strangers = () => strangersAmong.get(live.words()) ?? [];

  /** What the film before this one has handed on; its step is taken at once. */
  function opening() {
    const { said = "", before = null, look } = handedOn.get(live) ?? {};
    handedOn.delete(live);
    if (look) state.toWord(look(film.words));
    return { said, before };
  }

  /** Where a question is asked at the end the reader stays at his word; else the film goes to the word that changed. */
  function lookAt({ words, moved, at }) {
    const stays = moved(now());
    return endsInQuestion(words, live.rule) && stays >= 0 ? stays : at;
  }

  function handOn(message, act) {
    handedOn.set(live, { before: told.answered(), ...message });
    act();
    if (handedOn.delete(live)) told.tell(message.said); // the words are the same
  }

  /** @param {Change} change @param {Stranger[]} left the unknown words in it */
  function settle(change, left) {
    const same = change.words.join(" ") === film.words.join(" ");
    strangersAmong.set(same ? live.words() : change.words, left);
    if (same) told.tell(change.said);
    else handOn({ said: change.said, look: () => lookAt(change) }, () => live.setWords(change.words, change.moved));
  }

  /** @param {Change} change @param {Stranger} [taken] the unknown word that it takes the place of */
  function make(change, taken) {
    settle(change, movedStrangers(strangers(), change, film.words, taken));
  }

  function back(possible, act, said) {
    if (possible) handOn({ said, look: (words) => lookAt(rewritten(film.words, words, "")) }, act);
  }

  return {
    opening,
    strangers,
    settle,
    make,
    now,
    /** @param {number} step @param {boolean} [backwards] whether the film goes to the word before it */
    remove(step, backwards = false) {
      if (film.steps < 2) return told.tell("A sentence has at least one word.");
      const change = deleted(film.words, step);
      return make(backwards ? { ...change, at: Math.max(0, step - 1) } : change);
    },
    carry(from, to) {
      if (to >= 0 && to < film.steps) make(carried(film.words, from, to));
    },
    /** @param {Stranger} [one] an unknown word that is not shown any more; all where none is named */
    skip(one) {
      strangersAmong.set(live.words(), one ? strangers().filter((other) => other !== one) : []);
      told.tell("");
    },
    undo: () => back(live.canUndo(), live.undo, "Undone."),
    redo: () => back(live.canRedo(), live.redo, "Done again."),
    reset: () => back(!live.untouched(), live.reset, "As it was."),
  };
}
