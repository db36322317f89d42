/** What the rest of the page is told of a film: that it was played to its end, what it answers, what is held in it. */

import { signal } from "../../shared/signals.js";
import { positionOf } from "../live/others.js";
import { questionOf } from "./question.js";

/**
 * @param {import("../film.js").Film} film
 * @param {import("../live/live.js").Live} [live]
 */
export function createTold(film, live) {
  const rule = film.header.live?.rule ?? null;
  let [played, told] = [false, false];

  function tell() {
    const step = questionOf(film.words, rule);
    const position = positionOf(film.words, rule);
    const right = position < 0 ? null : rule.answers[film.words[position]];
    const answer = film.next(step)[0]?.text ?? null;
    const holds = live?.holds() ?? [];
    const values = holds.filter(({ from }) => from === undefined);
    const isHeld = (step) => holds.some(({ first, last }) => first <= step && step <= last);
    signal({
      answer,
      right: answer && right && (answer === right ? "yes" : "no"),
      held_values: values.reduce((count, { units }) => count + (units?.length ?? film.units), 0),
      held_words: film.words.reduce((count, _, step) => count + Number(isHeld(step)), 0),
      carried_over: holds.length - values.length,
      turned: holds.length && answer ? (live.alone().next(step)[0].text === answer ? "no" : "yes") : null,
    });
  }

  return {
    /** @param {import("../state.js").Place} place @param {Set<string>} changed */
    draw({ playing, word, micro }, changed) {
      const atEnd = word === film.steps - 1 && micro === film.lastPart;
      played ||= playing && !atEnd;
      if (played && atEnd) signal({ played: 1 });
      if (told && !changed.has("values")) return;
      told = true;
      tell();
    },
  };
}
