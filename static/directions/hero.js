/** Two heads, the sentence and what is said of its noun, on one clock. */

import { decode } from "../shared/blob.js";
import { createBar, listenToKeys } from "../shared/clock/bar.js";
import { createClock } from "../shared/clock/clock.js";
import { html, write } from "../shared/dom.js";
import { listenToSwipe } from "../shared/keys/swipe.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { filled, rich } from "../shared/said.js";
import { wearTheme } from "../shared/theme.js";
import { createAnswers } from "./answers.js";
import { createSentence } from "./sentence.js";

const PACE = 800; // ms a word

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{position: any}} [before] of the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const { header } = decode(message);
  const { levers, said, texts } = header;
  const steps = header.words.length;
  const position = before?.position ?? readAddress(levers);
  const clock = createClock({ first: 1, last: () => steps, at: position.at, pace: () => PACE, moved: () => draw(true), rested });
  const bar = createBar(clock, texts, (at) => filled(texts.moment, { at: String(at), last: String(steps) }));
  const sentence = createSentence(header, clock.go);
  const answers = createAnswers(header);
  const line = html("p", { class: "sentence" });
  const spoken = html("p", { class: "spoken", role: "status" });
  const unkey = listenToKeys(wrapper, clock);
  const unfollow = followAddress(levers, (now) => clock.go(now.at));
  const watch = new ResizeObserver(() => sentence.draw(clock.at(), false));
  listenToSwipe(sentence.element, clock.step);

  function rested() {
    writeAddress(levers, position);
    write(spoken, line.textContent);
  }

  /** @param {boolean} moves whether the heads walk to where they stand now */
  function draw(moves) {
    const at = (position.at = clock.at());
    sentence.draw(at, moves);
    answers.draw(at);
    bar.draw();
    line.replaceChildren(...rich(said[at - 1]));
  }

  wearTheme(wrapper);
  wrapper.replaceChildren(sentence.element, bar.element, answers.element, line, spoken);
  draw(false);
  for (const element of sentence.measured) watch.observe(element);
  return {
    redraw: () => wearTheme(wrapper),
    place: () => ({ position }),
    leave() {
      watch.disconnect();
      clock.leave();
      unkey();
      unfollow();
    },
  };
}
