/** The sentence of a film that is alive: every word can be replaced, moved, left out, and others put in. */

import { html, mark } from "../../shared/dom.js";
import { endsInQuestion, questionOf } from "../line/question.js";
import { createAsking } from "./menu/asking.js";
import { inserted, quoted, rewritten } from "./change.js";
import { createChanges } from "./changes.js";
import { createDrag } from "./drag.js";
import { createInsertion } from "./insertion.js";
import { listenToSentenceKeys } from "./keys.js";
import { createMenu } from "./menu/menu.js";
import { createStrip } from "./strip.js";
import { readText, writtenText } from "./text.js";
import { createTyping } from "./typing.js";

const NAMED = 3; // unknown words that are named

/**
 * @param {HTMLElement} wrapper
 * @param {import("../film.js").Film} film
 * @param {ReturnType<import("../state.js").createState>} state
 * @param {import("../view.js").View} view
 * @param {import("../live/live.js").Live} live
 * @param {import("../line/line.js").Line} line
 */
export function createSentence(wrapper, film, state, view, live, line) {
  const bar = html("div", { class: "own-words" });
  const changes = createChanges(film, state, live, { tell, answered: () => line.answered() });
  const { make, remove, carry, now } = changes;
  const strip = createStrip(film, state, view, openWord, type);
  const chip = (step) => strip.chips[Math.max(0, step)];
  line.goBackBy(changes);
  const menu = createMenu(bar, () => view.touch, focusFilm);
  const asking = createAsking(film, live, { make, remove, carry, skip: changes.skip, insert: (step) => insert(step, chip(step - 1)) });
  const typing = createTyping(live, { read, example: ({ title, text }) => takeText(text, title), left: stopTyping });
  const drag = createDrag(bar, strip.element, strip.chips, { begin: pause, move: carry, rest: openWord });
  const insertion = createInsertion(bar, strip.element, strip.chips, insert);
  const forget = listenToSentenceKeys(wrapper, {
    open: () => openWord(now()),
    insert: () => insert(now() + 1, chip(now())),
    remove: (backwards) => remove(now(), backwards),
    carry: (by) => carry(now(), now() + by),
    undo: changes.undo,
    redo: changes.redo,
  });
  bar.append(strip.element, typing.element, insertion.element, ...drag.elements, menu.element);
  tell("");

  function focusFilm() {
    wrapper.focus({ preventScroll: true });
  }

  function pause() {
    menu.close();
    state.set({ playing: false });
  }

  function openMenu(asked, beside) {
    pause();
    menu.open(asked, beside);
  }

  function openWord(step) {
    openMenu(asking.atWord(step), chip(step));
  }

  function insert(step, beside) {
    if (film.steps >= live.mostWords) tell(`A film holds at most ${live.mostWords} words: take one out first.`);
    else openMenu(asking.atGap(step), beside);
  }

  /** Says what has happened, and which words are left out. */
  function tell(text, earlier = null) {
    const strangers = changes.strangers();
    strip.showStrangers(strangers, {
      near: (one) => asking.near(one.text, one.at),
      take: (one, word) => make(inserted(film.words, one.at, word), one),
      skip: changes.skip,
      choose: (one, beside) => openMenu(asking.atStranger(one), beside),
    });
    line.say([text, leftOut(strangers)].filter(Boolean).join(" "), earlier);
  }

  function type() {
    pause();
    strip.element.hidden = true;
    typing.open(writtenText(film.words, changes.strangers()));
    state.redraw("size");
  }

  function stopTyping() {
    typing.close();
    strip.element.hidden = false;
    state.redraw("size", "word");
    focusFilm();
  }

  /** @returns {string} what is wrong with a typed text, "" where it was read */
  function read(text) {
    const { words, strangers, over } = readText(text, live.knows, live.mostWords);
    if (!words.length) return strangers.length ? "The network knows none of these words." : "Type at least one word.";
    takeText(text, over ? `At most ${live.mostWords} words are read: the last ${over} are left out.` : "Your sentence is read.");
    return "";
  }

  function takeText(text, saying) {
    const { words, strangers } = readText(text, live.knows, live.mostWords);
    stopTyping();
    const change = rewritten(film.words, words, saying);
    changes.settle(endsInQuestion(words, live.rule) ? { ...change, at: questionOf(words, live.rule) } : change, strangers);
  }

  return {
    element: bar,
    /** the words, with room behind the last */
    strip: strip.element,
    take: strip.take,
    draw(place, changed) {
      mark(bar, { "data-playing": place.playing });
      strip.draw(place, changed);
    },
    leave() {
      forget();
      for (const part of [menu, drag]) part.leave();
    },
  };
}

function leftOut(strangers) {
  const names = [...new Set(strangers.map(({ text }) => quoted(text.slice(0, 20))))];
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : "";
  return names.length ? `Left out, because the network does not know ${names.length > 1 ? "them" : "it"}: ${names.slice(0, NAMED).join(", ")}${more}.` : "";
}
