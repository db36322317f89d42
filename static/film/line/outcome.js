/** What a hold did to the answer, in a sentence; where it did nothing, why, as far as that can be seen. */

import { positionOf } from "../live/others.js";
import { written } from "./line.js";
import { questionOf } from "./question.js";

const CLOSE = 0.1; // two values nearer than this are nearly the same

/**
 * @param {import("../live/holds.js").Hold} hold one of the film's
 * @param {import("../film.js").Film} film
 * @param {import("../live/live.js").Live} live
 * @param {number[]} carriers the units that carry the answer
 * @returns {string} nothing where no words are answered
 */
export function outcomeOf(hold, film, live, carriers) {
  const step = questionOf(film.words, live.rule);
  const [before, now] = [live.alone().next(step)[0], film.next(step)[0]];
  if (!before || !now) return "";
  const [was, is] = [written(before), written(now)];
  if (before.text !== now.text) return `The answer changes: ${was} \u2192 ${is}.`;
  const same = was === is ? `The answer stays ${is}.` : `The answer stays ${now.text}: ${was} \u2192 ${is}.`;
  return [same, whyNot(hold, film, live, carriers)].filter(Boolean).join(" ");
}

function whyNot({ name, first, last, units, value }, film, live, carriers) {
  const position = positionOf(film.words, live.rule);
  if (position > last) return "The country comes later.";
  if (position >= 0 && first > questionOf(film.words, live.rule)) return "The answer comes before this word.";
  const near = (unit) => {
    let step = first;
    while (step <= last && Math.abs(live.alone().value(name, step, unit) - value) < CLOSE) step += 1;
    return step > last;
  };
  if (value !== undefined && (units ?? film.order("index")).every(near)) return "The value is nearly what it was.";
  if (units?.length === 1 && carriers.length > 1) return `One unit alone seldom changes it: ${carriers.length} units carry the country.`;
  return "";
}
