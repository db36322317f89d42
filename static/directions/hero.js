/** Two heads, the sentence and what is said of its noun, on one clock; how the sentence is told is chosen beside them. */

import { decode } from "../shared/blob.js";
import { createBar, listenToKeys } from "../shared/clock/bar.js";
import { createClock } from "../shared/clock/clock.js";
import { html, write } from "../shared/dom.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { arrangedBy } from "../shared/levers/narrow.js";
import { filled, rich } from "../shared/said.js";
import { wearTheme } from "../shared/theme.js";
import { createChoices } from "./choices.js";
import { createTelling } from "./telling.js";

const PACE = 800; // ms a word

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{position: any}} [before] of the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const { header } = decode(message);
  const { levers, tellings, heads, texts } = header;
  const position = before?.position ?? readAddress(levers);
  const steps = told().words.length;
  const clock = createClock({ first: 1, last: () => steps, at: position.at, pace: () => PACE, moved: () => draw(true), rested });
  const bar = createBar(clock, texts, (at) => filled(texts.moment, { at: String(at), last: String(steps) }));
  const choices = createChoices(levers.filter(({ options }) => options), choose);
  const line = html("p", { class: "sentence" });
  const spoken = html("p", { class: "spoken", role: "status" });
  const unkey = listenToKeys(wrapper, clock);
  const unfollow = followAddress(levers, arrived);
  const watch = new ResizeObserver(() => telling.draw(clock.at(), false));
  /** @type {import("./telling.js").Telling} */
  let telling;
  let unarrange = () => {};

  /** What is told where the choices stand. */
  function told() {
    return tellings[position.cue][position.meaning];
  }

  function tell() {
    telling = createTelling(told(), heads, clock);
    watch.disconnect();
    unarrange();
    unarrange = arrangedBy(wrapper, (size) => {
      const [above, below] = size === "narrow" ? [[], [choices.element]] : [[choices.element], []];
      wrapper.replaceChildren(...above, telling.sentence, bar.element, ...below, telling.answers, line, spoken);
    });
    telling.tell();
    draw(false);
    for (const element of telling.measured) watch.observe(element);
  }

  /** @param {string} name @param {string} option */
  function choose(name, option) {
    const button = /** @type {ShadowRoot} */ (wrapper.getRootNode()).activeElement;
    position[name] = option;
    tell();
    if (choices.element.contains(button)) /** @type {HTMLElement} */ (button).focus({ preventScroll: true });
    rested();
  }

  function arrived({ at, ...chosen }) {
    Object.assign(position, chosen);
    tell();
    clock.go(at);
  }

  function rested() {
    writeAddress(levers, position);
    write(spoken, line.textContent);
  }

  /** @param {boolean} moves whether the heads walk to where they stand now */
  function draw(moves) {
    const at = (position.at = clock.at());
    choices.draw(position);
    telling.draw(at, moves);
    bar.draw();
    line.replaceChildren(...rich(telling.said(at)));
  }

  wearTheme(wrapper);
  tell();
  return {
    redraw: () => wearTheme(wrapper),
    place: () => ({ position }),
    leave() {
      unarrange();
      watch.disconnect();
      clock.leave();
      unkey();
      unfollow();
    },
  };
}
