/** The buttons over the training: start and pause, one update, the way back to the seed, how fast it may go. */

import { html, mark, write } from "../shared/dom.js";
import { change, icon } from "../shared/icons.js";
import { filled } from "../shared/said.js";
import { count } from "./picture/scales.js";

/**
 * @param {any} words from Python
 * @param {{name: string, value: number, label: string}[]} speeds updates a second, 0 for as many as there can be
 * @param {{toggle: () => void, step: () => void, reset: () => void, speed: (value: number) => void}} hands
 */
export function createControls(words, speeds, hands) {
  const sign = icon("play");
  const text = html("span", {}, words.start);
  const play = html("button", { type: "button", class: "play", title: `${words.start} (Space)`, onclick: hands.toggle }, sign, text);
  const step = html("button", { type: "button", class: "plain", title: `${words.step} (\u2192)`, onclick: hands.step }, words.step);
  const reset = html("button", { type: "button", class: "plain", title: words.resets, onclick: hands.reset }, words.reset);
  const buttons = speeds.map(({ value, label }) => html("button", { type: "button", onclick: () => hands.speed(value) }, label));
  const speed = html("div", { class: "choice speed", role: "group", "aria-label": words.speed }, ...buttons);
  const now = html("output", { class: "now", "aria-live": "off" });
  const here = html("span", { class: "here-only" }, words.here);
  const element = html("div", { class: "controls" }, play, step, reset);
  const rate = html("div", { class: "rate" }, speed, now, here);

  /**
   * @param {import("./run/run.js").Run} run
   * @param {number} pace
   * @param {boolean} locked before the guess
   */
  function draw(run, pace, locked) {
    const runs = run.stage() === "runs";
    change(sign, runs ? "pause" : "play");
    write(text, runs ? words.pause : run.update() ? words.on : words.start);
    for (const button of [play, step, reset]) mark(button, { disabled: locked || (button === reset && run.stage() === "ready") });
    buttons.forEach((button, k) => mark(button, { "aria-pressed": String(speeds[k].value === pace) }));
    const fast = run.seconds() > 0.2 && pace === 0 ? filled(words.rate, { rate: count(run.update() / run.seconds()) }) : "";
    write(now, `${filled(words.now, { update: count(run.update()), sequences: count(run.sequences()) })}${fast}`);
    mark(element, { "data-stage": run.stage(), "data-update": run.update() });
  }

  return { element, rate, draw };
}
