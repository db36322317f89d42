/** What the menu offers: at a word, between two words, and in the place of a word that is not known. */

import { inserted, quoted, replaced } from "../change.js";
import { written } from "../../line/line.js";
import { nearWords } from "./near.js";
import { questionOf } from "../../line/question.js";

/**
 * @param {import("../../film.js").Film} film
 * @param {import("../../live/live.js").Live} live
 * @param {{make: (change: import("../change.js").Change, taken?: import("../text.js").Stranger) => void,
 *          remove: (step: number) => void, insert: (step: number) => void, carry: (from: number, to: number) => void,
 *          skip: (one: import("../text.js").Stranger) => void}} acts
 */
export function createAsking(film, live, acts) {
  /** What the network expects at a step. */
  const expected = (step) => (step > 0 ? film.next(step - 1).map(({ text }) => text) : []).filter(live.knows);

  /** The kinds, those first that have one of the words. */
  function kindsWith(words) {
    const has = (kind) => kind.words.some((word) => words.includes(word));
    return [...live.kinds.filter(has), ...live.kinds.filter((kind) => !has(kind))];
  }

  const near = (typed, step) => nearWords(typed, live.kinds, expected(step));

  /** What the network would answer; nothing where values are held, which belong to the words of now. */
  const would = (make) => (word) => {
    const { words } = make(word);
    const step = questionOf(words, live.rule);
    const answer = live.holds().length || words.length > live.mostWords ? null : live.wouldAnswer(words, step);
    return answer ? `after ${quoted(words[step])} it would be ${written(answer)}` : "";
  };

  /** @returns {import("./menu.js").Asked} */
  function atWord(step) {
    const { words } = film;
    const make = (word) => replaced(words, step, word);
    const move = (by) => (step + by >= 0 && step + by < words.length ? () => acts.carry(step, step + by) : null);
    return {
      title: `word ${step + 1}, ${words[step]}: what else could stand here?`,
      kinds: kindsWith([words[step]]),
      now: words[step],
      choose: (word) => acts.make(make(word)),
      would: would(make),
      near: (typed) => near(typed, step),
      acts: [
        { text: "Insert before", title: "Put a word in before this one", act: () => acts.insert(step) },
        { text: "Insert after", title: "Put a word in after this one (Insert)", act: () => acts.insert(step + 1) },
        { text: "Move left", title: "Alt + \u2190", act: move(-1) },
        { text: "Move right", title: "Alt + \u2192", act: move(1) },
        { text: "Delete", title: "Delete", act: words.length > 1 ? () => acts.remove(step) : null },
      ],
    };
  }

  /** @returns {import("./menu.js").Asked} */
  function atGap(step) {
    const { words } = film;
    const make = (word) => inserted(words, step, word);
    const likely = expected(step);
    return {
      title: step ? `a word after ${words[step - 1]}` : "a word at the beginning",
      kinds: [...(likely.length ? [{ title: "What the network expects here", words: likely }] : []), ...live.kinds],
      now: null,
      choose: (word) => acts.make(make(word)),
      would: would(make),
      near: (typed) => near(typed, step),
      acts: [],
    };
  }

  /** @param {import("../text.js").Stranger} one @returns {import("./menu.js").Asked} */
  function atStranger(one) {
    const make = (word) => inserted(film.words, one.at, word);
    const close = near(one.text, one.at);
    return {
      title: `a word instead of ${one.text}`,
      kinds: [...(close.length ? [{ title: `Near ${quoted(one.text.slice(0, 30))}`, words: close }] : []), ...kindsWith(expected(one.at).slice(0, 1))],
      now: null,
      choose: (word) => acts.make(make(word), one),
      would: would(make),
      near: (typed) => near(typed, one.at),
      acts: [{ text: `Skip ${quoted(one.text.slice(0, 20))}`, title: "Leave it out", act: () => acts.skip(one) }],
    };
  }

  return { atWord, atGap, atStranger, near };
}
