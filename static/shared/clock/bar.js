/** The bar under a picture that plays: one moment back, play, one moment on, a rail to drag; and the keys for all. */

import { html, mark, write } from "../dom.js";
import { change, icon } from "../icons.js";
import { listenToActs } from "../keys/acts.js";

/** What the buttons are called where a picture has no better words. */
export const WORDS = { play: "Play", pause: "Pause", back: "Step back", on: "Step on" };

/**
 * @param {import("./clock.js").Clock} clock
 * @param {{play: string, pause: string, back: string, on: string, rail: string}} words
 * @param {(at: number) => string} said a moment, as the reader sees it
 */
export function createBar(clock, words, said) {
  const sign = icon("play");
  const text = html("span", {}, words.play);
  const play = html("button", { type: "button", class: "play", title: `${words.play} (Space)`, onclick: clock.toggle }, sign, text);
  const button = (name, label, by, key) =>
    html("button", { type: "button", class: "step", "aria-label": label, title: `${label} (${key})`, onclick: () => clock.step(by) }, icon(name));
  const rail = /** @type {HTMLInputElement} */ (
    html("input", { type: "range", min: clock.first, step: 1, "aria-label": words.rail, "data-drags": true, oninput: () => clock.go(Number(rail.value)) })
  );
  const now = html("output", { "aria-live": "off" }); // the slider says it; while it plays it would never stop
  const back = button("back", words.back, -1, "\u2190");
  const forward = button("forward", words.on, 1, "\u2192");
  const element = html("div", { class: "clock" }, back, play, forward, rail, now);

  function draw() {
    const [at, last] = [clock.at(), clock.last()];
    change(sign, clock.plays() ? "pause" : "play");
    write(text, clock.plays() ? words.pause : words.play);
    mark(rail, { max: last, "aria-valuetext": said(at) });
    rail.value = String(at);
    rail.style.setProperty("--at", String((at - clock.first) / Math.max(1, last - clock.first)));
    mark(back, { disabled: at === clock.first });
    mark(forward, { disabled: at === last });
    write(now, said(at));
  }

  return { element, draw };
}

/**
 * The keys of the picture: Space plays, the arrows go one moment back or on, Home and End to the first and last.
 * @param {HTMLElement} wrapper
 * @param {import("./clock.js").Clock} clock
 * @returns {() => void} no more
 */
export function listenToKeys(wrapper, clock) {
  return listenToActs(wrapper, {
    " ": clock.toggle,
    ArrowLeft: () => clock.step(-1),
    ArrowRight: () => clock.step(1),
    Home: () => clock.go(clock.first),
    End: () => clock.go(clock.last()),
  });
}
