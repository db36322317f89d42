/** The example, its clock and its sentence at the left; the tracks of those who do the job at the right. */

import { decode } from "../shared/blob.js";
import { createBar, listenToKeys } from "../shared/clock/bar.js";
import { createClock } from "../shared/clock/clock.js";
import { html, write } from "../shared/dom.js";
import { listenToSwipe } from "../shared/keys/swipe.js";
import { followAddress, readAddress, writeAddress } from "../shared/levers/address.js";
import { filled, rich } from "../shared/said.js";
import { signal } from "../shared/signals.js";
import { wearTheme } from "../shared/theme.js";
import { createCurves } from "./curves.js";
import { createSentence } from "./sentence.js";
import { createTracks } from "./tracks.js";

const PACE = { words: 500, numbers: 90 }; // ms a step

/**
 * @param {HTMLElement} wrapper
 * @param {Uint8Array} message from Python
 * @param {any} component
 * @param {{position: any, job: string}} [before] of the one that stood here
 */
export function openHero(wrapper, message, component, before) {
  const { header } = decode(message);
  const { job, levers, said, texts } = header;
  const last = said.length;
  const position = before?.job === job && before.position.at <= last ? before.position : readAddress(levers);
  const pace = header.words ? PACE.words : PACE.numbers;
  const clock = createClock({ first: 1, last: () => last, at: position.at, pace: () => pace, moved: draw, rested });
  const bar = createBar(clock, texts, (at) => filled(texts.moment, { at: String(at), last: String(last) }));
  const picture = header.words ? createSentence(header, clock.go) : createCurves(header, clock.go);
  const tracks = createTracks(header);
  const line = html("p", { class: "sentence" });
  const spoken = html("p", { class: "spoken", role: "status" });
  const unkey = listenToKeys(wrapper, clock);
  const unfollow = followAddress(levers, (now) => clock.go(now.at));
  const watch = new ResizeObserver(() => picture.resize());
  listenToSwipe(picture.element, clock.step);

  function rested() {
    writeAddress(levers, position);
    write(spoken, line.textContent);
  }

  function draw() {
    const at = (position.at = clock.at());
    picture.draw(at);
    bar.draw();
    line.replaceChildren(...rich(said[at - 1]));
    signal({ guessed: header.guessed ? 1 : null, for_it: at === last ? header.for_it : null, played: clock.plays() ? 1 : null });
  }

  wearTheme(wrapper);
  const example = html("div", { class: "example" }, picture.element, bar.element, line, spoken);
  wrapper.replaceChildren(html("div", { class: "both" }, example, tracks));
  watch.observe(picture.element);
  draw();
  return {
    redraw: () => wearTheme(wrapper),
    place: () => ({ position, job }),
    leave() {
      watch.disconnect();
      clock.leave();
      unkey();
      unfollow();
    },
  };
}
