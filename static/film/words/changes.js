/** Changes of the sentence as they are made: what is said of them, and at which word the film stands then. */

import { carried, deleted, rewritten } from "./change.js";
import { endsInQuestion } from "../line/question.js";
import { movedStrangers } from "./text.js";

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
 * @param {{tell: (said: string, before?: any) => void, answered: () => any}} told `before`: what was answered before it
 */
export function createChanges(film, state, live, told) {
  const now = () => state.get().word;
  const strangers = () => strangersAmong.get(live.words()) ?? [];

  /**
   * Where a question is asked at the end the reader stays at his word; else the film goes to the word that changed.
   * @param {() => void} act changes the sentence, or only what is held
   * @param {(words: string[]) => Change} changeOf what has happened to the words of before, once these are there
   */
  function change(act, said, changeOf) {
    const [words, stood, before] = [film.words, now(), told.answered()];
    act();
    if (film.words === words) return told.tell(said);
    const { moved, at } = changeOf(words);
    const stays = moved(stood);
    state.toWord(endsInQuestion(film.words, live.rule) && stays >= 0 ? stays : at);
    return told.tell(said, before);
  }

  /** @param {Change} made @param {Stranger[]} left the unknown words in it */
  function settle(made, left) {
    const same = made.words.join(" ") === film.words.join(" ");
    strangersAmong.set(same ? live.words() : made.words, left);
    if (same) told.tell(made.said);
    else change(() => live.setWords(made.words, made.moved), made.said, () => made);
  }

  /** @param {Change} made @param {Stranger} [taken] the unknown word that it takes the place of */
  function make(made, taken) {
    settle(made, movedStrangers(strangers(), made, film.words, taken));
  }

  function back(possible, act, said) {
    if (possible) change(act, said, (words) => rewritten(words, film.words, ""));
  }

  return {
    strangers,
    settle,
    make,
    now,
    /** @param {number} step @param {boolean} [backwards] whether the film goes to the word before it */
    remove(step, backwards = false) {
      if (film.steps < 2) return told.tell("A sentence has at least one word.");
      const made = deleted(film.words, step);
      return make(backwards ? { ...made, at: Math.max(0, step - 1) } : made);
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
