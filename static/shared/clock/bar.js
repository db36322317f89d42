/** The bar under a picture that plays: one moment back, play, one moment on, a rail to drag; and the keys for all. */

import { html, mark, write } from "../dom.js";
import { change, icon } from "../icons.js";

/**
 * @param {import("./clock.js").Clock} clock
 * @param {{play: string, pause: string, back: string, on: string, rail: string}} words from Python
 * @param {(at: number) => string} said a moment, as the reader sees it
 */
export function createBar(clock, words, said) {
  const sign = icon("play");
  const text = html("span", {}, words.play);
  const play = html("button", { type: "button", class: "play", title: `${words.play} (Space)`, onclick: clock.toggle }, sign, text);
  const button = (name, label, by, key) =>
    html("button", { type: "button", class: "step", "aria-label": label, title: `${label} (${key})`, onclick: () => clock.step(by) }, icon(name));
  const rail = /** @type {HTMLInputElement} */ (
    html("input", { type: "range", min: clock.first, max: clock.last, step: 1, "aria-label": words.rail, oninput: () => clock.go(Number(rail.value)) })
  );
  const now = html("output", {});
  const element = html("div", { class: "clock" }, button("back", words.back, -1, "\u2190"), play, button("forward", words.on, 1, "\u2192"), rail, now);

  function draw() {
    const at = clock.at();
    change(sign, clock.plays() ? "pause" : "play");
    write(text, clock.plays() ? words.pause : words.play);
    rail.value = String(at);
    mark(rail, { "aria-valuetext": said(at) });
    rail.style.setProperty("--at", String((at - clock.first) / Math.max(1, clock.last - clock.first)));
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
  const acts = {
    " ": clock.toggle,
    ArrowLeft: () => clock.step(-1),
    ArrowRight: () => clock.step(1),
    Home: () => clock.go(clock.first),
    End: () => clock.go(clock.last),
  };
  const pressed = (event) => {
    const own = event.target instanceof Element && event.target !== wrapper && event.target.matches("input, button") && (event.target.matches("input") || event.key === " ");
    if (event.defaultPrevented || own || event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) return;
    event.preventDefault();
    acts[event.key]();
  };
  wrapper.addEventListener("keydown", pressed);
  return () => wrapper.removeEventListener("keydown", pressed);
}
