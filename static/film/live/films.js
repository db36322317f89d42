/** The films of one network, made in the page: of a sentence that is shown, and of the same with another answer's word. */

import { openFilm } from "../film.js";
import { readAlone, settleScales } from "./alone.js";
import { editsOf } from "./holds.js";
import { createNumbers } from "./numbers.js";
import { ordersOf } from "./orders.js";
import { withOther } from "./others.js";

/**
 * @param {import("../../live/model.js").Model} model
 * @param {any} template the header of the film that Python sent
 */
export function createFilms(model, template) {
  const numbers = createNumbers(model, template);
  const { layer, rule, holds } = template.live;
  const H = template.hidden_size;
  /** By the weights with which they were read. @type {Map<import("../../live/model.js").Model, Map<string, any>>} */
  let others = new Map();
  /** The one that is shown: it takes one sentence after the other. */
  let film = /** @type {import("../film.js").Film | null} */ (null);

  function open(words, which) {
    const made = numbers.sentence(words, which);
    let reading = made.read([]);
    const orders = holds === undefined ? { ...template.orders, ...ordersOf(made.header, made.arrays, H) } : template.orders;
    Object.assign(made.header, { cause: made.cause(), orders });
    const exact = exactStates(reading);
    return { ...made, read: (...how) => (reading = made.read(...how)), reading: () => reading, exact };
  }

  const opened = (made) => ({ ...made, film: openFilm(made) });

  /** What may be carried over, in doubles: a film's arrays are rounded. */
  function exactStates({ T, M, node, names }) {
    const exact = (name) => {
      const { base } = node(layer, names(layer)[name]);
      return M.slice(base, base + T * H);
    };
    return Object.fromEntries(template.states.map((name) => [name, exact(name)]));
  }

  /** A sentence to be shown, with what of it is kept before a hand changes its numbers. */
  function shown(words) {
    others = new Map();
    const worn = numbers.wear(model); // the rows and the scales are those of the film's own network, whatever reads it
    const made = open(words, "one");
    if (film) film.take(made);
    else film = openFilm(made);
    settleScales(film);
    const found = { ...made, film, words, alone: readAlone(film) };
    if (worn !== model) wear(found, worn);
    return found;
  }

  /** Reads a sentence that is shown with other weights of the same network: its numbers change in their places. */
  function wear(made, other) {
    numbers.wear(other);
    made.read([]);
    made.alone = readAlone(made.film);
  }

  /** What comes of a look by other weights; the sentence that is shown goes on as it was. */
  function by(other, look) {
    const worn = numbers.wear(other);
    const found = look();
    numbers.wear(worn);
    return found;
  }

  /** The same sentence with another word where the question's answer is settled. */
  function other(words, word) {
    const worn = numbers.worn();
    if (!others.has(worn)) others.set(worn, new Map());
    const read = others.get(worn);
    if (!read.has(word)) read.set(word, opened(open(withOther(words, rule, word), "other")));
    return read.get(word);
  }

  /**
   * Makes the numbers of a film that is shown those of a run with holds; steps before `from` are as they were. Next words
   * are found for all steps, or for those that are `looked` at, while a hand moves.
   */
  function hold({ read, words }, made, from, looked = null) {
    const carried = ({ name, first, from: word }) => other(words, word).exact[name].subarray(first * H, (first + 1) * H);
    read(editsOf(made, template.output, carried, words.length, layer), from, looked);
  }

  return {
    shown,
    wear,
    /** what the network with other weights answers after a step of a sentence that is shown */
    answerBy: (made, other, step) => by(other, () => numbers.answersTo(made.words, step)[0]),
    /** finds what its film compares with by other weights, so that nothing waits for it later */
    prepare: (made, other) => by(other, made.means),
    other,
    hold,
    knows: numbers.knows,
    /** the weights that read now */
    worn: numbers.worn,
    /** what would be answered after one step of a sentence that is only thought of; null where no words are answered */
    wouldAnswer: (words, step) => (template.arrays.top_probs ? numbers.answersTo(words, step)[0] : null),
  };
}
